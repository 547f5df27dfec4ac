//! What can go wrong with an encoder. Every message names the thing and says what to do.

use std::path::PathBuf;

/// An error of an encoder's files or its engine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncoderError {
    /// A model that is for something else.
    #[error("the model `{model}` is no encoder; `daejo models list` says which are")]
    Purpose {
        /// The model.
        model: String,
    },
    /// A folder that holds no encoder of a known architecture.
    #[error("{}: {reason}", path.display())]
    Unrecognised {
        /// The folder.
        path: PathBuf,
        /// What is there or is missing, and what would be needed.
        reason: String,
    },
    /// A file that could not be used.
    #[error("the model file {} is not usable: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// How it differs from what it should be, and what to do.
        reason: String,
    },
    /// An encoder whose engine is not in this build.
    #[error(
        "the encoder `{encoder}` is a checkpoint of sentence-transformers and needs libtorch, which is not in this \
         build; build with `cargo build --release --features rust-bert`, or use the default encoder"
    )]
    NotBuilt {
        /// The encoder.
        encoder: String,
    },
    /// An engine that failed.
    #[error("libtorch failed on the encoder `{encoder}`: {reason}")]
    Engine {
        /// The encoder.
        encoder: String,
        /// What it said.
        reason: String,
    },
}
