//! `daejo statements`

use super::context::Context;
use super::exit::Exit;
use super::input::{self, Each, InputArgs};
use daejo::article::{Article, Published};
use daejo::names::Names;
use daejo::sentences;
use daejo::statements::view::{self, SpeakerView, StatementView};
use daejo::text::Language;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Say who is quoted as saying what in an article.
///
/// A statement is words that the article attributes to somebody, quoted or not, and a report of an act of speech: a
/// denial, a demand, silence. A role or pronoun ("the envoy", "he", 이 대표, 그는) is resolved to the person it means.
/// With `--format jsonl` every statement is a line, with places in characters of the text as read.
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
    /// Your own names in both languages, which come first: lines `English<TAB>Korean`, TMX or TBX. Those who speak get
    /// the name in the other language beside their own.
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
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
    /// A few lines a statement: kind, speaker, cue and words.
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
    #[serde(flatten)]
    statement: StatementView,
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let each = Each {
        file: &args.file,
        options: args.input.options(args.lang, args.date.clone()),
        jsonl: args.format == Form::Jsonl,
        output: args.output.as_deref(),
    };
    let names = match &args.names {
        Some(list) => input::names(list)?,
        None => Names::default(),
    };
    input::write_each(&each, context, |out, article, many| {
        write_article(out, article, &names, args.format, many)
    })?;
    Ok(Exit::Clean)
}

fn write_article(
    out: &mut dyn Write,
    article: &Article,
    names: &Names,
    form: Form,
    many: bool,
) -> anyhow::Result<()> {
    let found = daejo::statements::find(article, &sentences::split(article));
    for mut statement in view::statements(article, &found) {
        statement.note_listed(names);
        match form {
            Form::Terminal => write_terminal(out, &statement)?,
            Form::Jsonl => {
                let row = Row {
                    schema: "daejo.statement/1",
                    article: many.then_some(article.id.as_str()),
                    statement,
                };
                serde_json::to_writer(&mut *out, &row)?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// Two lines: who and how, then the words.
fn write_terminal(out: &mut dyn Write, statement: &StatementView) -> anyhow::Result<()> {
    let kind = serde_json::to_value(statement.kind)?;
    let speaker = statement
        .speaker
        .as_ref()
        .map_or("(nobody named)".to_owned(), name);
    let chain: String = statement
        .chain
        .iter()
        .map(|source| format!(" ← {}", name(source)))
        .collect();
    let cue = statement
        .cue
        .as_ref()
        .map_or(String::new(), |cue| format!(" · {}", cue.text));
    let id = statement.id;
    writeln!(
        out,
        "{id:>3}  {speaker}{chain}{cue} · {}",
        kind.as_str().unwrap_or_default()
    )?;
    writeln!(out, "     {}", statement.text)?;
    Ok(())
}

/// The entity, and in brackets the words of this mention where they differ.
fn name(speaker: &SpeakerView) -> String {
    let listed = speaker
        .listed
        .as_ref()
        .map_or(String::new(), |l| format!(" = {l}"));
    named(speaker) + &listed
}

fn named(speaker: &SpeakerView) -> String {
    match &speaker.entity {
        Some(entity) if *entity == speaker.text || speaker.text.is_empty() => entity.clone(),
        Some(entity) => format!("{entity} ({})", speaker.text),
        None => speaker.text.clone(),
    }
}
