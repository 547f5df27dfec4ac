//! `daejo eval`: one file a stage.

mod align;
mod check;
mod compare;
mod morphemes;
mod statements;
mod translate;

use super::context::Context;
use super::exit::Exit;
use anyhow::Context as _;
use serde::de::DeserializeOwned;
use std::path::Path;

/// Score an output against gold.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    stage: Stage,
}

#[derive(clap::Subcommand, Debug)]
enum Stage {
    Align(align::Args),
    Check(check::Args),
    Compare(compare::Args),
    Statements(statements::Args),
    Translate(translate::Args),
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    match args.stage {
        Stage::Align(args) => align::run(args, context),
        Stage::Check(args) => check::run(&args, context),
        Stage::Compare(args) => compare::run(&args, context),
        Stage::Statements(args) => statements::run(&args, context),
        Stage::Translate(args) => translate::run(&args, context),
    }
}

/// A file of JSON lines; a line that cannot be read is named.
fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(n, line)| {
        serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), n + 1))
    })
    .collect()
}
