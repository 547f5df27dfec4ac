//! One window of articles: read, translated together, and answered one by one, whatever befalls a single one of them.

use super::inputs::{self, Given, Input};
use super::models::{Engine, Models};
use super::{Args, Form};
use crate::cli::input;
use daejo::article::{self, Article, Format, ReadOptions};
use daejo::text::encoding;
use daejo::translation::memory::Segment;
use daejo::translation::{self, Direction, Document, Translation, TranslationError, html, markdown, record};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An article, ready to be translated.
struct Prepared {
    article: Article,
    line: Option<Map<String, Value>>,
    document: Document,
    direction: Direction,
    form: Form,
}

/// A translated article.
pub struct Served {
    prepared: Prepared,
    translation: Translation,
    /// Who made it.
    pub engine: Arc<Engine>,
}

impl Served {
    /// The form that suits its input.
    pub fn form(&self) -> Form {
        self.prepared.form
    }

    /// From which language into which.
    pub fn direction(&self) -> Direction {
        self.prepared.direction
    }

    /// What a memory may keep of it.
    pub fn fresh(&self) -> &[Segment] {
        &self.translation.fresh
    }

    /// The translated text.
    pub fn text(&self) -> &str {
        &self.translation.text
    }

    /// The article's own line with its texts replaced; only of what was translated in the form of a line.
    pub fn object(&self) -> Map<String, Value> {
        let Prepared {
            article,
            line,
            document,
            ..
        } = &self.prepared;
        record::object(
            article,
            line.as_ref(),
            document,
            &self.translation,
            &*self.engine.translator,
        )
    }

    /// What a list says of an article that has its own file.
    pub fn entry(&self, id: &Value, file: &str) -> Map<String, Value> {
        let guard = |sentence: &translation::Sentence| json!({ "guard": sentence.guard });
        let sentences: Vec<Value> = self.translation.sentences.iter().map(guard).collect();
        let translation = json!({
            "model": self.engine.translator.model(),
            "engine": self.engine.translator.engine(),
            "from": self.prepared.direction.from,
            "sentences": sentences,
        });
        let mut entry = Map::new();
        entry.insert("id".to_owned(), id.clone());
        entry.insert("lang".to_owned(), json!(self.prepared.direction.to));
        entry.insert("file".to_owned(), json!(file));
        entry.insert("translation".to_owned(), translation);
        entry
    }
}

/// A translation and who made it, or why there is none.
type Translated = Result<(Translation, Arc<Engine>), String>;

/// The answers for a window of articles, in order, in the form wanted, else each in its own.
///
/// # Errors
/// There is no model for an article. What is wrong with one article is an error of its own.
pub fn serve(
    inputs: Vec<Input>,
    format: Option<Form>,
    args: &Args,
    models: &Models<'_>,
) -> anyhow::Result<Vec<Result<Served, String>>> {
    let prepared: Vec<Result<Prepared, String>> = inputs
        .into_par_iter()
        .map(|input| guarded(|| prepare(input, format, args, models).map_err(|e| format!("{e:#}"))))
        .collect();
    let mut directions: Vec<Direction> = Vec::new();
    for prepared in prepared.iter().flatten() {
        if !directions.contains(&prepared.direction) {
            directions.push(prepared.direction);
        }
    }
    let mut translations: Vec<Option<Translated>> = prepared.iter().map(|_| None).collect();
    for direction in directions {
        let of_direction = |at: &usize| matches!(&prepared[*at], Ok(p) if p.direction == direction);
        let places: Vec<usize> = (0..prepared.len()).filter(of_direction).collect();
        let engine = match models.get(direction) {
            Ok(engine) => engine,
            Err(error) if is_of_article(&error) => {
                places
                    .iter()
                    .for_each(|&at| translations[at] = Some(Err(format!("{error:#}"))));
                continue;
            }
            Err(error) => return Err(error),
        };
        let documents: Vec<&Document> = places
            .iter()
            .filter_map(|&at| prepared[at].as_ref().ok().map(|p| &p.document))
            .collect();
        for (at, translation) in places.into_iter().zip(together(&documents, &engine, models)) {
            translations[at] = Some(translation.map(|translation| (translation, Arc::clone(&engine))));
        }
    }
    let answer = |(prepared, translation): (Result<Prepared, String>, _)| {
        let (translation, engine) =
            Option::unwrap_or_else(translation, || Err("it was not translated".to_owned())).map_err(|e| {
                // What was wrong from the beginning goes before.
                prepared.as_ref().err().cloned().unwrap_or(e)
            })?;
        Ok(Served {
            prepared: prepared?,
            translation,
            engine,
        })
    };
    Ok(prepared.into_iter().zip(translations).map(answer).collect())
}

