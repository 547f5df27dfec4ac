//! Who is quoted as saying what.
//!
//! ```text
//! text ─► marks ─► english | korean ─► drafts (speaker as it stands in the text) ─► resolve ─► statements
//! ```
//!
//! A language module finds statements and describes the mentions of those who speak ([`Mention`]); which of them
//! are one and the same is decided for both languages by [`resolve`].

mod chains;
mod cues;
mod draft;
mod english;
pub mod evaluate;
mod kinds;
mod korean;
pub mod marks;
mod resolve;
pub mod view;

pub use draft::{Context, Draft, Features, Form, Found, Gender, Mention};
pub use kinds::*;

use crate::article::Article;
use crate::sentences::Sentence;
use crate::text::Language;

/// Finds the statements of an article.
///
/// Never fails: unbalanced quotation marks or an unknown language give fewer statements, not an error.
pub fn find(article: &Article, sentences: &[Sentence]) -> Statements {
    let marks = marks::find(&article.text, &article.blocks);
    let context = Context {
        article,
        sentences,
        marks: &marks,
    };
    let found = match article.lang {
        Language::En => english::find(&context),
        Language::Ko => korean::find(&context),
        _ => Found::default(),
    };
    resolve::resolve(&context, found)
}
