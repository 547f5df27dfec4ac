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
    makeshift: Option<Makeshift>,
}

/// Why the model in the box is used, and what would be better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Makeshift {
    /// What the registry says of the model in the box.
    pub summary: String,
    /// The model that is used where it can be had.
    pub better: String,
    /// Why it could not be had.
    pub reason: String,
}

impl Found {
    /// Its name in the registry, or its folder.
    pub fn name(&self) -> std::borrow::Cow<'_, str> {
        match &self.name {
            Some(name) => name.into(),
            None => self.folder.to_string_lossy(),
        }
    }

    /// Why the model in the box was taken, if it was not asked for by name.
    pub fn makeshift(&self) -> Option<&Makeshift> {
        self.makeshift.as_ref()
    }

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
/// What contains a path separator or begins with a dot is a folder; anything else is a name. Where none is asked for it is
/// the model listed first for the direction, and if that cannot be had, the one that the command carries with it.
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
    if let Some(path) = model.filter(|model| is_path(model)) {
        return Ok(found(Path::new(path), None, direction));
    }
    let fetch = |model: &Model| {
        let folder = store.require(registry, &model.name, progress)?;
        Ok(found(folder.path(), Some(&model.name), direction))
    };
    if let Some(name) = model {
        return fetch(registry.get(name)?);
    }
    let mut listed = listed(registry, direction);
    let best = listed.next().ok_or(TranslationError::NoModel(direction))?;
    match (fetch(best), listed.find(|model| model.is_bundled())) {
        (Err(TranslationError::Models(error)), Some(carried)) if error.is_unreachable() => Ok(Found {
            makeshift: Some(Makeshift {
                summary: carried.summary.clone(),
                better: best.name.clone(),
                reason: error.to_string(),
            }),
            ..fetch(carried)?
        }),
        (outcome, _) => outcome,
    }
}

fn found(folder: &Path, name: Option<&str>, direction: Direction) -> Found {
    Found {
        folder: folder.to_owned(),
        name: name.map(str::to_owned),
        direction,
        // What cannot be read is named when the model is loaded.
        identity: identity(folder).unwrap_or_default(),
        makeshift: None,
    }
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

/// The models of the registry that are for this direction alone.
fn listed(registry: &Registry, direction: Direction) -> impl Iterator<Item = &Model> {
    registry
        .models()
        .iter()
        .filter(move |model| model.purpose == Purpose::Translation && model.direction == Some(direction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::{Registry, Silent, StoreOptions};
    use crate::text::Language::{En, Fr, Ko};

    #[test]
    fn both_directions_have_a_model_by_default() {
        let registry = Registry::built_in().unwrap();
        let names = |from, to| -> Vec<&str> {
            let listed = listed(&registry, Direction::new(from, to));
            listed.map(|model| model.name.as_str()).collect()
        };
        assert_eq!(
            names(En, Ko),
            ["firefox-en-ko", "opus-mt-tc-big-en-ko", "daejo-en-ko"]
        );
        assert_eq!(names(Ko, En), ["firefox-ko-en", "opus-mt-ko-en", "daejo-ko-en"]);
        assert!(names(En, Fr).is_empty());
    }

    #[test]
    fn where_nothing_can_be_fetched_the_model_in_the_box_serves_and_says_so() {
        let registry = Registry::built_in().unwrap();
        let root = tempfile::tempdir().unwrap();
        let options = StoreOptions {
            root: Some(root.path().to_owned()),
            offline: true,
        };
        let store = Store::new(options).unwrap();
        let direction = Direction::new(Ko, En);
        let request = |model| Request { model, direction };
        let found = find(request(None), &registry, &store, &Silent).unwrap();
        let makeshift = found.makeshift().unwrap();
        assert_eq!(
            (&*found.name(), &*makeshift.better),
            ("daejo-ko-en", "firefox-ko-en")
        );
        assert!(makeshift.reason.contains("not on disk"), "{}", makeshift.reason);
        assert!(found.load().is_ok());
        // Asked for by name, it is what was wanted.
        let named = find(request(Some("daejo-ko-en")), &registry, &store, &Silent).unwrap();
        assert_eq!(named.makeshift(), None);
        assert!(find(request(Some("firefox-ko-en")), &registry, &store, &Silent).is_err());
    }
}
