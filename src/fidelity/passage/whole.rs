//! What is found once for a whole article and serves all its passages.

use super::Passage;
use crate::article::Article;
use crate::embedding::Encoder;
use crate::fidelity::clauses;
use crate::fidelity::ties::{Clause, Word};
use crate::pipeline::Side;
use crate::sentences::Sentence;
use crate::statements::{Mark, Statements, marks};
use crate::text::{Language, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// One article with what every passage of it needs.
pub struct Whole<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its statements and who makes them.
    pub statements: &'a Statements,
    /// Its quoted stretches.
    pub(super) marks: Vec<Mark>,
    /// Its content words; empty where there is no encoder.
    pub(super) words: Vec<Word>,
    /// Its clauses; empty where there is no encoder.
    pub(super) clauses: Vec<Clause>,
}

impl<'a> Whole<'a> {
    /// Finds the quoted stretches and the vectors of the words once for all passages. Without an encoder passages are
    /// compared as wholes, not clause by clause.
    pub fn new(side: &'a Side, encoder: Option<&dyn Encoder>) -> Self {
        Self {
            words: encoder.map(|e| words(side, e)).unwrap_or_default(),
            clauses: encoder.map(|e| cut(side, e)).unwrap_or_default(),
            article: &side.article,
            sentences: &side.sentences,
            statements: &side.statements,
            marks: marks::find(&side.article.text, &side.article.blocks),
        }
    }

    /// The whole text as one passage, whatever its sentences.
    pub fn everything(&self) -> Option<Passage<'a>> {
        let (first, last) = (self.article.blocks.first()?, self.article.blocks.last()?);
        let span = Span::new(first.span.start, last.span.end);
        Some(Passage::new(self, self.sentences, span))
    }

    /// The passage from the first of the sentences to the last; `None` where there are none.
    pub fn passage(&self, sentences: &[usize]) -> Option<Passage<'a>> {
        let (first, last) = (*sentences.first()?, *sentences.last()?);
        let sentences = self.sentences.get(first..=last)?;
        let span = Span::new(sentences.first()?.span.start, sentences.last()?.span.end);
        Some(Passage::new(self, sentences, span))
    }
}

/// The content words of an article with their vectors; the same word has the same vector.
fn words(side: &Side, encoder: &dyn Encoder) -> Vec<Word> {
    let text = &side.article.text;
    let lower = text.to_ascii_lowercase();
    let spans = side.sentences.iter().flat_map(|s| {
        let own = clauses::content_words(s.span.of(&lower), side.article.lang);
        own.into_iter()
            .map(|w| w.shifted(s.span.start))
            .collect::<Vec<_>>()
    });
    let spans: Vec<Span> = spans.collect();
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut different = Vec::new();
    for span in &spans {
        ids.entry(span.of(text)).or_insert_with(|| {
            different.push(span.of(text));
            different.len() - 1
        });
    }
    let vectors = encoder.words(&different);
    let rows: Vec<Arc<[f32]>> = vectors.chunks_exact(encoder.dimension()).map(Arc::from).collect();
    let word = |span: Span| {
        Some(Word {
            span,
            vector: rows.get(*ids.get(span.of(text))?)?.clone(),
        })
    };
    spans.iter().filter_map(|&span| word(span)).collect()
}

/// The clauses of an article with their vectors.
fn cut(side: &Side, encoder: &dyn Encoder) -> Vec<Clause> {
    let text = &side.article.text;
    let lower = text.to_ascii_lowercase();
    let spans = side.sentences.iter().flat_map(|s| {
        let own = clauses::cut(s.span.of(&lower), side.article.lang);
        own.into_iter()
            .map(|c| c.shifted(s.span.start))
            .collect::<Vec<_>>()
    });
    let spans: Vec<Span> = spans.collect();
    let lines: Vec<&str> = spans.iter().map(|c| c.of(text).trim()).collect();
    let vectors = encoder.encode(&lines);
    let clause = |(span, vector): (Span, &[f32])| Clause {
        span,
        closes: side.article.lang == Language::Ko && clauses::closes(span.of(&lower)),
        vector: Arc::from(vector),
    };
    spans
        .into_iter()
        .zip(vectors.chunks_exact(encoder.dimension()))
        .map(clause)
        .collect()
}
