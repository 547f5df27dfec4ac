//! One file from one address: resumed where a cut connection or a killed process left it, hashed as it comes.
//!
//! The bytes go to a `.part` file. What is there already is hashed and asked for no more: the server is sent a
//! `Range`, with `If-Range` and the tag of the first part, so that a file that has changed since comes whole. A server
//! that ignores the range sends everything, and the part begins anew. Whatever came how, the sum of the whole decides.

use super::digest::{CHUNK, Digest};
use super::error::{Error, Result};
use super::fetch::verdict;
use super::http::{Client, Failure, Patience, Reply, Request, shown, status_failure};
use super::progress::Progress;
use super::registry::Pin;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use ureq::http::header;

/// Attempts in all, for a server that gives a little each time.
const MAX_ATTEMPTS: u32 = 100;

/// A file to download.
pub(super) struct Download<'a> {
    pub(super) client: &'a Client,
    pub(super) request: &'a Request,
    pub(super) what: &'a str,
    pub(super) pin: Pin<'a>,
    pub(super) part: &'a Path,
    pub(super) patience: &'a Patience,
    pub(super) progress: &'a dyn Progress,
}

/// Why an attempt ended.
enum Stop {
    /// The server or the way to it.
    Server(Failure),
    /// What came is not what the pin says.
    Refused(String),
    /// The disk.
    Disk(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Server(failure)
    }
}

