//! Scores of all beads inside a corridor, from the vectors of single sentences alone.
//!
//! The vector of joined sentences is close to the mean of theirs, weighed by their lengths (cosine about .9). So the
//! similarity of any two groups follows from those of their sentences,
//!
//! ```text
//! x·y ≈ Σ wᵢ wⱼ (xᵢ·yⱼ) / (|Σ wᵢ xᵢ| |Σ wⱼ yⱼ|)
//! ```
//!
//! and no vector of a group is made. That is good enough to see which few beads can be part of the best path; those
//! are then scored exactly, see [`exact`](super::exact).

use super::corridor::Corridor;
use super::score::Scorer;
use super::side::{Side, dot};
use super::weights::LONGEST;
use crate::embedding::matrix;
use rayon::prelude::*;
use std::ops::Range;

/// Source sentences whose similarities are made together.
const ROWS: usize = 32;

/// The similarities of sentences inside a corridor, and what is needed of every group.
pub(super) struct Estimate<'a> {
    scorer: &'a Scorer<'a>,
    corridor: &'a Corridor,
    longest: usize,
    blocks: Vec<Block>,
    source: Groups,
    target: Groups,
}

/// The similarities of [`ROWS`] source sentences to the target sentences within their reach.
struct Block {
    columns: Range<usize>,
    similarities: Vec<f32>,
}

/// What is known of the groups of one text, [`LONGEST`] of them for each sentence they begin at.
struct Groups {
    /// One over the length of the weighed sum of their vectors.
    scales: Vec<f32>,
    backgrounds: Vec<f32>,
    weights: Vec<f32>,
}

impl<'a> Estimate<'a> {
    /// For beads of up to `longest` sentences of either side.
    pub fn new(scorer: &'a Scorer<'a>, corridor: &'a Corridor, longest: usize) -> Self {
        let starts: Vec<usize> = (0..scorer.source.len()).step_by(ROWS).collect();
        let block =
            |&start: &usize| Block::new(scorer, corridor, start..(start + ROWS).min(scorer.source.len()));
        Self {
            scorer,
            corridor,
            longest,
            blocks: starts.par_iter().map(block).collect(),
            source: Groups::new(&scorer.source, &scorer.target, scorer, longest),
            target: Groups::new(&scorer.target, &scorer.source, scorer, longest),
        }
    }

    /// Hands over every bead with both sides that begins at `(i, j)` and stays in the corridor: source sentences,
    /// target sentences, score.
    pub fn for_each(&self, i: usize, j: usize, mut visit: impl FnMut(usize, usize, f32)) {
        let (sentences, others) = self.corridor.sentences();
        let most = self.longest.min(others - j);
        // Weighed similarities, summed over the source sentences taken so far, for each target sentence.
        let mut columns = [0.0f32; LONGEST];
        for a in 1..=self.longest.min(sentences - i) {
            let row = i + a - 1;
            for (b, column) in columns.iter_mut().enumerate().take(most) {
                *column +=
                    self.similarity(row, j + b) * self.source.weights[row] * self.target.weights[j + b];
            }
            let allowed = self.corridor.row(i + a);
            let mut sum = 0.0;
            for b in 1..=most {
                sum += columns[b - 1];
                if allowed.contains(&(j + b)) {
                    visit(a, b, self.score(i, j, a, b, sum));
                }
            }
        }
    }

    fn score(&self, i: usize, j: usize, a: usize, b: usize, sum: f32) -> f32 {
        let (x, y) = (i * LONGEST + a - 1, j * LONGEST + b - 1);
        let similarity = sum * self.source.scales[x] * self.target.scales[y];
        let background = (self.source.backgrounds[x] + self.target.backgrounds[y]) / 2.0;
        self.scorer
            .score(&(i..i + a), &(j..j + b), similarity, background)
    }

    fn similarity(&self, i: usize, j: usize) -> f32 {
        let block = &self.blocks[i / ROWS];
        block.similarities[i % ROWS * block.columns.len() + j - block.columns.start]
    }
}

impl Block {
    fn new(scorer: &Scorer<'_>, corridor: &Corridor, rows: Range<usize>) -> Self {
        // A bead that holds one of these sentences begins and ends at most so many boundaries away.
        let first = corridor.row(rows.start.saturating_sub(LONGEST)).start;
        let last = corridor.row((rows.end + LONGEST).min(corridor.height() - 1)).end;
        let columns = first..(last + LONGEST).min(scorer.target.len());
        let mut similarities = vec![0.0; rows.len() * columns.len()];
        matrix::dot_products(
            scorer.source.sentences().part(&rows),
            scorer.target.sentences().part(&columns),
            &mut similarities,
            columns.len(),
        );
        Self {
            columns,
            similarities,
        }
    }
}

impl Groups {
    fn new(side: &Side<'_>, other: &Side<'_>, scorer: &Scorer<'_>, longest: usize) -> Self {
        let weights: Vec<f32> = (0..side.len()).map(|id| side.characters(&(id..id + 1))).collect();
        let own: Vec<f32> = side
            .sentences()
            .iter()
            .map(|vector| scorer.background(vector, other))
            .collect();
        let (mut scales, mut backgrounds) = (Vec::new(), Vec::new());
        for start in 0..side.len() {
            let (mut square, mut background) = (0.0, 0.0);
            for length in 1..=LONGEST {
                let id = start + length - 1;
                if length <= longest && id < side.len() {
                    let joined: f32 = (start..id)
                        .map(|before| weights[before] * dot(side.vector(before), side.vector(id)))
                        .sum();
                    square += weights[id] * (weights[id] + 2.0 * joined);
                    background += weights[id] * own[id];
                }
                let scale = 1.0 / square.max(f32::MIN_POSITIVE).sqrt();
                scales.push(scale);
                backgrounds.push((background * scale).clamp(-1.0, BACKGROUND));
            }
        }
        Self {
            scales,
            backgrounds,
            weights,
        }
    }
}

/// No passage is taken to be more alike to everything than this.
pub(super) const BACKGROUND: f32 = 0.95;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::weights::Weights;

    #[test]
    fn single_sentences_have_their_own_similarity_and_joined_ones_that_of_the_mean() {
        let lines = ["ab", "cd", "ef"];
        let vectors: Vec<f32> = [[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]].concat();
        let weights = Weights {
            length: 0.0,
            share: 0.5,
            join: 0.0,
            group: 0.0,
            prior: f32::INFINITY.min(1e9),
            background: 0.0,
            ..Weights::default()
        };
        let side = || Side::new(&lines, &vectors, |_| false, None);
        let scorer = Scorer::new(side(), side(), &weights);
        let corridor = Corridor::seek(scorer.source.sentences(), scorer.target.sentences(), &[]);
        let estimate = Estimate::new(&scorer, &corridor, LONGEST);
        let mut scores = std::collections::HashMap::new();
        estimate.for_each(0, 2, |a, b, score| {
            // Two sentences are a pair, and here a third counts half of one.
            scores.insert((a, b), 2.0 * score / (a + b) as f32);
        });
        assert!((scores[&(1, 1)] - 0.6).abs() < 1e-3, "{scores:?}");
        assert!((scores[&(2, 1)] - 1.4 / 2f32.sqrt()).abs() < 1e-3, "{scores:?}");
        assert_eq!(scores.len(), 3);
    }
}
