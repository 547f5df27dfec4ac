//! What a file looked like when it was last hashed, so that use need not hash it again.
//!
//! A whole sha256 of 30 MB on every run would cost more than the run. A file whose size and time of change are still
//! those of its stamp is taken to be the file that was hashed; any other is hashed again.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::Write as _;
use std::path::Path;
use std::time::UNIX_EPOCH;

const FILE: &str = ".stamp.json";

/// The stamps of a model's files, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamps(BTreeMap<String, Stamp>);

/// What one file looked like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) sha256: String,
    size: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Stamp {
    /// Of a file that hashes to `sha256`.
    pub(super) fn new(sha256: &str, metadata: &Metadata) -> Self {
        Self {
            sha256: sha256.to_owned(),
            size: metadata.len(),
            modified: modified(metadata),
        }
    }

    /// Whether the file still looks the same.
    pub(super) fn fits(&self, metadata: &Metadata) -> bool {
        self.size == metadata.len() && self.modified == modified(metadata)
    }
}

fn modified(metadata: &Metadata) -> u64 {
    metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .and_then(|age| u64::try_from(age.as_nanos()).ok())
        .unwrap_or(0)
}

impl Stamps {
    /// Those in a model's folder; none where there are none or they cannot be read, which costs a hash and no more.
    pub(super) fn read(folder: &Path) -> Self {
        fs::read(folder.join(FILE))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    pub(super) fn get(&self, file: &str) -> Option<&Stamp> {
        self.0.get(file)
    }

    /// The files there are stamps of.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn set(&mut self, file: &str, stamp: Stamp) {
        self.0.insert(file.to_owned(), stamp);
    }

    /// Writes them, all or nothing. A store that may only be read keeps none, so the outcome is of no concern.
    pub(super) fn write(&self, folder: &Path) {
        let write = || -> std::io::Result<()> {
            let mut file = super::fetch::temporary_in(folder)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.persist(folder.join(FILE)).map_err(|e| e.error)?;
            Ok(())
        };
        let _ = write();
    }
}