impl Download<'_> {
    /// Downloads until the part is whole and is what the pin says.
    ///
    /// # Errors
    /// The server fails for good, what it sends is refused, or the disk does not take it.
    pub(super) fn run(&self) -> Result<()> {
        let mut fruitless = 0;
        for _ in 0..MAX_ATTEMPTS {
            let before = self.length();
            let failure = match self.attempt() {
                Ok(()) => return Ok(()),
                Err(Stop::Server(failure)) if failure.passing => failure,
                Err(stop) => return Err(self.error(stop)),
            };
            // Patience is for a server that gives nothing; one that gives some may go on.
            fruitless = if self.length() > before { 1 } else { fruitless + 1 };
            if fruitless >= self.patience.attempts {
                return Err(self.error(Stop::Server(failure)));
            }
            let wait = self.patience.wait(fruitless, failure.after);
            self.progress.note(&format!(
                "{}: {}; trying again in {:.1} s",
                shown(&self.request.url),
                failure.reason,
                wait.as_secs_f32()
            ));
            std::thread::sleep(wait);
        }
        Err(self.error(Stop::Server(Failure::lasting(
            "the connection is cut again and again",
        ))))
    }

    fn error(&self, stop: Stop) -> Error {
        let (what, origin) = (self.what.to_owned(), shown(&self.request.url));
        match stop {
            Stop::Server(failure) => Error::Fetch {
                what,
                origin,
                reason: failure.reason,
            },
            Stop::Refused(reason) => Error::Refused { what, origin, reason },
            Stop::Disk(e) => Error::file("write", self.part, e),
        }
    }

    fn length(&self) -> u64 {
        std::fs::metadata(self.part).map_or(0, |m| m.len())
    }

    fn attempt(&self) -> Result<(), Stop> {
        let (mut file, mut digest) = self.open().map_err(Stop::Disk)?;
        let resumed = digest.length();
        if resumed < self.pin.size {
            let reply = self.ask(resumed)?;
            if reply.status == 200 {
                restart(&mut file).map_err(Stop::Disk)?;
                digest = Digest::default();
                self.remember(&reply).map_err(Stop::Disk)?;
            }
            self.progress.begin(self.what, self.pin.size, digest.length());
            let received = self.receive(reply, &mut file, &mut digest);
            self.progress.end();
            received?;
        }
        match verdict(digest, self.pin) {
            None => Ok(()),
            Some(reason) => {
                restart(&mut file).map_err(Stop::Disk)?;
                if resumed > 0 {
                    // The part that was there may be at fault, so the whole is worth an attempt.
                    return Err(Failure::passing(format!("{reason} after resuming")).into());
                }
                Err(Stop::Refused(reason))
            }
        }
    }

    /// The part with what it holds hashed; one that is already too long is emptied.
    fn open(&self) -> io::Result<(File, Digest)> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(self.part)?;
        let mut digest = Digest::default();
        if file.metadata()?.len() > self.pin.size {
            restart(&mut file)?;
        }
        let mut buffer = vec![0; CHUNK];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok((file, digest)),
                read => digest.add(&buffer[..read]),
            }
        }
    }

    /// Asks for what is missing.
    fn ask(&self, have: u64) -> Result<Reply, Stop> {
        let mut request = self.request.clone();
        if have > 0 {
            request.headers.push((header::RANGE, format!("bytes={have}-")));
            if let Some(tag) = self.remembered() {
                request.headers.push((header::IF_RANGE, tag));
            }
        }
        let reply = self.client.get(&request)?;
        if reply
            .linked_sha256
            .as_deref()
            .is_some_and(|sum| sum != self.pin.sha256)
        {
            return Err(Stop::Refused(
                "the hub holds another version: its sha256 is not the one expected".to_owned(),
            ));
        }
        match reply.status.as_u16() {
            200 => self.check_length(&reply, 0)?,
            206 if have > 0 && range_start(&reply) == Some(have) => self.check_length(&reply, have)?,
            206 | 416 => {
                std::fs::remove_file(self.part).map_err(Stop::Disk)?;
                return Err(Failure::passing("the server cannot go on where the last attempt ended").into());
            }
            _ => return Err(status_failure(&reply).into()),
        }
        Ok(reply)
    }

    // A file of another size is seen to be another file before it is fetched.
    fn check_length(&self, reply: &Reply, have: u64) -> Result<(), Stop> {
        let length = reply.header("content-length").and_then(|l| l.parse::<u64>().ok());
        match length {
            Some(length) if have.saturating_add(length) != self.pin.size => Err(Stop::Refused(format!(
                "it has {} bytes, not {}",
                have.saturating_add(length),
                self.pin.size
            ))),
            _ => Ok(()),
        }
    }

    fn receive(&self, reply: Reply, file: &mut File, digest: &mut Digest) -> Result<(), Stop> {
        let mut body = reply.body();
        let mut buffer = vec![0; CHUNK];
        loop {
            let read = match body.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(Failure::passing(format!("the connection was cut ({e})")).into()),
            };
            digest.add(&buffer[..read]);
            if digest.length() > self.pin.size {
                restart(file).map_err(Stop::Disk)?;
                return Err(Stop::Refused(format!("it has more than {} bytes", self.pin.size)));
            }
            file.write_all(&buffer[..read]).map_err(Stop::Disk)?;
            self.progress.advance(read as u64);
        }
        if digest.length() < self.pin.size {
            return Err(Failure::passing("the connection was cut").into());
        }
        Ok(())
    }

    /// Keeps the tag of the file that the part is the beginning of.
    fn remember(&self, reply: &Reply) -> io::Result<()> {
        let strong = reply.header("etag").filter(|tag| !tag.starts_with("W/"));
        match strong.or_else(|| reply.header("last-modified")) {
            Some(tag) => std::fs::write(self.tag_file(), tag),
            None => match std::fs::remove_file(self.tag_file()) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
                _ => Ok(()),
            },
        }
    }

    fn remembered(&self) -> Option<String> {
        let tag = std::fs::read_to_string(self.tag_file()).ok()?;
        // It has lain on a disk: nothing that could break a header goes into one.
        let plain = !tag.is_empty() && tag.bytes().all(|b| (b' '..0x7f).contains(&b));
        plain.then_some(tag)
    }

    fn tag_file(&self) -> PathBuf {
        self.part.with_extension("tag")
    }
}

fn restart(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0)).map(drop)
}

/// The first byte of a partial answer, from `Content-Range: bytes 100-199/200`.
fn range_start(reply: &Reply) -> Option<u64> {
    let range = reply.header("content-range")?.trim().strip_prefix("bytes")?;
    range.trim().split('-').next()?.trim().parse().ok()
}
