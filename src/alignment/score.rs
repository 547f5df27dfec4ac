//! How well a group of source sentences and a group of target sentences fit.

use super::layout;
use super::side::Side;
use super::weights::Weights;
use std::ops::Range;

/// The most quotations that one side has and the other has not that count.
const MOST_QUOTATIONS: f32 = 2.0;

/// Scores beads of two texts; the formula stands at [`Weights`].
pub(super) struct Scorer<'a> {
    pub source: Side<'a>,
    pub target: Side<'a>,
    /// Target characters for a source character.
    ratio: f32,
    pub weights: &'a Weights,
}

impl<'a> Scorer<'a> {
    pub fn new(source: Side<'a>, target: Side<'a>, weights: &'a Weights) -> Self {
        Self {
            ratio: target.all_characters() / source.all_characters(),
            source,
            target,
            weights,
        }
    }

    /// What source sentence `id` adds to a path that leaves it alone.
    pub fn skip_source(&self, id: usize) -> f32 {
        self.skip(self.source.is_given(&(id..id + 1)))
    }

    /// The same for target sentence `id`.
    pub fn skip_target(&self, id: usize) -> f32 {
        self.skip(self.target.is_given(&(id..id + 1)))
    }

    fn skip(&self, is_given: bool) -> f32 {
        if is_given { 0.0 } else { self.weights.skip }
    }

    /// How alike a vector of the source and any passage of the target are, and the other way round.
    pub fn background(&self, vector: &[f32], other: &Side<'_>) -> f32 {
        other.background(vector, self.weights.background, self.weights.prior)
    }

    /// Target characters over source characters, brought to the ratio of the whole texts; at most 1.
    pub fn length_ratio(&self, source: &Range<usize>, target: &Range<usize>) -> f32 {
        let (x, y) = (
            self.source.characters(source) * self.ratio,
            self.target.characters(target),
        );
        x.min(y) / x.max(y)
    }

    /// Target characters for a source character.
    pub fn target_for_source(&self) -> f32 {
        self.ratio
    }

    /// What is put to the score of a bead whose longer side has `further` sentences more than the other, for what
    /// these add.
    pub fn added(&self, further: u8, added: f32) -> f32 {
        self.weights.addition * (added - f32::from(further) * self.weights.usual)
    }

    /// The score of a bead with both sides, from the similarity of its two groups and the background there; minus
    /// infinity where a sentence belongs to a given bead.
    pub fn score(
        &self,
        source: &Range<usize>,
        target: &Range<usize>,
        similarity: f32,
        background: f32,
    ) -> f32 {
        if self.source.is_given(source) || self.target.is_given(target) {
            return f32::NEG_INFINITY;
        }
        let weights = self.weights;
        let z = (similarity - background) / (1.0 - background);
        let fit = z * (1.0 - weights.length + weights.length * self.length_ratio(source, target));
        let pairs = source.len().min(target.len()) as f32;
        let further = source.len().abs_diff(target.len()) as f32;
        let quotations = (self.source.quotations(source) - self.target.quotations(target)).abs();
        let misfit = match (self.source.layout, self.target.layout) {
            (Some(one), Some(other)) => layout::misfit(one, source, other, target),
            _ => 0.0,
        };
        (pairs + further * weights.share) * fit
            - further * weights.join
            - (pairs - 1.0) * weights.group
            - weights.quotation * quotations.min(MOST_QUOTATIONS)
            - weights.layout * misfit
    }
}
