//! Which sentences became which.
//!
//! ```text
//! lines ─► vectors of runs ─► corridor (where the path may go) ─► best path ─► confidence ─► beads
//! ```
//!
//! A bead may take up to six sentences of either side. Its score compares the vector of its source sentences read as
//! one text with that of its target sentences, against how alike any two passages of these documents are; see
//! [`score`]. The path with the highest sum wins; see [`path`].

mod confidence;
mod corridor;
pub mod evaluate;
mod path;
mod score;
mod window;

pub use score::Weights;

use crate::embedding::Encoder;
use score::Scorer;
use serde::{Deserialize, Serialize};

/// A group of sentences of the source and the group of the target that says the same.
///
/// Either side may be empty (a sentence left out, or added). Every sentence stands in exactly one bead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bead {
    /// Ids of the source sentences, ascending and adjacent.
    pub source: Vec<usize>,
    /// Ids of the target sentences, ascending and adjacent.
    pub target: Vec<usize>,
    /// Similarity of the two groups, -1 to 1, or 0 where a side is empty.
    pub score: f32,
    /// How likely the bead is right, 0 to 1.
    pub confidence: f32,
}

/// How to align.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The weights of the score.
    pub weights: Weights,
}

/// Aligns two lists of sentences. The beads cover every sentence of both sides exactly once.
pub fn align(source: &[String], target: &[String], encoder: &dyn Encoder, options: &Options) -> Vec<Bead> {
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    let scorer = Scorer::new(&source, &target, encoder, &options.weights);
    let steps = path::best(&scorer.corridor(), &scorer);
    let judgements = confidence::judge(&steps, (source.len(), target.len()), &scorer);
    steps
        .into_iter()
        .zip(judgements)
        .map(|(step, judgement)| Bead {
            source: step.source.collect(),
            target: step.target.collect(),
            score: judgement.similarity,
            confidence: judgement.confidence,
        })
        .collect()
}