/// Whether it is the article that does not fit the model, rather than the model that is missing.
fn is_of_article(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(TranslationError::Direction { .. }))
}

/// Translates documents at once; where that fails, one by one, so that the one to blame stands alone.
fn together(
    documents: &[&Document],
    engine: &Engine,
    models: &Models<'_>,
) -> Vec<Result<Translation, String>> {
    let options = models.options(engine);
    let translate = |documents: &[&Document]| {
        guarded(|| {
            translation::translate(documents, &*engine.translator, &options).map_err(|e| e.to_string())
        })
    };
    match translate(documents) {
        Ok(all) => all.into_iter().map(Ok).collect(),
        Err(error) if documents.len() == 1 => vec![Err(error)],
        Err(_) => {
            let alone = |document: &&Document| {
                let mut one = translate(&[*document])?;
                one.pop().ok_or_else(|| "it was not translated".to_owned())
            };
            documents.iter().map(alone).collect()
        }
    }
}

/// A panic in a dependency costs one article, not the run.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let words = cause
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| cause.downcast_ref::<&str>().copied());
        Err(format!(
            "an internal error: {}",
            words.unwrap_or("no reason given")
        ))
    })
}

fn prepare(input: Input, wanted: Option<Form>, args: &Args, models: &Models<'_>) -> anyhow::Result<Prepared> {
    let given = input.given.map_err(|reason| anyhow::anyhow!("{reason}"))?;
    match given {
        Given::Line(object) => {
            let bytes = serde_json::to_vec(&object)?;
            let article = article::read(&bytes, &input.name, &options(Some(Format::Jsonl), args))
                .map_err(|error| anyhow::anyhow!("{}", error.to_string().replace(", line 1:", ":")))?;
            prepared(article, Some(object), None, Form::Jsonl, models)
        }
        Given::File(path) => of_bytes(&input::bytes(&path)?, &path, wanted, args, models),
        Given::Bytes(bytes) => of_bytes(&bytes, &PathBuf::from(input.name), wanted, args, models),
    }
}

fn of_bytes(
    bytes: &[u8],
    path: &Path,
    wanted: Option<Form>,
    args: &Args,
    models: &Models<'_>,
) -> anyhow::Result<Prepared> {
    let format = inputs::format_of(path, &args.input);
    let mut article = article::read(bytes, &path.to_string_lossy(), &options(format, args))?;
    if let Some(stem) = path.file_stem().filter(|_| article.id == path.to_string_lossy()) {
        article.id = stem.to_string_lossy().into_owned();
    }
    let form = form_of(format, wanted);
    let source = match form {
        Form::Markdown | Form::Html => Some(encoding::decode(bytes)?),
        _ => None,
    };
    prepared(article, None, source, form, models)
}

/// The form in which an article will be answered.
pub fn form(input: &Input, wanted: Option<Form>, args: &Args) -> Form {
    match &input.given {
        Ok(Given::File(path)) => form_of(inputs::format_of(path, &args.input), wanted),
        Ok(Given::Bytes(_)) => form_of(inputs::format_of(Path::new(&input.name), &args.input), wanted),
        Ok(Given::Line(_)) | Err(_) => Form::Jsonl,
    }
}

fn form_of(format: Option<Format>, wanted: Option<Form>) -> Form {
    match (wanted, format) {
        (Some(form @ (Form::Text | Form::Jsonl)), _) => form,
        (_, Some(Format::Markdown)) => Form::Markdown,
        (_, Some(Format::Html)) => Form::Html,
        _ => Form::Text,
    }
}

fn prepared(
    article: Article,
    line: Option<Map<String, Value>>,
    source: Option<String>,
    form: Form,
    models: &Models<'_>,
) -> anyhow::Result<Prepared> {
    let direction = models.direction(article.lang)?;
    let document = match (source, form) {
        (Some(source), Form::Markdown) => markdown::document(&source, &article),
        (Some(source), Form::Html) => html::document(&source, &article, direction.to),
        _ => Document::of_article(&article, direction.to),
    };
    Ok(Prepared {
        article,
        line,
        document,
        direction,
        form,
    })
}

fn options(format: Option<Format>, args: &Args) -> ReadOptions {
    ReadOptions {
        format,
        lang: args.from,
        published: args.date.clone(),
    }
}
