//! Splitting prose into sentences, aware of quotation marks.
//!
//! # What is one sentence
//!
//! A quotation with its attribution is one sentence, in both languages alike, however many sentences stand
//! between the marks:
//!
//! ```text
//! "We tried. We failed," she said.           one
//! 그는 "노력했다. 실패했다."라고 말했다.        one
//! ```
//!
//! The two sides then meet as one bead of 1–1, and who says it stays beside what is said. Splitting the English at
//! the inner full stop would leave a sentence that opens a mark and never closes it, and a bead of 2–1.
//!
//! A quotation that is a run of sentences by itself, with nothing attributing it, is split, for there the inner
//! sentences are the sentences of the article:
//!
//! ```text
//! "We tried," she said. "We failed. We will try again."     three
//! ```
//!
//! Who needs the finer grain of an attributed quotation asks [`inside_quote`]. A mark that is never closed in its
//! paragraph counts for nothing, so it cannot swallow what follows.

mod enclosures;
mod english;
mod general;
mod korean;
mod scan;
#[cfg(test)]
mod tests;

use crate::alignment::Layout;
use crate::article::{Article, Role};
use crate::text::{Language, Span};

/// One sentence of an article.
///
/// The sentences of an article are in order and do not overlap; between two of them stands only white space or
/// a block that is no prose. A sentence may cover a line or page break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Position in the article's list of sentences, from 0.
    pub id: usize,
    /// Where it stands in the article's text.
    pub span: Span,
    /// Position of its block in the article's list of blocks.
    pub block: usize,
    /// The part of that block.
    pub role: Role,
}

impl Sentence {
    /// The sentence on one line: every run of white space becomes one space, and a page number that layout put
    /// inside is left out.
    pub fn line(&self, article: &Article) -> String {
        article.line(self.span)
    }
}

/// The sentences of an article, in order. A headline, deck or sub-heading is one sentence whatever it holds.
pub fn split(article: &Article) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (block, part) in article.blocks.iter().enumerate() {
        let role = part.role;
        let spans = match role {
            Role::Headline | Role::Deck | Role::Subheading => vec![part.span],
            Role::Body | Role::Caption => split_text(part.span.of(&article.text), article.lang)
                .into_iter()
                .map(|span| span.shifted(part.span.start))
                .collect(),
            _ => continue,
        };
        found.extend(spans.into_iter().map(|span| (block, role, span)));
    }
    let numbered = found.into_iter().enumerate();
    numbered
        .map(|(id, (block, role, span))| Sentence {
            id,
            span,
            block,
            role,
        })
        .collect()
}

/// How the sentences of an article are laid out: which stand in one paragraph, and which are headings.
pub fn layout(sentences: &[Sentence]) -> Layout {
    Layout::new(sentences.iter().map(|sentence| {
        let heading = matches!(sentence.role, Role::Headline | Role::Deck | Role::Subheading);
        (sentence.block, heading)
    }))
}

/// The sentences of one stretch of running text, as byte ranges of `text`.
pub fn split_text(text: &str, lang: Language) -> Vec<Span> {
    let ends: scan::Rule = match lang {
        Language::En => english::ends,
        Language::Ko => korean::ends,
        _ => general::ends,
    };
    scan::sentences(text, ends)
}

/// The sentences within a quotation, the finer grain of one that [`split`] left whole. `quote` is its span with
/// or without its marks; the marks belong to no sentence.
pub fn inside_quote(article: &Article, quote: Span) -> Vec<Span> {
    const MARKS: [char; 14] = [
        '"', '“', '”', '‘', '’', '\'', '「', '」', '『', '』', '«', '»', '＂', '„',
    ];
    let whole = quote.of(&article.text);
    let from = whole.len() - whole.trim_start_matches(MARKS).len();
    let within = whole[from..].trim_end_matches(MARKS);
    let spans = split_text(within, article.lang).into_iter();
    spans.map(|span| span.shifted(quote.start + from)).collect()
}
