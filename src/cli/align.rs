//! `daejo align`

use super::context::Context;
use super::exit::Exit;

/// Say which sentence became which.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: Args, _context: &Context) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
