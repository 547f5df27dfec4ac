//! The settings file: `daejo.toml` in the working folder or in one above it, or the file that --config names.

use anyhow::Context as _;
use daejo::fidelity;
use std::path::{Path, PathBuf};

/// The name of the file that is looked for.
const NAME: &str = "daejo.toml";

/// Reads the settings of the checks; the defaults where there is no file.
///
/// # Errors
/// If the file cannot be read, or says what is not understood.
pub fn fidelity(config: Option<&Path>) -> anyhow::Result<fidelity::Options> {
    let path = match config {
        Some(path) => Some(path.to_owned()),
        None => upward(&std::env::current_dir().unwrap_or_default()),
    };
    let Some(path) = path else {
        return Ok(fidelity::Options::default());
    };
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fidelity::Options::from_toml(&text).with_context(|| path.display().to_string())
}

/// The nearest settings file at or above `folder`.
fn upward(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|f| f.join(NAME)).find(|p| p.is_file())
}
