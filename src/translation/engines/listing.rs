//! The names in a model's folder.

use crate::translation::TranslationError;
use std::path::{Path, PathBuf};

/// The files of a folder, by name, in order.
#[derive(Debug, Clone)]
pub(in crate::translation) struct Listing {
    folder: PathBuf,
    names: Vec<String>,
}

impl Listing {
    pub(super) fn read(folder: &Path) -> Result<Self, TranslationError> {
        let unreadable = |e: std::io::Error| TranslationError::Unrecognised {
            path: folder.to_path_buf(),
            reason: format!("the folder of the model cannot be read: {e}"),
        };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if let Ok(name) = entry.file_name().into_string()
                && entry.path().is_file()
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(Self {
            folder: folder.to_path_buf(),
            names,
        })
    }

    #[cfg(test)]
    pub(super) fn of(folder: &str, names: &[&str]) -> Self {
        Self {
            folder: folder.into(),
            names: names.iter().map(|&n| n.to_owned()).collect(),
        }
    }

    /// How a model without a name is called: as its folder is.
    pub(super) fn name(&self) -> String {
        let absolute = std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        let last = absolute.file_name().unwrap_or(absolute.as_os_str());
        last.to_string_lossy().into_owned()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|n| n == name)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(super) fn unrecognised(&self, reason: String) -> TranslationError {
        TranslationError::Unrecognised {
            path: self.folder.clone(),
            reason,
        }
    }
}
