//! What the score is made of.

use super::calibration::Calibration;

/// The most sentences a bead takes of one side.
pub const LONGEST: usize = 6;

/// The weights of the score of a bead. The default was set on development data by `examples/tune_aligner.rs`, one set
/// for all languages and kinds of text; `docs/alignment.md` says on what.
///
/// ```text
/// fit   = (similarity − background) / (1 − background) · (1 − length + length · ratio of the lengths)
/// score = (pairs + further · share) · fit − further · join − (pairs − 1) · group − quotation · difference of the quotations
///       + addition · (what the further sentences add − further · usual), where the join is in doubt
/// ```
///
/// *Pairs* are the sentences of the shorter side, *further* those that the longer side has more. A sentence joined to a
/// pair is paid by what it adds to the fit, hardly by the fit that the pair has without it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Score of a sentence left without a counterpart.
    pub skip: f32,
    /// The share of sentences left alone in texts for which `skip` is meant.
    pub alone: f32,
    /// How many sentences' worth of evidence that share is, against what the texts at hand do.
    pub firmness: f32,
    /// What a further sentence counts of the fit, where each pair counts one.
    pub share: f32,
    /// Taken off for each further sentence.
    pub join: f32,
    /// Put to the score for what further sentences add that their neighbours do not say: the phrase of the other side
    /// that is nearest to one of theirs, by how much nearer it is than to one of a neighbour's, as a similarity.
    pub addition: f32,
    /// What a sentence adds where it says nothing for or against the join.
    pub usual: f32,
    /// Taken off for each pair beyond the first: sentences are paired one by one unless they belong together.
    pub group: f32,
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
            skip: 0.018,
            alone: 0.08,
            firmness: 30.0,
            share: 0.2,
            join: 0.02,
            addition: 0.25,
            usual: 0.1,
            group: 0.46,
            length: 0.18,
            background: 0.175,
            prior: 4.0,
            quotation: 0.024,
            crossing: 0.15,
            layout: 0.025,
            temperature: 0.034,
            calibration: Calibration::default(),
        }
    }
}
