//! `daejo translate` on one article.

use super::inputs::{Input, Inputs};
use super::models::Models;
use super::output::Tally;
use super::{Args, Form, batch, window};
use crate::cli::context::Context;
use crate::cli::input;
use std::collections::BTreeMap;
use std::path::Path;

/// Translates the article of a file, in the file's own form. JSON lines on stdin are many.
pub fn run(file: &Path, args: &Args, models: &Models<'_>, context: &Context) -> anyhow::Result<Tally> {
    let bytes = input::bytes(file)?;
    let name = input::name(file);
    if args.input.input_format.is_none() && bytes.trim_ascii_start().starts_with(b"{\"") {
        return batch::over(Inputs::of_lines(name, bytes), args, models, context);
    }
    let read = Input::of_bytes(name.clone(), bytes);
    let answer = window::serve(vec![read], args.format, args, models)?.pop();
    let served = match answer {
        Some(Ok(served)) => served,
        Some(Err(reason)) => anyhow::bail!("{reason}"),
        None => anyhow::bail!("{name}: nothing came out"),
    };
    models.learn(BTreeMap::from([(served.direction(), served.fresh().to_vec())]))?;
    let object = match served.form() {
        Form::Jsonl => served.object(),
        _ => served.entry(&serde_json::Value::Null, ""),
    };
    context.write(args.output.as_deref(), |out| {
        match served.form() {
            Form::Jsonl => writeln!(out, "{}", serde_json::to_string(&object)?)?,
            Form::Text | Form::Markdown | Form::Html => {
                out.write_all(served.text().as_bytes())?;
                if !served.text().ends_with('\n') {
                    writeln!(out)?;
                }
            }
        }
        Ok(())
    })?;
    let mut tally = Tally::default();
    tally.add(&object);
    Ok(tally)
}
