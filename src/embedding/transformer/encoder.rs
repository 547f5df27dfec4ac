//! The encoder: text to tokens, batches of like length, vectors back in order.

use super::files::{Files, Pooling};
use super::network::{Linear, Network, activate};
use super::pooling::pool;
use super::shape::Activation;
use crate::embedding::{Encoder, EncoderError};
use crate::libtorch::{guarded, read_tensors};
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};
use tch::{Device, Tensor};
use tokenizers::{Tokenizer, TruncationParams};

/// What is run together at most: tokens, padding included, and texts. Batches do not depend on the number of threads,
/// so that the vectors do not either.
const BATCH: (usize, usize) = (2048, 32);

/// A checkpoint of sentence-transformers, ready for use.
///
/// A text's vector is the same on however many threads; in other company its last bits may differ, since libtorch takes
/// sums in the order that suits the batch.
pub(super) struct Transformer {
    name: String,
    tokenizer: Tokenizer,
    prefix: String,
    lower_case: bool,
    /// Handed out to threads, each of which runs its batch on one core.
    model: Mutex<Model>,
    dimension: usize,
    device: Device,
}

struct Model {
    network: Network,
    pooling: Vec<Pooling>,
    dense: Vec<(Linear, Activation)>,
}

impl Transformer {
    /// Loads a checkpoint, on the first CUDA device if libtorch sees one, and tries it. `prefix` comes before every
    /// text where the checkpoint does not say what does.
    ///
    /// # Errors
    /// A file is of no use, or the parts do not fit one another.
    pub(super) fn load(files: Files, name: &str, prefix: Option<&str>) -> Result<Self, EncoderError> {
        let failed = |reason: String| EncoderError::Engine {
            encoder: name.to_owned(),
            reason,
        };
        let tokenizer = tokenizer(&files).map_err(|reason| EncoderError::File {
            path: files.tokenizer.clone(),
            reason,
        })?;
        // Batches are shared out over the threads of the command, so that --threads is the number of threads.
        tch::set_num_threads(1);
        let device = Device::cuda_if_available();
        let model = guarded(|| Model::load(&files, device)).map_err(failed)?;
        let mut encoder = Self {
            name: name.to_owned(),
            tokenizer,
            prefix: files.prefix.as_deref().or(prefix).unwrap_or_default().to_owned(),
            lower_case: files.lower_case,
            model: Mutex::new(model),
            dimension: 0,
            device,
        };
        encoder.dimension = encoder.run(&[encoder.tokens("")]).map_err(failed)?.len();
        Ok(encoder)
    }

    /// The tokens of a text with its marks.
    fn tokens(&self, text: &str) -> Vec<i64> {
        let text = format!("{}{text}", self.prefix);
        let text = match self.lower_case {
            true => text.trim().to_lowercase(),
            false => text.trim().to_owned(),
        };
        let encoding = self.tokenizer.encode_fast(text, true);
        let ids = encoding.map_or_else(|_| Vec::new(), |encoding| encoding.get_ids().to_vec());
        ids.into_iter().map(i64::from).collect()
    }

    /// The vectors of texts, one after the other.
    fn run(&self, texts: &[Vec<i64>]) -> Result<Vec<f32>, String> {
        let model = self.model.lock().unwrap_or_else(PoisonError::into_inner).share();
        guarded(|| tch::no_grad(|| model.run(texts, self.device)))
    }
}

impl Encoder for Transformer {
    fn dimension(&self) -> usize {
        self.dimension
    }

