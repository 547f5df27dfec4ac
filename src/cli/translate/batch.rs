//! `daejo translate` on many articles.
//!
//! Articles are taken in windows, translated together and answered in the order of the input; memory holds one window.
//! The list of answers grows under another name, a window at a time, until it is complete. A run that was killed at any
//! moment leaves whole lines and at most one that is torn, which is cut off when it goes on. A run holds a lock on its
//! list, so that a second one on the same output is refused rather than mixed in.

use super::bar::Bar;
use super::inputs::{Input, Inputs};
use super::models::Models;
use super::output::Tally;
use super::window::{self, Served};
use super::{Args, Form};
use crate::cli::context::Context;
use crate::cli::many::{self, Destination, Partial};
use anyhow::{Context as _, bail};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Articles and bytes of a window: enough sentences of like length for every batch of the engine, few enough that a
/// run that is killed loses little.
const WINDOW: (usize, u64) = (64, 256 << 10);

/// Translates every article of the arguments.
pub fn run(args: &Args, models: &Models<'_>, context: &Context) -> anyhow::Result<Tally> {
    over(Inputs::new(&args.files, &args.input)?, args, models, context)
}

/// Translates these articles.
pub fn over(
    mut inputs: Inputs,
    args: &Args,
    models: &Models<'_>,
    context: &Context,
) -> anyhow::Result<Tally> {
    let destination = Destination::new(args.output.as_deref(), "");
    if args.format.is_some_and(|form| form != Form::Jsonl) && !destination.is_folder() {
        bail!("this form takes a file an article; name a folder with --output FOLDER/");
    }
    let mut run = Run {
        args,
        models,
        context,
        bar: Bar::new(inputs.expected(), context),
        folder: match &destination {
            Destination::Folder { folder, .. } => Some(folder.clone()),
            _ => None,
        },
        names: HashSet::new(),
        tally: Tally::default(),
    };
    let Some(list) = destination.list() else {
        context.write(args.output.as_deref(), |out| run.all(&mut inputs, out))?;
        return Ok(run.tally);
    };
    if let Some(folder) = &run.folder {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut partial = Partial::open(list, args.many.resume)?;
    while let Some(line) = partial.next_line()? {
        let input = inputs.next().transpose()?;
        run.was_done(&line, input.as_ref(), partial.path())?;
    }
    run.all(&mut inputs, partial.end()?)?;
    partial.finish()?;
    Ok(run.tally)
}

struct Run<'a> {
    args: &'a Args,
    models: &'a Models<'a>,
    context: &'a Context,
    bar: Bar,
    folder: Option<PathBuf>,
    /// Names of files written so far.
    names: HashSet<String>,
    tally: Tally,
}

impl Run<'_> {
    fn all(&mut self, inputs: &mut Inputs, out: &mut dyn Write) -> anyhow::Result<()> {
        let (most, bytes) = WINDOW;
        // What has no file of its own is a line.
        let format = if self.folder.is_some() {
            self.args.format
        } else {
            Some(Form::Jsonl)
        };
        loop {
            let window = inputs.window(most, bytes)?;
            if window.is_empty() {
                return Ok(());
            }
            let ids: Vec<Value> = window.iter().map(|input| input.id.clone()).collect();
            let answers = window::serve(window, format, self.args, self.models)?;
            for (id, answer) in ids.iter().zip(answers) {
                let line = self.line(id, answer)?;
                writeln!(out, "{line}")?;
            }
            out.flush()?;
            self.bar.advance(ids.len() as u64);
        }
    }

    fn line(&mut self, id: &Value, answer: Result<Served, String>) -> anyhow::Result<String> {
        let object = answer.and_then(|served| match &self.folder {
            None => Ok(served.object()),
            Some(_) => self.write_file(id, &served).map_err(|e| format!("{e:#}")),
        });
        match object {
            Ok(mut object) => {
                // A file's article is called as its file is, so that the line tells what it answers.
                if self.folder.is_none() && !id.is_null() {
                    object.insert("id".to_owned(), id.clone());
                }
                self.tally.add(&object);
                Ok(serde_json::to_string(&object)?)
            }
            Err(reason) => {
                self.tally.add(&Map::new());
                Ok(many::failure(id, &reason))
            }
        }
    }

    /// Writes an article's own file, whole or not at all, before its line says that it is there.
    fn write_file(&mut self, id: &Value, served: &Served) -> anyhow::Result<Map<String, Value>> {
        let name = file_name(id, served.form());
        if !self.names.insert(name.clone()) {
            bail!("another article is called {name} as well");
        }
        let path = self.folder.as_deref().unwrap_or(Path::new(".")).join(&name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        self.context.write_bytes(Some(&path), |out| {
            match served.form() {
                Form::Jsonl => writeln!(out, "{}", serde_json::to_string(&served.object())?)?,
                Form::Text | Form::Markdown | Form::Html => out.write_all(served.text().as_bytes())?,
            }
            Ok(())
        })?;
        Ok(served.entry(id, &name))
    }

    /// A line of an earlier run: it must be the answer for the article of this id. Whether the text or the
    /// model has changed since is not looked at.
    fn was_done(&mut self, line: &str, input: Option<&Input>, path: &Path) -> anyhow::Result<()> {
        let object: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
        let id = object.get("id").unwrap_or(&Value::Null);
        if input.is_none_or(|input| input.id != *id) {
            bail!(
                "{} is of a run over other articles; move it away, or go without --resume",
                path.display()
            );
        }
        if let Some(file) = object.get("file").and_then(Value::as_str) {
            self.names.insert(file.to_owned());
        }
        self.tally.add(&object);
        self.bar.skip(1);
        Ok(())
    }
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
