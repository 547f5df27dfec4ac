//! A checkpoint of Hugging Face transformers: what it is, and whether its files are whole.
//!
//! Everything is looked at before an engine sees it, because rust-bert stops the process at a file that is missing.

use super::Listing;
use crate::models::check_weights;
use crate::translation::TranslationError;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// A network that can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Architecture {
    /// Marian and OPUS-MT.
    Marian,
    /// M2M-100 and NLLB-200.
    M2m100,
    /// mBART-50.
    Mbart,
}

/// A checkpoint whose files are there and whole.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "rust-bert"),
    allow(dead_code, reason = "read by the engine, which is a feature")
)]
pub(super) struct Checkpoint {
    pub(super) architecture: Architecture,
    /// `config.json`.
    pub(super) config: Map<String, Value>,
    /// The weights.
    pub(super) weights: PathBuf,
    /// `tokenizer.json`, where there is one.
    pub(super) tokenizer: Option<PathBuf>,
}

/// Names of the weights, best first.
const WEIGHTS: [&str; 3] = ["model.safetensors", "rust_model.ot", "pytorch_model.bin"];

const CONFIG: &str = "config.json";

/// Whether the folder is a checkpoint.
pub(super) fn recognises(listing: &Listing) -> bool {
    listing.has(CONFIG)
}

impl Checkpoint {
    /// Looks at the files of a checkpoint.
    ///
    /// # Errors
    /// It is of another architecture, or a file is missing or not whole.
    pub(super) fn find(listing: &Listing) -> Result<Self, TranslationError> {
        let path = listing.path(CONFIG);
        let config = read_config(&path).map_err(|reason| refuse(&path, reason))?;
        let architecture = architecture(&config).map_err(|reason| refuse(&path, reason))?;
        let weights = WEIGHTS
            .iter()
            .find(|name| listing.has(name))
            .map(|name| listing.path(name))
            .ok_or_else(|| {
                listing.unrecognised(format!(
                    "the weights of the checkpoint are missing: one of {}, as one file",
                    WEIGHTS.join(", ")
                ))
            })?;
        check_weights(&weights).map_err(|reason| refuse(&weights, reason))?;
        let tokenizer = listing
            .has("tokenizer.json")
            .then(|| listing.path("tokenizer.json"));
        if tokenizer.is_none() {
            for name in architecture.vocabulary() {
                if !listing.has(name) {
                    return Err(listing.unrecognised(format!(
                        "{name} is missing; without a tokenizer.json the checkpoint needs {}",
                        architecture.vocabulary().join(" and ")
                    )));
                }
            }
        }
        Ok(Self {
            architecture,
            config,
            weights,
            tokenizer,
        })
    }

    /// A number of `config.json`.
    ///
    /// # Errors
    /// It is not there or no number.
    #[cfg_attr(
        not(feature = "rust-bert"),
        allow(dead_code, reason = "read by the engine, which is a feature")
    )]
    pub(super) fn number(&self, key: &str) -> Result<i64, String> {
        self.config
            .get(key)
            .and_then(Value::as_i64)
            .ok_or_else(|| format!("config.json does not say {key}"))
    }
}

impl Architecture {
    /// The files that hold its vocabulary, where there is no `tokenizer.json`.
    pub(super) fn vocabulary(self) -> &'static [&'static str] {
        match self {
            Self::Marian => &["vocab.json", "source.spm"],
            Self::M2m100 => &["vocab.json", "sentencepiece.bpe.model"],
            Self::Mbart => &["sentencepiece.bpe.model"],
        }
    }
}

impl std::fmt::Display for Architecture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Marian => "marian",
            Self::M2m100 => "m2m_100",
            Self::Mbart => "mbart",
        })
    }
}

fn refuse(path: &Path, reason: String) -> TranslationError {
    TranslationError::File {
        path: path.to_path_buf(),
        reason,
    }
}

fn read_config(path: &Path) -> Result<Map<String, Value>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("it cannot be read ({e})"))?;
    serde_json::from_str(&text).map_err(|e| format!("it is no JSON object ({e})"))
}

fn architecture(config: &Map<String, Value>) -> Result<Architecture, String> {
    match config.get("model_type").and_then(Value::as_str) {
        Some("marian") => Ok(Architecture::Marian),
        Some("m2m_100") => Ok(Architecture::M2m100),
        Some("mbart") => Ok(Architecture::Mbart),
        Some(other) => Err(format!(
            "it is of the architecture {other}, and the engine runs marian, m2m_100 (also NLLB) and mbart"
        )),
        None => Err("it does not say its model_type".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    fn message(files: &[(&str, &[u8])]) -> String {
        let folder = folder(files);
        let listing = Listing::read(folder.path()).unwrap();
        Checkpoint::find(&listing).map_or_else(|e| e.to_string(), |_| String::new())
    }

    const MARIAN: (&str, &[u8]) = ("config.json", br#"{"model_type": "marian"}"#);
    const TOKENIZER: (&str, &[u8]) = ("tokenizer.json", b"{}");

    fn safetensors(promised: usize) -> Vec<u8> {
        let head = format!(r#"{{"a":{{"dtype":"F32","shape":[1],"data_offsets":[0,{promised}]}}}}"#);
        let mut bytes = (head.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes
    }

    #[test]
    fn what_is_missing_or_not_whole_is_named() {
        let (whole, short) = (safetensors(4), safetensors(400));
        let weights = ("model.safetensors", whole.as_slice());
        assert_eq!(message(&[MARIAN, TOKENIZER, weights]), "");
        assert_eq!(
            message(&[MARIAN, weights, ("vocab.json", b"{}"), ("source.spm", b"")]),
            ""
        );
        for (files, says) in [
            (
                &[MARIAN, TOKENIZER][..],
                "model.safetensors, rust_model.ot, pytorch_model.bin",
            ),
            (&[MARIAN, weights], "vocab.json is missing"),
            (&[MARIAN, weights, ("vocab.json", b"{}")], "source.spm is missing"),
            (&[MARIAN, TOKENIZER, ("model.safetensors", &short)], "bytes of 4"),
            (
                &[MARIAN, TOKENIZER, ("model.safetensors", &whole[..20])],
                "truncated",
            ),
            (
                &[
                    MARIAN,
                    TOKENIZER,
                    ("model.safetensors", b"version https://git-lfs.github.com/spec/v1"),
                ],
                "pointer of git-lfs",
            ),
            (&[MARIAN, TOKENIZER, ("pytorch_model.bin", b"PK")], "no archive"),
            (
                &[("config.json", b"{\"model_type\": \"bert\"}")],
                "architecture bert",
            ),
            (&[("config.json", b"{}")], "model_type"),
            (&[("config.json", b"[")], "no JSON object"),
        ] {
            let message = message(files);
            assert!(message.contains(says), "{says:?} in {message:?}");
        }
    }
}
