//! Marian students in Mozilla's binary format, run by `fxtranslate`: 8 bits on the CPU, no framework.

mod container;
pub(super) mod files;
mod search;

use super::{Listing, batches};
use crate::translation::tokens::Pieces;
use crate::translation::{Decoding, Direction, TranslationError, Translator};
use fxtranslate::engine::Engine;
use fxtranslate::segment::MAX_SOURCE_TOKENS;
use rayon::prelude::*;
use std::path::Path;

const ENGINE: &str = "firefox";

/// The engine's own limit of a translation, in tokens.
const LIMIT: usize = 256;

/// Source tokens, padding included, that are decoded together: enough for the products to be matrices, and small
/// enough that what one thread holds of the output layer stays in some ten megabytes.
const BATCH: batches::Budget = batches::Budget {
    tokens: 1024,
    rows: 32,
};

/// A student model in one direction.
pub struct Firefox {
    model: String,
    direction: Direction,
    engine: Movable,
    source: Pieces,
    target: Pieces,
}

/// The engine, to be created on one thread and dropped on another.
struct Movable(Engine);

// SAFETY: what keeps `Engine` from being `Send` is the pointer in `fxtranslate::gemm::PreparedB`. It is a buffer from
// C's `aligned_alloc`, never written after it was made (which is why `Engine` is `Sync`), and given back by `free`,
// which may be called on any thread.
unsafe impl Send for Movable {}

impl Firefox {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// A file is missing or damaged, is another network than the engine knows, or translates in another direction.
    pub(super) fn load(
        listing: &Listing,
        model: String,
        direction: Direction,
    ) -> Result<Self, TranslationError> {
        let files = files::find(listing)?;
        if files.direction.is_some_and(|has| has != direction) {
            return Err(TranslationError::Direction {
                model,
                wanted: direction,
                has: files.direction,
            });
        }
        check_processor(&model)?;
        let weights = read(&files.model)?;
        let head = container::check(&weights).map_err(refuse(&files.model))?;
        let (source_bytes, source) = vocabulary(&files.source, head.vocabularies.0)?;
        let (target_bytes, target) = vocabulary(&files.target, head.vocabularies.1)?;
        let engine =
            Engine::from_bytes(&weights, &source_bytes, &target_bytes).map_err(refuse(&files.model))?;
        Ok(Self {
            model,
            direction,
            engine: Movable(engine),
            source,
            target,
        })
    }

    /// The tokens of a sentence in parts of at most the window, each with its end mark; cut between words if possible.
    fn parts(&self, sentence: &str) -> Vec<Vec<u32>> {
        let mut ids = self.engine.0.src_ids(sentence);
        let end = ids.pop();
        let mut parts = Vec::new();
        let mut rest = ids.as_slice();
        while !rest.is_empty() {
            let length = match rest.len() {
                all @ ..=MAX_SOURCE_TOKENS => all,
                _ => (1..=MAX_SOURCE_TOKENS)
                    .rev()
                    .find(|&at| self.source.begins_word(rest[at]))
                    .unwrap_or(MAX_SOURCE_TOKENS),
            };
            let (part, after) = rest.split_at(length);
            parts.push(part.iter().copied().chain(end).collect());
            rest = after;
        }
        parts
    }

    /// Greedy search of a batch. The engine answers the same for a sentence whatever else is in its batch.
    fn greedy(&self, batch: &[Vec<u32>], decoding: &Decoding) -> Vec<Vec<u32>> {
        let mut answers = self.engine.0.greedy_batch(batch);
        for (answer, source) in answers.iter_mut().zip(batch) {
            answer.truncate(decoding.limit(source.len(), LIMIT));
        }
        answers
    }

    fn decode(&self, batch: &[Vec<u32>], decoding: &Decoding) -> Vec<Vec<u32>> {
        let as_the_engine = decoding.beam <= 1 && decoding.no_repeat == 0;
        if as_the_engine && decoding.max_ratio <= Decoding::GREEDY.max_ratio {
            return self.greedy(batch, decoding);
        }
        let search = |source: &Vec<u32>| {
            let limit = decoding.limit(source.len(), LIMIT);
            search::best(&self.engine.0, source, decoding, limit)
        };
        batch.par_iter().map(search).collect()
    }
}

impl Translator for Firefox {
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
        self.engine.0.src_ids(sentence).len()
    }

    fn window(&self) -> usize {
        MAX_SOURCE_TOKENS + 1
    }

    fn translate(&self, sentences: &[&str], decoding: &Decoding) -> Result<Vec<String>, TranslationError> {
        batches::in_batches(
            sentences,
            BATCH,
            |sentence| self.parts(sentence),
            |batch| {
                let answers = self.decode(batch, decoding);
                Ok(answers.iter().map(|ids| self.target.decode(ids)).collect())
            },
        )
    }
}

fn read(path: &Path) -> Result<Vec<u8>, TranslationError> {
    std::fs::read(path).map_err(|e| refuse(path)(format!("it cannot be read ({e})")))
}

fn refuse(path: &Path) -> impl FnOnce(String) -> TranslationError + '_ {
    move |reason| TranslationError::File {
        path: path.to_path_buf(),
        reason,
    }
}

/// A vocabulary must have a row of the model's table for each of its pieces; rows beyond them are padding.
fn vocabulary(path: &Path, rows: usize) -> Result<(Vec<u8>, Pieces), TranslationError> {
    let bytes = read(path)?;
    let pieces = Pieces::parse(&bytes).map_err(refuse(path))?;
    if pieces.len() > rows {
        return Err(refuse(path)(format!(
            "it has {} pieces and the model's table {rows}: they are not of one model",
            pieces.len()
        )));
    }
    Ok((bytes, pieces))
}

/// The engine's products are compiled for AVX2 and ask no questions.
fn check_processor(model: &str) -> Result<(), TranslationError> {
    #[cfg(target_arch = "x86_64")]
    if !std::arch::is_x86_feature_detected!("avx2") {
        return Err(TranslationError::Engine {
            engine: ENGINE,
            model: model.to_owned(),
            reason: "this processor has no AVX2, which the engine needs".to_owned(),
        });
    }
    let _ = model;
    Ok(())
}
