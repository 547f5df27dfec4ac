//! The list of answers while it grows: `NAME.partial`, renamed when it is complete.
//!
//! Lines are added in the order of the pairs. A run that was killed may have left half a line at the end; it is cut off
//! and the run goes on with the pair it was for.

use super::{Item, compressed};
use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::Value;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A list that is not complete yet.
pub struct Partial {
    whole: PathBuf,
    growing: PathBuf,
    earlier: Option<BufReader<File>>,
    /// Bytes of the lines that are whole.
    sound: u64,
    /// Bytes of the last of them.
    last: u64,
    out: Option<BufWriter<File>>,
}

impl Partial {
    /// Begins the list, or opens what an earlier run left of it.
    pub fn open(path: &Path, resume: bool) -> anyhow::Result<Self> {
        let mut growing = path.as_os_str().to_owned();
        growing.push(".partial");
        let growing = PathBuf::from(growing);
        if resume && !growing.exists() && path.exists() {
            // Whoever completes it at this moment still holds its lock.
            drop(locked(path)?);
            if compressed::is_packed(path) {
                unpack(path, &growing).with_context(|| cannot(&growing))?;
            } else {
                fs::rename(path, &growing).with_context(|| cannot(path))?;
            }
        }
        let file = locked(&growing)?;
        if !resume {
            file.set_len(0).with_context(|| cannot(&growing))?;
        }
        Ok(Self {
            whole: path.to_owned(),
            growing,
            earlier: Some(BufReader::new(file)),
            sound: 0,
            last: 0,
            out: None,
        })
    }

    /// The file that grows.
    pub fn path(&self) -> &Path {
        &self.growing
    }

    /// The next line of an earlier run; `None` after the last whole one.
    pub fn next_line(&mut self) -> anyhow::Result<Option<String>> {
        let Some(earlier) = &mut self.earlier else {
            return Ok(None);
        };
        let mut line = Vec::new();
        earlier
            .read_until(b'\n', &mut line)
            .with_context(|| cannot(&self.growing))?;
        if line.last() != Some(&b'\n') {
            return Ok(None);
        }
        self.last = line.len() as u64;
        self.sound += self.last;
        line.pop();
        let line = String::from_utf8(line).with_context(|| cannot(&self.growing))?;
        Ok(Some(line))
    }

    /// The line read last is not to stay, nor what follows it.
    pub fn give_back(&mut self) {
        self.sound -= std::mem::take(&mut self.last);
    }

    /// Where the next line goes; half a line is cut off.
    pub fn end(&mut self) -> anyhow::Result<&mut dyn Write> {
        if let Some(earlier) = self.earlier.take() {
            let mut file = earlier.into_inner();
            file.set_len(self.sound).with_context(|| cannot(&self.growing))?;
            file.seek(SeekFrom::End(0))
                .with_context(|| cannot(&self.growing))?;
            self.out = Some(BufWriter::new(file));
        }
        match &mut self.out {
            Some(out) => Ok(out),
            None => bail!("{}: closed already", self.growing.display()),
        }
    }

    /// Gives the complete list its name.
    pub fn finish(mut self) -> anyhow::Result<()> {
        self.end()?.flush()?;
        if let Some(out) = &self.out {
            out.get_ref().sync_all().with_context(|| cannot(&self.growing))?;
        }
        // Renamed under the lock, which goes with the file.
        if compressed::is_packed(&self.whole) {
            return pack(&self.growing, &self.whole).with_context(|| cannot(&self.whole));
        }
        fs::rename(&self.growing, &self.whole).with_context(|| cannot(&self.whole))
    }
}

/// The list compressed, whole or not at all; then the plain one goes.
fn pack(growing: &Path, whole: &Path) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder_of(whole))?;
    compressed::pack(whole, File::open(growing)?, &mut file)?;
    file.as_file().sync_all()?;
    file.persist(whole).map_err(|e| e.error)?;
    fs::remove_file(growing)
}

/// A compressed list as a plain one, whole or not at all.
fn unpack(whole: &Path, growing: &Path) -> anyhow::Result<()> {
    let mut lines = compressed::open(whole)?;
    let mut file = tempfile::NamedTempFile::new_in(folder_of(growing))?;
    io::copy(&mut lines, &mut file)?;
    file.persist(growing).map_err(|e| e.error)?;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Opens a file, which is made where there is none, for this process alone. The lock goes when the process does, however
/// it ends.
fn locked(path: &Path) -> anyhow::Result<File> {
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create(true).truncate(false);
    let file = options.open(path).with_context(|| cannot(path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            bail!(
                "{}: another run is writing it; let it finish, or stop it",
                path.display()
            )
        }
        // A file system without locks.
        Err(TryLockError::Error(_)) => return Ok(file),
    }
    if !path.exists() {
        bail!("{}: another run has just finished it", path.display());
    }
    Ok(file)
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

/// Whether a line of an earlier run is the answer for this pair.
///
/// # Errors
/// If it is not: the earlier run had another input.
pub fn same(line: &str, item: Option<&Item>, path: &Path) -> anyhow::Result<()> {
    #[derive(Deserialize)]
    struct Named {
        id: Value,
    }
    let earlier: Option<Named> = serde_json::from_str(line).ok();
    if earlier.zip(item).is_some_and(|(line, item)| line.id == item.id) {
        return Ok(());
    }
    bail!(
        "{} is of a run over other pairs; move it away, or go without --resume",
        path.display()
    )
}