    /// # Panics
    /// If libtorch fails, which on a model that was tried means that memory is spent.
    fn encode(&self, lines: &[&str]) -> Vec<f32> {
        let texts: Vec<Vec<i64>> = lines.par_iter().map(|line| self.tokens(line)).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(texts[at].len()));
        let answers: Vec<(&[usize], Vec<f32>)> = divide(&order, &texts)
            .into_par_iter()
            .map(|batch| {
                let texts: Vec<Vec<i64>> = batch.iter().map(|&at| texts[at].clone()).collect();
                let vectors = self.run(&texts);
                (
                    batch,
                    vectors.unwrap_or_else(|reason| panic!("the encoder {}: {reason}", self.name)),
                )
            })
            .collect();
        let mut vectors = vec![0.0; lines.len() * self.dimension];
        for (batch, rows) in answers {
            for (&at, row) in batch.iter().zip(rows.chunks_exact(self.dimension)) {
                vectors[at * self.dimension..][..self.dimension].copy_from_slice(row);
            }
        }
        vectors
    }
}

/// Cuts texts, longest first, into batches.
fn divide<'o>(order: &'o [usize], texts: &[Vec<i64>]) -> Vec<&'o [usize]> {
    let mut batches = Vec::new();
    let mut rest = order;
    while let Some(&first) = rest.first() {
        let most = (BATCH.0 / texts[first].len().max(1)).clamp(1, BATCH.1);
        let (batch, after) = rest.split_at(most.min(rest.len()));
        batches.push(batch);
        rest = after;
    }
    batches
}

/// The tokenizer, which cuts off what is too long and leaves padding to the batches.
fn tokenizer(files: &Files) -> Result<Tokenizer, String> {
    let mut tokenizer = Tokenizer::from_file(&files.tokenizer).map_err(|e| e.to_string())?;
    let truncation = TruncationParams {
        max_length: files.most_tokens,
        ..TruncationParams::default()
    };
    tokenizer
        .with_truncation(Some(truncation))
        .map_err(|e| e.to_string())?;
    tokenizer.with_padding(None);
    Ok(tokenizer)
}

impl Model {
    fn load(files: &Files, device: Device) -> Result<Self, String> {
        let to_device = |tensors: Vec<(String, Tensor)>| -> Vec<(String, Tensor)> {
            tensors
                .into_iter()
                .map(|(name, tensor)| (name, tensor.to_device(device)))
                .collect()
        };
        let network = Network::new(&files.shape, to_device(read_tensors(&files.weights)?))?;
        let dense = |dense: &super::files::Dense| -> Result<_, String> {
            let tensors = to_device(read_tensors(&dense.weights)?);
            Ok((Linear::alone(tensors)?, dense.activation))
        };
        Ok(Self {
            network,
            pooling: files.pooling.clone(),
            dense: files.dense.iter().map(dense).collect::<Result<_, _>>()?,
        })
    }

    fn share(&self) -> Self {
        Self {
            network: self.network.share(),
            pooling: self.pooling.clone(),
            dense: self
                .dense
                .iter()
                .map(|(linear, activation)| (linear.share(), *activation))
                .collect(),
        }
    }

    fn run(&self, texts: &[Vec<i64>], device: Device) -> Result<Vec<f32>, String> {
        let columns = texts.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut ids = Vec::with_capacity(texts.len() * columns);
        let mut mask = Vec::with_capacity(texts.len() * columns);
        for text in texts {
            ids.extend(text);
            mask.extend(text.iter().map(|_| true));
            // What stands in the padding is not looked at.
            ids.resize(ids.len() + columns - text.len(), 0);
            mask.resize(mask.len() + columns - text.len(), false);
        }
        let shape = [texts.len() as i64, columns as i64];
        let ids = Tensor::from_slice(&ids).view(shape).to_device(device);
        let mask = Tensor::from_slice(&mask).view(shape).to_device(device);
        let mut x = pool(&self.network.forward(&ids, &mask), &mask, &self.pooling);
        for (linear, activation) in &self.dense {
            x = activate(&linear.apply(&x), *activation);
        }
        let norm = x.norm_scalaropt_dim(2.0, [1], true).clamp_min(1e-12);
        let vectors = (x / norm).to_device(Device::Cpu).flatten(0, -1);
        Vec::<f32>::try_from(vectors).map_err(|e| e.to_string())
    }
}
