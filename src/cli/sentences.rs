//! `daejo sentences`

use super::context::Context;
use super::exit::Exit;
use super::input::{self, Each, InputArgs};
use daejo::article::Article;
use daejo::sentences::{self, Sentence};
use daejo::text::{CharIndex, Language};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Split an article into sentences.
///
/// One sentence a line, title and sub-headings included; datelines, bylines, end marks and other furniture are left
/// out. With `--format jsonl` every sentence carries its place in the text as read, in characters, and the part of
/// the article it belongs to.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The article, or `-` for stdin.
    file: PathBuf,
    /// Language of the article [default: recognised].
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Form::Lines)]
    format: Form,
    /// Also write what is no prose (dateline, byline, end mark …), each piece with its role; with `--format jsonl`.
    #[arg(long)]
    furniture: bool,
    #[command(flatten)]
    input: InputArgs,
    /// Where to write [default: stdout].
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One sentence a line.
    Lines,
    /// One JSON object a line.
    Jsonl,
}

/// A line of `--format jsonl`.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    role: daejo::article::Role,
    block: usize,
    span: [usize; 2],
    text: String,
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let each = Each {
        file: &args.file,
        options: args.input.options(args.lang, None),
        jsonl: args.format == Form::Jsonl,
        output: args.output.as_deref(),
    };
    input::write_each(&each, context, |out, article, many| {
        write_article(out, article, &args, many)
    })?;
    Ok(Exit::Clean)
}

fn write_article(out: &mut dyn Write, article: &Article, args: &Args, many: bool) -> anyhow::Result<()> {
    let sentences = sentences::split(article);
    match args.format {
        Form::Lines => {
            for sentence in &sentences {
                writeln!(out, "{}", sentence.line(article))?;
            }
        }
        Form::Jsonl => {
            for row in rows(article, &sentences, args.furniture, many) {
                serde_json::to_writer(&mut *out, &row)?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// The sentences, and between them the furniture where it is asked for, in the order of the text.
fn rows<'a>(article: &'a Article, sentences: &[Sentence], furniture: bool, many: bool) -> Vec<Row<'a>> {
    let characters = CharIndex::new(&article.text);
    let row = |id, role, block, span| Row {
        article: many.then_some(article.id.as_str()),
        id,
        role,
        block,
        span: characters.span(span),
        text: article.line(span),
    };
    let mut rows: Vec<Row<'a>> = sentences
        .iter()
        .map(|s| row(Some(s.id), s.role, s.block, s.span))
        .collect();
    if furniture {
        let blocks = article
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| !block.role.is_prose());
        rows.extend(blocks.map(|(at, block)| row(None, block.role, at, block.span)));
        rows.sort_by_key(|row| row.span[0]);
    }
    rows
}
