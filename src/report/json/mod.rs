//! JSON: the whole collation as one object, `"schema": "daejo.check/1"`.
//!
//! The views here are what other programs rely on. They turn the library's byte offsets into Unicode scalar
//! values of each article's text, and are shared by every command that writes JSON.

mod article;
mod collation;
mod finding;

pub use article::{ArticleView, EntityView};
pub use collation::{CollationView, SummaryView};
pub use finding::{FindingView, MatchView};

use super::Report;
use crate::pipeline::Collation;
use std::io::{self, Write};

/// A span in Unicode scalar values, half-open.
pub type CharSpan = [usize; 2];

/// One object, indented for people.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

impl Report for Json {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &CollationView::new(collation))?;
        writeln!(out)
    }
}
