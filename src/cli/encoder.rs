//! The encoder that commands use.

use super::context::Context;
use super::progress::Bar;
use super::store;
use daejo::embedding::{self, Encoder};
use daejo::models::Registry;

/// Which encoder.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct EncoderArgs {
    /// Encoder: a name that `daejo models list` knows, or the folder of a checkpoint of sentence-transformers, with a
    /// slash in it [default: use-multilingual-v3].
    #[arg(long, value_name = "NAME|FOLDER")]
    encoder: Option<String>,
}

impl EncoderArgs {
    /// Opens the encoder; its model is fetched where it is not on disk yet.
    pub fn open(&self, context: &Context) -> anyhow::Result<Box<dyn Encoder>> {
        let (registry, store) = (Registry::load()?, store::open(context)?);
        let encoder = embedding::open(self.encoder.as_deref(), &registry, &store, &Bar::new(context))?;
        Ok(encoder)
    }

    /// Opens the encoder for the guard of translations, which goes on without one and says what it does not look at.
    pub fn open_for_guard(&self, context: &Context) -> Option<Box<dyn Encoder>> {
        self.open(context)
            .map_err(|error| {
                let lost = "so the guard does not see whether a sentence speaks of something else";
                context.note(&format!("warning: {error:#}; {lost}"));
            })
            .ok()
    }

    /// How it is called.
    pub fn name(&self) -> anyhow::Result<String> {
        Ok(embedding::name_of(self.encoder.as_deref(), &Registry::load()?)?)
    }

    /// What tells its vectors from those of another encoder; `None` is the default.
    pub fn key(&self) -> anyhow::Result<Option<String>> {
        let Some(wanted) = self.encoder.as_deref() else {
            return Ok(None);
        };
        let key = match std::fs::canonicalize(wanted) {
            Ok(folder) => folder.display().to_string(),
            Err(_) => self.name()?,
        };
        Ok(Some(key))
    }
}
