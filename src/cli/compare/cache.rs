//! Digests of articles on disk, by the hash of their content, in one SQLite file.

use anyhow::Context as _;
use daejo::coverage::{Digest, store};
use etcetera::BaseStrategy as _;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

/// The cache, or none.
pub struct Cache {
    connection: Option<Connection>,
}

impl Cache {
    /// Opens the cache in `folder`, or in the user's cache folder with `resume`; else there is none. The digests of
    /// another encoder than the default, `encoder`, lie in a file of their own.
    pub fn open(folder: Option<&Path>, resume: bool, encoder: Option<&str>) -> anyhow::Result<Self> {
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None if resume => default_folder()?,
            None => return Ok(Self { connection: None }),
        };
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(file_name(encoder));
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(&path)?;
            connection.busy_timeout(std::time::Duration::from_secs(60))?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            connection.execute(
                "CREATE TABLE IF NOT EXISTS digests (key BLOB PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID",
                [],
            )?;
            Ok(connection)
        };
        let connection = open().with_context(|| format!("cannot open the cache {}", path.display()))?;
        Ok(Self {
            connection: Some(connection),
        })
    }

    /// Whether there is one.
    pub fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    /// The digests under `keys`, `None` for those that are not there or cannot be used.
    pub fn get(&self, keys: &[[u8; 32]]) -> anyhow::Result<Vec<Option<Digest>>> {
        let Some(connection) = &self.connection else {
            return Ok(keys.iter().map(|_| None).collect());
        };
        let mut select = connection.prepare_cached("SELECT digest FROM digests WHERE key = ?1")?;
        let blobs: Vec<Option<Vec<u8>>> = keys
            .iter()
            .map(|key| select.query_row(params![key], |row| row.get(0)).optional())
            .collect::<rusqlite::Result<_>>()
            .context("cannot read the cache")?;
        let digests = blobs
            .into_par_iter()
            .map(|blob| blob.and_then(|b| store::from_bytes(&b)));
        Ok(digests.collect())
    }

    /// Keeps digests, all of them or none.
    pub fn put<'d>(&mut self, digests: impl Iterator<Item = ([u8; 32], &'d Digest)>) -> anyhow::Result<()> {
        let Some(connection) = &mut self.connection else {
            return Ok(());
        };
        let digests: Vec<([u8; 32], &Digest)> = digests.collect();
        let blobs: Vec<Option<Vec<u8>>> = digests.par_iter().map(|(_, d)| store::to_bytes(d)).collect();
        let transaction = connection.transaction().context("cannot write the cache")?;
        {
            let mut insert = transaction.prepare_cached("INSERT OR REPLACE INTO digests VALUES (?1, ?2)")?;
            for ((key, _), blob) in digests.iter().zip(blobs) {
                if let Some(blob) = blob {
                    insert
                        .execute(params![key, blob])
                        .context("cannot write the cache")?;
                }
            }
        }
        transaction.commit().context("cannot write the cache")
    }
}

fn file_name(encoder: Option<&str>) -> String {
    let Some(encoder) = encoder else {
        return "digests.sqlite".to_owned();
    };
    let hash = Sha256::digest(encoder.as_bytes());
    let hash: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("digests-{hash}.sqlite")
}

fn default_folder() -> anyhow::Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("no home folder; name a folder with --cache")?;
    Ok(base.cache_dir().join("daejo").join("compare"))
}
