//! Statements in Korean.

use super::{Context, Found};

/// Finds the statements of an article in Korean.
pub fn find(_context: &Context<'_>) -> Found {
    Found::default()
}
