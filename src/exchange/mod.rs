//! Alignments in and out of the formats that people and programs read.

mod beads;
mod html;
mod jsonl;
mod moses;
mod tsv;

pub use beads::{read as read_beads, write as write_beads};
pub use html::write as write_html;
pub use jsonl::write as write_jsonl;
pub use moses::write as write_moses;
pub use tsv::write as write_tsv;

use crate::alignment::Bead;
use crate::text::Language;

/// One document of an aligned pair.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What it is called: its file.
    pub name: &'a str,
    /// Its language, where it is known.
    pub lang: Option<Language>,
    /// Its sentences.
    pub lines: &'a [String],
}

impl Document<'_> {
    /// The sentences `ids` as one text.
    fn text(&self, ids: &[usize]) -> String {
        let lines: Vec<&str> = ids
            .iter()
            .filter_map(|&id| self.lines.get(id))
            .map(String::as_str)
            .collect();
        lines.join(" ")
    }
}

/// An aligned pair of documents: what every writer writes.
#[derive(Debug, Clone, Copy)]
pub struct Aligned<'a> {
    /// The original.
    pub source: Document<'a>,
    /// Its version in the other language.
    pub target: Document<'a>,
    /// Which sentences became which.
    pub beads: &'a [Bead],
}

/// A text on one line without tabs, for formats that give both a meaning.
fn flat(text: &str) -> String {
    text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ")
}
