//! `daejo eval`: one file a stage.

mod align;

use super::context::Context;
use super::exit::Exit;

/// Score an output against gold.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    stage: Stage,
}

#[derive(clap::Subcommand, Debug)]
enum Stage {
    Align(align::Args),
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    match args.stage {
        Stage::Align(args) => align::run(args, context),
    }
}
