//! Which statement became which.

use super::passage::Matched;
use crate::statements::Statements;

/// Matches the statements of two segments that are versions of each other.
pub fn in_segment<'a>(_source: &'a Statements, _target: &'a Statements) -> Vec<Matched<'a>> {
    Vec::new()
}
