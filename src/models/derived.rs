//! Files made from a model's files: built once, kept beside them.
//!
//! A derived file bears in its name what it was made from and in which version of its form, so that a new model or a
//! new form never meets an old file. It has a stamp like any other; one that no longer fits is built again.

use super::digest::of_bytes;
use super::error::{Error, cannot};
use super::fetch::temporary_in;
use super::folder::Folder;
use super::lock::Lock;
use super::progress::Silent;
use super::registry::Model;
use super::stamp::{Stamp, Stamps};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of derived files inside a model's folder.
const DERIVED: &str = ".derived";

/// What everything derived from a model depends on: its files and what they hash to.
pub(super) fn key(model: &Model) -> String {
    let lines: String = model
        .files
        .iter()
        .map(|f| format!("{}\t{}\n", f.name, f.pin().sha256))
        .collect();
    of_bytes(lines.as_bytes())[..16].to_owned()
}

pub(super) fn get(
    folder: &Folder,
    name: &str,
    version: u32,
    build: impl FnOnce(&mut File) -> crate::Result<()>,
) -> crate::Result<PathBuf> {
    let file = format!("{name}.v{version}.{}", folder.key);
    let beside = folder.path.join(DERIVED);
    let spare = folder.spare.as_ref().map(|spare| spare.join(&folder.model));
    let mut places = vec![(folder.root.as_path(), beside.as_path())];
    places.extend(folder.spare.as_deref().zip(spare.as_deref()));
    if let Some((_, place)) = places.iter().find(|(_, place)| is_fit(place, &file)) {
        return Ok(place.join(file));
    }
    let (root, place) = places
        .iter()
        .find(|(_, place)| is_writable(place))
        .or(places.first())
        .copied()
        .unwrap_or((&folder.root, &beside));
    let _lock = Lock::acquire(root, &folder.model, &Silent)?;
    // Another process may have built it while this one waited.
    if !is_fit(place, &file) {
        make(place, name, &file, build)?;
    }
    Ok(place.join(file))
}

fn is_fit(place: &Path, file: &str) -> bool {
    let stamps = Stamps::read(place);
    fs::metadata(place.join(file))
        .is_ok_and(|metadata| stamps.get(file).is_some_and(|stamp| stamp.fits(&metadata)))
}

fn is_writable(place: &Path) -> bool {
    match fs::create_dir_all(place).and_then(|()| tempfile::tempfile_in(place)) {
        Ok(_) => true,
        // Only a store that may not be written is passed over: a full disk is the user's to know.
        Err(e) => !matches!(
            e.kind(),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
        ),
    }
}

fn make(
    place: &Path,
    name: &str,
    file: &str,
    build: impl FnOnce(&mut File) -> crate::Result<()>,
) -> crate::Result<()> {
    fs::create_dir_all(place).map_err(cannot("make the folder", place))?;
    let path = place.join(file);
    let mut temporary = temporary_in(place).map_err(cannot("write", &path))?;
    build(temporary.as_file_mut()).map_err(|e| full_disk(e, &path))?;
    temporary.as_file().sync_all().map_err(cannot("write", &path))?;
    temporary
        .persist(&path)
        .map_err(|e| Error::file("write", &path, e.error))?;
    let metadata = fs::metadata(&path).map_err(cannot("read", &path))?;
    let mut stamps = Stamps::default();
    stamps.set(file, Stamp::new("", &metadata));
    clear_old(place, name, file, &mut stamps);
    stamps.write(place);
    Ok(())
}

// `build` fails in its own words; a full disk is told as everywhere else.
fn full_disk(error: crate::Error, path: &Path) -> crate::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(at) = cause {
        if at
            .downcast_ref::<std::io::Error>()
            .is_some_and(|e| e.kind() == ErrorKind::StorageFull)
        {
            return Error::DiskFull {
                path: path.to_path_buf(),
            }
            .into();
        }
        cause = at.source();
    }
    error
}

/// Removes what the same name was made of before, and keeps the stamps of other names.
fn clear_old(place: &Path, name: &str, file: &str, stamps: &mut Stamps) {
    let before = Stamps::read(place);
    for old in before.names().filter(|old| *old != file) {
        if old.strip_prefix(name).is_some_and(|rest| rest.starts_with(".v")) {
            // On some systems a file in use cannot be removed; it will be next time.
            let _ = fs::remove_file(place.join(old));
        } else if let Some(stamp) = before.get(old) {
            stamps.set(old, stamp.clone());
        }
    }
}
