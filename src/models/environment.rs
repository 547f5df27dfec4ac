//! What the surroundings say: variables and folders, read once and passed on, so that tests can make their own.

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The variables of an environment, and the user's folders.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    home: Option<PathBuf>,
    cache: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process. Variables that are not Unicode are left out.
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let folders = choose_native_strategy().ok();
        Self {
            variables,
            home: folders.as_ref().map(|f| f.home_dir().to_path_buf()),
            cache: folders.as_ref().map(|f| f.cache_dir()),
        }
    }

    /// An environment of these variables alone; the home folder is `HOME`, the cache folder `.cache` in it.
    pub fn of(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let variables: BTreeMap<_, _> = variables.into_iter().collect();
        let home = variables.get("HOME").map(PathBuf::from);
        Self {
            cache: home.as_ref().map(|h| h.join(".cache")),
            home,
            variables,
        }
    }

    /// A variable; an empty one counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.trim().is_empty())
    }

    /// The first of several variables that is set.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name))
    }

    /// A variable that holds a path.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from)
    }

    /// A variable that holds a yes or no, in the words that Python's tools take for yes.
    pub fn truthy(&self, name: &str) -> bool {
        self.get(name).is_some_and(is_truthy)
    }

    /// The user's home folder.
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// The user's cache folder.
    pub fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }
}

/// Whether a setting says yes.
pub(super) fn is_truthy(value: &str) -> bool {
    ["1", "true", "yes", "on", "y", "t"].contains(&value.trim().to_ascii_lowercase().as_str())
}
