//! Many pairs as one call: folders, globs and JSON Lines in; JSON Lines or a folder out.
//!
//! Pairs are served in parallel and answered in the order of the input, so the output does not depend on the number of
//! threads. Memory holds a batch of pairs, whatever the size of the input. Nothing is ever half written: a report
//! appears whole, and the list of answers grows under another name until it is complete, so that a run that was killed
//! can go on ([`partial`]).

mod bar;
pub mod compressed;
mod items;
mod listing;
mod partial;
mod place;

pub use items::{Given, Item, Items};
pub use listing::{files, is_many};
pub use partial::Partial;
pub use place::{Destination, safe};

use super::context::Context;
use anyhow::Context as _;
use bar::Bar;
use place::Names;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;

/// Flags of every command that takes many pairs.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct ManyArgs {
    /// Go on with a run that was interrupted: what --output holds already is not done again.
    #[arg(long, requires = "output")]
    pub resume: bool,
}

/// What a command does with one pair.
pub trait Work: Sync {
    /// The answer, or why there is none. `file` is what the pair's own file will be called, where it gets one.
    fn serve(&self, item: &Item, file: Option<&str>) -> anyhow::Result<Answer>;
}

/// The answer for one pair.
pub struct Answer {
    /// Its line: one JSON object without line breaks.
    pub line: String,
    /// Its own files, each by what is put after its name (`.html`); written where the output is a folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is shown on stdout in place of the line, where people read it.
    pub text: Option<String>,
}

impl Answer {
    /// A line alone.
    pub fn line(line: String) -> Self {
        Self {
            line,
            files: Vec::new(),
            text: None,
        }
    }
}

/// A line of the answers: the pair's name, the file where it has one, and the rest.
#[derive(Serialize)]
pub struct Line<'a, T> {
    /// What the input calls the pair.
    pub id: &'a Value,
    /// Its file in the folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    /// The answer.
    #[serde(flatten)]
    pub rest: T,
}

/// A line for a pair that could not be served.
#[derive(Serialize)]
struct Failure {
    error: Message,
}

#[derive(Serialize)]
struct Message {
    message: String,
}

/// Pairs and bytes of input held at a time: enough to keep every core busy, few enough to keep memory small and to
/// lose little when a run is killed.
const BATCH: (usize, u64) = (1024, 1 << 20);

/// One call over many pairs.
pub struct Run<'a> {
    /// What is done with each.
    pub work: &'a dyn Work,
    /// Where the answers go.
    pub destination: &'a Destination,
    /// Whether people read the answers on stdout, so that an error is told on stderr instead of in a line.
    pub is_text: bool,
    /// The surroundings.
    pub context: &'a Context,
}

/// How far a run has come.
struct Progress {
    items: Items,
    names: Names,
    bar: Bar,
}

impl Run<'_> {
    /// Serves every pair. `count` sees every line of the answers, in order, those of an earlier run too.
    pub fn over(&self, items: Items, resume: bool, mut count: impl FnMut(&str)) -> anyhow::Result<()> {
        let mut progress = Progress {
            bar: Bar::new(items.expected(), self.context),
            names: Names::default(),
            items,
        };
        let list = match self.destination {
            Destination::Stream(path) => {
                let context = self.context;
                return context.write(path.as_deref(), |out| {
                    self.serve_all(&mut progress, out, &mut count)
                });
            }
            Destination::File(list) | Destination::Folder { list, .. } => list,
        };
        if let Destination::Folder { folder, .. } = self.destination {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let mut partial = Partial::open(list, resume)?;
        while let Some(line) = partial.next_line()? {
            let mut item = progress.items.next().transpose()?;
            partial::same(&line, item.as_ref(), partial.path())?;
            item.iter_mut()
                .for_each(|item| progress.names.claim(item, self.destination));
            count(&line);
            progress.bar.advance();
        }
        self.serve_all(&mut progress, partial.end()?, &mut count)?;
        partial.finish()
    }

    fn serve_all(
        &self,
        progress: &mut Progress,
        out: &mut dyn Write,
        count: &mut dyn FnMut(&str),
    ) -> anyhow::Result<()> {
        loop {
            let mut batch = progress.items.batch(BATCH)?;
            if batch.is_empty() {
                return Ok(());
            }
            batch
                .iter_mut()
                .for_each(|item| progress.names.claim(item, self.destination));
            let served = |item| {
                let answer = self.serve(item);
                progress.bar.advance();
                answer
            };
            let answers: Vec<Answer> = batch.par_iter().map(served).collect();
            for answer in &answers {
                match &answer.text {
                    Some(text) => out.write_all(text.as_bytes())?,
                    None => writeln!(out, "{}", answer.line)?,
                }
                count(&answer.line);
            }
            out.flush()?;
        }
    }

    /// The answer for one pair, once its files are written.
    fn serve(&self, item: &Item) -> Answer {
        let place = self.destination.place(item);
        let answer = || -> anyhow::Result<Answer> {
            let file = place.as_ref().map(|place| place.name.as_str());
            let answer = self.work.serve(item, file)?;
            if let Some(place) = &place {
                write_files(&place.path, &answer.files, self.context)?;
            }
            Ok(Answer {
                files: Vec::new(),
                ..answer
            })
        };
        answer().unwrap_or_else(|e| {
            let line = Answer::line(failure(&item.id, &format!("{e:#}")));
            if !self.is_text {
                return line;
            }
            self.context.error(&format!("{}: {e:#}", item.name));
            let text = Some(String::new());
            Answer { text, ..line }
        })
    }
}

fn write_files(path: &std::path::Path, files: &[(String, Vec<u8>)], context: &Context) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    for (ending, bytes) in files {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        context.write_bytes(Some(&PathBuf::from(name)), |out| Ok(out.write_all(bytes)?))?;
    }
    Ok(())
}

/// The line for what could not be served.
pub fn failure(id: &Value, message: &str) -> String {
    let error = Message {
        message: message.to_owned(),
    };
    let line = Line {
        id,
        file: None,
        rest: Failure { error },
    };
    // A line of strings is JSON whatever they hold.
    serde_json::to_string(&line).unwrap_or_default()
}
