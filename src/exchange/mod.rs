//! Alignments in and out of the formats that people and programs exchange.
//!
//! Writers take an [`Aligned`] pair of documents. Readers give [`Unit`]s: what a file says of each bead, by its words
//! and, where the file keeps them, by the numbers of its sentences. [`anchors::locate`] finds the units in the two
//! texts again, so that a file corrected by hand in any tool can lead the next alignment.
//!
//! | format | out | in | what it holds |
//! |---|---|---|---|
//! | beads | yes | yes | every bead, numbers only |
//! | TSV, JSON Lines, xlsx | yes | yes | every bead, words and numbers |
//! | XLIFF 1.2 and 2.1 | yes | yes | every bead, words and numbers |
//! | TMX 1.4b | yes | yes | pairs: a memory has no use for half of one |
//! | Moses | yes | yes | pairs, words only |
//! | HTML | yes | no | every bead, to look at |

pub mod anchors;
mod beads;
mod html;
mod jsonl;
mod label;
mod moses;
mod read;
pub(crate) mod sheet;
mod tmx;
mod tsv;
mod xliff;
mod xlsx;
mod xml;

pub use beads::{read as read_beads, write as write_beads};
pub use html::write as write_html;
pub use jsonl::{read as read_jsonl, read_confidences, write as write_jsonl};
pub use moses::{read as read_moses, write as write_moses};
pub use read::{Languages, read};
pub use tmx::{Units as TmxUnits, read as read_tmx, write as write_tmx};
pub use tsv::{read as read_tsv, write as write_tsv};
pub use xliff::{Version as XliffVersion, read as read_xliff, write as write_xliff};
pub use xlsx::{read as read_xlsx, write as write_xlsx};

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

impl<'a> Document<'a> {
    /// The sentences `ids` as one text.
    fn text(&self, ids: &[usize]) -> String {
        self.sentences(ids).join(" ")
    }

    /// The sentences `ids`; a number that is none's is passed over.
    fn sentences(&self, ids: &[usize]) -> Vec<&'a str> {
        ids.iter()
            .filter_map(|&id| self.lines.get(id))
            .map(String::as_str)
            .collect()
    }

    /// The code of its language for formats that must name one: `und` where it is not known (ISO 639-2).
    fn code(&self) -> &'static str {
        self.lang.map_or("und", Language::code)
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

impl<'a> Aligned<'a> {
    /// The beads that have both sides.
    fn pairs(&self) -> impl Iterator<Item = &'a Bead> + use<'a> {
        let beads = self.beads.iter();
        beads.filter(|bead| !bead.source.is_empty() && !bead.target.is_empty())
    }
}

/// A bead as a file holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands in the file, counted from 1: a line, a row, the nth unit.
    pub place: usize,
    /// The side of the original.
    pub source: Part,
    /// The side of the version.
    pub target: Part,
}

/// One side of a [`Unit`]. Where both fields are empty, the unit has no such side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Numbers of the sentences, from 0; empty where the file does not keep them.
    pub ids: Vec<usize>,
    /// Their words; empty where the file does not keep them.
    pub text: String,
}

impl Part {
    /// Whether there is no such side.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.text.trim().is_empty()
    }
}

/// A text on one line without tabs, for formats that give both a meaning.
fn flat(text: &str) -> String {
    text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// `0 1`: numbers in a cell.
fn numbers(ids: &[usize]) -> String {
    ids.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// The numbers in a cell, whatever stands between them; `None` where something else does.
fn parse_numbers(cell: &str) -> Option<Vec<usize>> {
    let numbers = cell.split([' ', ',', ';']).filter(|n| !n.is_empty());
    numbers.map(|n| n.parse().ok()).collect()
}
