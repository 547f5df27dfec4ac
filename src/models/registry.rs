//! Which models there are, and what each of their files must hash to.

use super::digest::is_sha256;
use super::environment::Environment;
use super::error::{Error, Result};
use super::source::Source;
use crate::translation::Direction;
use serde::{Deserialize, Serialize};
use std::path::{Component, Path};

const BUILT_IN: &str = include_str!("../../models/models.toml");

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Purpose {
    /// Turns sentences into vectors.
    Encoder,
    /// Turns sentences into sentences of the other language.
    Translation,
}

impl std::fmt::Display for Purpose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Encoder => "encoder",
            Self::Translation => "translation",
        })
    }
}

/// What a file must be: the only thing that makes it trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin<'a> {
    /// sha256 in lower-case hexadecimal.
    pub sha256: &'a str,
    /// Size in bytes.
    pub size: u64,
}

/// A file of a model.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    /// Its name in the model's folder.
    pub name: String,
    from: Option<String>,
    /// Empty where the first pull pins it.
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    size: u64,
}

impl ModelFile {
    /// What it must be.
    pub fn pin(&self) -> Pin<'_> {
        Pin {
            sha256: &self.sha256,
            size: self.size,
        }
    }

    /// Whether it is known what it must be.
    pub fn is_pinned(&self) -> bool {
        !self.sha256.is_empty()
    }

    pub(super) fn pin_as(&mut self, sha256: String, size: u64) {
        (self.sha256, self.size) = (sha256, size);
    }

    /// Its path in the source: in the archive, the repository, the folder, or after the base address.
    pub fn from(&self) -> &str {
        self.from.as_deref().unwrap_or(&self.name)
    }
}

/// A model: what it is for, whose it is, and its files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// How it is called.
    pub name: String,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is, in a line.
    pub summary: String,
    /// SPDX expression of the licence of its files.
    pub licence: String,
    /// Whose work it is.
    pub notice: Option<String>,
    /// What its licence forbids, where it does; the user sees it before the files are fetched.
    pub restriction: Option<String>,
    /// Whether the user must accept the licence before the files are fetched.
    #[serde(default)]
    pub consent: bool,
    /// Whether it serves its purpose when nothing else is asked for.
    #[serde(default)]
    pub default: bool,
    /// What an encoder was trained to find in front of every sentence, as `query: `.
    pub prefix: Option<String>,
    /// The one direction that a translation model has; absent, the caller chooses.
    pub direction: Option<Direction>,
    /// Where its files come from.
    pub source: Source,
    /// Its files.
    #[serde(rename = "file")]
    pub files: Vec<ModelFile>,
}

impl Model {
    /// Whether the registry says of every file what it must be. Of one that is not pinned there, the first pull pins
    /// what the hub says it has, and everything after that is held to it.
    pub fn is_pinned(&self) -> bool {
        self.files.iter().all(ModelFile::is_pinned)
    }

    /// Whether the command carries it with it.
    pub fn is_bundled(&self) -> bool {
        matches!(self.source, Source::Bundled(_))
    }

    /// Bytes of all files; those not pinned count none.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|f| f.size).sum()
    }

    fn validate(&self) -> Result<(), String> {
        let refuse = |reason: &str| Err(format!("model `{}`: {reason}", self.name));
        if !is_safe_name(&self.name) {
            return refuse(
                "a name is made of letters, digits, `-`, `_` and `.`, and begins with a letter or digit",
            );
        }
        if self.files.is_empty() {
            return refuse("it has no file");
        }
        for (n, file) in self.files.iter().enumerate() {
            if !is_safe_path(&file.name) {
                return refuse(&format!("`{}` is no path inside the model's folder", file.name));
            }
            let later = matches!(self.source, Source::Hub(_)) && !file.is_pinned() && file.size == 0;
            if !later && !is_sha256(&file.sha256) {
                return refuse(&format!(
                    "the sha256 of `{}` is not 64 lower-case hexadecimal digits",
                    file.name
                ));
            }
            if self.files[..n].iter().any(|other| other.name == file.name) {
                return refuse(&format!("`{}` is there twice", file.name));
            }
        }
        self.source.validate().or_else(|reason| refuse(&reason))
    }
}

/// Such names are folder names on every system.
fn is_safe_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// A relative path that stays inside, and touches none of the store's own files, which begin with a dot.
fn is_safe_path(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':'])
        && path.split('/').all(is_safe_name)
        && Path::new(path)
            .components()
            .all(|c| matches!(c, Component::Normal(_)))
}

/// The models there are.
#[derive(Debug, Clone)]
pub struct Registry {
    models: Vec<Model>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default, rename = "model")]
    models: Vec<Model>,
}

impl Registry {
    /// The registry that is built in, and on top of it the file that `DAEJO_REGISTRY` names.
    ///
    /// # Errors
    /// A file that cannot be read or is no registry.
    pub fn load() -> Result<Self> {
        Self::load_with(Environment::of_process().path("DAEJO_REGISTRY").as_deref())
    }

