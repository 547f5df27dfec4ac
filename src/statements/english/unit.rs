//! The stretch of text that is read at once: a sentence, or the sentences that one quotation holds together.

use super::tags::{self, Tag};
use super::tokens::{self, Make, Token};
use crate::article::Role;
use crate::statements::draft::Context;
use crate::text::Span;
use std::ops::Range;

/// A sentence with its tokens and their tags. Positions in it are positions of tokens.
pub(super) struct Unit<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) span: Span,
    pub(super) role: Role,
    /// Position of its block in the article.
    pub(super) block: usize,
    pub(super) tokens: Vec<Token>,
    pub(super) tags: Vec<Tag>,
}

impl<'a> Unit<'a> {
    fn new(context: &'a Context<'a>, span: Span, role: Role, block: usize) -> Self {
        let tokens = tokens::tokenise(context, span);
        let headline = matches!(role, Role::Headline | Role::Deck | Role::Subheading);
        let tags = tags::tag(&tokens, headline);
        Self {
            context,
            span,
            role,
            block,
            tokens,
            tags,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i).copied()
    }

    /// The token before `i`.
    pub(super) fn before(&self, i: usize) -> Option<&Token> {
        i.checked_sub(1).and_then(|p| self.tokens.get(p))
    }

    pub(super) fn tag_before(&self, i: usize) -> Option<Tag> {
        i.checked_sub(1).and_then(|p| self.tag(p))
    }

    pub(super) fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    pub(super) fn is_comma(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_comma)
    }

    /// The mark that opens at `i`.
    pub(super) fn opens(&self, i: usize) -> Option<usize> {
        match self.tokens.get(i)?.make {
            Make::Open(mark) => Some(mark),
            _ => None,
        }
    }

    /// The mark that closes at `i`.
    pub(super) fn closes(&self, i: usize) -> Option<usize> {
        match self.tokens.get(i)?.make {
            Make::Close(mark) => Some(mark),
            _ => None,
        }
    }

    /// Position after the quotation that opens at `i`.
    pub(super) fn after_quotation(&self, i: usize, mark: usize) -> usize {
        (i..self.len())
            .find(|&k| self.tokens[k].quoted != Some(mark))
            .unwrap_or(self.len())
    }

    /// Position of the opening mark of the quotation that closes at `i`, or the first token of it in this unit.
    pub(super) fn start_of_quotation(&self, i: usize, mark: usize) -> usize {
        (0..=i)
            .rev()
            .take_while(|&k| self.tokens[k].quoted == Some(mark))
            .last()
            .unwrap_or(i)
    }

    pub(super) fn quoted(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.quoted.is_some())
    }

    /// The text under a range of tokens; empty ranges give an empty span at their start.
    pub(super) fn span_of(&self, range: &Range<usize>) -> Span {
        if range.is_empty() {
            let at = self
                .tokens
                .get(range.start)
                .map_or(self.span.end, |t| t.span.start);
            return Span::new(at, at);
        }
        Span::new(
            self.tokens[range.start].span.start,
            self.tokens[range.end - 1].span.end,
        )
    }

    /// Whether a finite verb stands in the range, outside quotations.
    pub(super) fn has_finite(&self, range: Range<usize>) -> bool {
        range.clone().any(|i| {
            self.tags[i].is_finite()
                || self.tags[i] == Tag::Base
                    && !matches!(self.tag_before(i), Some(Tag::To | Tag::Modal))
                    && i > range.start
        })
    }

    /// Position of the last token that is no closing stop.
    pub(super) fn end(&self) -> usize {
        let mut end = self.len();
        while end > 0 && self.tokens[end - 1].is_stop() && self.tokens[end - 1].quoted.is_none() {
            end -= 1;
        }
        end
    }

    /// The range without conjunctions, commas and colons at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        let loose = |i: usize| {
            matches!(
                self.tokens[i].make,
                Make::Punct(',' | ';' | ':' | '–' | '—' | '.' | '-' | '!' | '?')
            ) && !self.quoted(i)
        };
        while start < end && (loose(start) || self.tags[start] == Tag::Conj) {
            start += 1;
        }
        while end > start && (loose(end - 1) || self.tags[end - 1] == Tag::Conj) {
            end -= 1;
        }
        start..end
    }
}

/// The units of an article: its prose sentences, those joined that a quotation holds together.
pub(super) fn units<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let mut spans: Vec<(Span, Role, usize)> = Vec::new();
    for sentence in context.sentences.iter().filter(|s| s.role.is_prose()) {
        let joined = spans.last().is_some_and(|(span, _, block)| {
            *block == sentence.block
                && context
                    .marks
                    .iter()
                    .any(|m| m.depth == 0 && m.span.start < span.end && m.span.end > sentence.span.start)
        });
        match spans.last_mut() {
            Some((span, _, _)) if joined => *span = span.cover(&sentence.span),
            _ => spans.push((sentence.span, sentence.role, sentence.block)),
        }
    }
    spans
        .into_iter()
        .map(|(span, role, block)| Unit::new(context, span, role, block))
        .collect()
}
