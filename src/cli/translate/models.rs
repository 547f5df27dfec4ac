//! The models of a run, one a direction, opened when the first article needs them.

use super::Args;
use crate::cli::context::Context;
use crate::cli::{progress, store};
use anyhow::{Context as _, anyhow, bail};
use daejo::models::{Purpose, Registry};
use daejo::text::Language;
use daejo::translation::{self, Direction, Request, TranslationError, Translator};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The models of a run.
pub struct Models<'a> {
    args: &'a Args,
    context: &'a Context,
    open: Mutex<BTreeMap<String, Arc<dyn Translator>>>,
}

impl<'a> Models<'a> {
    /// None opened yet.
    pub fn new(args: &'a Args, context: &'a Context) -> Self {
        Self {
            args,
            context,
            open: Mutex::default(),
        }
    }

    /// Into which language an article of `from` is translated.
    pub fn direction(&self, from: Language) -> anyhow::Result<Direction> {
        let to = match (self.args.to, from) {
            (Some(to), _) => to,
            (None, Language::En) => Language::Ko,
            (None, Language::Ko) => Language::En,
            (None, other) => {
                bail!("its language is {other}; say with --to into which it is to be translated")
            }
        };
        if to == from {
            bail!("it is in {from} already; --from tells its language where it was mistaken");
        }
        Ok(Direction::new(from, to))
    }

    /// The model for a direction.
    pub fn get(&self, direction: Direction) -> anyhow::Result<Arc<dyn Translator>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(model) = open.get(&direction.to_string()) {
            return Ok(Arc::clone(model));
        }
        let model: Arc<dyn Translator> = self.load(direction)?.into();
        open.insert(direction.to_string(), Arc::clone(&model));
        Ok(model)
    }

    fn load(&self, direction: Direction) -> anyhow::Result<Box<dyn Translator>> {
        let registry = Registry::load()?;
        let store = store::open(self.context)?;
        let request = Request {
            model: self.args.model.as_deref(),
            direction,
        };
        let opened = translation::open(request, &registry, &store, &progress::Bar::new(self.context));
        match opened {
            Ok(model) => Ok(model),
            Err(error @ (TranslationError::NoModel(_) | TranslationError::Models(_))) => {
                Err(anyhow!(error)).with_context(|| choices(&registry, direction))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// What can be done where there is no model.
fn choices(registry: &Registry, direction: Direction) -> String {
    let wanted = |model: &&daejo::models::Model| {
        model.purpose == Purpose::Translation && model.direction.is_none_or(|own| own == direction)
    };
    let names: Vec<&str> = registry
        .models()
        .iter()
        .filter(wanted)
        .map(|model| model.name.as_str())
        .collect();
    let own = "--model FOLDER takes a model of your own, in Mozilla's or Hugging Face's format";
    if names.is_empty() {
        return format!("no model for {direction}: none is listed; {own}");
    }
    let (first, names) = (names[0], names.join(", "));
    format!("no model for {direction}: `daejo models pull {first}` fetches one (listed: {names}); {own}")
}
