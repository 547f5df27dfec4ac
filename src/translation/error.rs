//! What can go wrong in translation. Every message names the thing and says what to do.

use super::Direction;
use std::path::PathBuf;

/// An error of a translation model or its engine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TranslationError {
    /// The model's files.
    #[error(transparent)]
    Models(#[from] crate::models::Error),
    /// A folder that holds no model of a known architecture.
    #[error("{}: {reason}", path.display())]
    Unrecognised {
        /// The folder.
        path: PathBuf,
        /// What is there or is missing, and what would be needed.
        reason: String,
    },
    /// A file of a model that an engine could not use.
    #[error("the model file {} is not usable: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// How it differs from what it should be, and what to do.
        reason: String,
    },
    /// A model that does not translate in this direction.
    #[error("the model `{model}` does not translate {wanted}{}", .has.map(|d| format!("; it translates {d}")).unwrap_or_default())]
    Direction {
        /// The model.
        model: String,
        /// The direction asked for.
        wanted: Direction,
        /// The direction that it has, where that is known.
        has: Option<Direction>,
    },
    /// No model is listed for a direction.
    #[error("no model translates {0}; name one with --model, by its name or its folder")]
    NoModel(Direction),
    /// A model whose engine is not in this build.
    #[error(
        "the model `{model}` ({architecture}) needs the engine rust-bert, which is not in this build; build with \
         `cargo build --release --features rust-bert`, or use a model in Mozilla's format"
    )]
    NotBuilt {
        /// The model.
        model: String,
        /// Its architecture.
        architecture: String,
    },
    /// A translation memory that cannot be used.
    #[error("the memory {}: {reason}", path.display())]
    Memory {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// An engine that failed.
    #[error("the engine {engine} failed on the model `{model}`: {reason}")]
    Engine {
        /// The engine.
        engine: &'static str,
        /// The model.
        model: String,
        /// What it said.
        reason: String,
    },
}
