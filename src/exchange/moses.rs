//! Moses: two files of which line `i` of one is line `i` of the other.

use super::{Aligned, flat};
use std::io::{self, Write};

/// Writes the beads that have both sides, the source's text to `source` and the target's to `target`.
pub fn write(aligned: &Aligned<'_>, source: &mut dyn Write, target: &mut dyn Write) -> io::Result<()> {
    let pairs = aligned
        .beads
        .iter()
        .filter(|bead| !bead.source.is_empty() && !bead.target.is_empty());
    for bead in pairs {
        writeln!(source, "{}", flat(&aligned.source.text(&bead.source)))?;
        writeln!(target, "{}", flat(&aligned.target.text(&bead.target)))?;
    }
    Ok(())
}
