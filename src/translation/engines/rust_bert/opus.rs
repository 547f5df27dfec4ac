//! The tokens of OPUS-MT's checkpoints: SentencePiece cuts a text into pieces, and vocab.json numbers them.
//!
//! rust-bert's own tokenizer for them neither knows byte pieces nor takes the normaliser from the model, so that the
//! model's pieces, scores and table of characters are handed to `tokenizers`, as transformers does when it converts one.

use crate::translation::tokens::{Fields, Pieces, Value};
use std::collections::HashMap;
use std::path::Path;
use tokenizers::models::unigram::Unigram;
use tokenizers::normalizers::Precompiled;
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};

/// No text is worth being cut into a mark: its score is below that of every piece.
const NEVER: f64 = -1e4;

/// The tokens of one checkpoint.
pub(super) struct Opus {
    cutter: tokenizers::Tokenizer,
    numbers: HashMap<String, i64>,
    pieces: Pieces,
    unknown: i64,
}

impl Opus {
    /// # Errors
    /// Why the files are of no use.
    pub(super) fn load(vocabulary: &Path, model: &Path) -> Result<Self, String> {
        let unreadable = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let text = std::fs::read_to_string(vocabulary).map_err(|e| unreadable(vocabulary, &e))?;
        let numbers: HashMap<String, i64> =
            serde_json::from_str(&text).map_err(|e| unreadable(vocabulary, &e))?;
        let mut names: Vec<(&str, i64)> = numbers
            .iter()
            .map(|(name, &number)| (name.as_str(), number))
            .collect();
        names.sort_by_key(|&(_, number)| number);
        if names.iter().zip(0..).any(|(&(_, number), at)| number != at) {
            return Err(unreadable(
                vocabulary,
                &"its numbers do not run from 0 without a gap",
            ));
        }
        let unknown = *numbers
            .get("<unk>")
            .ok_or_else(|| unreadable(vocabulary, &"it has no <unk>"))?;
        let data = std::fs::read(model).map_err(|e| unreadable(model, &e))?;
        Ok(Self {
            pieces: Pieces::named(names.into_iter().map(|(name, _)| name)),
            cutter: cutter(&data).map_err(|e| unreadable(model, &e))?,
            numbers,
            unknown,
        })
    }

    pub(super) fn encode(&self, text: &str) -> Vec<i64> {
        // SentencePiece takes several spaces for one, and none at the ends.
        let words: Vec<&str> = text.split_whitespace().collect();
        let Ok(encoding) = self.cutter.encode(words.join(" "), false) else {
            return Vec::new();
        };
        let number = |piece: &String| self.numbers.get(piece).copied().unwrap_or(self.unknown);
        encoding.get_tokens().iter().map(number).collect()
    }

    pub(super) fn decode(&self, ids: &[i64]) -> String {
        let ids: Vec<u32> = ids.iter().filter_map(|&id| u32::try_from(id).ok()).collect();
        self.pieces.decode(&ids)
    }

    pub(super) fn id(&self, token: &str) -> Option<i64> {
        self.numbers.get(token).copied()
    }

    pub(super) fn begins_word(&self, id: i64) -> bool {
        u32::try_from(id).is_ok_and(|id| self.pieces.begins_word(id))
    }
}

/// What cuts text as the SentencePiece model does.
fn cutter(model: &[u8]) -> Result<tokenizers::Tokenizer, String> {
    let mut pieces: Vec<(String, f64)> = Vec::new();
    let (mut unknown, mut bytes, mut characters) = (None, false, None);
    for field in Fields(model) {
        match field? {
            (1, Value::Bytes(message)) => {
                let (text, score, kind) = piece(message)?;
                match kind {
                    UNKNOWN => unknown = Some(pieces.len()),
                    BYTE => bytes = true,
                    _ => {}
                }
                let is_text = matches!(kind, NORMAL | USER_DEFINED | BYTE);
                pieces.push((text, if is_text { score } else { NEVER }));
            }
            (3, Value::Bytes(message)) => characters = table(message)?,
            _ => {}
        }
    }
    let unknown = unknown.ok_or("it has no piece for what is unknown")?;
    let unigram = Unigram::from(pieces, Some(unknown), bytes).map_err(|e| e.to_string())?;
    let mut tokenizer = tokenizers::Tokenizer::new(unigram);
    if let Some(table) = characters {
        let normaliser = Precompiled::from(table).map_err(|e| e.to_string())?;
        tokenizer
            .with_normalizer(Some(normaliser))
            .map_err(|e| e.to_string())?;
    }
    tokenizer.with_pre_tokenizer(Some(Metaspace::new('\u{2581}', PrependScheme::Always, true)));
    Ok(tokenizer)
}

/// Kinds of pieces, by their numbers in SentencePiece.
const NORMAL: u64 = 1;
const UNKNOWN: u64 = 2;
const USER_DEFINED: u64 = 4;
const BYTE: u64 = 6;

fn piece(message: &[u8]) -> Result<(String, f64, u64), String> {
    let (mut text, mut score, mut kind) = (String::new(), 0.0, NORMAL);
    for field in Fields(message) {
        match field? {
            (1, Value::Bytes(bytes)) => text = String::from_utf8_lossy(bytes).into_owned(),
            (2, Value::Bytes(bytes)) => {
                let bits = bytes.try_into().map_err(|_| "a score is no number".to_owned())?;
                score = f64::from(f32::from_le_bytes(bits));
            }
            (3, Value::Number(number)) => kind = number,
            _ => {}
        }
    }
    Ok((text, score, kind))
}

/// The normaliser's table of characters, where there is one.
fn table(message: &[u8]) -> Result<Option<&[u8]>, String> {
    for field in Fields(message) {
        if let (2, Value::Bytes(table)) = field?
            && !table.is_empty()
        {
            return Ok(Some(table));
        }
    }
    Ok(None)
}
