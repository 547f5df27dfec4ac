//! A model on disk, known to be the one the registry names.

use super::derived;
use super::registry::Model;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The files of a model that is ready for use.
#[derive(Debug, Clone)]
pub struct Folder {
    pub(super) root: PathBuf,
    pub(super) path: PathBuf,
    pub(super) model: String,
    /// The files and what they hash to: what anything derived from them depends on.
    pub(super) key: String,
    /// Where derived files go if the store may only be read.
    pub(super) spare: Option<PathBuf>,
}

impl Folder {
    pub(super) fn new(root: &Path, path: PathBuf, model: &Model, spare: Option<PathBuf>) -> Self {
        Self {
            root: root.to_path_buf(),
            path,
            model: model.name.clone(),
            key: derived::key(model),
            spare,
        }
    }

    /// The model's name.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file of the model, by its name in the registry.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A file made from the model's files, kept for next time.
    ///
    /// `build` writes it the first time, and again when the model's files or `version`, the version of its own form,
    /// are others than they were. The file appears whole or not at all, and two processes do not both build it. Where
    /// the store may only be read it is kept in the user's own cache.
    ///
    /// # Errors
    /// What `build` answers, or that the file cannot be written.
    pub fn derived(
        &self,
        name: &str,
        version: u32,
        build: impl FnOnce(&mut File) -> crate::Result<()>,
    ) -> crate::Result<PathBuf> {
        derived::get(self, name, version, build)
    }
}

/// Whether what a user calls a model is the path of a folder: it has a path separator or begins with a dot. Anything
/// else is a name.
pub(crate) fn is_path(model: &str) -> bool {
    model.starts_with('.') || model.contains(std::path::is_separator)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn a_path_is_told_from_a_name() {
        assert!(is_path("./model") && is_path("models/mine") && is_path("../m"));
        assert!(!is_path("firefox-en-ko"));
    }
}
