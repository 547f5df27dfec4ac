//! All paths over some beads: the best, and how likely each bead is.
//!
//! The paths are weighed by their scores, a difference of [`Weights::temperature`](super::Weights) making one e times
//! less likely; a bead's share is the weight of the paths that hold it (forward and backward sums, as in a conditional
//! random field). It falls where another way of grouping, or of leaving a sentence out, scores nearly as well.

use super::prune::Edge;
use std::ops::Range;

/// Beads between boundaries, ready for sums and maxima over paths.
pub(super) struct Lattice<'a> {
    edges: &'a [Edge],
    /// The edges that leave each node.
    nodes: Vec<Range<usize>>,
    /// The node each edge leads to.
    to: Vec<usize>,
}

/// One bead of the best path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub source: Range<usize>,
    pub target: Range<usize>,
    pub similarity: f32,
    pub score: f32,
    /// What its further sentences add, where that was looked at.
    pub added: Option<f32>,
    /// Its share among all paths, 0 to 1.
    pub share: f32,
    /// How far the best path without it lies below the best, where one was looked at.
    pub margin: Option<f32>,
}

impl<'a> Lattice<'a> {
    /// `edges` are in order of the boundaries they leave, and hold a path from the first to the last.
    pub fn new(edges: &'a [Edge]) -> Self {
        let mut nodes: Vec<Range<usize>> = Vec::new();
        let mut keys: Vec<(u32, u32)> = Vec::new();
        for (index, edge) in edges.iter().enumerate() {
            if keys.last() == Some(&(edge.i, edge.j)) {
                if let Some(node) = nodes.last_mut() {
                    node.end = index + 1;
                }
            } else {
                keys.push((edge.i, edge.j));
                nodes.push(index..index + 1);
            }
        }
        // The last node is the end of both texts, which no edge leaves.
        let to = edges
            .iter()
            .map(|edge| (edge.i + u32::from(edge.a), edge.j + u32::from(edge.b)))
            .map(|key| keys.binary_search(&key).unwrap_or(keys.len()))
            .collect();
        nodes.push(edges.len()..edges.len());
        Self { edges, nodes, to }
    }

    /// For each node the sum over all ways to its end, where `add` puts two ways together.
    fn onward(&self, scale: f64, add: fn(f64, f64) -> f64) -> Vec<f64> {
        let mut sums = vec![f64::NEG_INFINITY; self.nodes.len()];
        if let Some(last) = sums.last_mut() {
            *last = 0.0;
        }
        for node in (0..self.nodes.len() - 1).rev() {
            let ways = self.nodes[node]
                .clone()
                .map(|edge| f64::from(self.edges[edge].score) * scale + sums[self.to[edge]]);
            sums[node] = ways.fold(f64::NEG_INFINITY, add);
        }
        sums
    }

    /// For each node the same over all ways from the beginning.
    fn reached(&self, scale: f64, add: fn(f64, f64) -> f64) -> Vec<f64> {
        let mut sums = vec![f64::NEG_INFINITY; self.nodes.len()];
        sums[0] = 0.0;
        for node in 0..self.nodes.len() {
            for edge in self.nodes[node].clone() {
                let through = sums[node] + f64::from(self.edges[edge].score) * scale;
                let to = &mut sums[self.to[edge]];
                *to = add(*to, through);
            }
        }
        sums
    }

    /// For each edge the sum over all paths that hold it, less that over all paths.
    fn shares(&self, scale: f64, add: fn(f64, f64) -> f64) -> Vec<f64> {
        let (reached, onward) = (self.reached(scale, add), self.onward(scale, add));
        let all = onward[0];
        let mut shares = vec![f64::NEG_INFINITY; self.edges.len()];
        for (node, edges) in self.nodes.iter().enumerate() {
            for edge in edges.clone() {
                let own = f64::from(self.edges[edge].score) * scale;
                shares[edge] = reached[node] + own + onward[self.to[edge]] - all;
            }
        }
        shares
    }

