//! The unigram tokeniser: the most probable way to cut a text into pieces of the vocabulary.
//!
//! Viterbi over a double array, as SentencePiece does. By its source, which was read and not measured, the
//! `tokenizers` crate cannot give equal ids: its unigram model always fuses neighbouring unknown characters into one
//! token, and its normaliser works on grapheme clusters. It also needs its vocabulary as owned strings in hash maps; the double array is used in place.

use super::file::{Section, WeightFile};
use super::normaliser::Normaliser;
use crate::error::Result;
use yada::DoubleArray;

/// A character that no piece covers.
pub(super) const UNKNOWN: u32 = 0;
/// Stands before the first piece of a text.
pub(super) const BEGIN: u32 = 1;
/// Stands after the last.
pub(super) const END: u32 = 2;

/// How much less likely than the rarest piece an unknown character is, in natural logarithms (SentencePiece's value).
const UNKNOWN_PENALTY: f64 = 10.0;

/// Cuts text into token ids.
pub(super) struct Tokeniser {
    normaliser: Normaliser,
    pieces: DoubleArray<Section>,
    scores: Vec<f32>,
    unknown_score: f64,
}

impl Tokeniser {
    pub fn open(file: &WeightFile) -> Result<Self> {
        let scores = file.floats("vocabulary.scores", None)?;
        let lowest = scores.iter().copied().fold(f32::INFINITY, f32::min);
        Ok(Self {
            normaliser: Normaliser::new(
                file.trie("normaliser.trie")?,
                file.bytes("normaliser.replacements")?,
            ),
            pieces: file.trie("vocabulary.trie")?,
            unknown_score: f64::from(lowest) - UNKNOWN_PENALTY,
            scores,
        })
    }

    /// The ids of `text`, without those of its beginning and end. A text without a visible character has none.
    pub fn ids(&self, text: &str) -> Vec<u32> {
        let text = self.normaliser.normalise(text);
        let best = self.best_steps(&text);
        let mut ids = Vec::with_capacity(text.len() / 3 + 1);
        let mut at = text.len();
        while at > 0 {
            ids.push(best[at].piece);
            at -= best[at].length as usize;
        }
        ids.reverse();
        ids
    }

    /// The natural logarithm of a piece's share of running text; very low for what is no piece.
    pub fn log_share(&self, piece: u32) -> f32 {
        self.scores.get(piece as usize).copied().unwrap_or(-30.0)
    }

    /// For every byte position of `text` that ends a piece, the last piece of the best way to get there.
    fn best_steps(&self, text: &[u8]) -> Vec<Step> {
        let mut best = vec![Step::UNREACHED; text.len() + 1];
        best[0].score = 0.0;
        let mut at = 0;
        while at < text.len() {
            let base = best[at].score;
            let width = character_length(text[at]).min(text.len() - at);
            let mut covered = false;
            for (piece, length) in self.pieces.common_prefix_search(&text[at..]) {
                let Some(&score) = self.scores.get(piece as usize) else {
                    continue;
                };
                best[at + length].improve(base + f64::from(score), piece, length);
                covered |= length == width;
            }
            if !covered {
                best[at + width].improve(base + self.unknown_score, UNKNOWN, width);
            }
            at += width;
        }
        best
    }
}

/// The best last step to a position.
#[derive(Clone, Copy)]
struct Step {
    score: f64,
    piece: u32,
    length: u32,
}

impl Step {
    const UNREACHED: Self = Self {
        score: f64::NEG_INFINITY,
        piece: UNKNOWN,
        length: 1,
    };

    /// Strictly greater: of equal paths the one found first, whose last piece begins earliest, stays.
    fn improve(&mut self, score: f64, piece: u32, length: usize) {
        if score > self.score {
            *self = Self {
                score,
                piece,
                length: length as u32,
            };
        }
    }
}

/// Length in bytes of the character that begins with `first`.
pub(super) const fn character_length(first: u8) -> usize {
    match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    }
}
