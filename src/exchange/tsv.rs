//! Tab-separated: a line a bead, with a heading. Nothing is quoted; tabs and line breaks in a text become spaces.

use super::{Aligned, Part, Unit, flat, numbers, parse_numbers};
use crate::error::{Error, Result};
use std::io::{self, Write};

const HEADING: &str = "source_ids\ttarget_ids\tsource\ttarget\tscore\tconfidence";

/// Writes every bead with the text of both sides, its similarity and its confidence.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{HEADING}")?;
    for bead in aligned.beads {
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{:.4}\t{:.3}",
            numbers(&bead.source),
            numbers(&bead.target),
            flat(&aligned.source.text(&bead.source)),
            flat(&aligned.target.text(&bead.target)),
            bead.score,
            bead.confidence
        )?;
    }
    Ok(())
}

/// Reads what [`write`] writes, its columns in any order; or, where there is no such heading, two columns of text.
///
/// # Errors
/// [`Error::Input`] names the line whose numbers are none; `name` is what the message calls the file.
pub fn read(text: &str, name: &str) -> Result<Vec<Unit>> {
    let mut lines = text.lines().enumerate().peekable();
    let heading: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    let column = |title: &str| heading.iter().position(|&cell| cell == title);
    let (source, target) = (column("source"), column("target"));
    let headed = source.is_some() && target.is_some();
    if headed {
        lines.next();
    }
    let texts = if headed {
        (source, target)
    } else {
        (Some(0), Some(1))
    };
    let ids = (column("source_ids"), column("target_ids"));
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(at, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |column: Option<usize>| column.and_then(|c| cells.get(c)).copied().unwrap_or_default();
            let part = |ids, text| -> Result<Part> {
                let found = parse_numbers(cell(ids)).ok_or_else(|| Error::Input {
                    name: format!("{name}:{}", at + 1),
                    reason: format!("{:?} are no numbers of sentences", cell(ids)),
                })?;
                Ok(Part {
                    ids: found,
                    text: cell(text).to_owned(),
                })
            };
            Ok(Unit {
                place: at + 1,
                source: part(ids.0, texts.0)?,
                target: part(ids.1, texts.1)?,
            })
        })
        .collect()
}
