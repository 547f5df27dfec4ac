//! Where the answers go, and what a pair's own file is called.

use super::Item;
use serde_json::Value;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Where the answers go.
pub enum Destination {
    /// Lines on stdout, or to a device or pipe, which cannot be renamed.
    Stream(Option<PathBuf>),
    /// Lines in a file.
    File(PathBuf),
    /// A file for every pair, and lines in `index.jsonl`.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The list of answers in it.
        list: PathBuf,
        /// What the files end in: `.html`.
        ending: String,
    },
}

/// What a pair's own file is called.
pub struct Place {
    /// Its name in the folder, with its ending.
    pub name: String,
    /// Its path without the ending.
    pub path: PathBuf,
}

impl Destination {
    /// By the user's words: a path that ends in `/`, has no extension or is a folder already is a folder.
    pub fn new(output: Option<&Path>, ending: &str) -> Self {
        let Some(path) = output.filter(|path| *path != Path::new("-")) else {
            return Self::Stream(None);
        };
        if path.exists() && !path.is_file() && !path.is_dir() {
            return Self::Stream(Some(path.to_owned()));
        }
        let slash = path
            .as_os_str()
            .to_string_lossy()
            .ends_with(['/', std::path::MAIN_SEPARATOR]);
        if slash || path.is_dir() || path.extension().is_none() {
            return Self::Folder {
                folder: path.to_owned(),
                list: path.join("index.jsonl"),
                ending: ending.to_owned(),
            };
        }
        Self::File(path.to_owned())
    }

    /// Whether every pair gets a file of its own.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder { .. })
    }

    /// The file of lines, where there is one.
    pub fn list(&self) -> Option<&Path> {
        match self {
            Self::Stream(_) => None,
            Self::File(path) | Self::Folder { list: path, .. } => Some(path),
        }
    }

    /// The place of a pair's own file, where it gets one.
    pub fn place(&self, item: &Item) -> Option<Place> {
        let Self::Folder { folder, ending, .. } = self else {
            return None;
        };
        let given = match &item.id {
            Value::Null => item.name.rsplit('/').next().unwrap_or_default().to_owned(),
            Value::String(id) => id.clone(),
            other => other.to_string(),
        };
        // Only names of files have folders in them; those of lines are somebody's text.
        let name = if item.object().is_some() {
            safe(&given)
        } else {
            safe_path(&given)
        };
        Some(Place {
            path: folder.join(&name),
            name: name + ending,
        })
    }
}

/// The names of files given so far. Two pairs of one name would overwrite each other's.
#[derive(Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// Gives a pair its name; a pair whose name is taken is not served.
    pub fn claim(&mut self, item: &mut Item, destination: &Destination) {
        if let Some(place) = destination.place(item)
            && !self.0.insert(place.name)
        {
            item.given = Err("an earlier pair has the same id, and its file would be overwritten".to_owned());
        }
    }
}

fn safe_path(name: &str) -> String {
    name.split('/').map(safe).collect::<Vec<_>>().join("/")
}

/// Longest name, in bytes, with room for an ending under the usual limit of 255.
const LONGEST: usize = 200;

/// A name that every file system takes: what is no letter, digit, `-`, `_` or inner `.` is written as `%2F`.
pub fn safe(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') || (c == '.' && at > 0) {
            safe.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes)
                .bytes()
                .for_each(|b| safe += &format!("%{b:02X}"));
        }
    }
    if safe.len() > LONGEST {
        let digest = <sha2::Sha256 as sha2::Digest>::digest(name);
        safe.truncate(safe.floor_char_boundary(LONGEST - 20));
        safe.push('~');
        digest[..8].iter().for_each(|b| safe += &format!("{b:02x}"));
    }
    if safe.is_empty() { "%".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_apart() {
        assert_eq!(safe("../../etc/passwd"), "%2E.%2F..%2Fetc%2Fpasswd");
        assert_eq!(safe("기사 1.v2"), "기사 1.v2");
        assert_ne!(safe("a/b"), safe("a_b"));
        let (long, other) = ("가".repeat(300), "가".repeat(299) + "나");
        assert!(safe(&long).len() <= LONGEST);
        assert_ne!(safe(&long), safe(&other));
    }
}
