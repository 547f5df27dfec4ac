//! `daejo eval translate`

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::many::compressed;
use anyhow::bail;
use daejo::text::language::{self, Language};
use daejo::translation::{Direction, evaluate, guard};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score a translation: BLEU, chrF, chrF++, and the share that passes the guard.
///
/// REF and OUTPUT hold a segment a line, plain, gzip or Zstandard: text, or articles as JSON lines, of which the
/// headline and the paragraphs are one segment. The scores are those of sacreBLEU: BLEU with its tokeniser 13a, which
/// parts Korean at blanks and marks alone, so compare such figures only with figures of that kind; chrF needs no
/// tokens. BLEU over morphemes (ko-mecab) is not measured.
///
/// With --source every pair of source and output is checked as `daejo translate` checks its own.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The references.
    #[arg(value_name = "REF")]
    reference: PathBuf,
    /// The translations to score.
    output: PathBuf,
    /// The originals, for the guard.
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// Language of the originals [default: recognised]
    #[arg(long, value_name = "LANG", requires = "source")]
    from: Option<Language>,
    /// Language of the translations [default: recognised]
    #[arg(long, value_name = "LANG", requires = "source")]
    to: Option<Language>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A table.
    Text,
    /// One JSON object.
    Json,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let (reference, output) = (segments(&args.reference)?, segments(&args.output)?);
    same_length(&args.reference, &reference, &args.output, &output)?;
    let pairs = reference.iter().zip(&output);
    let scores = evaluate::score(pairs.map(|(reference, output)| (reference.as_str(), output.as_str())));
    let passing = args
        .source
        .as_deref()
        .map(|source| passing(source, &output, args))
        .transpose()?;
    let count = output.len();
    context.write(None, |out| match args.format {
        Form::Text => write_text(out, &scores, passing, count),
        Form::Json => {
            let answer = json!({
                "schema": "daejo.translation-scores/1",
                "segments": count,
                "bleu": scores.bleu,
                "chrf": scores.chrf,
                "chrf++": scores.chrf_plus,
                "passing": passing,
            });
            Ok(writeln!(out, "{answer}")?)
        }
    })?;
    Ok(Exit::Clean)
}

fn write_text(
    out: &mut dyn Write,
    scores: &evaluate::Scores,
    passing: Option<usize>,
    count: usize,
) -> anyhow::Result<()> {
    writeln!(out, "{count} segments")?;
    writeln!(
        out,
        "BLEU   {:6.2}   (13a, as sacreBLEU; ko-mecab is not measured)",
        scores.bleu
    )?;
    writeln!(out, "chrF   {:6.2}", scores.chrf)?;
    writeln!(out, "chrF++ {:6.2}", scores.chrf_plus)?;
    if let Some(passing) = passing {
        #[expect(clippy::cast_precision_loss)]
        let share = 100.0 * passing as f64 / count.max(1) as f64;
        writeln!(out, "guard  {share:6.2}   % pass ({passing} of {count})")?;
    }
    Ok(())
}

/// How many segments have no mark that is major or worse.
fn passing(source: &Path, output: &[String], args: &Args) -> anyhow::Result<usize> {
    let originals = segments(source)?;
    same_length(source, &originals, &args.output, output)?;
    let told = |given: Option<Language>, texts: &[String]| {
        let recognised =
            || language::recognise(&texts.iter().take(50).cloned().collect::<Vec<_>>().join("\n"));
        given.or_else(recognised)
    };
    let (Some(from), Some(to)) = (told(args.from, &originals), told(args.to, output)) else {
        bail!("the languages are not to be seen; give --from and --to");
    };
    let direction = Direction::new(from, to);
    let passes =
        |(source, target): &(&String, &String)| guard::passes(&guard::check(source, target, direction, None));
    let pairs: Vec<(&String, &String)> = originals.iter().zip(output).collect();
    Ok(pairs.par_iter().filter(|pair| passes(pair)).count())
}

fn same_length(a: &Path, one: &[String], b: &Path, other: &[String]) -> anyhow::Result<()> {
    if one.len() != other.len() {
        bail!(
            "{} has {} segments, {} has {}",
            a.display(),
            one.len(),
            b.display(),
            other.len()
        );
    }
    Ok(())
}

fn segments(path: &Path) -> anyhow::Result<Vec<String>> {
    let mut input = compressed::open(path)?;
    let mut segments = Vec::new();
    while let Some(line) = compressed::next_line(&mut *input)? {
        let text = String::from_utf8_lossy(&line).into_owned();
        segments.push(words_of(&text).unwrap_or(text));
    }
    Ok(segments)
}

/// The words of an article that is a JSON line.
fn words_of(line: &str) -> Option<String> {
    let object: Value = serde_json::from_str(line.trim()).ok().filter(Value::is_object)?;
    let body = ["paragraphs", "text"].iter().find_map(|key| object.get(*key));
    let paragraphs: Vec<&str> = match body? {
        Value::String(words) => vec![words],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let headline = object.get("headline").and_then(Value::as_str);
    Some(
        headline
            .into_iter()
            .chain(paragraphs)
            .collect::<Vec<_>>()
            .join(" "),
    )
}