    /// The registry that is built in, and on top of it the file `extra`.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_with(extra: Option<&Path>) -> Result<Self> {
        let mut registry = Self::built_in()?;
        if let Some(path) = extra {
            registry.add_file(path)?;
        }
        Ok(registry)
    }

    /// The registry that is built in.
    ///
    /// # Errors
    /// None in a tested build.
    pub fn built_in() -> Result<Self> {
        Self::parse(BUILT_IN).map_err(|reason| Error::Registry {
            origin: "built in".to_owned(),
            reason,
        })
    }

    fn parse(text: &str) -> Result<Self, String> {
        let Document { models } = toml::from_str(text).map_err(|e| e.to_string().trim().to_owned())?;
        for (n, model) in models.iter().enumerate() {
            model.validate()?;
            if models[..n].iter().any(|other| other.name == model.name) {
                return Err(format!("model `{}` is there twice", model.name));
            }
            if model.default
                && models[..n]
                    .iter()
                    .any(|m| m.default && m.purpose == model.purpose)
            {
                return Err(format!("there are two default models for {}", model.purpose));
            }
        }
        Ok(Self { models })
    }

    fn add_file(&mut self, path: &Path) -> Result<()> {
        let unusable = |reason: String| Error::Registry {
            origin: path.display().to_string(),
            reason,
        };
        let text = std::fs::read_to_string(path).map_err(|e| unusable(e.to_string()))?;
        let extra = Self::parse(&text).map_err(unusable)?;
        let beside = path.parent().unwrap_or(Path::new("."));
        for mut model in extra.models {
            model.source.resolve(beside);
            self.add(model);
        }
        Ok(())
    }

    /// Adds a model. It replaces one of the same name, and as a default the default of its purpose.
    fn add(&mut self, model: Model) {
        if model.default {
            for other in &mut self.models {
                other.default &= other.purpose != model.purpose;
            }
        }
        match self.models.iter_mut().find(|m| m.name == model.name) {
            Some(same) => *same = model,
            None => self.models.push(model),
        }
    }

    /// All models, in the order of the registry.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The model of that name.
    ///
    /// # Errors
    /// [`Error::Unknown`], with the names there are.
    pub fn get(&self, name: &str) -> Result<&Model> {
        self.models
            .iter()
            .find(|m| m.name == name)
            .ok_or_else(|| Error::Unknown {
                name: name.to_owned(),
                known: self
                    .models
                    .iter()
                    .map(|m| m.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }

    /// The model that serves a purpose when nothing else is asked for.
    pub fn default_for(&self, purpose: Purpose) -> Option<&Model> {
        self.models.iter().find(|m| m.default && m.purpose == purpose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, file: &str, sha256: &str) -> String {
        format!(
            "[[model]]\nname = \"{name}\"\npurpose = \"encoder\"\nsummary = \"s\"\nlicence = \"MIT\"\ndefault = true\n\
             [model.source]\nkind = \"folder\"\npath = \"here\"\n\
             [[model.file]]\nname = \"{file}\"\nsha256 = \"{sha256}\"\nsize = 1\n"
        )
    }

    #[test]
    fn the_registry_built_in_is_sound_and_has_a_default_encoder() {
        let registry = Registry::built_in().unwrap();
        let encoder = registry.default_for(Purpose::Encoder).unwrap();
        assert_eq!(encoder.name, "use-multilingual-v3");
        assert_eq!(encoder.size(), 32_904_263);
    }

    #[test]
    fn what_could_leave_the_folder_or_has_no_sum_is_refused() {
        let sum = "0".repeat(64);
        assert!(Registry::parse(&entry("m", "a/b.bin", &sum)).is_ok());
        for (name, file, sha256) in [
            ("../m", "a", sum.as_str()),
            (".m", "a", &sum),
            ("m", "../a", &sum),
            ("m", "/a", &sum),
            ("m", "a/../../b", &sum),
            ("m", ".stamp.json", &sum),
            ("m", "C:a", &sum),
            ("m", "a", "abc"),
        ] {
            assert!(
                Registry::parse(&entry(name, file, sha256)).is_err(),
                "{name} {file} {sha256}"
            );
        }
    }

    #[test]
    fn a_second_default_and_a_second_of_a_name_are_refused() {
        let sum = "0".repeat(64);
        let twice = |a, b| Registry::parse(&(entry(a, "f", &sum) + &entry(b, "f", &sum)));
        assert!(twice("a", "a").unwrap_err().contains("twice"));
        assert!(twice("a", "b").unwrap_err().contains("two default"));
    }

    #[test]
    fn an_extra_registry_replaces_and_adds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("extra.toml");
        std::fs::write(&path, entry("mine", "f", &"0".repeat(64))).unwrap();
        let registry = Registry::load_with(Some(&path)).unwrap();
        assert_eq!(
            registry.models().len(),
            Registry::built_in().unwrap().models().len() + 1
        );
        assert_eq!(registry.default_for(Purpose::Encoder).unwrap().name, "mine");
        let Source::Folder(source) = &registry.get("mine").unwrap().source else {
            panic!("a folder");
        };
        assert_eq!(source.path, folder.path().join("here"));
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_names_there_are() {
        let message = Registry::built_in()
            .unwrap()
            .get("no-such-model")
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("`no-such-model`") && message.contains("use-multilingual-v3"),
            "{message}"
        );
    }
}
