//! One writer a format behind one trait.
//!
//! A writer is a plain struct that holds what it must know beyond the collation (a width, the files' names) and
//! nothing else; it writes to any [`Write`] and never asks the terminal or the clock, so the same collation gives
//! the same bytes.

mod about;
pub mod coverage;
pub mod fingerprint;
mod github;
mod html;
pub mod json;
mod jsonl;
mod markdown;
mod passage;
mod quotes;
mod sarif;
mod summary;
mod terminal;
pub mod words;

pub use about::About;
pub use github::Github;
pub use html::Html;
pub use json::Json;
pub use jsonl::JsonLines;
pub use markdown::Markdown;
pub use quotes::{QuotesCsv, QuotesXlsx};
pub use sarif::Sarif;
pub use summary::Summary;
pub use terminal::Terminal;

use crate::pipeline::Collation;
use std::io::{self, Write};

/// Writes a collation in one format.
pub trait Report {
    /// Writes the whole report to `out`.
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()>;
}
