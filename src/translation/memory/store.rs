//! The file of a memory.

use super::Segment;
use super::likeness::words;
use crate::translation::{Direction, TranslationError};
use rusqlite::{Connection, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization as _;

/// `key` is a hash of direction, maker, part and original; `maker` is empty for what people translated. `word` is a hash
/// of direction and word.
const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS segment (
        id INTEGER PRIMARY KEY, key INTEGER NOT NULL, direction TEXT NOT NULL, maker TEXT NOT NULL,
        heading INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS segment_key ON segment (key);
    CREATE TABLE IF NOT EXISTS word (
        word INTEGER NOT NULL, length INTEGER NOT NULL, segment INTEGER NOT NULL,
        PRIMARY KEY (word, length, segment)
    ) WITHOUT ROWID;
    PRAGMA user_version = 1;";

/// The version of the schema.
const VERSION: i64 = 1;

/// How long another process may hold the file.
const PATIENCE: Duration = Duration::from_secs(60);

/// A memory in one direction.
pub struct Memory {
    pub(super) file: Mutex<Connection>,
    pub(super) path: PathBuf,
    direction: Direction,
    pub(super) maker: String,
    /// The last segment that is seen.
    pub(super) until: i64,
}

/// How much a memory holds of one direction and maker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The direction.
    pub direction: String,
    /// Which model made it, with the digest of its options; empty for what people translated.
    pub maker: String,
    /// How many segments.
    pub segments: usize,
}

impl Memory {
    /// Opens a memory, which is made where there is none. `maker` tells the model and its options, or is empty for what
    /// people translate. What was added after `until` is not seen; everything there is by default.
    ///
    /// # Errors
    /// The file is no memory, or cannot be written.
    pub fn open(
        path: &Path,
        direction: Direction,
        maker: &str,
        until: Option<i64>,
    ) -> Result<Self, TranslationError> {
        let file = connect(path).map_err(|e| refuse(path, &e))?;
        let last = "SELECT coalesce(max(id), 0) FROM segment";
        let last = file
            .query_row(last, [], |row| row.get(0))
            .map_err(|e| refuse(path, &e))?;
        Ok(Self {
            file: Mutex::new(file),
            path: path.to_owned(),
            direction,
            maker: maker.to_owned(),
            until: until.unwrap_or(last),
        })
    }

    /// The last segment that is seen, for another run to see the same.
    pub fn until(&self) -> i64 {
        self.until
    }

    /// Adds segments, all of them or none; one that is there already is passed over. Of what a model made the first
    /// translation stays; people may have several. Answers how many were new.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, segments: &[Segment]) -> Result<usize, TranslationError> {
        let add = |file: &mut Connection| -> rusqlite::Result<usize> {
            let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut new = 0;
            for segment in segments
                .iter()
                .filter(|s| !s.source.trim().is_empty() && !s.target.trim().is_empty())
            {
                new += usize::from(self.insert(&transaction, segment)?);
            }
            transaction.commit()?;
            Ok(new)
        };
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        add(&mut file).map_err(|e| refuse(&self.path, &e))
    }

    fn insert(&self, file: &Connection, segment: &Segment) -> rusqlite::Result<bool> {
        let source = normal(&segment.source);
        let target = segment.target.trim();
        let key = self.key(&self.maker, &source, segment.is_heading);
        let there = "SELECT 1 FROM segment WHERE key = ?1 AND (maker <> '' OR target = ?2)";
        let mut there = file.prepare_cached(there)?;
        if there.exists(params![key, target])? {
            return Ok(false);
        }
        file.prepare_cached(
            "INSERT INTO segment (key, direction, maker, heading, source, target) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            key,
            self.direction.to_string(),
            self.maker,
            segment.is_heading,
            source,
            target
        ])?;
        let id = file.last_insert_rowid();
        let length = length(&source);
        let mut insert = file.prepare_cached("INSERT OR IGNORE INTO word VALUES (?1, ?2, ?3)")?;
        for word in words(&source) {
            insert.execute(params![self.word(&word), length, id])?;
        }
        Ok(true)
    }

    /// Every segment of this direction and maker, in the order in which they came, to `each`.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` answers.
    pub fn each(
        &self,
        any_maker: bool,
        mut each: impl FnMut(&Segment) -> Result<(), TranslationError>,
    ) -> Result<(), TranslationError> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let cannot = |e: rusqlite::Error| refuse(&self.path, &e);
        let query = "SELECT source, target, heading FROM segment
                     WHERE direction = ?1 AND (?2 OR maker = ?3) AND id <= ?4 ORDER BY id";
        let mut query = file.prepare(query).map_err(cannot)?;
        let mut rows = query
            .query(params![
                self.direction.to_string(),
                any_maker,
                self.maker,
                self.until
            ])
            .map_err(cannot)?;
        while let Some(row) = rows.next().map_err(cannot)? {
            let segment = || -> rusqlite::Result<Segment> {
                Ok(Segment {
                    source: row.get(0)?,
                    target: row.get(1)?,
                    is_heading: row.get(2)?,
                })
            };
            each(&segment().map_err(cannot)?)?;
        }
        Ok(())
    }

    /// What a file holds, by direction and maker.
    ///
    /// # Errors
    /// The file is no memory.
    pub fn counts(path: &Path) -> Result<Vec<Counts>, TranslationError> {
        let counts = || -> rusqlite::Result<Vec<Counts>> {
            let file = connect(path)?;
            let mut query = file.prepare(
                "SELECT direction, maker, count(*) FROM segment GROUP BY direction, maker ORDER BY direction, maker",
            )?;
            let rows = query.query_map([], |row| {
                Ok(Counts {
                    direction: row.get(0)?,
                    maker: row.get(1)?,
                    segments: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
                })
            })?;
            rows.collect()
        };
        counts().map_err(|e| refuse(path, &e))
    }

    pub(super) fn key(&self, maker: &str, source: &str, is_heading: bool) -> i64 {
        let part = if is_heading { "heading" } else { "prose" };
        hash(&[&self.direction.to_string(), maker, part, source])
    }

    pub(super) fn word(&self, word: &str) -> i64 {
        hash(&[&self.direction.to_string(), word])
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let file = Connection::open(path)?;
    file.busy_timeout(PATIENCE)?;
    let version: i64 = file.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let objects: i64 = file.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version == VERSION {
        return Ok(file);
    }
    if objects > 0 && !has_segments(&file)? {
        return Err(rusqlite::Error::InvalidQuery);
    }
    file.pragma_update(None, "journal_mode", "WAL")?;
    file.pragma_update(None, "synchronous", "NORMAL")?;
    file.execute_batch(SCHEMA)?;
    Ok(file)
}

