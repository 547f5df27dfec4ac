//! One folder an engine, and the choice among them by what lies in a model's folder.

use super::{Direction, TranslationError, Translator};
use std::path::Path;

/// Loads the model in `folder` with the engine that its files call for.
///
/// `name` is how the model is called in records; absent, the folder's name.
///
/// # Errors
/// The folder holds no model of a known architecture, a file is missing or damaged, the model does not translate in
/// this direction, or its engine is not in this build.
pub fn load(
    folder: &Path,
    name: Option<&str>,
    direction: Direction,
) -> Result<Box<dyn Translator>, TranslationError> {
    let _ = (name, direction);
    Err(TranslationError::Unrecognised {
        path: folder.to_path_buf(),
        reason: "no engine is built in".to_owned(),
    })
}
