//! The one memory-mapped file that holds the encoder's weights and its tokeniser's tables.

use crate::error::{Error, Result};
use memmap2::Mmap;
use safetensors::{Dtype, SafeTensors};
use std::collections::HashMap;
use std::fs::File;
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use yada::DoubleArray;

/// A file in safetensors format, mapped into memory: a part is read from disk when it is first touched.
pub(super) struct WeightFile {
    path: PathBuf,
    map: Arc<Mmap>,
    tensors: HashMap<String, Place>,
}

struct Place {
    dtype: Dtype,
    shape: Vec<usize>,
    range: Range<usize>,
}

/// A tensor's bytes inside the mapped file.
#[derive(Clone)]
pub(super) struct Section {
    map: Arc<Mmap>,
    range: Range<usize>,
}

impl Deref for Section {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.map[self.range.clone()]
    }
}

impl WeightFile {
    pub fn open(path: &Path) -> Result<Self> {
        let read = |source| Error::Read {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(read)?;
        // SAFETY: the file lies in the model store, whose files are written under another name and renamed into
        // place, and never changed afterwards; nobody else is asked to write there.
        let map = Arc::new(unsafe { Mmap::map(&file) }.map_err(read)?);
        let tensors = places(&map).map_err(|e| broken(path, &e.to_string()))?;
        Ok(Self {
            path: path.to_owned(),
            map,
            tensors,
        })
    }

    /// The bytes of an 8-bit tensor.
    pub fn bytes(&self, name: &str) -> Result<Section> {
        let place = self.place(name, Dtype::U8)?;
        Ok(Section {
            map: Arc::clone(&self.map),
            range: place.range.clone(),
        })
    }

    /// A double-array trie.
    pub fn trie(&self, name: &str) -> Result<DoubleArray<Section>> {
        DoubleArray::new(self.bytes(name)?).map_err(|e| broken(&self.path, &format!("{name}: {e}")))
    }

    /// A tensor of 32-bit floats, copied; `length` is how many numbers it must hold.
    pub fn floats(&self, name: &str, length: Option<usize>) -> Result<Vec<f32>> {
        let place = self.place(name, Dtype::F32)?;
        let found: usize = place.shape.iter().product();
        if length.is_some_and(|wanted| wanted != found) {
            return Err(broken(&self.path, &format!("{name} holds {found} numbers")));
        }
        let (words, _) = self.map[place.range.clone()].as_chunks::<4>();
        Ok(words.iter().map(|w| f32::from_le_bytes(*w)).collect())
    }

    /// The error for a part that is not what it should be.
    pub fn broken(&self, reason: &str) -> Error {
        broken(&self.path, reason)
    }

    fn place(&self, name: &str, dtype: Dtype) -> Result<&Place> {
        self.tensors
            .get(name)
            .filter(|place| place.dtype == dtype)
            .ok_or_else(|| broken(&self.path, &format!("{name} is missing")))
    }
}

fn places(map: &[u8]) -> Result<HashMap<String, Place>, safetensors::SafeTensorError> {
    let tensors = SafeTensors::deserialize(map)?;
    let base = map.as_ptr() as usize;
    let place = |view: safetensors::tensor::TensorView<'_>| {
        let start = view.data().as_ptr() as usize - base;
        Place {
            dtype: view.dtype(),
            shape: view.shape().to_vec(),
            range: start..start + view.data().len(),
        }
    };
    Ok(tensors
        .tensors()
        .into_iter()
        .map(|(name, view)| (name, place(view)))
        .collect())
}

/// The error for a file that is not what it should be.
pub(super) fn broken(path: &Path, reason: &str) -> Error {
    Error::Input {
        name: path.display().to_string(),
        reason: format!("not a usable encoder file ({reason}); pull the model again"),
    }
}
