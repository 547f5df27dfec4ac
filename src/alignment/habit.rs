//! How often these two texts leave a sentence alone, and what follows for the sentences in doubt.
//!
//! Some versions keep every sentence, others drop every fifth. What a version does where that is plain says something
//! of where it is not: so the best path is sought twice, and the second time a sentence left alone scores the higher,
//! the more were left alone the first time (an empirical Bayes estimate; Robbins, 1956).

use super::lattice::{Lattice, Step};
use super::prune::Edge;
use super::weights::Weights;

/// The best path over `edges`, sought twice. The scores of its steps are without the habit, which concerns them all.
pub(super) fn best_path(edges: &mut [Edge], weights: &Weights) -> Vec<Step> {
    let first = Lattice::new(edges).best(weights.temperature);
    let habit = of(&first, weights);
    for edge in edges.iter_mut().filter(|edge| edge.a == 0 || edge.b == 0) {
        edge.score += habit;
    }
    let mut path = Lattice::new(edges).best(weights.temperature);
    for step in path.iter_mut().filter(|step| is_alone(step)) {
        step.score -= habit;
    }
    path
}

/// What is put to the score of each sentence left alone: the logarithm of how many times more of them there are in
/// these texts than usual, in the scale of the scores.
fn of(path: &[Step], weights: &Weights) -> f32 {
    let size = |step: &Step| (step.source.len() + step.target.len()) as f32;
    let all: f32 = path.iter().map(size).sum();
    let alone: f32 = path.iter().filter(|step| is_alone(step)).map(size).sum();
    let share = (alone + weights.firmness * weights.alone) / (all + weights.firmness);
    weights.temperature * (share / weights.alone).ln()
}

fn is_alone(step: &Step) -> bool {
    step.source.is_empty() || step.target.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(i: u32, j: u32, a: u8, b: u8, score: f32) -> Edge {
        Edge {
            i,
            j,
            a,
            b,
            similarity: 0.0,
            score,
            added: None,
        }
    }

    /// A pair a little worse than its two sentences left alone, after `pairs` good pairs and before `lost` sentences
    /// of the source without counterpart; whether it stands as a pair.
    fn is_paired(pairs: u32, lost: u32) -> bool {
        let weights = Weights::default();
        let mut edges: Vec<Edge> = (0..pairs).map(|at| edge(at, at, 1, 1, 0.5)).collect();
        edges.extend([
            edge(pairs, pairs, 0, 1, weights.skip),
            edge(pairs, pairs, 1, 1, 2.0 * weights.skip - 0.01),
            edge(pairs, pairs + 1, 1, 0, weights.skip),
        ]);
        edges.extend((1..=lost).map(|at| edge(pairs + at, pairs + 1, 1, 0, weights.skip)));
        let path = best_path(&mut edges, &weights);
        path[pairs as usize].source.len() == path[pairs as usize].target.len()
    }

    #[test]
    fn where_all_else_is_paired_a_poor_pair_stands() {
        assert!(is_paired(40, 0));
    }

    #[test]
    fn where_much_is_left_alone_it_does_not() {
        assert!(!is_paired(40, 10));
    }
}
