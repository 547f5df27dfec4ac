//! Which beads can be part of the best path: coarse to fine.
//!
//! For every bead the best path that holds it is found (a search from the end, then one from the beginning). Beads
//! whose best path lies clearly below the best of all are given up. Long texts are gone through twice: first with single sentences
//! only, which narrows the corridor at little cost, then with groups.

use super::corridor::Corridor;
use super::estimate::Estimate;
use super::progress::{Progress, Stage};
use super::score::Scorer;
use super::weights::LONGEST;
use std::ops::Range;

/// Cells up to which a corridor is not narrowed before groups are tried.
const FEW: usize = 64 * 64;
/// How far below the best path one may lie, by the scores of single sentences.
const WIDE: f64 = 1.0;
/// How far below the best path one may lie, by the estimated scores of groups.
const NARROW: f64 = 0.2;

/// A bead that may be part of the best path; one side may be empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    /// The boundaries it begins at.
    pub i: u32,
    pub j: u32,
    /// Its sentences of either side.
    pub a: u8,
    pub b: u8,
    /// Similarity of the two groups.
    pub similarity: f32,
    pub score: f32,
    /// What its further sentences add, where that was looked at.
    pub added: Option<f32>,
}

impl Edge {
    pub fn source(&self) -> Range<usize> {
        self.i as usize..self.i as usize + usize::from(self.a)
    }

    pub fn target(&self) -> Range<usize> {
        self.j as usize..self.j as usize + usize::from(self.b)
    }
}

/// The beads that may be part of the best path, in order of the boundaries they begin at.
pub(super) fn edges(scorer: &Scorer<'_>, corridor: Corridor, progress: &dyn Progress) -> Vec<Edge> {
    let corridor = if corridor.cells() > FEW {
        narrowed(scorer, &corridor, progress)
    } else {
        corridor
    };
    let estimate = Estimate::new(scorer, &corridor, LONGEST);
    let mut edges = Vec::new();
    Search::new(scorer, &corridor, &estimate, progress).for_each_within(NARROW, |edge| edges.push(edge));
    edges
}

fn narrowed(scorer: &Scorer<'_>, corridor: &Corridor, progress: &dyn Progress) -> Corridor {
    let estimate = Estimate::new(scorer, corridor, 1);
    let mut cells: Vec<Range<usize>> = vec![0..0; corridor.height()];
    let mut keep = |i: usize, j: usize| {
        let row = &mut cells[i];
        let first = if Range::is_empty(row) { j } else { row.start.min(j) };
        *row = first..row.end.max(j + 1);
    };
    Search::new(scorer, corridor, &estimate, progress).for_each_within(WIDE, |edge| {
        keep(edge.i as usize, edge.j as usize);
        keep(edge.source().end, edge.target().end);
    });
    Corridor::around(&cells, scorer.target.len(), LONGEST)
}

/// The best way from every cell to the end.
struct Search<'a> {
    scorer: &'a Scorer<'a>,
    corridor: &'a Corridor,
    estimate: &'a Estimate<'a>,
    progress: &'a dyn Progress,
    onward: Vec<f64>,
}

impl<'a> Search<'a> {
    fn new(
        scorer: &'a Scorer<'a>,
        corridor: &'a Corridor,
        estimate: &'a Estimate<'a>,
        progress: &'a dyn Progress,
    ) -> Self {
        // Once from the end, once from the beginning.
        progress.begin(Stage::Seeking, 2 * corridor.height());
        let mut search = Self {
            scorer,
            corridor,
            estimate,
            progress,
            onward: vec![f64::NEG_INFINITY; corridor.cells()],
        };
        if let Some(end) = search.onward.last_mut() {
            *end = 0.0;
        }
        for i in (0..corridor.height()).rev() {
            for j in corridor.row(i).rev() {
                let mut best = f64::NEG_INFINITY;
                search.for_each_from(i, j, |edge, onward| {
                    best = best.max(f64::from(edge.score) + onward)
                });
                if let Some(cell) = corridor.cell(i, j)
                    && best > f64::NEG_INFINITY
                {
                    search.onward[cell] = best;
                }
            }
            progress.advance(1);
        }
        search
    }

    /// Every bead that begins at `(i, j)`, with the best way on from its end.
    fn for_each_from(&self, i: usize, j: usize, mut visit: impl FnMut(Edge, f64)) {
        let (sentences, others) = self.corridor.sentences();
        let mut offer = |a: usize, b: usize, score: f32| {
            if score > f32::NEG_INFINITY
                && let Some(cell) = self.corridor.cell(i + a, j + b)
            {
                let edge = Edge {
                    i: i as u32,
                    j: j as u32,
                    a: a as u8,
                    b: b as u8,
                    similarity: 0.0,
                    score,
                    added: None,
                };
                visit(edge, self.onward[cell]);
            }
        };
        if j < others {
            offer(0, 1, self.scorer.skip_target(j));
        }
        if i < sentences {
            offer(1, 0, self.scorer.skip_source(i));
            self.estimate.for_each(i, j, offer);
        }
    }

    /// Hands over, in order, every bead that lies on a path not more than `beam` below the best.
    fn for_each_within(&self, beam: f64, mut visit: impl FnMut(Edge)) {
        let Some(best) = self.onward.first() else { return };
        let mut reached = vec![f64::NEG_INFINITY; self.corridor.cells()];
        reached[0] = 0.0;
        for i in 0..self.corridor.height() {
            for j in self.corridor.row(i) {
                let Some(here) = self.corridor.cell(i, j).map(|cell| reached[cell]) else {
                    continue;
                };
                // What lies too low here lies too low on every way on.
                if here == f64::NEG_INFINITY {
                    continue;
                }
                self.for_each_from(i, j, |edge, onward| {
                    let through = here + f64::from(edge.score);
                    if through + onward < best - beam {
                        return;
                    }
                    visit(edge);
                    if let Some(to) = self.corridor.cell(edge.source().end, edge.target().end) {
                        reached[to] = reached[to].max(through);
                    }
                });
            }
            self.progress.advance(1);
        }
    }
}
