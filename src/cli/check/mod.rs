//! `daejo check`

mod pairs;

use super::context::Context;
use super::exit::Exit;
use std::path::PathBuf;

/// Check whether the statements of an article survived in its version in the other language.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Check segments instead of articles: JSON lines with `id`, `en`, `ko` and, where known, `doc_date`
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
    /// Write here instead of to stdout; the file appears whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 where something at least this grave is found
    #[arg(long, value_name = "SEVERITY", default_value = "major")]
    fail_on: Gravity,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Gravity {
    Note,
    Minor,
    Major,
    Critical,
}

impl From<Gravity> for daejo::fidelity::Severity {
    fn from(gravity: Gravity) -> Self {
        match gravity {
            Gravity::Note => Self::Note,
            Gravity::Minor => Self::Minor,
            Gravity::Major => Self::Major,
            Gravity::Critical => Self::Critical,
        }
    }
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    if let Some(pairs) = &args.pairs {
        return pairs::run(pairs, args.output.as_deref(), args.fail_on.into(), context);
    }
    anyhow::bail!("not built yet")
}
