//! What was found in articles and events, and between articles, on disk, by the hash of what it hangs on, in one SQLite
//! file.

use anyhow::Context as _;
use daejo::coverage::store::Key;
use etcetera::BaseStrategy as _;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Bytes of the file that are read through the memory map and not by a call a page.
const MAPPED: i64 = 1 << 40;
/// How long a run waits for another one that writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The cache, or none.
pub struct Cache {
    connection: Option<Connection>,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Digests of articles.
    Digests,
    /// Analyses of events.
    Events,
    /// Which article a line of the input is.
    Lines,
    /// What speaks for one event in an article and others.
    Pairs,
    /// What the rules of fidelity see between mentions of an article and others.
    Flips,
}

impl Kept {
    const fn select(self) -> &'static str {
        match self {
            Self::Digests => "SELECT digest FROM digests WHERE key = ?1",
            Self::Events => "SELECT analysis FROM events WHERE key = ?1",
            Self::Lines => "SELECT article FROM lines WHERE key = ?1",
            Self::Pairs => "SELECT others FROM pairs WHERE key = ?1",
            Self::Flips => "SELECT others FROM flips WHERE key = ?1",
        }
    }

    const fn insert(self) -> &'static str {
        match self {
            Self::Digests => "INSERT OR REPLACE INTO digests VALUES (?1, ?2)",
            Self::Events => "INSERT OR REPLACE INTO events VALUES (?1, ?2)",
            Self::Lines => "INSERT OR REPLACE INTO lines VALUES (?1, ?2)",
            Self::Pairs => "INSERT OR REPLACE INTO pairs VALUES (?1, ?2)",
            Self::Flips => "INSERT OR REPLACE INTO flips VALUES (?1, ?2)",
        }
    }
}

const TABLES: &str = "\
CREATE TABLE IF NOT EXISTS digests (key BLOB PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (key BLOB PRIMARY KEY, analysis BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lines (key BLOB PRIMARY KEY, article BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pairs (key BLOB PRIMARY KEY, others BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flips (key BLOB PRIMARY KEY, others BLOB NOT NULL) WITHOUT ROWID;";

/// One kind of thing in the cache: how it is read and written, by its place among the keys.
pub struct Shelf<R, W> {
    /// What it is.
    pub kept: Kept,
    /// The thing again from its bytes; `None` where they are damaged.
    pub read: R,
    /// The thing as bytes; `None` if it cannot be written.
    pub write: W,
}

impl Cache {
    /// Opens the cache in `folder`, or in the user's cache folder with `resume`; else there is none. What was found with
    /// another encoder than the default, `encoder`, lies in a file of its own.
    pub fn open(folder: Option<&Path>, resume: bool, encoder: Option<&str>) -> anyhow::Result<Self> {
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None if resume => default_folder()?,
            None => return Ok(Self { connection: None }),
        };
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(file_name(encoder));
        let connection =
            connect(&path).with_context(|| format!("cannot open the cache {}", path.display()))?;
        Ok(Self {
            connection: Some(connection),
        })
    }

    /// Whether there is one.
    pub fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    /// What is kept under `keys`, as bytes; `None` for what is not there.
    pub fn get(&self, kept: Kept, keys: &[Key]) -> anyhow::Result<Vec<Option<Vec<u8>>>> {
        let Some(connection) = &self.connection else {
            return Ok(keys.iter().map(|_| None).collect());
        };
        let mut select = connection.prepare_cached(kept.select())?;
        keys.iter()
            .map(|key| select.query_row(params![key], |row| row.get(0)).optional())
            .collect::<rusqlite::Result<_>>()
            .context("cannot read the cache")
    }

    /// A thing for each key: from the cache where it is there, else made, which is given the places of the keys that are
    /// missing, and kept.
    pub fn through<T: Send + Sync>(
        &mut self,
        keys: &[Key],
        shelf: &Shelf<
            impl Fn(usize, &[u8]) -> Option<T> + Sync,
            impl Fn(usize, &T) -> Option<Vec<u8>> + Sync,
        >,
        make: impl FnOnce(&[usize], &mut Self) -> anyhow::Result<Vec<T>>,
    ) -> anyhow::Result<Vec<T>> {
        if !self.is_open() {
            return make(&(0..keys.len()).collect::<Vec<_>>(), self);
        }
        let bytes = self.get(shelf.kept, keys)?.into_par_iter().enumerate();
        let mut found: Vec<Option<T>> = bytes.map(|(at, bytes)| (shelf.read)(at, &bytes?)).collect();
        let missing: Vec<usize> = (0..found.len()).filter(|&at| found[at].is_none()).collect();
        let made = make(&missing, self)?;
        let entries = missing.par_iter().zip(&made);
        let entries = entries.filter_map(|(&at, thing)| Some((keys[at], (shelf.write)(at, thing)?)));
        let entries: Vec<(Key, Vec<u8>)> = entries.collect();
        self.put(shelf.kept, &entries)?;
        for (at, thing) in missing.into_iter().zip(made) {
            found[at] = Some(thing);
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// Keeps bytes under keys, all of them or none.
    pub fn put(&mut self, kept: Kept, entries: &[(Key, Vec<u8>)]) -> anyhow::Result<()> {
        let Some(connection) = &mut self.connection else {
            return Ok(());
        };
        let mut write = || -> rusqlite::Result<()> {
            let transaction = connection.transaction()?;
            {
                let mut insert = transaction.prepare_cached(kept.insert())?;
                for (key, bytes) in entries {
                    insert.execute(params![key, bytes])?;
                }
            }
            transaction.commit()
        };
        write().context("cannot write the cache")
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "mmap_size", MAPPED)?;
    connection.execute_batch(TABLES)?;
    Ok(connection)
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
