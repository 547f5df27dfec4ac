//! One folder an engine, and the choice among them by what lies in a model's folder.

mod batches;
mod checkpoint;
mod firefox;
mod listing;
#[cfg(feature = "rust-bert")]
mod rust_bert;

use super::{Direction, TranslationError, Translator};
use checkpoint::Checkpoint;
pub use firefox::Firefox;
pub(in crate::translation) use listing::Listing;
#[cfg(feature = "rust-bert")]
pub use rust_bert::RustBert;
use std::path::Path;

/// Loads the model in `folder` with the engine that its files call for.
///
/// A `config.json` says that the folder is a checkpoint of Hugging Face transformers, and in it `model_type` which; a
/// `.bin` beside `.spm` files and no `config.json` is a student in Marian's binary format. `name` is how the model is
/// called in records; absent, the folder's name.
///
/// # Errors
/// The folder holds no model of a known architecture, a file is missing or damaged, the model does not translate in
/// this direction, or its engine is not in this build.
pub fn load(
    folder: &Path,
    name: Option<&str>,
    direction: Direction,
) -> Result<Box<dyn Translator>, TranslationError> {
    let listing = Listing::read(folder)?;
    let name = name.map_or_else(|| listing.name(), str::to_owned);
    if firefox::files::recognises(&listing) {
        return Ok(Box::new(Firefox::load(&listing, name, direction)?));
    }
    if checkpoint::recognises(&listing) {
        return load_checkpoint(&listing, &Checkpoint::find(&listing)?, name, direction);
    }
    Err(listing.unrecognised(
        "it holds no translation model: neither model.*.bin with *.spm (Mozilla's format) nor config.json with \
         weights (a checkpoint of Hugging Face transformers)"
            .to_owned(),
    ))
}

#[cfg(feature = "rust-bert")]
fn load_checkpoint(
    listing: &Listing,
    checkpoint: &Checkpoint,
    name: String,
    direction: Direction,
) -> Result<Box<dyn Translator>, TranslationError> {
    Ok(Box::new(RustBert::load(listing, checkpoint, name, direction)?))
}

#[cfg(not(feature = "rust-bert"))]
fn load_checkpoint(
    _: &Listing,
    checkpoint: &Checkpoint,
    name: String,
    _: Direction,
) -> Result<Box<dyn Translator>, TranslationError> {
    Err(TranslationError::NotBuilt {
        model: name,
        architecture: checkpoint.architecture.to_string(),
    })
}
