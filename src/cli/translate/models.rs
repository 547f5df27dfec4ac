//! The models of a run, one a direction, opened when the first article needs them, each with its memory.

use super::Args;
use super::aids::Aids;
use super::digest::digest;
use crate::cli::context::Context;
use crate::cli::encoder::EncoderArgs;
use crate::cli::{progress, store};
use anyhow::{Context as _, anyhow, bail};
use daejo::embedding::Encoder;
use daejo::models::{Purpose, Registry};
use daejo::text::Language;
use daejo::translation::memory::{Memory, Recall, Segment};
use daejo::translation::{self, Direction, Found, Makeshift, Options, Request, TranslationError, Translator};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The models of a run.
pub struct Models<'a> {
    args: &'a Args,
    context: &'a Context,
    aids: Aids,
    /// For the guard; none where it cannot be had.
    encoder: Option<Box<dyn Encoder>>,
    /// Of everything but the model and the article that decides what comes out.
    options: String,
    /// Of the part of it that decides the words of a sentence, and with the model who made a segment of the memory.
    words: String,
    found: Mutex<BTreeMap<Direction, Arc<Found>>>,
    open: Mutex<BTreeMap<Direction, Arc<Engine>>>,
    /// The last segment of the memory that is seen, where an earlier part of the run has settled it.
    until: OnceLock<i64>,
}

/// A model with what belongs to it.
pub struct Engine {
    /// The model.
    pub translator: Box<dyn Translator>,
    /// Its memory, where the run has one.
    pub memory: Option<Memory>,
    /// Of the model and everything else but the article that decides what comes out.
    pub digest: String,
}

impl<'a> Models<'a> {
    /// None opened yet.
    pub fn new(args: &'a Args, context: &'a Context) -> anyhow::Result<Self> {
        let aids = Aids::read(&args.aids)?;
        let encoder = EncoderArgs::default().open_for_guard(context);
        let pairs = |list: &Option<translation::Glossary>| list.as_ref().map(|list| list.pairs().to_vec());
        let glossary = format!("{:?}", pairs(&aids.glossary));
        let words = digest(&[
            env!("CARGO_PKG_VERSION").to_owned(),
            format!("{:?}", (args.beam, args.no_retry, args.keep_register)),
            glossary,
        ]);
        let options = digest(&[
            words.clone(),
            format!("{:?}", (args.from, args.to, args.format, args.quotes, &args.date)),
            format!("{:?} {}", pairs(&aids.names), args.aids.memory.is_some()),
            encoder.is_some().to_string(),
        ]);
        Ok(Self {
            args,
            context,
            aids,
            encoder,
            options,
            words,
            found: Mutex::default(),
            open: Mutex::default(),
            until: OnceLock::new(),
        })
    }

    /// The digest of everything but model and article.
    pub fn options_digest(&self) -> &str {
        &self.options
    }

    /// How an engine's articles are translated.
    pub fn options<'e>(&'e self, engine: &'e Engine) -> Options<'e> {
        Options {
            glossary: self.aids.glossary.as_ref(),
            names: self.aids.names.as_ref(),
            memory: engine.memory.as_ref().map(|memory| memory as &dyn Recall),
            encoder: self.encoder.as_deref(),
            ..self.args.options()
        }
    }

    /// What was added to the memory after this is not seen: an earlier part of the run has settled it so.
    pub fn see_until(&self, segment: i64) {
        let _ = self.until.set(segment);
    }

    /// The last segment of the memory that is seen, where the run has a memory.
    pub fn memory_until(&self, args: &Args) -> anyhow::Result<Option<i64>> {
        let any = Direction::new(Language::En, Language::Ko);
        let Some(path) = &args.aids.memory else {
            return Ok(None);
        };
        Ok(Some(
            Memory::open(path, any, "", self.until.get().copied())?.until(),
        ))
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

    /// The digest of the model for a direction and of the options, without opening the model.
    pub fn digest(&self, direction: Direction) -> anyhow::Result<String> {
        let found = self.found(direction)?;
        Ok(digest(&[
            self.options.clone(),
            direction.to_string(),
            found.identity().to_owned(),
        ]))
    }

    /// The model for a direction.
    pub fn get(&self, direction: Direction) -> anyhow::Result<Arc<Engine>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = open.get(&direction) {
            return Ok(Arc::clone(engine));
        }
        let translator = self.found(direction)?.load()?;
        let words = digest(&[self.words.as_str(), self.found(direction)?.identity()]);
        let maker = format!("{} {words}", translator.model());
        let until = self.until.get().copied();
        let memory = self.args.aids.memory.as_deref();
        let memory = memory
            .map(|path| Memory::open(path, direction, &maker, until))
            .transpose()?;
        // Both directions see the memory as it was at one moment.
        memory.iter().for_each(|memory| self.see_until(memory.until()));
        let engine = Arc::new(Engine {
            translator,
            memory,
            digest: self.digest(direction)?,
        });
        open.insert(direction, Arc::clone(&engine));
        Ok(engine)
    }

    /// Adds what passed to the memory, if there is one.
    pub fn learn(&self, fresh: BTreeMap<Direction, Vec<Segment>>) -> anyhow::Result<()> {
        for (direction, segments) in fresh {
            if let Some(memory) = &self.get(direction)?.memory {
                memory.add(&segments)?;
            }
        }
        Ok(())
    }

    fn found(&self, direction: Direction) -> anyhow::Result<Arc<Found>> {
        let mut known = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&direction) {
            return Ok(Arc::clone(found));
        }
        let registry = Registry::load()?;
        let store = store::open(self.context)?;
        let request = Request {
            model: self.args.model.as_deref(),
            direction,
        };
        let found = translation::find(request, &registry, &store, &progress::Bar::new(self.context));
        let found = match found {
            Ok(found) => Arc::new(found),
            Err(error @ (TranslationError::NoModel(_) | TranslationError::Models(_))) => {
                return Err(anyhow!(error)).with_context(|| choices(&registry, direction));
            }
            Err(error) => return Err(error.into()),
        };
        if let Some(makeshift) = found.makeshift() {
            self.context.note(&warning(&found, makeshift));
        }
        known.insert(direction, Arc::clone(&found));
        Ok(found)
    }

    /// The models that were used, to follow the count of what they did.
    pub fn in_words(&self) -> String {
        let known = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let names: Vec<_> = known.values().map(|found| found.name()).collect();
        match names.is_empty() {
            true => String::new(),
            false => format!(", by {}", names.join(" and ")),
        }
    }
}

/// That the model in the box is used, once a run.
fn warning(found: &Found, makeshift: &Makeshift) -> String {
    let Makeshift {
        summary,
        better,
        reason,
    } = makeshift;
    format!(
        "warning: {reason}\nwarning: so the model in the box translates: `{}`, {summary}; `daejo models pull {better}` fetches a better one",
        found.name()
    )
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
