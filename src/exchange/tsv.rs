//! Tab-separated: a line a bead, with a heading.

use super::{Aligned, flat};
use std::io::{self, Write};

/// Writes every bead with the text of both sides, its similarity and its confidence.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "source_ids\ttarget_ids\tsource\ttarget\tscore\tconfidence")?;
    for bead in aligned.beads {
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{:.4}\t{:.3}",
            ids(&bead.source),
            ids(&bead.target),
            flat(&aligned.source.text(&bead.source)),
            flat(&aligned.target.text(&bead.target)),
            bead.score,
            bead.confidence
        )?;
    }
    Ok(())
}

fn ids(ids: &[usize]) -> String {
    ids.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}
