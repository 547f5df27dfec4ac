//! Checkpoints of Hugging Face transformers, run by rust-bert on libtorch.
//!
//! Greedy search is the same for a sentence in whatever batch but for the last bits of sums, which libtorch takes in
//! the order that suits the batch; where two tokens are all but equal, another may win.

mod opus;
mod tokenizer;
mod weights;

use super::checkpoint::{Architecture, Checkpoint};
use super::{Listing, batches};
use crate::libtorch::guarded;
use crate::translation::{Decoding, Direction, TranslationError, Translator};
use rust_bert::m2m_100::M2M100Generator;
use rust_bert::marian::MarianGenerator;
use rust_bert::mbart::MBartGenerator;
use rust_bert::pipelines::common::{ModelResource, ModelType, TokenizerOption};
use rust_bert::pipelines::generation_utils::{GenerateConfig, GenerateOptions, LanguageGenerator};
use rust_bert::resources::LocalResource;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tch::{Device, Kind, Tensor};
use tokenizer::Tokenizer;

const ENGINE: &str = "rust-bert";

/// libtorch has threads of its own, and a batch is best large.
const BATCH: batches::Budget = batches::Budget {
    tokens: 2048,
    rows: 32,
};

/// A checkpoint in one direction.
pub struct RustBert {
    model: String,
    direction: Direction,
    tokenizer: Tokenizer,
    /// Comes before the sentence: its language, in models of many.
    prefix: Option<i64>,
    /// Begins the translation: its language, in models of many.
    first: Option<i64>,
    marks: Marks,
    window: usize,
    network: Mutex<Network>,
    device: Device,
}

/// Numbers of special tokens.
struct Marks {
    end: i64,
    padding: i64,
}

enum Network {
    Marian(MarianGenerator),
    M2m100(M2M100Generator),
    Mbart(MBartGenerator),
}

impl RustBert {
    /// Loads a checkpoint, on the first CUDA device if libtorch sees one.
    ///
    /// # Errors
    /// A file is missing or of no use, or the model does not translate in this direction.
    pub(super) fn load(
        listing: &Listing,
        checkpoint: &Checkpoint,
        model: String,
        direction: Direction,
    ) -> Result<Self, TranslationError> {
        let failed = |reason: String| TranslationError::Engine {
            engine: ENGINE,
            model: model.clone(),
            reason,
        };
        let tokenizer = Tokenizer::load(listing, checkpoint).map_err(failed)?;
        let many = checkpoint.architecture != Architecture::Marian;
        let (prefix, first) = match many {
            true => (
                tokenizer.language(direction.from),
                tokenizer.language(direction.to),
            ),
            false => (None, None),
        };
        if many && (prefix.is_none() || first.is_none()) {
            return Err(TranslationError::Direction {
                model,
                wanted: direction,
                has: None,
            });
        }
        let marks = Marks {
            end: checkpoint.number("eos_token_id").map_err(failed)?,
            padding: checkpoint.number("pad_token_id").map_err(failed)?,
        };
        let positions = checkpoint.number("max_position_embeddings").map_err(failed)?;
        let device = Device::cuda_if_available();
        let network = guarded(|| Network::load(checkpoint, device)).map_err(failed)?;
        Ok(Self {
            tokenizer,
            prefix,
            first,
            marks,
            // Of the positions the first two are kept back by some of the networks.
            window: usize::try_from(positions - 2).unwrap_or(0).max(4),
            network: Mutex::new(network),
            device,
            direction,
            model,
        })
    }

    /// The tokens of a sentence in parts of at most the window, each with its marks.
    fn parts(&self, sentence: &str) -> Vec<Vec<u32>> {
        let ids = self.tokenizer.encode(sentence);
        let room = self.window - 2;
        let mut parts = Vec::new();
        let mut rest = ids.as_slice();
        while !rest.is_empty() {
            let length = match rest.len() {
                all if all <= room => all,
                _ => (1..=room)
                    .rev()
                    .find(|&at| self.tokenizer.begins_word(rest[at]))
                    .unwrap_or(room),
            };
            let (part, after) = rest.split_at(length);
            let ids = self
                .prefix
                .into_iter()
                .chain(part.iter().copied())
                .chain([self.marks.end]);
            parts.push(ids.filter_map(|id| u32::try_from(id).ok()).collect());
            rest = after;
        }
        parts
    }

    fn decode(&self, batch: &[Vec<u32>], decoding: &Decoding) -> Result<Vec<String>, TranslationError> {
        let limits: Vec<usize> = batch
            .iter()
            .map(|ids| decoding.limit(ids.len(), self.window))
            .collect();
        let longest = limits.iter().copied().max().unwrap_or(0);
        let (ids, mask) = self.tensors(batch);
        let options = GenerateOptions {
            min_length: Some(0),
            // The start, and the end that Marian is made to say at the limit of the batch.
            max_length: i64::try_from(longest + 2).ok(),
            num_beams: i64::try_from(decoding.beam.max(1)).ok(),
            no_repeat_ngram_size: i64::try_from(decoding.no_repeat).ok(),
            forced_bos_token_id: self.first,
            ..GenerateOptions::default()
        };
        let network = self.network.lock().unwrap_or_else(PoisonError::into_inner);
        let answers =
            guarded(|| network.generate(ids, mask, options)).map_err(|reason| TranslationError::Engine {
                engine: ENGINE,
                model: self.model.clone(),
                reason,
            })?;
        drop(network);
        Ok(answers
            .into_iter()
            .zip(limits)
            .map(|(ids, limit)| self.text(&ids, limit))
            .collect())
    }

