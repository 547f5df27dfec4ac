//! `daejo check`

use super::context::Context;
use super::exit::Exit;

/// Check whether the statements of an article survived in its version in the other language.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: Args, _context: &Context) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
