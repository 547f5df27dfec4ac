//! Passages of an article, as a report quotes them.

use crate::article::Article;
use crate::pipeline::Side;
use crate::statements::Statement;
use crate::text::{CharIndex, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The words of `spans`, each on one line, with `…` where something stands between them.
pub fn quote(article: &Article, spans: &[Span]) -> String {
    let parts: Vec<String> = spans.iter().map(|&s| article.line(s)).collect();
    parts.join(" … ")
}

/// `text` with every run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ids of the sentences that any of `spans` touches, ascending.
pub fn sentences(side: &Side, spans: &[Span]) -> BTreeSet<usize> {
    let touched = |span: &Span| {
        let first = side.sentences.partition_point(|s| s.span.end <= span.start);
        let end = span.end;
        side.sentences[first..]
            .iter()
            .take_while(move |s| s.span.start < end)
    };
    spans.iter().flat_map(touched).map(|s| s.id).collect()
}

/// The statements of those ids, leaving out any that does not exist.
pub fn statements<'a>(side: &'a Side, ids: &[usize]) -> impl Iterator<Item = &'a Statement> {
    ids.iter().filter_map(|&id| side.statements.statements.get(id))
}

/// The words attributed in all of those statements.
pub fn content(side: &Side, ids: &[usize]) -> String {
    let spans: Vec<Span> = statements(side, ids)
        .flat_map(|s| s.content.iter().copied())
        .collect();
    quote(&side.article, &spans)
}

/// Who speaks in the first of those statements that says so: the entity's name, else the words of the mention.
pub fn speaker<'a>(side: &'a Side, ids: &[usize]) -> Option<Cow<'a, str>> {
    statements(side, ids).find_map(|s| speaker_of(side, s))
}

/// Who speaks in a statement: the entity's name, else the words of the mention.
pub fn speaker_of<'a>(side: &'a Side, statement: &Statement) -> Option<Cow<'a, str>> {
    let speaker = statement.speaker.as_ref()?;
    let name = side
        .statements
        .entity(speaker)
        .map(|e| Cow::Borrowed(e.name.as_str()));
    name.or_else(|| {
        speaker
            .mention
            .map(|m| Cow::Owned(one_line(m.of(&side.article.text))))
    })
}

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, ended by `\n`.
    pub line: usize,
    /// Column in Unicode scalar values.
    pub column: usize,
}

/// Answers where the bytes of one text stand, after one pass over it.
pub struct Positions<'t> {
    /// Characters before each byte.
    pub chars: CharIndex<'t>,
    line_starts: Vec<usize>,
}

impl<'t> Positions<'t> {
    /// Indexes `text`.
    pub fn new(text: &'t str) -> Self {
        let after_newline = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            chars: CharIndex::new(text),
            line_starts: std::iter::once(0).chain(after_newline).collect(),
        }
    }

    /// Where byte `at` stands.
    pub fn of(&self, at: usize) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= at);
        let start = self.line_starts[line - 1];
        Position {
            line,
            column: self.chars.char_at(at) - self.chars.char_at(start) + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "첫 줄\n둘째 줄\n";
        let at = |words| {
            let position = Positions::new(text).of(text.find(words).expect("in the text"));
            (position.line, position.column)
        };
        assert_eq!(
            (at("첫"), at("줄"), at("둘째"), at(" 줄\n둘")),
            ((1, 1), (1, 3), (2, 1), (1, 2))
        );
        let end = Positions::new(text).of(text.len());
        assert_eq!((end.line, end.column), (3, 1));
    }
}
