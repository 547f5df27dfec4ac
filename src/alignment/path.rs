//! The path through both texts with the highest sum of scores, by dynamic programming.

use super::corridor::Corridor;
use super::score::{Block, LONGEST, Scorer};
use rayon::prelude::*;
use std::ops::Range;

/// Source sentences whose scores are made together.
const ROWS: usize = 16;
/// Blocks of rows made at once.
const BLOCKS: usize = 8;

/// One bead of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub source: Range<usize>,
    pub target: Range<usize>,
}

/// How the best way to a pair of boundaries ends: sentences taken of the source and of the target.
type Move = (u8, u8);

/// The best path inside the corridor, in order.
pub(super) fn best(corridor: &Corridor, scorer: &Scorer<'_>) -> Vec<Step> {
    let mut search = Search {
        corridor,
        scores: vec![f32::NEG_INFINITY; corridor.cells()],
        moves: vec![(0, 0); corridor.cells()],
    };
    search.scores[0] = 0.0;
    for_each_block(corridor, scorer, |rows, block| {
        for i in rows {
            search.leave_row(i, block, scorer.skip());
        }
    });
    search.steps()
}

/// Makes the scores of all beads inside the corridor, some rows at a time and in order.
pub(super) fn for_each_block(
    corridor: &Corridor,
    scorer: &Scorer<'_>,
    mut visit: impl FnMut(Range<usize>, &Block),
) {
    let mut windows = scorer.windows();
    let starts: Vec<usize> = (0..corridor.height()).step_by(ROWS).collect();
    for starts in starts.chunks(BLOCKS) {
        let parts: Vec<(Range<usize>, Beginnings)> = starts
            .iter()
            .map(|&start| start..(start + ROWS).min(corridor.height()))
            .map(|rows| (rows.clone(), beginnings(corridor, &rows)))
            .collect();
        if let (Some((_, (top, left))), Some((_, (bottom, right)))) = (parts.first(), parts.last()) {
            windows.cover(&(top.start..bottom.end), &(left.start..right.end));
        }
        let blocks: Vec<Block> = parts
            .par_iter()
            .map(|(_, (rows, columns))| scorer.block(&windows, rows.clone(), columns.clone()))
            .collect();
        for ((rows, _), block) in parts.into_iter().zip(&blocks) {
            visit(rows, block);
        }
    }
}

/// Source and target sentences at which a bead may begin.
type Beginnings = (Range<usize>, Range<usize>);

/// Those of the boundaries in `rows`; the last boundary of either side begins no bead.
fn beginnings(corridor: &Corridor, rows: &Range<usize>) -> Beginnings {
    let (sentences, others) = corridor.sentences();
    let (first, last) = (corridor.row(rows.start), corridor.row(rows.end - 1));
    let columns = first.start.min(others)..last.end.min(others);
    (rows.start.min(sentences)..rows.end.min(sentences), columns)
}

struct Search<'a> {
    corridor: &'a Corridor,
    scores: Vec<f32>,
    moves: Vec<Move>,
}

impl Search<'_> {
    /// Goes on from every boundary of row `i`, whose scores are final once all rows above have been left.
    fn leave_row(&mut self, i: usize, block: &Block, skip: f32) {
        for j in self.corridor.row(i) {
            let Some(here) = self.corridor.cell(i, j).map(|cell| self.scores[cell]) else {
                continue;
            };
            self.reach(i, j + 1, here + skip, (0, 1));
            self.reach(i + 1, j, here + skip, (1, 0));
            if i + 1 == self.corridor.height() {
                continue;
            }
            for a in 1..=LONGEST.min(self.corridor.height() - 1 - i) {
                let row = self.corridor.row(i + a);
                for b in 1..=LONGEST.min(row.end.saturating_sub(j + 1)) {
                    self.reach(i + a, j + b, here + block.score(i, j, a, b), (a as u8, b as u8));
                }
            }
        }
    }

    fn reach(&mut self, i: usize, j: usize, score: f32, by: Move) {
        if let Some(cell) = self.corridor.cell(i, j)
            && score > self.scores[cell]
        {
            self.scores[cell] = score;
            self.moves[cell] = by;
        }
    }

    /// The path that ends at the last boundary of both sides.
    fn steps(&self) -> Vec<Step> {
        let mut i = self.corridor.height() - 1;
        let mut j = self.corridor.row(i).end - 1;
        let mut steps = Vec::new();
        while (i, j) != (0, 0) {
            let (a, b) = self.corridor.cell(i, j).map_or((0, 0), |cell| self.moves[cell]);
            let (from_i, from_j) = (i - usize::from(a), j - usize::from(b));
            assert!((from_i, from_j) != (i, j), "a corridor always holds a path");
            steps.push(Step {
                source: from_i..i,
                target: from_j..j,
            });
            (i, j) = (from_i, from_j);
        }
        steps.reverse();
        steps
    }
}
