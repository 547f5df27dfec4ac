//! Which sentences became which.

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
pub struct Options {}

/// Aligns two lists of sentences. The beads cover every sentence of both sides exactly once.
pub fn align(
    _source: &[String],
    _target: &[String],
    _encoder: &dyn crate::embedding::Encoder,
    _options: &Options,
) -> Vec<Bead> {
    Vec::new()
}
