//! Statements in English.

use super::{Context, Found};

/// Finds the statements of an article in English.
pub fn find(_context: &Context<'_>) -> Found {
    Found::default()
}
