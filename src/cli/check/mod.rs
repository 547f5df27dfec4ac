//! `daejo check`

mod articles;
mod pairs;

use super::context::Context;
use super::exit::Exit;
use std::path::PathBuf;

/// Check whether the statements of an article survived in its version in the other language.
///
/// SOURCE is the original, TARGET its version; either may be the English one. The sentences of both are aligned, the
/// statements of both are found and matched, and every difference in who says what, whether, how many, when and how
/// is reported with both passages and the reason.
///
/// Exits with 0 where nothing at or above --fail-on was found, with 1 where something was, with 2 on an error.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    articles: articles::ArticleArgs,
    /// Check segments instead of articles: JSON lines with `id`, `en`, `ko` and, where known, `doc_date`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "target"])]
    pairs: Option<PathBuf>,
    /// Write here instead of to stdout; the file appears whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 where something at least this grave is found
    #[arg(long, value_name = "SEVERITY", default_value = "major")]
    fail_on: Gravity,
}

const EXAMPLES: &str = "\
Examples:
  daejo check story.en.txt story.ko.txt
  daejo check story.en.txt story.ko.txt --date 2024-10-22 --output report.html
  daejo check 원문.txt translation.txt --format sarif --output findings.sarif
  daejo check a.html b.html --format jsonl | jq -r 'select(.severity == \"critical\") | .reason'
  daejo check --pairs segments.jsonl --output verdicts.jsonl";

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
    articles::run(
        &args.articles,
        args.output.as_deref(),
        args.fail_on.into(),
        context,
    )
}
