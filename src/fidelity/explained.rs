//! How much of what one side says, word by word, the other side has words for.

use super::clauses;
use crate::embedding::Encoder;
use crate::pipeline::Side;
use crate::text::Span;

/// Two words this alike may stand for each other: of the words of faithful news sentences two in five find one, of those
/// of strangers one in twenty-five.
const LIKE: f32 = 0.22;

/// Content words, and how many of them some word of the other side is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// How many.
    pub words: usize,
    /// How many of them have a like one.
    pub alike: usize,
}

impl Explained {
    /// The share of the words that has a like one; 0 where there are no words.
    pub fn share(self) -> f32 {
        self.alike as f32 / self.words.max(1) as f32
    }
}

/// How many of the content words at `own` some word at `other` is like, by the encoder's vectors of single words.
pub fn explained(
    (own, side): (&[Span], &Side),
    (other, across): (&[Span], &Side),
    encoder: &dyn Encoder,
) -> Explained {
    let mine = vectors(own, side, encoder);
    let theirs = vectors(other, across, encoder);
    let size = encoder.dimension();
    let like = |row: &&[f32]| {
        let dot = |other: &[f32]| row.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
        theirs.chunks_exact(size).any(|other| dot(other) >= LIKE)
    };
    Explained {
        words: mine.len() / size.max(1),
        alike: mine.chunks_exact(size).filter(like).count(),
    }
}

fn vectors(spans: &[Span], side: &Side, encoder: &dyn Encoder) -> Vec<f32> {
    let texts: Vec<String> = spans
        .iter()
        .map(|s| s.of(&side.article.text).to_ascii_lowercase())
        .collect();
    let words = texts.iter().flat_map(|text| {
        let content = clauses::content_words(text, side.article.lang);
        content.into_iter().map(|w| w.of(text)).collect::<Vec<_>>()
    });
    encoder.words(&words.collect::<Vec<_>>())
}
