//! A translation memory: what was translated once need not be translated again.
//!
//! ```text
//! sentence ─► the same sentence ───────────────► its translation
//!          └► one that differs in numbers alone ─► its translation, the numbers put anew
//!          └► one that is alike (0.75 or more) ──► shown to the editor beside the model's
//! ```
//!
//! One SQLite file; several processes may read and fill it at once. What people translated (imported) holds for every
//! model; what a model translated holds for that model with the same options alone, and enters only where it passed the
//! guard. A memory is read as it was when it was opened: what is added meanwhile, by this run or another, serves the
//! next, so that what comes out of a run does not depend on its pace.
//!
//! Like segments are sought by their rare words through an index over word and length, never by a scan.

mod files;
mod likeness;
mod search;
mod store;

pub use files::{read, write_tsv};
pub use likeness::{ALIKE, likeness, renumbered};
pub use store::{Counts, Memory};

use super::TranslationError;

/// A segment and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The original.
    pub source: String,
    /// Its translation.
    pub target: String,
    /// Whether it is a headline or sub-heading, whose style is another.
    pub is_heading: bool,
}

/// What a memory holds for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Recalled {
    /// The original of the segment.
    pub source: String,
    /// Its translation.
    pub target: String,
    /// How alike the sentence and the original are: 1 is equal.
    pub score: f32,
}

/// What can be asked for a sentence; for tests, anything that answers.
pub trait Recall: Sync {
    /// The best segment for a sentence, if one is alike enough.
    ///
    /// # Errors
    /// The memory cannot be read.
    fn recall(&self, source: &str, is_heading: bool) -> Result<Option<Recalled>, TranslationError>;
}
