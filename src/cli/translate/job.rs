//! `daejo translate --job FOLDER`: one job shared by any number of runs, on one machine or on several that see the
//! folder.
//!
//! ```text
//! FOLDER/job.json      what the job is; a run with another model or options is refused
//! FOLDER/000017.jsonl  the lines of window 17, complete
//! FOLDER/000017.lock   held by the run that works on it; the lock goes with the process, however it ends
//! FOLDER/finished      the output is written
//! ```
//!
//! Each run takes the windows that nobody holds; then it waits for those that are held, in case who held them was
//! killed. Whoever finds them all there puts them together, in order. What comes out is what a single run would have
//! written, byte for byte.

use super::Args;
use super::bar::Bar;
use super::batch::{self, WINDOW};
use super::desk::{Desk, Lines};
use super::inputs::{Input, Inputs};
use super::models::Models;
use super::output::Tally;
use crate::cli::context::Context;
use crate::cli::many::compressed;
use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// What a job is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Description {
    schema: String,
    /// Of the options that all its runs share.
    options: String,
    /// The last segment of the memory that is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    memory: Option<i64>,
}

const SCHEMA: &str = "daejo.translation-job/1";

/// Works on the job in `folder` until it is finished.
pub fn run(folder: &Path, args: &Args, models: &Models<'_>, context: &Context) -> anyhow::Result<Tally> {
    if args.files.iter().any(|file| file == Path::new("-")) {
        bail!("a job reads its articles more than once; give files, not stdin");
    }
    let destination = batch::destination(args)?;
    let Some(list) = destination.list() else {
        bail!("a job needs --output: a file of JSON lines, or a folder");
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let job = Job {
        folder: folder.to_owned(),
        context,
    };
    job.describe(args, models)?;
    let mut parts = 0;
    for is_patient in [false, true] {
        let mut worker = Worker {
            job: &job,
            models,
            desk: Desk::new(args, models, context, batch::made(&destination)?),
            bar: Bar::new(None, context),
            is_patient,
        };
        parts = match worker.over(Inputs::new(&args.files, &args.input)?)? {
            Some(parts) => parts,
            None => return job.finished_already(list),
        };
    }
    job.finish(list, parts)
}

struct Worker<'a> {
    job: &'a Job<'a>,
    models: &'a Models<'a>,
    desk: Desk<'a>,
    bar: Bar,
    /// Whether to wait for windows that others hold.
    is_patient: bool,
}

