//! JSON Lines: an object a bead.

use super::{Aligned, Document};
use serde::Serialize;
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
        sentences: ids
            .iter()
            .filter_map(|&id| document.lines.get(id))
            .map(String::as_str)
            .collect(),
    }
}

// Four decimals: more is noise.
fn rounded(x: f32) -> f64 {
    (f64::from(x) * 1e4).round() / 1e4
}
