//! Splitting prose into sentences, aware of quotation marks.

use crate::article::{Article, Role};
use crate::text::Span;

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
    /// The sentence on one line: every run of white space becomes one space.
    pub fn line(&self, article: &Article) -> String {
        self.span
            .of(&article.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The sentences of an article, in order.
pub fn split(_article: &Article) -> Vec<Sentence> {
    Vec::new()
}
