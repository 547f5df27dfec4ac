//! `daejo statements`

use super::context::Context;
use super::exit::Exit;

/// Say who is quoted as saying what in an article.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: Args, _context: &Context) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
