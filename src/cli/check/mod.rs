//! `daejo check`

mod accepted;
mod articles;
mod explain;
mod form;
mod many;
mod pairs;
mod record;
mod recorded;

use super::context::Context;
use super::exit::Exit;
use super::many::ManyArgs;
use std::path::PathBuf;

/// Check whether the statements of an article survived in its version in the other language.
///
/// SOURCE is the original, TARGET its version; either may be the English one. The sentences of both are aligned, the
/// statements of both are found and matched, and every difference in who says what, whether, how many, when and how
/// is reported with both passages and the reason.
///
/// Of a TARGET that `daejo translate --format jsonl` made of this SOURCE, and that nobody has changed since, it is known
/// which sentence came from which; nothing is aligned anew.
///
/// SOURCE and TARGET may be folders or patterns: files of one name in two languages are a pair, as are `a.en.txt` and
/// `a.ko.txt` in one folder. --pairs takes JSON lines, each with `source` and `target` (articles) or `en` and `ko`
/// (segments), and where wanted `date` and `ignore` (names of rules or faults to let pass). Then --output is a folder,
/// or a file of a JSON line a pair; a pair that cannot be served is a line that says why.
///
/// Exits with 0 where nothing at or above --fail-on was found, with 1 where something was, with 2 on an error.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    articles: articles::ArticleArgs,
    /// Check the pairs of a file of JSON lines, plain, gzip or Zstandard; `-` for stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "target"])]
    pairs: Option<PathBuf>,
    /// Write here instead of to stdout; a file appears whole or not at all. For many pairs a folder, or a file of JSON
    /// lines
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    many: ManyArgs,
    #[command(flatten)]
    accepted: accepted::AcceptedArgs,
    /// Settings [default: daejo.toml in this folder or one above it]; its [rules] switch rules and faults off or give
    /// them another severity
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A list of names across scripts that comes before what Daejo hears: English, tab, Korean on a line, or TMX or TBX
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// The clock that the English article tells its days by: -05:00, or a city or country [default: its dateline's]
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    timezone: Option<daejo::fidelity::Zone>,
    /// Tell what a rule looks at or what a fault means, and check nothing
    #[arg(long, value_name = "NAME", exclusive = true)]
    explain: Option<String>,
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
  daejo check --pairs segments.jsonl --output verdicts.jsonl
  daejo check english/ korean/ --output reports/ --resume
  daejo check 'news/*/en.txt' 'news/*/ko.txt' --format github --baseline accepted.jsonl
  daejo check story.en.txt story.ko.txt --output quotes.xlsx
  daejo check --explain SPEAKER_SWAP";

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

impl Args {
    /// How strictly to judge, by the settings file and the command line.
    fn options(&self) -> anyhow::Result<daejo::fidelity::Options> {
        let mut options = super::settings::fidelity(self.config.as_deref())?;
        if let Some(list) = &self.names {
            options.names = super::input::names(list)?;
        }
        options.zone = self.timezone;
        Ok(options)
    }
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    if let Some(name) = &args.explain {
        return explain::run(name, context);
    }
    if many::is_meant(&args) {
        many::run(&args, context)
    } else {
        articles::run(&args, context)
    }
}
