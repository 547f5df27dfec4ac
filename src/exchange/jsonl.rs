//! JSON Lines: an object a bead.

use super::{Aligned, Document, Part, Unit};
use crate::alignment::evaluate::Links;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

#[derive(Serialize)]
struct Row<'a> {
    schema: &'static str,
    source: Group<'a>,
    target: Group<'a>,
    score: f64,
    confidence: f64,
}

#[derive(Serialize)]
struct Group<'a> {
    ids: &'a [usize],
    sentences: Vec<&'a str>,
}

/// Writes every bead with the sentences of both sides, its similarity and its confidence.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    for bead in aligned.beads {
        let row = Row {
            schema: "daejo.bead/1",
            source: group(&aligned.source, &bead.source),
            target: group(&aligned.target, &bead.target),
            score: rounded(bead.score),
            confidence: rounded(bead.confidence),
        };
        serde_json::to_writer(&mut *out, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

fn group<'a>(document: &Document<'a>, ids: &'a [usize]) -> Group<'a> {
    Group {
        ids,
        sentences: document.sentences(ids),
    }
}

// Four decimals: more is noise.
fn rounded(x: f32) -> f64 {
    (f64::from(x) * 1e4).round() / 1e4
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    source: Side,
    #[serde(default)]
    target: Side,
    confidence: Option<f32>,
}

#[derive(Deserialize, Default)]
struct Side {
    #[serde(default)]
    ids: Vec<usize>,
    #[serde(default)]
    sentences: Vec<String>,
}

impl From<Side> for Part {
    fn from(side: Side) -> Self {
        Self {
            ids: side.ids,
            text: side.sentences.join(" "),
        }
    }
}

/// Reads what [`write`] writes; of each side either `ids` or `sentences` is enough.
///
/// # Errors
/// [`Error::Input`] names the line that is no such object; `name` is what the message calls the file.
pub fn read(text: &str, name: &str) -> Result<Vec<Unit>> {
    let unit = |(place, row): (usize, Line)| Unit {
        place,
        source: row.source.into(),
        target: row.target.into(),
    };
    Ok(rows(text, name)?.into_iter().map(unit).collect())
}

/// Reads the numbers of what [`write`] writes, and how sure the aligner was of each bead, where the line says so.
///
/// # Errors
/// [`Error::Input`] names the line that is no such object; `name` is what the message calls the file.
pub fn read_confidences(text: &str, name: &str) -> Result<Vec<(Links, Option<f32>)>> {
    let bead = |(_, row): (usize, Line)| ((row.source.ids, row.target.ids), row.confidence);
    Ok(rows(text, name)?.into_iter().map(bead).collect())
}

/// The objects, each with the number of its line from 1.
fn rows(text: &str, name: &str) -> Result<Vec<(usize, Line)>> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| match serde_json::from_str(line) {
            Ok(row) => Ok((at + 1, row)),
            Err(e) => Err(Error::Input {
                name: format!("{name}:{}", at + 1),
                reason: format!("no bead as `--format jsonl` writes them: {e}"),
            }),
        })
        .collect()
}
