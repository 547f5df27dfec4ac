//! One process at a time works on a model.

use super::error::{Result, cannot};
use super::progress::Progress;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;

/// Held while it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock of `name` in the store at `root`.
    pub(super) fn acquire(root: &Path, name: &str, progress: &dyn Progress) -> Result<Self> {
        // Beside the models' folders and not in them, so that removing a model does not remove its lock.
        let folder = root.join(".locks");
        fs::create_dir_all(&folder).map_err(cannot("make the folder", &folder))?;
        let path = folder.join(format!("{name}.lock"));
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(cannot("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                progress.note(&format!("another process is working on `{name}`; waiting for it"));
                file.lock().map_err(cannot("lock", &path))?;
            }
            // Some network file systems have no locks. Files are still put in place by renaming, so the worst is
            // work done twice.
            Err(TryLockError::Error(e)) if e.kind() == std::io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(e)) => return Err(cannot("lock", &path)(e)),
        }
        Ok(Self { _file: file })
    }
}
