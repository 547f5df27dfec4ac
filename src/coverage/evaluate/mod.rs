//! Scores of a comparison against gold: of its events, and of the statements in them.

mod clusters;
mod overlap;
mod statements;

pub use clusters::{Clusters, clusters};
pub use statements::{GoldStatement, OutStatement, StatementScores, Text, statements};

/// Right ones among those found, and found ones among those there are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measure {
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what there is that was found.
    pub recall: f64,
}

impl Measure {
    /// From counts; where there is nothing to find and nothing was found, all is right.
    pub fn of(right: usize, found: usize, there: usize) -> Self {
        let share = |part: usize, of: usize| if of == 0 { 1.0 } else { part as f64 / of as f64 };
        Self {
            precision: share(right, found),
            recall: share(right, there),
        }
    }

    /// The harmonic mean.
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 {
            2.0 * self.precision * self.recall / sum
        } else {
            0.0
        }
    }
}
