//! Sentences into sentences of the other language.
//!
//! ```text
//! a name or a folder ─► open ─► engines::load ─► Translator ─► translate(sentences, Decoding)
//! ```
//!
//! A [`Translator`] is one model in one direction. [`open`] finds a model by its name in the registry or by the path
//! of its folder, and the engine by what lies there: nothing depends on how a model is called.
//!
//! ```text
//! Article ─► Document ─► translate ─► Translation ─► text, Markdown, or the object of a JSON line (record)
//! ```
//!
//! [`translate`] takes whole articles: what is no prose stays, every sentence is checked as it is made ([`guard`]), the
//! terms of a [`glossary`] are put in, a [`memory`] is asked first, and where each sentence came from is recorded.

mod article;
mod attempts;
mod clauses;
mod decoding;
mod direction;
mod document;
pub mod engines;
mod error;
pub mod evaluate;
mod furniture;
pub mod glossary;
pub mod guard;
mod headline;
mod house_style;
pub mod html;
pub mod markdown;
mod markup;
pub mod memory;
mod names;
mod open;
pub mod record;
pub mod recorded;
mod register;
mod sense;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_aids;
mod tokens;

pub use article::{FromMemory, Options, Sentence, Translation, translate};
pub use decoding::Decoding;
pub use direction::Direction;
pub use document::{Change, Document, Edit};
pub use error::TranslationError;
pub use glossary::Glossary;
pub use house_style::Quotes;
pub use markup::{Dressing, Marked, Signs};
pub use open::{Found, Makeshift, Request, find, open};
pub use sense::Original;

/// A model in one direction, ready to translate.
///
/// Two calls with the same sentences and the same [`Decoding`] answer with the same bytes, however the sentences are
/// divided over calls and however many threads call.
pub trait Translator: Send + Sync {
    /// The model: its name in the registry, or that of its folder.
    fn model(&self) -> &str;

    /// The engine that runs it, as it stands in records of where a translation came from: `firefox`, `rust-bert`.
    fn engine(&self) -> &'static str;

    /// From which language into which.
    fn direction(&self) -> Direction;

    /// How many tokens the model sees in `sentence`, its end mark included: what a batch costs is counted in these.
    fn tokens(&self, sentence: &str) -> usize;

    /// The most tokens a sentence may have. What is longer is cut between words and translated in parts that know
    /// nothing of each other: split it first where the sense allows.
    fn window(&self) -> usize;

    /// Translates each sentence by itself; answers with as many, in the same order.
    ///
    /// Any number of sentences may be given: the engine forms its own batches of like length and spreads them over
    /// the threads of the current rayon pool. More at once is faster; memory is bounded by the engine, not by the
    /// number of sentences. A sentence that is empty or blank is answered by an empty one.
    ///
    /// # Errors
    /// The engine fails, or cannot do what `decoding` asks for. A poor translation is none: that is the guard's to see.
    fn translate(&self, sentences: &[&str], decoding: &Decoding) -> Result<Vec<String>, TranslationError>;
}
