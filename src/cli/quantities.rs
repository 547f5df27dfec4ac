//! `daejo quantities`

use super::context::Context;
use super::exit::Exit;
use super::input::{self, Each, InputArgs};
use daejo::article::{Article, Published};
use daejo::quantities::{self, Options, Quantity};
use daejo::text::{CharIndex, Language};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Find numbers, dates, times and units as values.
///
/// With `--format jsonl` every quantity is a line with its place in the text as read, in characters, its value in the
/// base of its unit, and how exactly it is meant. Dates are resolved against the day of publication, where it is
/// known from the article or from `--date`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The article, or `-` for stdin.
    file: PathBuf,
    /// Language of the article [default: recognised].
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,
    /// Day of publication, such as 2024-10-22 [default: what the article says].
    #[arg(long, value_name = "DATE")]
    date: Option<Published>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Form::Terminal)]
    format: Form,
    #[command(flatten)]
    input: InputArgs,
    /// Where to write [default: stdout].
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A line a quantity: the words, and what they say.
    Terminal,
    /// A JSON object a line.
    Jsonl,
}

/// A line of `--format jsonl`.
#[derive(Serialize)]
struct Row<'a> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    span: [usize; 2],
    text: &'a str,
    #[serde(flatten)]
    quantity: &'a Quantity,
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let each = Each {
        file: &args.file,
        options: args.input.options(args.lang, args.date.clone()),
        jsonl: args.format == Form::Jsonl,
        output: args.output.as_deref(),
    };
    input::write_each(&each, context, |out, article, many| {
        write_article(out, article, &args, many)
    })?;
    Ok(Exit::Clean)
}

fn write_article(out: &mut dyn Write, article: &Article, args: &Args, many: bool) -> anyhow::Result<()> {
    let date = args.date.as_ref().or(article.published.as_ref());
    let options = Options {
        published: date.map(|published| published.date),
    };
    let found = quantities::find(&article.text, article.lang, &options);
    let characters = CharIndex::new(&article.text);
    for quantity in &found {
        let span = characters.span(quantity.span);
        match args.format {
            Form::Terminal => {
                let words = article.line(quantity.span);
                writeln!(out, "{}-{}\t{words}\t{quantity}", span[0], span[1])?;
            }
            Form::Jsonl => {
                let row = Row {
                    schema: "daejo.quantity/1",
                    article: many.then_some(article.id.as_str()),
                    span,
                    text: quantity.span.of(&article.text),
                    quantity,
                };
                serde_json::to_writer(&mut *out, &row)?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}