    /// The batch as one tensor, padded at the end, and which of it is no padding.
    fn tensors(&self, batch: &[Vec<u32>]) -> (Tensor, Tensor) {
        let columns = batch.iter().map(Vec::len).max().unwrap_or(0);
        let mut ids = Vec::with_capacity(batch.len() * columns);
        let mut mask = Vec::with_capacity(batch.len() * columns);
        for row in batch {
            ids.extend(row.iter().map(|&id| i64::from(id)));
            mask.extend(row.iter().map(|_| 1i64));
            ids.resize(ids.len() + columns - row.len(), self.marks.padding);
            mask.resize(mask.len() + columns - row.len(), 0);
        }
        let shape = [batch.len() as i64, columns as i64];
        let tensor = |values: &[i64]| Tensor::from_slice(values).view(shape).to_device(self.device);
        (tensor(&ids), tensor(&mask))
    }

    /// The text of an answer, which begins with the start of the decoder.
    fn text(&self, answer: &[i64], limit: usize) -> String {
        let said = answer.get(1..).unwrap_or_default();
        let end = said
            .iter()
            .position(|&id| id == self.marks.end)
            .unwrap_or(said.len());
        let forced = usize::from(self.first.is_some());
        let words = said.get(forced..end.min(limit + forced)).unwrap_or_default();
        self.tokenizer.decode(words)
    }
}

impl Translator for RustBert {
    fn model(&self) -> &str {
        &self.model
    }

    fn engine(&self) -> &'static str {
        ENGINE
    }

    fn direction(&self) -> Direction {
        self.direction
    }

    fn tokens(&self, sentence: &str) -> usize {
        self.tokenizer.encode(sentence).len() + 1 + usize::from(self.prefix.is_some())
    }

    fn window(&self) -> usize {
        self.window
    }

    fn translate(&self, sentences: &[&str], decoding: &Decoding) -> Result<Vec<String>, TranslationError> {
        batches::in_batches(
            sentences,
            BATCH,
            |sentence| self.parts(sentence),
            |batch| self.decode(batch, decoding),
        )
    }
}

impl Network {
    fn load(checkpoint: &Checkpoint, device: Device) -> Result<Self, String> {
        let scratch = tempfile::tempdir().map_err(|e| format!("no room for temporary files ({e})"))?;
        let weights = weights::prepare(checkpoint, scratch.path())?;
        let settings = serde_json::to_vec(&weights::settings(checkpoint)?).map_err(|e| e.to_string())?;
        let config = scratch.path().join("config.json");
        std::fs::write(&config, settings).map_err(|e| format!("no room for temporary files ({e})"))?;
        let unused = unused_tokenizer(scratch.path())?;
        let with = |kind| generate_config(kind, &weights, &config, device);
        match checkpoint.architecture {
            Architecture::Marian => {
                MarianGenerator::new_with_tokenizer(with(ModelType::Marian), unused).map(Self::Marian)
            }
            Architecture::M2m100 => {
                M2M100Generator::new_with_tokenizer(with(ModelType::M2M100), unused).map(Self::M2m100)
            }
            Architecture::Mbart => {
                MBartGenerator::new_with_tokenizer(with(ModelType::MBart), unused).map(Self::Mbart)
            }
        }
        .map_err(|e| e.to_string())
    }

    fn generate(
        &self,
        ids: Tensor,
        mask: Tensor,
        options: GenerateOptions<'_>,
    ) -> Result<Vec<Vec<i64>>, String> {
        let outputs = match self {
            Self::Marian(network) => network.generate_from_ids_and_past(ids, Some(mask), Some(options)),
            Self::M2m100(network) => network.generate_from_ids_and_past(ids, Some(mask), Some(options)),
            Self::Mbart(network) => network.generate_from_ids_and_past(ids, Some(mask), Some(options)),
        };
        let outputs = outputs.map_err(|e| e.to_string())?;
        Ok(outputs.into_iter().map(|output| output.indices).collect())
    }
}

fn generate_config(kind: ModelType, weights: &Path, config: &Path, device: Device) -> GenerateConfig {
    let resource = |path: &Path| {
        Box::new(LocalResource {
            local_path: path.to_path_buf(),
        })
    };
    GenerateConfig {
        model_type: kind,
        model_resource: ModelResource::Torch(resource(weights)),
        config_resource: resource(config),
        vocab_resource: resource(config),
        merges_resource: None,
        min_length: 0,
        max_length: None,
        do_sample: false,
        early_stopping: false,
        num_beams: 1,
        temperature: 1.0,
        top_k: 0,
        top_p: 1.0,
        repetition_penalty: 1.0,
        length_penalty: 1.0,
        no_repeat_ngram_size: 0,
        num_return_sequences: 1,
        num_beam_groups: None,
        diversity_penalty: None,
        device,
        // On the CPU half precision is slow where it works at all.
        kind: (device == Device::Cpu).then_some(Kind::Float),
    }
}

/// A generator insists on a tokenizer, which is not asked for anything: tokens are what it is given.
fn unused_tokenizer(scratch: &Path) -> Result<TokenizerOption, String> {
    let path = scratch.join("vocab.txt");
    std::fs::write(&path, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n").map_err(|e| e.to_string())?;
    let path = path
        .to_str()
        .ok_or("the folder of temporary files is not Unicode")?;
    TokenizerOption::from_file(ModelType::Bert, path, None, false, None, None).map_err(|e| e.to_string())
}
