//! One writer a format behind one trait.

use crate::pipeline::Collation;
use std::io::{self, Write};

/// Writes a collation in one format.
pub trait Report {
    /// Writes the whole report to `out`.
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()>;
}
