//! Where the path may go.

use std::ops::Range;

/// For each boundary between source sentences, the boundaries between target sentences it may be paired with.
///
/// Boundary `i` stands in front of sentence `i`. The ranges hold at least one boundary each, begin with 0, end with
/// the last, never move back, and each overlaps the next, so that a path always exists.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Corridor {
    rows: Vec<Range<usize>>,
    /// Number of cells in front of each row.
    before: Vec<usize>,
}

impl Corridor {
    /// Everything is allowed: for texts short enough.
    pub fn full(source: usize, target: usize) -> Self {
        Self::new(vec![0..target + 1; source + 1])
    }

    fn new(rows: Vec<Range<usize>>) -> Self {
        let before = rows
            .iter()
            .scan(0, |sum, row| {
                let before = *sum;
                *sum += row.len();
                Some(before)
            })
            .collect();
        Self { rows, before }
    }

    /// Number of source boundaries.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Number of sentences of the source and of the target.
    pub fn sentences(&self) -> (usize, usize) {
        let last = self.height() - 1;
        (last, self.rows[last].end - 1)
    }

    /// The target boundaries allowed at source boundary `i`.
    pub fn row(&self, i: usize) -> Range<usize> {
        self.rows[i].clone()
    }

    /// Number of allowed pairs.
    pub fn cells(&self) -> usize {
        self.rows.iter().map(Range::len).sum()
    }

    /// The number of the pair `(i, j)`, where it is allowed.
    pub fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i)?;
        row.contains(&j).then(|| self.before[i] + j - row.start)
    }
}
