//! Files that are part of the command itself.

use super::Origin;
use crate::models::registry::ModelFile;
use serde::Deserialize;

macro_rules! bundled {
    ($path:literal) => {
        ($path, include_bytes!(concat!("../../../models/", $path)))
    };
}
/// What is built in, by its path in the folder `models`.
const FILES: [(&str, &[u8]); 4] = [
    bundled!("daejo-en-ko/model.enko.intgemm.alphas.bin"),
    bundled!("daejo-en-ko/vocab.enko.spm"),
    bundled!("daejo-ko-en/model.koen.intgemm.alphas.bin"),
    bundled!("daejo-ko-en/vocab.koen.spm"),
];

/// The files of a model that the command carries with it; `from` is a path in the folder `models`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundled {}

impl Bundled {
    pub(super) fn origins(&self, file: &ModelFile) -> Vec<Origin> {
        FILES
            .iter()
            .filter(|(path, _)| *path == file.from())
            .map(|(_, bytes)| Origin::Bundled(bytes))
            .collect()
    }
}
