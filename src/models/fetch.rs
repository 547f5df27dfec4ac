//! A parcel, from the first place that gives it as its pin says.

use super::digest::{self, Digest};
use super::download::Download;
use super::error::{Error, Result, cannot};
use super::http::{Client, Patience, Request, shown};
use super::progress::Progress;
use super::registry::{ModelFile, Pin};
use super::source::{Contents, Origin, Parcel, find_in_listing};
use super::unpack::unpack;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Where what is half done lies, inside a model's folder.
pub(super) const PARTIAL: &str = ".partial";

/// Fetches parcels into a model's folder.
pub(super) struct Fetch<'a> {
    /// None when offline.
    pub(super) client: Option<&'a Client>,
    pub(super) patience: &'a Patience,
    pub(super) progress: &'a dyn Progress,
    pub(super) model: &'a str,
    pub(super) into: &'a Path,
}

impl Fetch<'_> {
    /// Fetches a parcel from the first of its places that has it, and puts its files into the folder.
    ///
    /// # Errors
    /// No place gives it, or the disk does not take it.
    pub(super) fn parcel(&self, parcel: &Parcel<'_>) -> Result<()> {
        let mut without = Vec::new();
        let mut failures = Vec::new();
        for origin in &parcel.origins {
            match self.from(origin, parcel) {
                Ok(true) => return Ok(()),
                Ok(false) => without.push(origin.to_string()),
                // No other place will help.
                Err(error @ (Error::DiskFull { .. } | Error::File { action: "write", .. })) => {
                    return Err(error);
                }
                Err(error) => failures.push(error),
            }
        }
        Err(self.conclude(parcel.what, without, failures))
    }

    fn conclude(&self, what: &str, without: Vec<String>, mut failures: Vec<Error>) -> Error {
        // Offline, the network is no failure that needs telling beside a real one.
        if failures.len() > 1 && failures.iter().any(|e| !matches!(e, Error::Offline { .. })) {
            failures.retain(|e| !matches!(e, Error::Offline { .. }));
        } else {
            failures.truncate(if self.client.is_none() { 1 } else { usize::MAX });
        }
        match failures.len() {
            0 if without.is_empty() => Error::NotFound {
                what: what.to_owned(),
                places: "no place, as the settings name none".to_owned(),
            },
            0 => Error::NotFound {
                what: what.to_owned(),
                places: without.join(", "),
            },
            1 => failures.remove(0),
            _ => Error::Exhausted {
                what: what.to_owned(),
                reasons: failures
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; "),
            },
        }
    }

    /// Whether the place had it.
    fn from(&self, origin: &Origin, parcel: &Parcel<'_>) -> Result<bool> {
        match origin {
            Origin::Path { path, unchanging } => self.local(path, *unchanging, parcel)?,
            Origin::Bundled(bytes) => self.unfold(bytes, parcel)?,
            Origin::Address(request) => self.download(self.client()?, request, parcel)?,
            Origin::Listing { page, file } => {
                let client = self.client()?;
                let found = self.look_up(client, page, file, parcel)?;
                match found {
                    Some(request) => self.download(client, &request, parcel)?,
                    None => return Ok(false),
                }
            }
        }
        Ok(true)
    }

    /// Asks a page for a file, again where the server is only busy or silent.
    fn look_up(
        &self,
        client: &Client,
        page: &Request,
        file: &str,
        parcel: &Parcel<'_>,
    ) -> Result<Option<Request>> {
        let mut attempt = 1;
        loop {
            let failure = match find_in_listing(client, page, file, parcel.pin.sha256) {
                Ok(found) => return Ok(found),
                Err(failure) => failure,
            };
            if !failure.passing || attempt >= self.patience.attempts {
                return Err(Error::Fetch {
                    what: parcel.what.to_owned(),
                    origin: shown(&page.url),
                    reason: failure.reason,
                });
            }
            std::thread::sleep(self.patience.wait(attempt, failure.after));
            attempt += 1;
        }
    }

    fn client(&self) -> Result<&Client> {
        self.client.ok_or_else(|| Error::Offline {
            model: self.model.to_owned(),
        })
    }

    fn download(&self, client: &Client, request: &Request, parcel: &Parcel<'_>) -> Result<()> {
        let part = partial(self.into, parcel.pin, "part")?;
        Download {
            client,
            request,
            what: parcel.what,
            pin: parcel.pin,
            part: &part,
            patience: self.patience,
            progress: self.progress,
        }
        .run()?;
        match &parcel.contents {
            Contents::File(file) => {
                let written = File::options()
                    .write(true)
                    .open(&part)
                    .map_err(cannot("write", &part))?;
                install(written, &part, &self.into.join(&file.name))
            }
            Contents::Archive(files) => unpack(&part, files, self.into, self.progress),
        }
    }

    // An archive that lies here already is not hashed as a whole: its files are, and they are what is used.
    fn local(&self, path: &Path, unchanging: bool, parcel: &Parcel<'_>) -> Result<()> {
        match &parcel.contents {
            Contents::Archive(files) => unpack(path, files, self.into, self.progress),
            Contents::File(file) => self.take(path, unchanging, file),
        }
    }

    /// Bytes of the command itself: the pin tells them from those of another build.
    fn unfold(&self, bytes: &[u8], parcel: &Parcel<'_>) -> Result<()> {
        let Contents::File(file) = &parcel.contents else {
            return Ok(());
        };
        let copy = partial(self.into, file.pin(), "copy")?;
        fs::write(&copy, bytes).map_err(cannot("write", &copy))?;
        let written = File::open(&copy).map_err(cannot("read", &copy))?;
        install(written, &copy, &self.into.join(&file.name))
    }

    /// A file of this machine: linked where it never changes and the disk can, else copied.
    fn take(&self, path: &Path, unchanging: bool, file: &ModelFile) -> Result<()> {
        let pin = file.pin();
        let copy = partial(self.into, pin, "copy")?;
        let _ = fs::remove_file(&copy);
        self.progress.begin(&file.name, pin.size, 0);
        let taken = if unchanging && fs::hard_link(path, &copy).is_ok() {
            digest::of_file(&copy, self.progress).map_err(cannot("read", &copy))
        } else {
            copy_file(path, &copy, pin, self.progress)
        };
        self.progress.end();
        if let Some(reason) = verdict(taken?, pin) {
            let _ = fs::remove_file(&copy);
            return Err(Error::Refused {
                what: file.name.clone(),
                origin: path.display().to_string(),
                reason,
            });
        }
        let written = File::open(&copy).map_err(cannot("read", &copy))?;
        install(written, &copy, &self.into.join(&file.name))
    }
}

