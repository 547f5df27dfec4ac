//! A model by its name or its folder.

use super::{Direction, TranslationError, Translator, engines};
use crate::models::{Model, Progress, Purpose, Registry, Store, is_path};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// What to open.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// A name in the registry or the path of a folder; absent, the model listed first for the direction.
    pub model: Option<&'a str>,
    /// From which language into which.
    pub direction: Direction,
}

/// A model that is on disk, not opened yet.
#[derive(Debug)]
pub struct Found {
    folder: PathBuf,
    name: Option<String>,
    direction: Direction,
    identity: String,
}

impl Found {
    /// What tells the model from every other: a digest of the names and sizes of its files and of the first and last
    /// 64 KiB of each, where the header and the last layer stand.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Opens it.
    ///
    /// # Errors
    /// Its files are missing or damaged, it translates in another direction, or its engine is not in this build.
    pub fn load(&self) -> Result<Box<dyn Translator>, TranslationError> {
        engines::load(&self.folder, self.name.as_deref(), self.direction)
    }
}

/// Opens a model; one of the registry is fetched if it is not there.
///
/// # Errors
/// As [`find`] and [`Found::load`].
pub fn open(
    request: Request<'_>,
    registry: &Registry,
    store: &Store,
    progress: &dyn Progress,
) -> Result<Box<dyn Translator>, TranslationError> {
    find(request, registry, store, progress)?.load()
}

/// Finds a model; one of the registry is fetched if it is not there.
///
/// What contains a path separator or begins with a dot is a folder; anything else is a name.
///
/// # Errors
/// There is no such model or none for the direction.
pub fn find(
    request: Request<'_>,
    registry: &Registry,
    store: &Store,
    progress: &dyn Progress,
) -> Result<Found, TranslationError> {
    let Request { model, direction } = request;
    let found = |folder: &Path, name: Option<&str>| Found {
        folder: folder.to_owned(),
        name: name.map(str::to_owned),
        direction,
        // What cannot be read is named when the model is loaded.
        identity: identity(folder).unwrap_or_default(),
    };
    if let Some(path) = model.filter(|model| is_path(model)) {
        return Ok(found(Path::new(path), None));
    }
    let model = match model {
        Some(name) => registry.get(name)?,
        None => listed(registry, direction).ok_or(TranslationError::NoModel(direction))?,
    };
    let folder = store.require(registry, &model.name, progress)?;
    Ok(found(folder.path(), Some(&model.name)))
}

fn identity(folder: &Path) -> io::Result<String> {
    const ENDS: u64 = 64 << 10;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let mut hash = Sha256::new();
    for path in files.iter().filter(|path| path.is_file()) {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        hash.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update(size.to_le_bytes());
        let mut ends = Vec::new();
        (&mut file).take(ENDS).read_to_end(&mut ends)?;
        file.seek(SeekFrom::Start(size.saturating_sub(ENDS)))?;
        file.take(ENDS).read_to_end(&mut ends)?;
        hash.update(&ends);
    }
    Ok(hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// The first model of the registry that is for this direction alone.
fn listed(registry: &Registry, direction: Direction) -> Option<&Model> {
    registry
        .models()
        .iter()
        .find(|model| model.purpose == Purpose::Translation && model.direction == Some(direction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::Registry;
    use crate::text::Language::{En, Fr, Ko};

    #[test]
    fn both_directions_have_a_model_by_default() {
        let registry = Registry::built_in().unwrap();
        let name = |from, to| listed(&registry, Direction::new(from, to)).map(|m| m.name.as_str());
        assert_eq!(name(En, Ko), Some("firefox-en-ko"));
        assert_eq!(name(Ko, En), Some("firefox-ko-en"));
        assert_eq!(name(En, Fr), None);
    }
}
