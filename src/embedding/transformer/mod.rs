//! Checkpoints of sentence-transformers: LaBSE, multilingual E5 and their like, run on libtorch.
//!
//! ```text
//! tokens ─► BERT, XLM-R or DistilBERT ─► pooling ─► dense layers, where there are some ─► length 1
//! ```
//!
//! What a checkpoint is made of stands in its files ([`files`], [`shape`]), never in the code. The network is written
//! on the bindings of libtorch and not taken from rust-bert, whose BERT has one epsilon for all checkpoints. Runs of
//! sentences are encoded as joined text: no shortcut is exact for a network with attention.

#[cfg(feature = "rust-bert")]
mod encoder;
mod files;
#[cfg(feature = "rust-bert")]
mod network;
#[cfg(feature = "rust-bert")]
mod pooling;
mod shape;

use super::{Encoder, EncoderError};
use crate::models::Model;
use std::path::Path;

/// Whether a model of the registry is a checkpoint of sentence-transformers.
pub(super) fn lists(model: &Model) -> bool {
    model.files.iter().any(|file| file.name == files::MODULES)
}

/// Whether this build can run such checkpoints.
///
/// # Errors
/// It cannot.
pub(super) fn is_built(name: &str) -> Result<(), EncoderError> {
    match cfg!(feature = "rust-bert") {
        true => Ok(()),
        false => Err(EncoderError::NotBuilt {
            encoder: name.to_owned(),
        }),
    }
}

/// Loads the checkpoint in `folder`. `prefix` is what it wants in front of every sentence, where its files do not say.
///
/// # Errors
/// The folder holds no such checkpoint, a file is missing or damaged, or this build has no libtorch.
pub(super) fn load(
    folder: &Path,
    name: &str,
    prefix: Option<&str>,
) -> Result<Box<dyn Encoder>, EncoderError> {
    let files = files::Files::read(folder)?;
    is_built(name)?;
    run(files, name, prefix)
}

#[cfg(feature = "rust-bert")]
fn run(files: files::Files, name: &str, prefix: Option<&str>) -> Result<Box<dyn Encoder>, EncoderError> {
    Ok(Box::new(encoder::Transformer::load(files, name, prefix)?))
}

#[cfg(not(feature = "rust-bert"))]
fn run(_: files::Files, name: &str, _: Option<&str>) -> Result<Box<dyn Encoder>, EncoderError> {
    Err(EncoderError::NotBuilt {
        encoder: name.to_owned(),
    })
}
