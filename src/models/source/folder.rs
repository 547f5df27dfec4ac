//! A folder of this machine.

use super::Origin;
use crate::models::registry::ModelFile;
use serde::Deserialize;
use std::path::PathBuf;

/// A folder that holds the files; a relative path is meant from the registry file that names it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalFolder {
    /// The folder.
    pub path: PathBuf,
}

impl LocalFolder {
    pub(super) fn origins(&self, file: &ModelFile) -> Vec<Origin> {
        vec![Origin::Path {
            path: self.path.join(file.from()),
            unchanging: false,
        }]
    }
}
