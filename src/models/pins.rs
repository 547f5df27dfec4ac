//! Pins of a model that its registry does not pin: taken once, at the first pull, and kept beside the files.
//!
//! A registry can only pin what its author has seen. For other models of a hub the first pull asks the hub what it has:
//! the commit that the branch stands at, and the sha256 of each large file, which is part of that commit. Small files,
//! of which the hub says no sha256, are fetched from that commit and hashed. From then on all is as if the registry had
//! named these sums: what comes later and differs is refused. This trusts the hub once, and no longer; a registry file of
//! one's own with the sums in it trusts nobody.

use super::digest::{self, Digest, is_sha256};
use super::environment::Environment;
use super::error::{Error, Result, cannot};
use super::http::{Client, Request, shown, status_failure};
use super::progress::Silent;
use super::registry::Model;
use super::source::{Hub, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

const FILE: &str = ".pins.json";

/// A file of which the hub says no sha256 is small; one that is larger than this is not fetched to be hashed.
const MOST: u64 = 64 << 20;

/// What each file of a model must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pins {
    /// The commit of the hub, where it was asked.
    revision: Option<String>,
    files: BTreeMap<String, FilePin>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FilePin {
    sha256: String,
    size: u64,
}

/// What a hub answers about a repository at a revision.
#[derive(Deserialize)]
struct Repository {
    sha: String,
    siblings: Vec<Sibling>,
}

#[derive(Deserialize)]
struct Sibling {
    rfilename: String,
    lfs: Option<Large>,
}

#[derive(Deserialize)]
struct Large {
    sha256: String,
    size: u64,
}

impl Pins {
    /// Those in a model's folder.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(FILE);
        fs::create_dir_all(folder).map_err(cannot("make the folder", folder))?;
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(cannot("write", &path))?;
        io::Write::write_all(&mut temporary, &text).map_err(cannot("write", &path))?;
        temporary
            .persist(&path)
            .map(drop)
            .map_err(|e| Error::file("write", &path, e.error))
    }

    /// The model with these pins; none where one is missing.
    pub(super) fn apply(&self, model: &Model) -> Option<Model> {
        let mut model = model.clone();
        for file in model.files.iter_mut().filter(|file| !file.is_pinned()) {
            let pin = self.files.get(&file.name).filter(|pin| is_sha256(&pin.sha256))?;
            file.pin_as(pin.sha256.clone(), pin.size);
        }
        if let (Source::Hub(hub), Some(revision)) = (&mut model.source, &self.revision) {
            hub.revision.clone_from(revision);
        }
        Some(model)
    }

    /// Of files that the user brings.
    pub(super) fn of_folder(model: &Model, folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for file in model.files.iter().filter(|file| !file.is_pinned()) {
            let path = [file.name.as_str(), file.from()].map(|name| folder.join(name));
            let path = path
                .iter()
                .find(|path| path.is_file())
                .ok_or_else(|| Error::NotFound {
                    what: file.name.clone(),
                    places: folder.display().to_string(),
                })?;
            let size = fs::metadata(path).map_err(cannot("read", path))?.len();
            let sha256 = digest::of_file(path, &Silent)
                .map_err(cannot("read", path))?
                .hex();
            files.insert(file.name.clone(), FilePin { sha256, size });
        }
        Ok(Self {
            revision: None,
            files,
        })
    }

    /// What the hub has at the revision of `hub`.
    pub(super) fn of_hub(
        model: &Model,
        hub: &Hub,
        client: &Client,
        environment: &Environment,
    ) -> Result<Self> {
        let request = hub.about(environment)?;
        let unusable = |reason: String| Error::Fetch {
            what: format!("what {} has", hub.repository),
            origin: shown(&request.url),
            reason,
        };
        let reply = client.get(&request).map_err(|e| unusable(e.reason))?;
        if !reply.status.is_success() {
            return Err(unusable(status_failure(&reply).reason));
        }
        let page = reply.page().map_err(|e| unusable(e.to_string()))?;
        let repository: Repository = serde_json::from_str(&page)
            .map_err(|e| unusable(format!("the answer is not that of a hub ({e})")))?;
        let at = Hub {
            repository: hub.repository.clone(),
            revision: repository.sha.clone(),
        };
        let mut files = BTreeMap::new();
        for file in model.files.iter().filter(|file| !file.is_pinned()) {
            let there = repository.siblings.iter().find(|s| s.rfilename == file.from());
            let pin = match there {
                None => return Err(unusable(format!("the repository has no {}", file.from()))),
                Some(Sibling { lfs: Some(large), .. }) => FilePin {
                    sha256: large.sha256.clone(),
                    size: large.size,
                },
                Some(_) => of_small(&at.request(file.from(), environment)?, client)?,
            };
            files.insert(file.name.clone(), pin);
        }
        Ok(Self {
            revision: Some(repository.sha),
            files,
        })
    }
}

fn of_small(request: &Request, client: &Client) -> Result<FilePin> {
    let unusable = |reason: String| Error::Fetch {
        what: "a file to pin".to_owned(),
        origin: shown(&request.url),
        reason,
    };
    let reply = client.get(request).map_err(|e| unusable(e.reason))?;
    if !reply.status.is_success() {
        return Err(unusable(status_failure(&reply).reason));
    }
    let digest: Digest = digest::copy(
        &mut reply.body().take(MOST + 1),
        &mut io::sink(),
        MOST + 1,
        &Silent,
    )
    .map_err(|e| unusable(e.into_io().to_string()))?;
    match digest.length() {
        size @ 0..=MOST => Ok(FilePin {
            sha256: digest.hex(),
            size,
        }),
        _ => Err(unusable(
            "it is large, and the hub says no sha256 of it".to_owned(),
        )),
    }
}