impl Worker<'_> {
    /// Serves what nobody has served; answers how many windows there are, or none where the job is finished.
    fn over(&mut self, mut inputs: Inputs) -> anyhow::Result<Option<usize>> {
        let (most, bytes) = WINDOW;
        for part in 0.. {
            if self.job.is_finished() {
                return Ok(None);
            }
            let window = inputs.window(most, bytes)?;
            if window.is_empty() {
                return Ok(Some(part));
            }
            let claims = self.desk.claim(&window);
            let count = window.len() as u64;
            if !self.is_served(part, &window)?
                && let Some(lock) = self.job.lock(&format!("{part:06}.lock"), self.is_patient)?
            {
                // Others may have served it, and finished the job, while the lock was waited for.
                if !self.job.is_finished() && !self.is_served(part, &window)? {
                    let Lines { lines, fresh } = self.desk.serve(window, claims)?;
                    self.job.put(part, &lines)?;
                    self.models.learn(fresh)?;
                }
                lock.release();
            }
            self.bar.advance(count);
        }
        Ok(None)
    }

    /// Whether a window is served, from the articles as they are now.
    fn is_served(&self, part: usize, window: &[Input]) -> anyhow::Result<bool> {
        let Some(lines) = self.job.lines(part)? else {
            return Ok(false);
        };
        if lines.len() != window.len() {
            return Ok(false);
        }
        for (line, input) in lines.iter().zip(window) {
            if !(self.desk.is_answer(line, input)? && self.desk.is_of_this_run(line)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

struct Job<'a> {
    folder: PathBuf,
    context: &'a Context,
}

/// A lock that is held.
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Gives it back; the file was only there to be locked.
    fn release(self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Job<'_> {
    /// Says what the job is, or finds that it is this one.
    fn describe(&self, args: &Args, models: &Models<'_>) -> anyhow::Result<()> {
        let path = self.folder.join("job.json");
        let own = Description {
            schema: SCHEMA.to_owned(),
            options: models.options_digest().to_owned(),
            memory: models.memory_until(args)?,
        };
        if !path.exists() {
            // Written whole under another name: who comes first names it.
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            serde_json::to_writer(&mut file, &own)?;
            file.flush()?;
            match file.persist_noclobber(&path) {
                Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(error.error).with_context(|| format!("cannot write {}", path.display()));
                }
                _ => {}
            }
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let there: Description = serde_json::from_str(&text)
            .with_context(|| format!("{} is no description of a job", path.display()))?;
        if there.options != own.options || there.schema != own.schema {
            bail!(
                "{} is a job with other options; name another folder, or remove it",
                self.folder.display()
            );
        }
        there.memory.into_iter().for_each(|until| models.see_until(until));
        Ok(())
    }

    fn part(&self, part: usize) -> PathBuf {
        self.folder.join(format!("{part:06}.jsonl"))
    }

    /// The lines of a window that is served.
    fn lines(&self, part: usize) -> anyhow::Result<Option<Vec<Map<String, Value>>>> {
        let path = self.part(part);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(
                text.lines()
                    .map(|line| serde_json::from_str(line).unwrap_or_default())
                    .collect(),
            )),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    fn put(&self, part: usize, lines: &[String]) -> anyhow::Result<()> {
        self.context.write_bytes(Some(&self.part(part)), |out| {
            lines.iter().try_for_each(|line| Ok(writeln!(out, "{line}")?))
        })
    }

    /// A lock of the job; none where another run holds it and there is no patience.
    fn lock(&self, name: &str, is_patient: bool) -> anyhow::Result<Option<Lock>> {
        let path = self.folder.join(name);
        let cannot = || format!("cannot lock {}", path.display());
        let mut options = File::options();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(cannot)?;
        if is_patient {
            file.lock().with_context(cannot)?;
        } else {
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
            }
        }
        Ok(Some(Lock { path, _file: file }))
    }

    fn is_finished(&self) -> bool {
        self.folder.join("finished").exists()
    }

    /// Puts the windows together, once.
    fn finish(&self, list: &Path, parts: usize) -> anyhow::Result<Tally> {
        let Some(lock) = self.lock("finish.lock", true)? else {
            bail!("{}: the lock was not to be had", self.folder.display());
        };
        if self.is_finished() {
            return self.finished_already(list);
        }
        self.context.write_bytes(Some(list), |out| {
            Ok(compressed::pack(list, Parts::new(self, parts), out)?)
        })?;
        let tally = tally(list)?;
        fs::write(self.folder.join("finished"), "")?;
        for part in 0..parts {
            fs::remove_file(self.part(part))?;
        }
        lock.release();
        Ok(tally)
    }

    fn finished_already(&self, list: &Path) -> anyhow::Result<Tally> {
        let folder = self.folder.display();
        self.context.note(&format!(
            "the job in {folder} is finished; to begin anew, remove the folder"
        ));
        tally(list)
    }
}

/// The windows of a job as one text.
struct Parts<'j> {
    job: &'j Job<'j>,
    next: std::ops::Range<usize>,
    open: Option<File>,
}

impl<'j> Parts<'j> {
    fn new(job: &'j Job<'j>, parts: usize) -> Self {
        Self {
            job,
            next: 0..parts,
            open: None,
        }
    }
}

impl Read for Parts<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(file) = &mut self.open {
                let bytes = file.read(buffer)?;
                if bytes > 0 {
                    return Ok(bytes);
                }
            }
            let Some(part) = self.next.next() else {
                return Ok(0);
            };
            self.open = Some(File::open(self.job.part(part))?);
        }
    }
}

fn tally(list: &Path) -> anyhow::Result<Tally> {
    let mut lines = compressed::open(list)?;
    let mut tally = Tally::default();
    while let Some(line) = compressed::next_line(&mut *lines)? {
        tally.add(&serde_json::from_slice(&line).unwrap_or_default());
    }
    Ok(tally)
}
