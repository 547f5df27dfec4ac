//! A model's files out of an archive, each checked against its pin on the way.

use super::digest::{self, CopyError};
use super::error::{Error, Result, cannot};
use super::fetch::{install, partial, verdict};
use super::progress::Progress;
use super::registry::ModelFile;
use std::fs::File;
use std::path::Path;
use zip::ZipArchive;

/// Takes `files` out of the zip archive at `archive` and puts them into the model's folder `into`.
///
/// # Errors
/// No zip archive, a file missing from it, a file that is not what its pin says, or no room.
pub(super) fn unpack(
    archive: &Path,
    files: &[&ModelFile],
    into: &Path,
    progress: &dyn Progress,
) -> Result<()> {
    let refused = |what: &str, reason: String| Error::Refused {
        what: what.to_owned(),
        origin: archive.display().to_string(),
        reason,
    };
    let bytes = File::open(archive).map_err(cannot("read", archive))?;
    let mut zip = ZipArchive::new(bytes).map_err(|e| refused("the archive", e.to_string()))?;
    for file in files {
        let pin = file.pin();
        let mut member = zip
            .by_name(file.from())
            .map_err(|e| refused(file.from(), e.to_string()))?;
        let path = partial(into, pin, "unpacked")?;
        let mut out = File::create(&path).map_err(cannot("write", &path))?;
        progress.begin(&file.name, pin.size, 0);
        // One byte more than it may have, so that a larger one is seen and a bottomless one is not followed.
        let copied = digest::copy(&mut member, &mut out, pin.size.saturating_add(1), progress);
        progress.end();
        let digest = copied.map_err(|e| match e {
            CopyError::Read(e) => refused(file.from(), e.to_string()),
            CopyError::Write(e) => Error::file("write", &path, e),
        })?;
        if let Some(reason) = verdict(digest, pin) {
            // It cannot be of use to anyone.
            let _ = std::fs::remove_file(&path);
            return Err(refused(file.from(), reason));
        }
        install(out, &path, &into.join(&file.name))?;
    }
    Ok(())
}
