//! From the files of the Python package to the one file the encoder maps into memory.
//!
//! `weights.npz` is compressed and holds the embedding table in 17 blocks, row `i` of block `b` being token
//! `17 * i + b`; `sp.model` holds the vocabulary as a list. Both take about a second to read, so it is done once.

use super::file::broken;
use super::{WIDTH, sentencepiece};
use crate::error::{Error, Result};
use safetensors::{Dtype, View};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use yada::builder::DoubleArrayBuilder;

/// Blocks of the embedding table.
pub(super) const BLOCKS: usize = 17;

/// Version of what [`convert`] writes; to be raised with every change of it.
pub(super) const VERSION: u32 = 1;

/// Writes the converted file from `weights` (`weights.npz`) and `vocabulary` (`sp.model`).
pub(super) fn convert(weights: &Path, vocabulary: &Path, out: &mut File) -> Result<()> {
    let mut tensors = weight_tensors(weights)?;
    tensors.extend(vocabulary_tensors(vocabulary)?);
    let bytes = safetensors::serialize(tensors, None).map_err(|e| broken(weights, &e.to_string()))?;
    out.write_all(&bytes).map_err(|source| Error::Write {
        path: weights.with_file_name("the converted encoder"),
        source,
    })
}

struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl View for Tensor {
    fn dtype(&self) -> Dtype {
        self.dtype
    }
    fn shape(&self) -> &[usize] {
        &self.shape
    }
    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.bytes)
    }
    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}

impl Tensor {
    fn bytes(bytes: Vec<u8>) -> Self {
        Self {
            dtype: Dtype::U8,
            shape: vec![bytes.len()],
            bytes,
        }
    }

    fn floats(numbers: &[f32]) -> Self {
        Self {
            dtype: Dtype::F32,
            shape: vec![numbers.len()],
            bytes: numbers.iter().flat_map(|x| x.to_le_bytes()).collect(),
        }
    }
}

type Named = Vec<(String, Tensor)>;

fn weight_tensors(path: &Path) -> Result<Named> {
    let read = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let zip_error = |e: zip::result::ZipError| broken(path, &e.to_string());
    let file = BufReader::new(File::open(path).map_err(read)?);
    let mut archive = zip::ZipArchive::new(file).map_err(zip_error)?;
    let mut table = Vec::new();
    let mut tensors = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(zip_error)?;
        let Some(name) = array_name(&entry) else { continue };
        let bad = |e: std::io::Error| broken(path, &format!("{name}: {e}"));
        if let Some(block) = name.strip_prefix('q').and_then(|b| b.parse::<usize>().ok()) {
            let rows: Vec<u8> = array(entry).map_err(bad)?;
            spread(&rows, block, &mut table).ok_or_else(|| broken(path, &name))?;
        } else if name == "eps" {
            let eps: Vec<f64> = array(entry).map_err(bad)?;
            tensors.push((
                name,
                Tensor::floats(&[eps.first().copied().unwrap_or_default() as f32]),
            ));
        } else if name != "bits" {
            let numbers: Vec<f32> = array(entry).map_err(bad)?;
            tensors.push((name, Tensor::floats(&numbers)));
        }
    }
    tensors.push(("table".to_owned(), Tensor::bytes(table)));
    Ok(tensors)
}

fn array_name<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> Option<String> {
    let name = entry.name().ok()?;
    npyz::npz::array_name_from_file_name(&name).map(str::to_owned)
}

fn array<T: npyz::Deserialize>(reader: impl Read) -> std::io::Result<Vec<T>> {
    npyz::NpyFile::new(BufReader::new(reader))?.into_vec()
}

/// Puts the rows of a block (numbered from 1) where their tokens stand.
fn spread(rows: &[u8], block: usize, table: &mut Vec<u8>) -> Option<()> {
    if !(1..=BLOCKS).contains(&block) {
        return None;
    }
    if table.is_empty() {
        table.resize(rows.len() * BLOCKS, 0);
    }
    if rows.len() * BLOCKS != table.len() {
        return None;
    }
    let places = table.chunks_exact_mut(WIDTH).skip(block - 1).step_by(BLOCKS);
    for (row, place) in rows.chunks_exact(WIDTH).zip(places) {
        place.copy_from_slice(row);
    }
    Some(())
}

fn vocabulary_tensors(path: &Path) -> Result<Named> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let model = sentencepiece::read(&bytes).ok_or_else(|| broken(path, "no SentencePiece model"))?;
    let (trie, replacements) =
        split_map(&model.character_map).ok_or_else(|| broken(path, "no character map"))?;
    let scores: Vec<f32> = model.pieces.iter().map(|(_, score)| *score).collect();
    let mut keys: Vec<(&[u8], u32)> = (0..)
        .zip(&model.pieces)
        .map(|(id, (piece, _))| (piece.as_slice(), id))
        .collect();
    keys.sort_unstable();
    let pieces = DoubleArrayBuilder::build(&keys).map_err(|e| broken(path, &e.to_string()))?;
    Ok(vec![
        ("vocabulary.scores".to_owned(), Tensor::floats(&scores)),
        ("vocabulary.trie".to_owned(), Tensor::bytes(pieces)),
        ("normaliser.trie".to_owned(), Tensor::bytes(trie)),
        ("normaliser.replacements".to_owned(), Tensor::bytes(replacements)),
    ])
}

fn split_map(map: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (length, rest) = map.split_first_chunk::<4>()?;
    let (trie, replacements) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((trie.to_vec(), replacements.to_vec()))
}
