//! `daejo compare`

mod articles;
mod cache;
mod events;
mod flips;
mod groups;
mod input;
mod progress;
mod tables;

use super::context::Context;
use super::encoder::EncoderArgs;
use super::exit::Exit;
use cache::Cache;
use daejo::coverage::{self, Coverage};
use daejo::report::coverage::{CoverageReport, Explorer, Json, JsonLines, Terminal};
use std::path::{Path, PathBuf};

/// Compare coverage: which articles are about the same event, who reported what, and where do they disagree.
///
/// Articles in English and Korean are grouped into events; the statements of an event are matched across outlets and
/// languages, and every statement says who carries it and whether those who do agree.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Articles: JSONL, CSV, Parquet, RSS or Atom, NewsML-G2, NITF, HTML, Markdown or text, packed with gzip or zstd or
    /// not; folders of them; `-` for JSONL on stdin.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Form of the output [default: terminal, or by the name of --output].
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Days after which an article is no longer about the same event.
    #[arg(long, value_name = "DAYS", default_value_t = 4.0, value_parser = days)]
    window: f64,
    /// Leave out events of fewer articles than this.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: usize,
    /// Also write measures for research to this folder: tidy tables, one a file (docs/codebook.md).
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,
    /// Keep what was found in each article and event in this folder, by content, and take it from there another time.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// The same in the user's cache folder, so that a run that was broken off goes on where it was.
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    encoder: EncoderArgs,
    /// Where to write [default: stdout].
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  daejo compare monday.jsonl tuesday.jsonl.gz
  daejo compare articles.jsonl --format jsonl | jq -r '.statements[] | select(.agreement == \"differ\") | .gist'
  daejo compare archive.jsonl.zst --cache cache/ --output events.json
  daejo compare pages/ feed.xml --tables measures/ --output explorer.html";

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Events of several articles, disagreements first.
    Terminal,
    /// One object: articles and events; offsets in characters.
    Json,
    /// An event a line.
    Jsonl,
    /// The explorer: one page to look at, which loads nothing.
    Html,
}

impl Form {
    fn of_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

fn days(text: &str) -> Result<f64, String> {
    let days: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    (days > 0.0 && days <= 366.0)
        .then_some(days)
        .ok_or_else(|| "not between 0 and 366 days".to_owned())
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let encoder = args.encoder.open(context)?;
    let mut cache = Cache::open(args.cache.as_deref(), args.resume, args.encoder.key()?.as_deref())?;
    let (digests, keys) = articles::digests(&args.inputs, &*encoder, &mut cache, context)?;
    let options = coverage::Options { window: args.window };
    let groups = groups::groups(&digests, &keys, &options, &mut cache)?;
    let analyses = events::analyses(&groups, (&digests, &keys), &*encoder, &mut cache)?;
    let mut compared = coverage::assemble(digests, groups, analyses);
    compared
        .events
        .retain(|event| event.members.len() >= args.min_articles);
    write(&compared, args, context)?;
    if let Some(folder) = &args.tables {
        tables::write(&compared, folder, context)?;
    }
    Ok(Exit::Clean)
}

fn write(compared: &Coverage, args: &Args, context: &Context) -> anyhow::Result<()> {
    let output = args.output.as_deref();
    let form = args.format.or_else(|| output.and_then(Form::of_extension));
    let report: Box<dyn CoverageReport> = match form.unwrap_or(Form::Terminal) {
        Form::Json => Box::new(Json),
        Form::Jsonl => Box::new(JsonLines),
        Form::Html => Box::new(Explorer {
            source: source(&args.inputs),
        }),
        Form::Terminal => Box::new(Terminal {
            width: context.width(),
            verbose: context.verbose(),
        }),
    };
    context.write(output, |out| Ok(report.write(compared, out)?))
}

/// What the page's heading calls the input.
fn source(inputs: &[PathBuf]) -> String {
    let names: Vec<String> = inputs.iter().map(|path| super::input::name(path)).collect();
    names.join(", ")
}
