//! `daejo translate`

mod aids;
mod bar;
mod batch;
mod desk;
mod digest;
mod inputs;
mod job;
mod models;
mod one;
mod output;
mod window;

use super::context::Context;
use super::exit::Exit;
use super::input::InputArgs;
use super::many::ManyArgs;
use daejo::article::Published;
use daejo::fidelity::Severity;
use daejo::text::Language;
use daejo::translation::{Decoding, Options, Quotes};
use std::path::PathBuf;

/// Translate articles between English and Korean.
///
/// An article stays an article: plain text, Markdown and HTML keep their lines, marks and tags, a JSON line its keys. Every
/// sentence is checked by the rules of `check` as it is made; what fails is tried again, and what still fails is marked
/// (`translation.sentences[].guard` in JSON lines) and counted on stderr. Bylines, datelines and notices are left as
/// they stand.
///
/// FILE may be a file, a folder, a pattern, or JSON lines (plain, gzip or Zstandard); `-` is stdin. Of several articles
/// the answer is JSON lines, or a file each where --output is a folder. With --resume a run that was interrupted, however
/// abruptly, goes on where it stopped; what was translated from an article that has changed since is done anew. Two runs
/// never write to one output at a time, but with --job any number of them share the work.
///
/// --glossary has terms honoured, --names has names watched, --memory keeps what passed the checks for the next time.
///
/// Exits with 0, with 1 where --fail-on is given and a mark is at least that grave, with 2 on an error.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Articles; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Language of the articles [default: recognised, each]
    #[arg(long, value_name = "LANG")]
    from: Option<Language>,
    /// Language to translate into [default: the other of English and Korean]
    #[arg(long, value_name = "LANG")]
    to: Option<Language>,
    /// A model by its name, or the folder that it lies in
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// Form of the output [default: that of the input; JSON lines for many articles]
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Write here instead of to stdout; for many articles a folder, or a file of JSON lines
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Hypotheses kept in the search; 1 is the fastest
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    beam: u8,
    /// Quotation marks of the output [default: those of the original]
    #[arg(long, value_enum)]
    quotes: Option<Marks>,
    /// Do not try again what fails the checks
    #[arg(long)]
    no_retry: bool,
    /// Leave polite Korean (합니다) as the model writes it, rather than in the plain style (한다)
    #[arg(long)]
    keep_register: bool,
    /// When the articles were published, where they do not say
    #[arg(long, value_name = "DATE")]
    date: Option<Published>,
    /// Exit with 1 where something at least this grave is marked
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Gravity>,
    #[command(flatten)]
    aids: aids::AidArgs,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    many: ManyArgs,
    /// Share the work with every run that names the same folder and the same articles; what is done lies there until
    /// --output is whole
    #[arg(long, value_name = "FOLDER", requires = "output", conflicts_with = "resume")]
    job: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  daejo translate story.en.txt --output story.ko.txt
  daejo translate notes.md --to ko --format jsonl | jq '.translation.sentences[] | select(.guard != [])'
  daejo translate wire.jsonl.gz --output wire.ko.jsonl --resume
  daejo translate 'wire/*/*.txt' --output korean/
  daejo translate story.txt --glossary terms.tsv --names names.tbx --memory desk.db
  daejo translate wire.jsonl --job job/ --output wire.ko.jsonl & daejo translate wire.jsonl --job job/ --output wire.ko.jsonl
  daejo translate story.txt --model ./my-model";

/// Form of a translated article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Plain text.
    Text,
    /// Markdown, of Markdown.
    Markdown,
    /// A page, of a page.
    Html,
    /// A JSON object a line, with where each sentence came from.
    Jsonl,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Marks {
    /// “ ” and ‘ ’.
    Curly,
    /// " " and ' '.
    Straight,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Gravity {
    Minor,
    Major,
    Critical,
}

impl From<Gravity> for Severity {
    fn from(gravity: Gravity) -> Self {
        match gravity {
            Gravity::Minor => Self::Minor,
            Gravity::Major => Self::Major,
            Gravity::Critical => Self::Critical,
        }
    }
}

impl Args {
    fn options(&self) -> Options<'_> {
        Options {
            decoding: Decoding::beam(usize::from(self.beam)),
            retry: !self.no_retry,
            quotes: self.quotes.map(|marks| match marks {
                Marks::Curly => Quotes::Curly,
                Marks::Straight => Quotes::Straight,
            }),
            plain_korean: !self.keep_register,
            ..Options::default()
        }
    }
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let models = models::Models::new(&args, context)?;
    let tally = match (&args.job, args.files.as_slice()) {
        (Some(folder), _) => job::run(folder, &args, &models, context)?,
        (None, [file]) if !inputs::holds_many(file, &args.input)? => one::run(file, &args, &models, context)?,
        (None, _) => batch::run(&args, &models, context)?,
    };
    context.note(&format!("{}{}", tally.in_words(), models.in_words()));
    let found = args
        .fail_on
        .is_some_and(|least| tally.gravest >= Some(least.into()));
    Ok(if found { Exit::Findings } else { Exit::Clean })
}
