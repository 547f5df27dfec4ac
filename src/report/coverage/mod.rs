//! Writers of a comparison: one a form.

mod json;
mod terminal;

pub use json::{EventView, Json, JsonLines};
pub use terminal::Terminal;

use crate::coverage::Coverage;
use std::io::{self, Write};

/// Writes a comparison in one form.
pub trait CoverageReport {
    /// Writes the whole of it to `out`.
    fn write(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()>;
}
