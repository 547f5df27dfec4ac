//! What the score is made of.

use super::calibration::Calibration;

/// The most sentences a bead takes of one side.
pub const LONGEST: usize = 6;

/// The weights of the score of a bead. The default was set on development data by `examples/tune_aligner.rs`, one set
/// for all languages and kinds of text; `docs/alignment.md` says on what.
///
/// ```text
/// fit   = (similarity − background) / (1 − background) · (1 − length + length · ratio of the lengths)
/// score = sentences · (fit − size · (sentences − 2) ^ growth) − quotation · difference of the quotations
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Score of a sentence left without a counterpart.
    pub skip: f32,
    /// Taken off a bead of three sentences, for each of its sentences.
    pub size: f32,
    /// How that grows with the sentences beyond two: as this power of their number. Below 1, so that a fourth and fifth
    /// sentence, once they are needed, cost less than the third.
    pub growth: f32,
    /// How much of the similarity hangs on the ratio of the lengths, 0 to 1.
    pub length: f32,
    /// Similarity of two unrelated sentences of one subject, where the texts are too short to tell.
    pub background: f32,
    /// How many sentences' worth of evidence that is.
    pub prior: f32,
    /// Taken off for each quotation that one side has and the other has not, two at most.
    pub quotation: f32,
    /// Taken off for a bead that crosses others.
    pub crossing: f32,
    /// Taken off where a bead begins a paragraph on one side only, and for a sub-heading joined with prose.
    pub layout: f32,
    /// Difference of two paths' scores that makes one e times less likely than the other.
    pub temperature: f32,
    /// From that likelihood to the confidence.
    pub calibration: Calibration,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            skip: 0.1,
            size: 0.13,
            growth: 0.7,
            length: 0.3,
            background: 0.15,
            prior: 4.0,
            quotation: 0.07,
            crossing: 0.3,
            layout: 0.05,
            temperature: 0.12,
            calibration: Calibration::default(),
        }
    }
}

impl Weights {
    /// What [`size`](Self::size) and [`growth`](Self::growth) take off a bead, by its number of sentences.
    pub(super) fn sizes(&self) -> [f32; 2 * LONGEST + 1] {
        std::array::from_fn(|sentences| {
            let more = sentences.saturating_sub(2) as f32;
            sentences as f32 * self.size * more.powf(self.growth)
        })
    }
}
