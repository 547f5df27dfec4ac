//! Text into the tokens of a checkpoint and back.

use super::super::Listing;
use super::super::checkpoint::{Architecture, Checkpoint};
use super::opus::Opus;
use crate::text::Language;
use rust_bert::pipelines::common::{ModelType, TokenizerOption};

/// The tokenizer of a checkpoint: its own `tokenizer.json`; else that of OPUS-MT, or rust-bert's for its vocabulary.
pub(super) enum Tokenizer {
    Json(Box<tokenizers::Tokenizer>),
    Opus(Box<Opus>),
    Files(Box<TokenizerOption>),
}

/// Begins a word, in every vocabulary of these architectures.
const SPACE: char = '\u{2581}';

impl Tokenizer {
    /// # Errors
    /// Why the files are of no use.
    pub(super) fn load(listing: &Listing, checkpoint: &Checkpoint) -> Result<Self, String> {
        if let Some(path) = &checkpoint.tokenizer {
            let tokenizer = tokenizers::Tokenizer::from_file(path).map_err(|e| e.to_string())?;
            return Ok(Self::Json(Box::new(tokenizer)));
        }
        let kind = match checkpoint.architecture {
            Architecture::Marian => {
                let [vocabulary, model] = ["vocab.json", "source.spm"].map(|name| listing.path(name));
                return Ok(Self::Opus(Box::new(Opus::load(&vocabulary, &model)?)));
            }
            Architecture::M2m100 => ModelType::M2M100,
            Architecture::Mbart => ModelType::MBart,
        };
        let paths: Vec<_> = checkpoint
            .architecture
            .vocabulary()
            .iter()
            .map(|name| listing.path(name).to_str().map(str::to_owned))
            .collect::<Option<_>>()
            .ok_or("the path of the model is not Unicode")?;
        let first = paths.first().map_or("", String::as_str);
        let second = paths.get(1).map(String::as_str);
        TokenizerOption::from_file(kind, first, second, false, None, None)
            .map(|tokenizer| Self::Files(Box::new(tokenizer)))
            .map_err(|e| e.to_string())
    }

    /// The tokens of a text, without marks of any kind.
    pub(super) fn encode(&self, text: &str) -> Vec<i64> {
        match self {
            Self::Json(tokenizer) => tokenizer.encode(text, false).map_or_else(
                |_| Vec::new(),
                |encoding| encoding.get_ids().iter().map(|&id| i64::from(id)).collect(),
            ),
            Self::Opus(tokenizer) => tokenizer.encode(text),
            Self::Files(tokenizer) => tokenizer.convert_tokens_to_ids(&tokenizer.tokenize(text)),
        }
    }

    /// The text of tokens, without the marks among them.
    pub(super) fn decode(&self, ids: &[i64]) -> String {
        let text = match self {
            Self::Json(tokenizer) => {
                let ids: Vec<u32> = ids.iter().filter_map(|&id| u32::try_from(id).ok()).collect();
                tokenizer.decode(&ids, true).unwrap_or_default()
            }
            Self::Opus(tokenizer) => tokenizer.decode(ids),
            Self::Files(tokenizer) => tokenizer.decode(ids, true, false),
        };
        text.replace(SPACE, " ").trim().to_owned()
    }

    /// The number of a token that the vocabulary has.
    pub(super) fn id(&self, token: &str) -> Option<i64> {
        match self {
            Self::Json(tokenizer) => tokenizer.token_to_id(token).map(i64::from),
            Self::Opus(tokenizer) => tokenizer.id(token),
            Self::Files(tokenizer) => {
                let id = *tokenizer.convert_tokens_to_ids(&[token]).first()?;
                (id != tokenizer.get_unk_id()).then_some(id)
            }
        }
    }

    /// Whether a word begins with this token, where that can be told.
    pub(super) fn begins_word(&self, id: i64) -> bool {
        match self {
            Self::Json(tokenizer) => u32::try_from(id)
                .ok()
                .and_then(|id| tokenizer.id_to_token(id))
                .is_some_and(|token| token.starts_with(SPACE)),
            Self::Opus(tokenizer) => tokenizer.begins_word(id),
            Self::Files(_) => false,
        }
    }

    /// The mark of a language, where the vocabulary has one.
    pub(super) fn language(&self, language: Language) -> Option<i64> {
        let line = include_str!("../data/language_codes.tsv")
            .lines()
            .find(|line| line.split('\t').next() == Some(language.code()))?;
        line.split('\t').skip(1).find_map(|code| self.id(code))
    }
}
