//! A page to look at: the beads as rows of two columns. It needs nothing from elsewhere.

use super::Aligned;
use crate::alignment::Bead;
use askama::Template;
use std::io::{self, Write};

#[derive(Template)]
#[template(path = "alignment.html")]
struct Page<'a> {
    source: &'a str,
    target: &'a str,
    source_lang: &'a str,
    target_lang: &'a str,
    pairs: usize,
    alone: usize,
    rows: Vec<Row>,
}

struct Row {
    source: String,
    target: String,
    kind: String,
    score: String,
    confidence: String,
    class: &'static str,
}

/// Confidence under which a row is marked as doubtful.
const DOUBTFUL: f32 = 0.5;

/// Writes the page.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    let is_pair = |bead: &&Bead| !bead.source.is_empty() && !bead.target.is_empty();
    let pairs = aligned.beads.iter().filter(is_pair).count();
    let page = Page {
        source: aligned.source.name,
        target: aligned.target.name,
        source_lang: aligned.source.lang.map_or("", |lang| lang.code()),
        target_lang: aligned.target.lang.map_or("", |lang| lang.code()),
        pairs,
        alone: aligned.beads.len() - pairs,
        rows: aligned.beads.iter().map(|bead| row(aligned, bead)).collect(),
    };
    page.write_into(&mut io::BufWriter::new(out))
        .map_err(io::Error::other)
}

fn row(aligned: &Aligned<'_>, bead: &Bead) -> Row {
    Row {
        source: aligned.source.text(&bead.source),
        target: aligned.target.text(&bead.target),
        kind: format!("{}–{}", bead.source.len(), bead.target.len()),
        score: format!("{:.2}", bead.score),
        confidence: format!("{:.0}%", bead.confidence * 100.0),
        class: match (bead.source.is_empty(), bead.target.is_empty()) {
            (false, false) if bead.confidence < DOUBTFUL => "doubtful",
            (false, false) => "",
            _ => "alone",
        },
    }
}