/// Whether another process is making the same memory just now.
fn has_segments(file: &Connection) -> rusqlite::Result<bool> {
    file.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'segment'")?
        .exists([])
}

/// One form of what is written in several: composed Hangul, one blank for any white space.
pub(super) fn normal(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

pub(super) fn length(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

/// 64 bits that do not change from one release to the next.
fn hash(parts: &[&str]) -> i64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.finalize()[..8]);
    i64::from_le_bytes(bytes)
}

pub(super) fn refuse(path: &Path, error: &rusqlite::Error) -> TranslationError {
    let reason = match error {
        rusqlite::Error::InvalidQuery => "it is a database of something else".to_owned(),
        other => other.to_string(),
    };
    TranslationError::Memory {
        path: path.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Recall as _;
    use super::*;
    use crate::text::Language;

    const EN_KO: Direction = Direction::new(Language::En, Language::Ko);

    fn segment(source: &str, target: &str) -> Segment {
        Segment {
            source: source.to_owned(),
            target: target.to_owned(),
            is_heading: false,
        }
    }

    fn opened(folder: &Path, maker: &str) -> Memory {
        Memory::open(&folder.join("memory.db"), EN_KO, maker, None).unwrap()
    }

    #[test]
    fn people_come_before_models_and_models_know_only_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let (people, model) = (opened(folder.path(), ""), opened(folder.path(), "m 1"));
        assert_eq!(
            model
                .add(&[segment("It  rained.", "비가 왔다."), segment("It rained.", "비.")])
                .unwrap(),
            1
        );
        assert_eq!(people.add(&[segment("It snowed.", "눈이 왔다.")]).unwrap(), 1);
        assert!(people.recall("It rained.", false).unwrap().is_none());
        let later = opened(folder.path(), "m 1");
        assert_eq!(
            later.recall("It rained.", false).unwrap().unwrap().target,
            "비가 왔다."
        );
        assert_eq!(
            later.recall("It snowed.", true).unwrap().unwrap().target,
            "눈이 왔다."
        );
        assert!(
            later.recall("It rained.", true).unwrap().is_some(),
            "a sentence may become a headline"
        );
        assert!(
            opened(folder.path(), "m 2")
                .recall("It rained.", false)
                .unwrap()
                .is_none()
        );
        assert!(
            model.recall("It snowed.", false).unwrap().is_none(),
            "it came after"
        );
        let counts = Memory::counts(&folder.path().join("memory.db")).unwrap();
        assert_eq!(counts.iter().map(|c| c.segments).sum::<usize>(), 2);
    }

    #[test]
    fn the_most_alike_segment_is_found_among_many() {
        let folder = tempfile::tempdir().unwrap();
        let memory = opened(folder.path(), "");
        let many: Vec<Segment> = (0..3000)
            .map(|n| {
                segment(
                    &format!("The council of town number{n} met on Monday."),
                    &format!("{n}"),
                )
            })
            .collect();
        memory.add(&many).unwrap();
        let memory = opened(folder.path(), "");
        let found = memory
            .recall("The council of town number77 met on Sunday.", false)
            .unwrap()
            .unwrap();
        assert_eq!(found.target, "77");
        assert!(found.score > 0.9 && found.score < 1.0);
        assert!(
            memory
                .recall("Nothing of that kind was ever said.", false)
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(
            &path,
            "no database, but long enough to look like a header of one, perhaps",
        )
        .unwrap();
        assert!(Memory::open(&path, EN_KO, "", None).is_err());
    }
}
