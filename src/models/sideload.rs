//! Files brought by hand to a machine without a network: a folder with the files or the archive, or the archive.

use super::error::{Error, Result};
use super::registry::{Model, ModelFile};
use super::source::{Contents, Origin, Parcel};
use std::path::{Path, PathBuf};

/// The parcels that have `files` of a model from a path the user gives.
///
/// # Errors
/// The path has neither the files nor the archive they come in.
pub(super) fn parcels<'m>(model: &'m Model, files: &[&'m ModelFile], from: &Path) -> Result<Vec<Parcel<'m>>> {
    let mut parcels = Vec::new();
    let mut packed = Vec::new();
    for &file in files {
        match loose(from, file) {
            Some(path) => parcels.push(parcel(&file.name, Contents::File(file), file, path)),
            None => packed.push(file),
        }
    }
    if let Some(&first) = packed.first() {
        let archive = archive(from, model).ok_or_else(|| Error::NotFound {
            what: match model.source.archive() {
                Some(archive) => format!("{} or {archive}", first.name),
                None => first.name.clone(),
            },
            places: from.display().to_string(),
        })?;
        parcels.push(parcel(&model.name, Contents::Archive(packed), first, archive));
    }
    Ok(parcels)
}

fn parcel<'m>(what: &'m str, contents: Contents<'m>, file: &'m ModelFile, path: PathBuf) -> Parcel<'m> {
    Parcel {
        what,
        pin: file.pin(),
        contents,
        origins: vec![Origin::Path {
            path,
            unchanging: false,
        }],
    }
}

/// The file itself: under its name, or its path in the source.
fn loose(from: &Path, file: &ModelFile) -> Option<PathBuf> {
    if from.is_file() {
        let named = from.file_name() == Path::new(&file.name).file_name();
        return named.then(|| from.to_path_buf());
    }
    let last = file.from().rsplit('/').next().unwrap_or_default();
    [file.name.as_str(), file.from(), last]
        .iter()
        .map(|path| from.join(path))
        .find(|path| path.is_file())
}

/// The archive that has the files: the one given, or the one in the folder.
fn archive(from: &Path, model: &Model) -> Option<PathBuf> {
    if from.is_file() {
        return Some(from.to_path_buf());
    }
    model
        .source
        .archive()
        .map(|name| from.join(name))
        .filter(|path| path.is_file())
}
