//! Writers of a comparison: one a form.

mod explorer;
mod json;
mod tables;
mod terminal;

pub use explorer::Explorer;
pub use json::{EventView, Json, JsonLines};
#[cfg(feature = "parquet")]
pub use tables::write_parquet;
pub use tables::{codebook, write_csv};
pub use terminal::Terminal;

use crate::coverage::Coverage;
use std::io::{self, Write};

/// Writes a comparison in one form.
pub trait CoverageReport {
    /// Writes the whole of it to `out`.
    fn write(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()>;
}