    /// The beads that may be right and may be wrong. `temperature` is [`Weights::temperature`](super::Weights).
    pub fn doubts(&self, temperature: f32) -> Doubts {
        let shares = self.shares(1.0 / f64::from(temperature), log_sum);
        Doubts(
            shares
                .into_iter()
                .map(|share| (DOUBT..1.0 - DOUBT).contains(&share.exp()))
                .collect(),
        )
    }

    /// The path with the highest sum of scores. `temperature` is [`Weights::temperature`](super::Weights).
    pub fn best(&self, temperature: f32) -> Vec<Step> {
        let behind = self.shares(1.0, f64::max);
        let shares = self.shares(1.0 / f64::from(temperature), log_sum);
        let rivals = self.rivals(&behind);
        let mut steps = Vec::new();
        let mut node = 0;
        while node + 1 < self.nodes.len() {
            // Of several best the one that takes most at once, so that the answer does not hang on rounding.
            let best = self.nodes[node]
                .clone()
                .max_by(|&x, &y| behind[x].total_cmp(&behind[y]));
            let Some(best) = best else { break };
            let edge = &self.edges[best];
            steps.push(Step {
                source: edge.source(),
                target: edge.target(),
                similarity: edge.similarity,
                score: edge.score,
                added: edge.added,
                share: shares[best].exp().clamp(0.0, 1.0) as f32,
                margin: rivals.margin(best, edge),
            });
            node = self.to[best];
        }
        steps
    }

    fn rivals(&self, behind: &[f64]) -> Rivals {
        let mut rivals = Rivals::default();
        for (index, edge) in self.edges.iter().enumerate() {
            for id in edge.source() {
                offer(&mut rivals.source, id, index, behind[index]);
            }
            if edge.a == 0 {
                continue;
            }
            for id in edge.target() {
                offer(&mut rivals.target, id, index, behind[index]);
            }
        }
        for (index, edge) in self.edges.iter().enumerate().filter(|(_, edge)| edge.a == 0) {
            offer(&mut rivals.target, edge.target().start, index, behind[index]);
        }
        rivals
    }
}

/// A bead is in doubt while its share is above this, and below one less this.
const DOUBT: f64 = 0.01;

/// For each bead whether it is in doubt.
pub(super) struct Doubts(Vec<bool>);

impl Doubts {
    /// Whether the bead of that number is.
    pub fn has(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or_default()
    }
}

/// For each sentence the two best beads that hold it, by how far the best path through them lies behind.
#[derive(Default)]
struct Rivals {
    source: Vec<[(usize, f64); 2]>,
    target: Vec<[(usize, f64); 2]>,
}

impl Rivals {
    /// How far the best path without this bead lies behind: every path holds its first sentence in some bead.
    fn margin(&self, index: usize, edge: &Edge) -> Option<f32> {
        let (side, id) = match edge.a {
            0 => (&self.target, edge.target().start),
            _ => (&self.source, edge.source().start),
        };
        let other = side.get(id)?.iter().find(|(rival, _)| *rival != index)?;
        other.1.is_finite().then(|| -other.1 as f32)
    }
}

fn offer(side: &mut Vec<[(usize, f64); 2]>, id: usize, index: usize, behind: f64) {
    const NONE: (usize, f64) = (usize::MAX, f64::NEG_INFINITY);
    if side.len() <= id {
        side.resize(id + 1, [NONE; 2]);
    }
    let [first, second] = &mut side[id];
    if behind > first.1 {
        (*first, *second) = ((index, behind), *first);
    } else if behind > second.1 {
        *second = (index, behind);
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
        let edge = |i, j, a, b, score| Edge {
            i,
            j,
            a,
            b,
            similarity: 0.0,
            score,
            added: None,
        };
        let edges = [
            edge(0, 0, 0, 1, 0.0),
            edge(0, 0, 1, 0, 0.0),
            edge(0, 0, 1, 1, 2f32.ln()),
            edge(0, 1, 1, 0, 0.0),
            edge(1, 0, 0, 1, 0.0),
        ];
        let steps = Lattice::new(&edges).best(1.0);
        assert_eq!(steps.len(), 1);
        assert!((steps[0].share - 0.5).abs() < 1e-6, "{steps:?}");
        assert_eq!(steps[0].margin, Some(2f32.ln()));
    }
}