fn copy_file(from: &Path, to: &Path, pin: Pin<'_>, progress: &dyn Progress) -> Result<Digest> {
    let mut source = File::open(from).map_err(cannot("read", from))?;
    let mut out = File::create(to).map_err(cannot("write", to))?;
    digest::copy(&mut source, &mut out, pin.size.saturating_add(1), progress).map_err(|e| match e {
        digest::CopyError::Read(e) => Error::file("read", from, e),
        digest::CopyError::Write(e) => Error::file("write", to, e),
    })
}

/// The file where something half done lies, named by what it is to become, so that an old one is never gone on with
/// for something new.
pub(super) fn partial(into: &Path, pin: Pin<'_>, kind: &str) -> Result<PathBuf> {
    let folder = into.join(PARTIAL);
    fs::create_dir_all(&folder).map_err(cannot("make the folder", &folder))?;
    Ok(folder.join(&pin.sha256[..16]).with_extension(kind))
}

/// A temporary file that, once in its place, everyone may read whom the caller's umask lets; such files are private
/// otherwise, and a store may be shared.
pub(super) fn temporary_in(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// What is wrong with bytes that should be what the pin says, if anything is.
pub(super) fn verdict(digest: Digest, pin: Pin<'_>) -> Option<String> {
    let length = digest.length();
    if length > pin.size {
        return Some(format!("it has more than {} bytes", pin.size));
    }
    if length < pin.size {
        return Some(format!("it has {length} bytes, not {}", pin.size));
    }
    let sum = digest.hex();
    (sum != pin.sha256).then(|| format!("its sha256 is {sum}, not {}", pin.sha256))
}

/// Puts a finished file in its place: all of it, on the disk for good, or nothing.
pub(super) fn install(written: File, from: &Path, to: &Path) -> Result<()> {
    written.sync_all().map_err(cannot("write", from))?;
    drop(written);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(cannot("make the folder", folder))?;
    }
    fs::rename(from, to).map_err(cannot("write", to))
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path { path, .. } => write!(f, "{}", path.display()),
            Self::Address(request) => f.write_str(&shown(&request.url)),
            Self::Bundled(_) => f.write_str("this command"),
            Self::Listing { page, .. } => f.write_str(&shown(&page.url)),
        }
    }
}
