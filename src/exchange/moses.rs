//! Moses: two files of which line `i` of one is line `i` of the other.

use super::{Aligned, Part, Unit, flat};
use std::io::{self, Write};

/// Writes the beads that have both sides, the source's text to `source` and the target's to `target`.
pub fn write(aligned: &Aligned<'_>, source: &mut dyn Write, target: &mut dyn Write) -> io::Result<()> {
    for bead in aligned.pairs() {
        writeln!(source, "{}", flat(&aligned.source.text(&bead.source)))?;
        writeln!(target, "{}", flat(&aligned.target.text(&bead.target)))?;
    }
    Ok(())
}

/// Reads the lines of both files; the longer one's last lines have no counterpart.
pub fn read(source: &str, target: &str) -> Vec<Unit> {
    let (source, target) = (lines(source), lines(target));
    let part = |lines: &[&str], at: usize| Part {
        ids: Vec::new(),
        text: lines.get(at).map(|&line| line.to_owned()).unwrap_or_default(),
    };
    let unit = |at| Unit {
        place: at + 1,
        source: part(&source, at),
        target: part(&target, at),
    };
    (0..source.len().max(target.len())).map(unit).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}
