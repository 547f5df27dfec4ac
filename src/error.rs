//! What can go wrong in the library. Every message names the thing and says what to do.

use std::path::PathBuf;

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the library.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A text that cannot be served, with the reason in the words a user needs.
    #[error("{name}: {reason}")]
    Input {
        /// File or id.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// Model files.
    #[error(transparent)]
    Models(#[from] crate::models::Error),
    /// A translation model or its engine.
    #[error(transparent)]
    Translation(#[from] crate::translation::TranslationError),
    /// An encoder other than the default, or its engine.
    #[error(transparent)]
    Encoder(#[from] crate::embedding::EncoderError),
}
