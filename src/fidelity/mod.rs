//! Whether it is still the same statement.
//!
//! ```text
//! beads, statements ─► matching ─► pairs of passages ─► rules, one a file ─► findings ─► verdicts
//! ```
//!
//! A rule compares one slot of what is said (who, whether, how many, when, how it was said) and reports both passages,
//! the values that differ and the reason; where either side does not show the slot, it is silent. Words are compared by
//! class, not one by one: `data/` lists, for both languages, what negates, weakens, conditions or sources a statement,
//! and what is easily exchanged for its opposite.

mod bare;
mod finding;
pub mod lexicon;
mod matching;
pub mod passage;
pub mod rules;
pub mod segment;
mod verdict;

pub use finding::{Fault, Finding, Severity};
pub use verdict::Verdict;

/// A statement of the source and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Ids of source statements; empty for a statement the target adds. Several where they were joined.
    pub source: Vec<usize>,
    /// Ids of target statements; empty for a statement that is missing. Several where it was split.
    pub target: Vec<usize>,
    /// How well the two go together, 0 to 1.
    pub score: f32,
    /// What the rules say of it.
    pub verdict: Verdict,
}

/// What the fidelity stage answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fidelity {
    /// Every statement of both sides, in exactly one match each.
    pub matches: Vec<Match>,
    /// In the order of the source, additions after.
    pub findings: Vec<Finding>,
}

/// How strictly to judge.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Matches the statements of two collated articles and applies every rule to every match.
pub fn check(
    _source: &crate::pipeline::Side,
    _target: &crate::pipeline::Side,
    _beads: &[crate::alignment::Bead],
    _encoder: &dyn crate::embedding::Encoder,
    _options: &Options,
) -> Fidelity {
    Fidelity::default()
}
