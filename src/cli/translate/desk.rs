//! A window of articles in, a line for each out; files of their own are written on the way.

use super::digest::Digests;
use super::inputs::Input;
use super::models::Models;
use super::window::{self, Served};
use super::{Args, Form};
use crate::cli::context::Context;
use crate::cli::many;
use anyhow::Context as _;
use daejo::translation::Direction;
use daejo::translation::memory::Segment;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Where windows of articles are served.
pub struct Desk<'a> {
    args: &'a Args,
    models: &'a Models<'a>,
    context: &'a Context,
    folder: Option<PathBuf>,
    /// Names of files spoken for so far.
    names: HashSet<String>,
}

/// The file that an article gets, or why it cannot have the one it should; none where answers are lines alone.
pub type Claim = Result<Option<String>, String>;

/// The lines of a window, and what the memory may learn from it once they are safe.
pub struct Lines {
    /// A line an article.
    pub lines: Vec<String>,
    /// By direction.
    pub fresh: BTreeMap<Direction, Vec<Segment>>,
}

impl<'a> Desk<'a> {
    /// With a folder every article gets a file of its own there.
    pub fn new(
        args: &'a Args,
        models: &'a Models<'a>,
        context: &'a Context,
        folder: Option<PathBuf>,
    ) -> Self {
        Self {
            args,
            models,
            context,
            folder,
            names: HashSet::new(),
        }
    }

    /// The form of the answers: what has no file of its own is a line.
    fn wanted(&self) -> Option<Form> {
        if self.folder.is_some() {
            self.args.format
        } else {
            Some(Form::Jsonl)
        }
    }

    /// The files of a window's articles. To be asked for every window in order, also for those served elsewhere.
    pub fn claim(&mut self, window: &[Input]) -> Vec<Claim> {
        window.iter().map(|input| self.claim_one(input)).collect()
    }

    fn claim_one(&mut self, input: &Input) -> Claim {
        if self.folder.is_none() {
            return Ok(None);
        }
        let name = file_name(&input.id, window::form(input, self.wanted(), self.args));
        if self.names.insert(name.clone()) {
            Ok(Some(name))
        } else {
            Err(format!("another article is called {name} as well"))
        }
    }

    /// Whether a line of an earlier run is the answer for an article as it is now, file and all.
    pub fn is_answer(&self, line: &Map<String, Value>, input: &Input) -> anyhow::Result<bool> {
        let Some(digests) = Digests::of(line) else {
            return Ok(false);
        };
        let is_there = match (&self.folder, line.get("file").and_then(Value::as_str)) {
            (Some(folder), Some(file)) => folder.join(file).is_file(),
            _ => true,
        };
        Ok(is_there && line.get("id") == Some(&input.id) && digests.article == input.digest()?)
    }

    /// Whether a line of an earlier run was made by this model with these options.
    pub fn is_of_this_run(&self, line: &Map<String, Value>) -> anyhow::Result<bool> {
        let Some(run) = Digests::of(line).and_then(|digests| digests.run) else {
            return Ok(true);
        };
        let code = |value: Option<&Value>| value.and_then(Value::as_str).and_then(|code| code.parse().ok());
        let from = line.get("translation").and_then(|t| t.get("from"));
        let Some((from, to)) = code(from).zip(code(line.get("lang").or_else(|| line.get("language")))) else {
            return Ok(false);
        };
        Ok(self.models.digest(Direction::new(from, to))? == run)
    }

    /// Serves a window.
    pub fn serve(&self, window: Vec<Input>, claims: Vec<Claim>) -> anyhow::Result<Lines> {
        let ids: Vec<Value> = window.iter().map(|input| input.id.clone()).collect();
        let articles: Vec<String> = window.iter().map(|i| i.digest().unwrap_or_default()).collect();
        let answers = window::serve(window, self.wanted(), self.args, self.models)?;
        let mut fresh: BTreeMap<Direction, Vec<Segment>> = BTreeMap::new();
        let mut lines = Vec::with_capacity(ids.len());
        for (((id, article), claim), answer) in ids.iter().zip(articles).zip(claims).zip(answers) {
            let mut digests = Digests {
                article,
                run: None,
                memory: None,
            };
            let object = answer.and_then(|served| {
                digests.run = Some(served.engine.digest.clone());
                digests.memory = served.engine.memory.as_ref().map(|memory| memory.until());
                let object = self.object(id, &served, claim?, &digests)?;
                let segments = served.fresh().iter().cloned();
                fresh.entry(served.direction()).or_default().extend(segments);
                Ok(object)
            });
            lines.push(match object {
                Ok(object) => serde_json::to_string(&object)?,
                Err(reason) => failure(id, &reason, &digests)?,
            });
        }
        Ok(Lines { lines, fresh })
    }

    fn object(
        &self,
        id: &Value,
        served: &Served,
        claim: Option<String>,
        digests: &Digests,
    ) -> Result<Map<String, Value>, String> {
        let mut object = match &claim {
            None => {
                let mut object = served.object();
                // A file's article is called as its file is, so that the line tells what it answers.
                if !id.is_null() {
                    object.insert("id".to_owned(), id.clone());
                }
                object
            }
            Some(name) => {
                self.write_file(name, served, digests)
                    .map_err(|e| format!("{e:#}"))?;
                served.entry(id, name)
            }
        };
        digests.put(&mut object, "translation");
        Ok(object)
    }

    /// Writes an article's own file, whole or not at all, before its line says that it is there.
    fn write_file(&self, name: &str, served: &Served, digests: &Digests) -> anyhow::Result<()> {
        let path = self.folder.as_deref().unwrap_or(Path::new(".")).join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        self.context.write_bytes(Some(&path), |out| {
            match served.form() {
                Form::Jsonl => {
                    let mut object = served.object();
                    digests.put(&mut object, "translation");
                    writeln!(out, "{}", serde_json::to_string(&object)?)?;
                }
                Form::Text | Form::Markdown | Form::Html => out.write_all(served.text().as_bytes())?,
            }
            Ok(())
        })
    }
}

/// The line for what could not be served.
fn failure(id: &Value, reason: &str, digests: &Digests) -> anyhow::Result<String> {
    let mut line: Map<String, Value> = serde_json::from_str(&many::failure(id, reason))?;
    digests.put(&mut line, "error");
    let error = line.remove("error").unwrap_or_default();
    Ok(format!("{{\"id\":{id},\"error\":{}}}", json!(error)))
}

/// What an article's own file is called: as its input is, or by its id, with the ending of its form.
fn file_name(id: &Value, form: Form) -> String {
    let given = match id {
        Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    let safe: Vec<String> = given
        .split('/')
        .filter(|part| !part.is_empty())
        .map(many::safe)
        .collect();
    let path = PathBuf::from(safe.join("/"));
    let ending = match form {
        Form::Text => "txt",
        Form::Markdown => "md",
        Form::Html => "html",
        Form::Jsonl => "jsonl",
    };
    let known = daejo::article::Format::of_extension(&path.to_string_lossy()).is_some();
    let path = if known { path.with_extension("") } else { path };
    format!("{}.{ending}", path.display())
}
