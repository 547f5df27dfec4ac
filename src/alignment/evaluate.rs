//! How right an alignment is, by the usual measures.
//!
//! Strict: a bead counts if the same bead is in the gold. Lax: if it shares a link between a source and a target
//! sentence with one. Precision is over all beads of the output, those without counterpart included; recall is over
//! the beads of the gold that have both sides. These are the definitions of vecalign's scorer, so that figures can be
//! compared.

use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter::Sum;
use std::ops::Add;

/// A bead by its sentence ids: source, target.
pub type Links = (Vec<usize>, Vec<usize>);

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// The share, 0 where there is nothing to share.
    pub fn value(self) -> f64 {
        if self.all == 0 {
            0.0
        } else {
            self.right as f64 / self.all as f64
        }
    }
}

impl Add for Share {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            all: self.all + other.all,
        }
    }
}

/// Precision and recall.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Of what was put out.
    pub precision: Share,
    /// Of what is in the gold.
    pub recall: Share,
}

impl Measure {
    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision.value(), self.recall.value());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

impl Add for Measure {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            precision: self.precision + other.precision,
            recall: self.recall + other.recall,
        }
    }
}

/// The scores of one document, or of several together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// Beads that are exactly right.
    pub strict: Measure,
    /// Beads that are right in part.
    pub lax: Measure,
    /// Strictly, by the numbers of source and target sentences.
    pub kinds: BTreeMap<(usize, usize), Measure>,
}

impl Sum for Scores {
    fn sum<I: Iterator<Item = Self>>(scores: I) -> Self {
        scores.fold(Self::default(), |mut sum, score| {
            sum.strict = sum.strict + score.strict;
            sum.lax = sum.lax + score.lax;
            for (kind, measure) in score.kinds {
                let entry = sum.kinds.entry(kind).or_default();
                *entry = *entry + measure;
            }
            sum
        })
    }
}

/// Scores the beads of one document against its gold.
pub fn score(gold: &[Links], output: &[Links]) -> Scores {
    let (gold, output) = (Beads::new(gold), Beads::new(output));
    let (precision, lax_precision) = gold.hits(&output);
    let (recall, lax_recall) = output.with_both_sides().hits(&gold.with_both_sides());
    let mut kinds: BTreeMap<(usize, usize), Measure> = BTreeMap::new();
    for bead in &output.set {
        let share = &mut kinds.entry((bead.0.len(), bead.1.len())).or_default().precision;
        share.all += 1;
        share.right += usize::from(gold.set.contains(bead));
    }
    for bead in &gold.set {
        let share = &mut kinds.entry((bead.0.len(), bead.1.len())).or_default().recall;
        share.all += 1;
        share.right += usize::from(output.set.contains(bead));
    }
    Scores {
        strict: Measure { precision, recall },
        lax: Measure {
            precision: lax_precision,
            recall: lax_recall,
        },
        kinds,
    }
}

/// Some beads of like confidence: how many were promised to be right, and how many are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Number of beads.
    pub beads: usize,
    /// Mean confidence, 0 to 1.
    pub predicted: f64,
    /// Share of those that are right, 0 to 1.
    pub observed: f64,
}

/// Beads, by their confidence and whether they are right, in `count` bins of as many beads each, the least sure first.
pub fn bins(mut beads: Vec<(f32, bool)>, count: usize) -> Vec<Bin> {
    beads.sort_by(|x, y| x.0.total_cmp(&y.0));
    let edges: Vec<usize> = (0..=count).map(|k| k * beads.len() / count.max(1)).collect();
    let bin = |edge: &[usize]| {
        let beads = &beads[edge[0]..edge[1]];
        let all = beads.len() as f64;
        Bin {
            beads: beads.len(),
            predicted: beads.iter().map(|bead| f64::from(bead.0)).sum::<f64>() / all,
            observed: beads.iter().filter(|bead| bead.1).count() as f64 / all,
        }
    };
    let filled = edges.windows(2).filter(|edge| edge[0] < edge[1]);
    filled.map(bin).collect()
}

/// The different beads of a document, and the target sentences each source sentence is linked with.
struct Beads<'a> {
    set: HashSet<&'a Links>,
    links: HashMap<usize, HashSet<usize>>,
}

impl<'a> Beads<'a> {
    fn new(beads: impl IntoIterator<Item = &'a Links>) -> Self {
        let set: HashSet<&Links> = beads
            .into_iter()
            .filter(|(source, target)| !source.is_empty() || !target.is_empty())
            .collect();
        let mut links: HashMap<usize, HashSet<usize>> = HashMap::new();
        for (source, target) in &set {
            for &id in source {
                links.entry(id).or_default().extend(target);
            }
        }
        Self { set, links }
    }

    fn with_both_sides(&self) -> Self {
        let both = |bead: &&&'a Links| !bead.0.is_empty() && !bead.1.is_empty();
        Self::new(self.set.iter().filter(both).copied())
    }

    /// How many of `others` are among these: strictly, and in part.
    fn hits(&self, others: &Self) -> (Share, Share) {
        let in_part = |bead: &Links| {
            let linked = |id| {
                self.links
                    .get(id)
                    .is_some_and(|linked| bead.1.iter().any(|t| linked.contains(t)))
            };
            self.set.contains(bead) || bead.0.iter().any(linked)
        };
        let all = others.set.len();
        let strict = others.set.iter().filter(|bead| self.set.contains(*bead)).count();
        let lax = others.set.iter().filter(|bead| in_part(bead)).count();
        (Share { right: strict, all }, Share { right: lax, all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_hold_as_many_beads_each_and_lose_none() {
        let beads = vec![(0.9, true), (0.2, false), (0.6, true), (0.5, false), (1.0, true)];
        let bins = bins(beads, 2);
        assert_eq!((bins[0].beads, bins[1].beads), (2, 3));
        assert!((bins[0].predicted - 0.35).abs() < 1e-6 && bins[0].observed == 0.0);
        assert_eq!(bins[1].observed, 1.0);
        assert_eq!(super::bins(vec![(0.5, true)], 10).len(), 1);
        assert!(super::bins(Vec::new(), 10).is_empty());
    }

    #[test]
    fn counts_as_the_usual_scorer_does() {
        let gold = [(vec![0], vec![0]), (vec![1, 2], vec![1]), (vec![3], vec![])];
        let output = [
            (vec![0], vec![0]),
            (vec![1], vec![1]),
            (vec![2], vec![]),
            (vec![3], vec![]),
        ];
        let scores = score(&gold, &output);
        assert_eq!(scores.strict.precision, Share { right: 2, all: 4 });
        assert_eq!(scores.strict.recall, Share { right: 1, all: 2 });
        assert_eq!(scores.lax.precision, Share { right: 3, all: 4 });
        assert_eq!(scores.lax.recall, Share { right: 2, all: 2 });
        assert_eq!(scores.kinds[&(2, 1)].recall, Share { right: 0, all: 1 });
    }
}
