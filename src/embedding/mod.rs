//! Sentences as vectors: the same meaning in two languages lies close together.

mod error;
mod kernel;
mod levels;
pub(crate) mod matrix;
mod open;
mod runs;
mod transformer;
mod use_multilingual;

pub use error::EncoderError;
pub use open::{name_of, open};
pub use runs::Runs;
pub use use_multilingual::UseMultilingual;

/// Turns sentences into unit vectors whose dot product is their similarity across languages.
pub trait Encoder: Send + Sync {
    /// Length of a vector.
    fn dimension(&self) -> usize;

    /// Encodes each line: row-major, `lines.len()` rows of [`dimension`](Self::dimension) numbers, each row of length 1.
    fn encode(&self, lines: &[&str]) -> Vec<f32>;

    /// A vector for each word by itself, for telling which word of one language stands for which of the other:
    /// row-major, each row of length 1, or all zero for a word that the encoder does not know.
    ///
    /// The default encodes each word as a line. An encoder that knows more of single words says so here.
    fn words(&self, words: &[&str]) -> Vec<f32> {
        self.encode(words)
    }

    /// Prepares `lines` for the vectors of runs of neighbouring lines, each the vector of the lines joined by a space.
    ///
    /// The default joins the text and encodes it, which is right for every encoder and costs as many passes over the
    /// text as runs have lengths. An encoder that can do it for less says so here.
    fn runs<'a>(&'a self, lines: &'a [&'a str]) -> Box<dyn Runs + 'a> {
        Box::new(runs::JoinedText::new(self, lines))
    }
}
