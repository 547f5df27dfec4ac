//! One self-contained page for an editor: both articles side by side, and every finding with its reason.
//!
//! The page needs nothing but itself. Its policy forbids every request, and the one style sheet and the one script
//! are admitted by their hash, so that words of an article could not run even if they came through unescaped.
//! Without a script the page still reads; hover, filter and "show me" are what the script adds.

mod cards;
mod order;
mod page;
mod rows;
mod segments;

use super::{About, Report};
use crate::pipeline::Collation;
use askama::Template as _;
use base64::Engine as _;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// The page.
#[derive(Debug, Clone, Default)]
pub struct Html {
    /// The files' names, for the heading.
    pub about: About,
}

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

impl Report for Html {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let page = page::Page::new(&self.about, collation);
        page.write_into(out)
    }
}

/// What the page may load: itself, and nothing from anywhere else.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text))
}
