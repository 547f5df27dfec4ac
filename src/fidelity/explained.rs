//! How much of what one side says, word by word, the other side has words for.

use super::clauses;
use super::dictionary::Listed;
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
    let (mine, theirs) = (Words::of(own, side, encoder), Words::of(other, across, encoder));
    let like = |(row, listed): &(&[f32], &Listed)| {
        let dot = |other: &[f32]| row.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
        theirs
            .each()
            .any(|(other, known)| dot(other) >= LIKE || listed.likeness(known) > 0.0)
    };
    Explained {
        words: mine.listed.len(),
        alike: mine.each().filter(like).count(),
    }
}

/// Content words with their vectors, row by row, and as the dictionary has them.
struct Words {
    listed: Vec<Listed>,
    vectors: Vec<f32>,
    size: usize,
}

impl Words {
    fn of(spans: &[Span], side: &Side, encoder: &dyn Encoder) -> Self {
        let words = content(spans, side);
        let lang = side.article.lang;
        Self {
            listed: words.iter().map(|w| Listed::new(w, lang)).collect(),
            vectors: encoder.words(&words.iter().map(String::as_str).collect::<Vec<_>>()),
            size: encoder.dimension().max(1),
        }
    }

    fn each(&self) -> impl Iterator<Item = (&[f32], &Listed)> {
        self.vectors.chunks_exact(self.size).zip(&self.listed)
    }
}

fn content(spans: &[Span], side: &Side) -> Vec<String> {
    let texts: Vec<String> = spans
        .iter()
        .map(|s| s.of(&side.article.text).to_ascii_lowercase())
        .collect();
    let words = texts.iter().flat_map(|text| {
        let content = clauses::content_words(text, side.article.lang);
        content
            .into_iter()
            .map(|w| w.of(text).to_owned())
            .collect::<Vec<_>>()
    });
    words.collect()
}
