//! Measures for research, as tidy tables: one row an observation, one column a variable.
//!
//! Every column says in words what it holds; `docs/codebook.md` is made of those words.

mod articles;
mod differences;
mod mentions;
mod outlets;
mod overlap;
mod speakers;
mod stances;
mod statements;
mod table;

pub use table::{Cell, Column, ColumnKind, Table};

use super::{Coverage, Digest, Event};
use crate::statements::Kind;

/// Every table, in the order of the codebook.
pub fn tables(coverage: &Coverage) -> Vec<Table> {
    vec![
        articles::table(coverage),
        statements::table(coverage),
        mentions::table(coverage),
        differences::table(coverage),
        outlets::table(coverage),
        speakers::table(coverage),
        stances::table(coverage),
        overlap::table(coverage),
    ]
}

/// The article at a place of an event.
fn article<'a>(coverage: &'a Coverage, event: &Event, place: usize) -> &'a Digest {
    &coverage.articles[event.members[place].article]
}

/// How the words of a statement are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    /// Between quotation marks, whole.
    Direct,
    /// In the reporter's words with a quoted stretch.
    Partly,
    /// In the reporter's words.
    Indirect,
}

impl Given {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Direct => Self::Direct,
            Kind::Mixed | Kind::Partial => Self::Partly,
            _ => Self::Indirect,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partly => "partly",
            Self::Indirect => "indirect",
        }
    }
}

/// Hours from the first of some times to this one.
fn lag(first: Option<f64>, own: Option<f64>) -> Cell {
    match (first, own) {
        (Some(first), Some(own)) => Cell::Number(((own - first) * 100.0).round() / 100.0),
        _ => Cell::Missing,
    }
}

/// The earliest of some times.
fn earliest(times: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    times.flatten().min_by(f64::total_cmp)
}
