//! `daejo eval translate`

use super::super::context::Context;
use super::super::encoder::EncoderArgs;
use super::super::exit::Exit;
use super::super::many::compressed;
use super::morphemes;
use anyhow::bail;
use daejo::embedding::Encoder;
use daejo::text::language::{self, Language};
use daejo::translation::evaluate::Bleu;
use daejo::translation::{Direction, Original, evaluate, guard};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score a translation: BLEU, chrF, chrF++, and the share that passes the guard.
///
/// REF and OUTPUT hold a segment a line, plain, gzip or Zstandard: text, or articles as JSON lines, of which the
/// headline and the paragraphs are one segment. The scores are those of sacreBLEU: BLEU with its tokeniser 13a, which
/// parts Korean at blanks and marks alone, so compare such figures only with figures of that kind; --ko-mecab adds BLEU
/// over morphemes; chrF needs no tokens.
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
    /// BLEU over Korean morphemes as well, by sacreBLEU's tokeniser ko-mecab. It is asked of `python3`, or of the
    /// interpreter that DAEJO_PYTHON names, which must have it: pip install "sacrebleu\[ko\]".
    #[arg(long)]
    ko_mecab: bool,
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
    let morphemes = args
        .ko_mecab
        .then(|| over_morphemes(&reference, &output))
        .transpose()?;
    let guarded = args
        .source
        .as_deref()
        .map(|source| guarded(source, &output, args, context))
        .transpose()?;
    let answer = Answer {
        segments: output.len(),
        scores,
        morphemes,
        guarded,
    };
    context.write(None, |out| match args.format {
        Form::Text => answer.text(out),
        Form::Json => Ok(writeln!(out, "{}", answer.json())?),
    })?;
    Ok(Exit::Clean)
}

/// What is printed.
struct Answer {
    segments: usize,
    scores: evaluate::Scores,
    /// BLEU over morphemes.
    morphemes: Option<f64>,
    guarded: Option<Guarded>,
}

/// What the guard says of all segments.
#[derive(Default)]
struct Guarded {
    /// How many have no mark that is major or worse.
    passing: usize,
    /// How many have a mark, by what it says.
    marks: BTreeMap<String, usize>,
}

impl Answer {
    fn text(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let (count, scores) = (self.segments, &self.scores);
        writeln!(out, "{count} segments")?;
        writeln!(out, "BLEU   {:6.2}   (13a, as sacreBLEU)", scores.bleu)?;
        if let Some(bleu) = self.morphemes {
            writeln!(out, "BLEU   {bleu:6.2}   (ko-mecab, as sacreBLEU)")?;
        }
        writeln!(out, "chrF   {:6.2}", scores.chrf)?;
        writeln!(out, "chrF++ {:6.2}", scores.chrf_plus)?;
        if let Some(Guarded { passing, marks }) = &self.guarded {
            #[expect(clippy::cast_precision_loss)]
            let share = 100.0 * *passing as f64 / count.max(1) as f64;
            writeln!(out, "guard  {share:6.2}   % pass ({passing} of {count})")?;
            for (mark, times) in marks {
                writeln!(out, "       {times:6}   {mark}")?;
            }
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let guarded = self.guarded.as_ref();
        json!({
            "schema": "daejo.translation-scores/1",
            "segments": self.segments,
            "bleu": self.scores.bleu,
            "bleu_ko_mecab": self.morphemes,
            "chrf": self.scores.chrf,
            "chrf++": self.scores.chrf_plus,
            "passing": guarded.map(|guarded| guarded.passing),
            "marks": guarded.map(|guarded| &guarded.marks),
        })
    }
}

/// BLEU over morphemes.
fn over_morphemes(reference: &[String], output: &[String]) -> anyhow::Result<f64> {
    let both: Vec<String> = reference.iter().chain(output).cloned().collect();
    let tokens = morphemes::tokens(&both)?;
    let (reference, output) = tokens.split_at(reference.len());
    let mut bleu = Bleu::default();
    for (reference, output) in reference.iter().zip(output) {
        bleu.add_tokens(reference, output);
    }
    Ok(bleu.score())
}

/// What the guard says of every segment.
fn guarded(source: &Path, output: &[String], args: &Args, context: &Context) -> anyhow::Result<Guarded> {
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
    let encoder = EncoderArgs::default().open_for_guard(context);
    let encoder: Option<&dyn Encoder> = encoder.as_deref();
    let marks = |(source, target): (&String, &String)| {
        guard::check_sense(&Original::new(source), target, direction, None, encoder)
    };
    let all: Vec<Vec<guard::Mark>> = originals.par_iter().zip(output).map(marks).collect();
    let mut guarded = Guarded::default();
    for marks in all {
        guarded.passing += usize::from(guard::passes(&marks));
        let kinds: BTreeSet<String> = marks.iter().map(|mark| mark.mark.to_string()).collect();
        for kind in kinds {
            *guarded.marks.entry(kind).or_default() += 1;
        }
    }
    Ok(guarded)
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
