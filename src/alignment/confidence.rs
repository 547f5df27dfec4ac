//! How sure a bead is.
//!
//! All paths through a narrow corridor around the best one are weighed by their scores, a difference of
//! [`Weights::temperature`](super::Weights) making a path e times less likely; a bead's confidence is the weight of
//! the paths that contain it (forward and backward sums, as in a conditional random field). So it falls where another
//! way of grouping, or of leaving a sentence out, scores nearly as well.

use super::corridor::Corridor;
use super::path::{self, Step};
use super::score::{LONGEST, Scorer};

/// Target sentences each side of the best path that other paths may use.
const ROOM: usize = 6;

/// What is known of one step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judgement {
    /// Similarity of its two groups, 0 where one is empty.
    pub similarity: f32,
    /// How likely it is right, 0 to 1.
    pub confidence: f32,
}

/// Judges the steps of the best path.
pub(super) fn judge(steps: &[Step], sentences: (usize, usize), scorer: &Scorer<'_>) -> Vec<Judgement> {
    let path = steps
        .iter()
        .map(|step| (step.source.clone(), step.target.clone()));
    let corridor = Corridor::around(path, sentences, ROOM);
    let mut lattice = Lattice::new(&corridor);
    let mut judgements = Vec::with_capacity(steps.len());
    let mut rest = steps.iter().peekable();
    path::for_each_block(&corridor, scorer, |rows, block| {
        for i in rows.clone() {
            lattice.add_row(i, scorer, |j, a, b| block.score(i, j, a, b));
        }
        while let Some(step) = rest.next_if(|step| rows.contains(&step.source.start)) {
            let (i, j) = (step.source.start, step.target.start);
            let similarity = match (step.source.len(), step.target.len()) {
                (0, _) | (_, 0) => 0.0,
                (a, b) => block.similarity(i, j, a, b),
            };
            judgements.push(Judgement {
                similarity,
                confidence: 0.0,
            });
        }
    });
    let confidences = lattice.confidences(steps);
    for (judgement, confidence) in judgements.iter_mut().zip(confidences) {
        judgement.confidence = confidence;
    }
    judgements
}

/// All steps inside a corridor, each with its weight's logarithm.
struct Lattice<'a> {
    corridor: &'a Corridor,
    /// Steps that lead on, in order of the cell they leave.
    edges: Vec<Edge>,
    /// Number of edges in front of each cell's.
    first: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Edge {
    to: u32,
    weight: f32,
}

impl<'a> Lattice<'a> {
    fn new(corridor: &'a Corridor) -> Self {
        Self {
            corridor,
            edges: Vec::new(),
            first: Vec::with_capacity(corridor.cells() + 1),
        }
    }

    fn add_row(&mut self, i: usize, scorer: &Scorer<'_>, score: impl Fn(usize, usize, usize) -> f32) {
        let (sentences, others) = self.corridor.sentences();
        for j in self.corridor.row(i) {
            self.first.push(self.edges.len());
            self.add(i, j + 1, scorer.skip(), scorer);
            self.add(i + 1, j, scorer.skip(), scorer);
            for a in 1..=LONGEST.min(sentences - i) {
                for b in 1..=LONGEST.min(others - j) {
                    if self.corridor.cell(i + a, j + b).is_some() {
                        self.add(i + a, j + b, score(j, a, b), scorer);
                    }
                }
            }
        }
    }

    fn add(&mut self, i: usize, j: usize, score: f32, scorer: &Scorer<'_>) {
        if let Some(to) = self.corridor.cell(i, j) {
            self.edges.push(Edge {
                to: to as u32,
                weight: score / scorer.temperature(),
            });
        }
    }

    fn edges(&self, cell: usize) -> &[Edge] {
        let end = self.first.get(cell + 1).copied().unwrap_or(self.edges.len());
        &self.edges[self.first[cell]..end]
    }

    /// The share of each step in the sum over all paths.
    fn confidences(&self, steps: &[Step]) -> Vec<f32> {
        let (forward, backward) = (self.forward(), self.backward());
        let all = backward.first().copied().unwrap_or_default();
        let share = |step: &Step| {
            let from = self.corridor.cell(step.source.start, step.target.start)?;
            let to = self.corridor.cell(step.source.end, step.target.end)?;
            let edge = self.edges(from).iter().find(|edge| edge.to as usize == to)?;
            Some((forward[from] + f64::from(edge.weight) + backward[to] - all).exp())
        };
        steps
            .iter()
            .map(|step| share(step).unwrap_or_default().clamp(0.0, 1.0) as f32)
            .collect()
    }

    /// For each cell the logarithm of the sum over all ways from the beginning.
    fn forward(&self) -> Vec<f64> {
        let mut sums = vec![f64::NEG_INFINITY; self.first.len()];
        sums[0] = 0.0;
        for cell in 0..sums.len() {
            for edge in self.edges(cell) {
                let through = sums[cell] + f64::from(edge.weight);
                let to = &mut sums[edge.to as usize];
                *to = log_sum(*to, through);
            }
        }
        sums
    }

    /// For each cell the same to the end.
    fn backward(&self) -> Vec<f64> {
        let mut sums = vec![f64::NEG_INFINITY; self.first.len()];
        let last = sums.len() - 1;
        sums[last] = 0.0;
        for cell in (0..last).rev() {
            let through = |edge: &Edge| f64::from(edge.weight) + sums[edge.to as usize];
            sums[cell] = self
                .edges(cell)
                .iter()
                .map(through)
                .fold(f64::NEG_INFINITY, log_sum);
        }
        sums
    }
}

/// ln(eˣ + eʸ)
fn log_sum(x: f64, y: f64) -> f64 {
    let (low, high) = if x < y { (x, y) } else { (y, x) };
    if low == f64::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_all_ways_sum_to_one() {
        // One sentence a side, either paired or both left alone in one of two orders.
        let corridor = Corridor::full(1, 1);
        let cell = |i, j| corridor.cell(i, j).expect("inside") as u32;
        let edge = |to, weight| Edge { to, weight };
        let lattice = Lattice {
            corridor: &corridor,
            edges: vec![
                edge(cell(0, 1), 0.0),
                edge(cell(1, 0), 0.0),
                edge(cell(1, 1), 2.0f32.ln()),
                edge(cell(1, 1), 0.0),
                edge(cell(1, 1), 0.0),
            ],
            first: vec![0, 3, 4, 5],
        };
        let pair = Step {
            source: 0..1,
            target: 0..1,
        };
        let confidence = lattice.confidences(&[pair])[0];
        assert!((confidence - 0.5).abs() < 1e-6, "{confidence}");
    }
}
