//! `daejo translate` on many articles.
//!
//! Articles are taken in windows, translated together and answered in the order of the input; memory holds one window.
//! The list of answers grows under another name, a window at a time, until it is complete. A run that was killed at any
//! moment leaves whole lines and at most one that is torn, which is cut off when it goes on. A run holds a lock on its
//! list, so that a second one on the same output is refused rather than mixed in; [`job`](super::job) shares the work.

use super::bar::Bar;
use super::desk::{Desk, Lines};
use super::digest::Digests;
use super::inputs::{Input, Inputs};
use super::models::Models;
use super::output::Tally;
use super::{Args, Form};
use crate::cli::context::Context;
use crate::cli::many::{Destination, Partial};
use anyhow::{Context as _, bail};
use serde_json::{Map, Value};
use std::io::Write;

/// Articles and bytes of a window: enough sentences of like length for every batch of the engine, few enough that a
/// run that is killed loses little.
pub const WINDOW: (usize, u64) = (64, 256 << 10);

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
    let destination = destination(args)?;
    let folder = made(&destination)?;
    let mut run = Run {
        desk: Desk::new(args, models, context, folder),
        models,
        context,
        bar: Bar::new(inputs.expected(), context),
        tally: Tally::default(),
    };
    let Some(list) = destination.list() else {
        context.write(args.output.as_deref(), |out| run.all(&mut inputs, out))?;
        return Ok(run.tally);
    };
    let mut partial = Partial::open(list, args.many.resume)?;
    run.earlier(&mut inputs, &mut partial)?;
    run.all(&mut inputs, partial.end()?)?;
    partial.finish()?;
    Ok(run.tally)
}

/// Where the answers go.
pub fn destination(args: &Args) -> anyhow::Result<Destination> {
    let destination = Destination::new(args.output.as_deref(), "");
    if args.format.is_some_and(|form| form != Form::Jsonl) && !destination.is_folder() {
        bail!("this form takes a file an article; name a folder with --output FOLDER/");
    }
    Ok(destination)
}

/// The folder of files of their own, made where there is none.
pub fn made(destination: &Destination) -> anyhow::Result<Option<std::path::PathBuf>> {
    let Destination::Folder { folder, .. } = destination else {
        return Ok(None);
    };
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(Some(folder.clone()))
}

struct Run<'a> {
    desk: Desk<'a>,
    models: &'a Models<'a>,
    context: &'a Context,
    bar: Bar,
    tally: Tally,
}

impl Run<'_> {
    /// Passes over what an earlier run has done. From the first article that has changed since, all is done anew.
    fn earlier(&mut self, inputs: &mut Inputs, partial: &mut Partial) -> anyhow::Result<()> {
        while let Some(line) = partial.next_line()? {
            let line: Map<String, Value> = serde_json::from_str(&line).unwrap_or_default();
            let digests = Digests::of(&line);
            if let Some(until) = digests.and_then(|digests| digests.memory) {
                self.models.see_until(until);
            }
            if !self.desk.is_of_this_run(&line)? {
                bail!(
                    "{} is of a run with another model or other options; move it away, or go without --resume",
                    partial.path().display()
                );
            }
            let Some(input) = inputs.next().transpose()? else {
                self.context
                    .note("there are fewer articles than before; the last lines are left out");
                partial.give_back();
                return Ok(());
            };
            if !self.desk.is_answer(&line, &input)? {
                self.changed(&line, &input, partial)?;
                inputs.give_back(input);
                partial.give_back();
                return Ok(());
            }
            self.desk.claim(std::slice::from_ref(&input));
            self.tally.add(&line);
            self.bar.skip(1);
        }
        Ok(())
    }

    /// An article that is called otherwise is of another run; one of the same name has changed.
    fn changed(&self, line: &Map<String, Value>, input: &Input, partial: &Partial) -> anyhow::Result<()> {
        if line.get("id").unwrap_or(&Value::Null) != &input.id {
            bail!(
                "{} is of a run over other articles; move it away, or go without --resume",
                partial.path().display()
            );
        }
        let name = &input.name;
        self.context.note(&format!(
            "{name} has changed since; it and what follows are translated anew"
        ));
        Ok(())
    }

    fn all(&mut self, inputs: &mut Inputs, out: &mut dyn Write) -> anyhow::Result<()> {
        let (most, bytes) = WINDOW;
        loop {
            let window = inputs.window(most, bytes)?;
            if window.is_empty() {
                return Ok(());
            }
            let claims = self.desk.claim(&window);
            let Lines { lines, fresh } = self.desk.serve(window, claims)?;
            for line in &lines {
                writeln!(out, "{line}")?;
                self.tally.add(&serde_json::from_str(line).unwrap_or_default());
            }
            out.flush()?;
            // What the list holds is safe; a memory that misses some of it costs time alone.
            self.models.learn(fresh)?;
            self.bar.advance(lines.len() as u64);
        }
    }
}
