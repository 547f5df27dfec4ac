//! `daejo eval statements`

use super::lines;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use anyhow::Context as _;
use daejo::article::{self, ReadOptions};
use daejo::sentences;
use daejo::statements::evaluate::{self, Found, Gold, Outcome, Score};
use daejo::text::{Language, language};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score statements: content spans, speakers, and both together.
///
/// GOLD is a file `NAME.statements.jsonl` beside its article `NAME.txt`: lines `{"kind","content":[text,…],"cue",
/// "speaker","entity"}`, the strings as they stand in the article, in its order; or a folder of such files, at any
/// depth. OUTPUT is what `daejo statements --format jsonl` says of the article; for a folder, one with `NAME.jsonl`
/// for each `NAME.statements.jsonl`, in the same subfolders or, joined to the folder's name, flat (`FOLDER.NAME.jsonl`).
/// Without OUTPUT the statements are found here and now.
///
/// Two statements go together where the characters of their contents overlap by at least half (intersection over
/// union). The speaker is right where it is resolved to the entity of the gold: "he" alone is not enough.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The statements that are there: a file or a folder.
    gold: PathBuf,
    /// The statements found [default: find them].
    output: Option<PathBuf>,
    /// The article, where it does not stand beside the gold.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// Also list what was missed, what got another speaker, and what nobody said.
    #[arg(long, conflicts_with = "totals")]
    list: bool,
    /// Only the figures over everything: for a set whose articles are not to be looked at one by one.
    #[arg(long)]
    totals: bool,
}

/// One article, scored.
struct Scored {
    name: String,
    lang: Option<Language>,
    text: String,
    gold: Vec<Gold>,
    found: Vec<Found>,
    outcome: Outcome,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let mut scored = Vec::new();
    for path in gold_files(&args.gold)? {
        scored.push(score(args, &path)?);
    }
    anyhow::ensure!(
        !scored.is_empty(),
        "there is no file *.statements.jsonl in {}",
        args.gold.display()
    );
    context.write(None, |out| {
        if args.list {
            scored.iter().try_for_each(|s| write_list(out, s))?;
        }
        if scored.len() > 1 && !args.totals {
            write_articles(out, &scored)?;
        }
        write_kinds(out, &scored)?;
        write_totals(out, &scored)
    })?;
    Ok(Exit::Clean)
}

/// The gold file itself, or those of a folder in order of their names.
fn gold_files(gold: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !gold.is_dir() {
        return Ok(vec![gold.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(gold).sort_by_file_name() {
        let path = entry
            .with_context(|| format!("cannot read {}", gold.display()))?
            .into_path();
        if path.to_string_lossy().ends_with(".statements.jsonl") {
            files.push(path);
        }
    }
    Ok(files)
}

fn score(args: &Args, path: &Path) -> anyhow::Result<Scored> {
    let gold: Vec<Gold> = lines(path)?;
    let beside = path.to_string_lossy().replace(".statements.jsonl", ".txt");
    let article = match &args.text {
        Some(text) => text.clone(),
        None => PathBuf::from(&beside),
    };
    let bytes = std::fs::read(&article).with_context(|| format!("cannot read {}", article.display()))?;
    let read = article::read(&bytes, &article.to_string_lossy(), &ReadOptions::default())?;
    let found = match &args.output {
        Some(output) => lines(&output_of(&args.gold, path, output)?)?,
        None => evaluate::found(&read, &daejo::statements::find(&read, &sentences::split(&read))),
    };
    let outcome = evaluate::evaluate(&read.text, &gold, &found);
    let name = PathBuf::from(&beside).with_extension("");
    let name = name
        .strip_prefix(&args.gold)
        .unwrap_or(&name)
        .display()
        .to_string();
    Ok(Scored {
        name,
        lang: language::recognise(&read.text),
        text: read.text,
        gold,
        found,
        outcome,
    })
}

/// The output that goes with a gold file: `01/en.jsonl` or `01.en.jsonl` for `01/en.statements.jsonl`.
fn output_of(gold: &Path, path: &Path, output: &Path) -> anyhow::Result<PathBuf> {
    if !gold.is_dir() {
        return Ok(output.to_owned());
    }
    let inner = path.strip_prefix(gold).unwrap_or(path).to_string_lossy();
    let inner = inner.replace(".statements.jsonl", ".jsonl");
    let nested = output.join(&inner);
    let flat = output.join(inner.replace(std::path::MAIN_SEPARATOR, "."));
    [nested, flat]
        .into_iter()
        .find(|p| p.exists())
        .with_context(|| format!("there is no output {inner} in {}", output.display()))
}

fn write_articles(out: &mut dyn Write, scored: &[Scored]) -> anyhow::Result<()> {
    for s in scored {
        let score = s.outcome.score();
        let (_, _, spans) = score.rates(score.spans);
        let (_, _, both) = score.rates(score.speakers);
        writeln!(
            out,
            "{:<28} {:>3} there {:>3} found  F1 spans {spans:.3}  with speaker {both:.3}",
            s.name, score.there, score.found
        )?;
    }
    Ok(writeln!(out)?)
}

fn write_kinds(out: &mut dyn Write, scored: &[Scored]) -> anyhow::Result<()> {
    let mut kinds: BTreeMap<&str, Score> = BTreeMap::new();
    for s in scored {
        for ((gold, mate), right) in s.gold.iter().zip(&s.outcome.mates).zip(&s.outcome.speakers) {
            kinds.entry(&gold.kind).or_default().add(&Score {
                there: 1,
                found: 0,
                spans: usize::from(mate.is_some()),
                speakers: usize::from(*right),
            });
        }
    }
    for (kind, c) in &kinds {
        writeln!(
            out,
            "{kind:<18} {:>3} there  spans {:>3}  with speaker {:>3}",
            c.there, c.spans, c.speakers
        )?;
    }
    Ok(())
}

/// The totals; of a folder in both languages, those of each first.
fn write_totals(out: &mut dyn Write, scored: &[Scored]) -> anyhow::Result<()> {
    let mut languages: BTreeMap<&str, Score> = BTreeMap::new();
    let mut total = Score::default();
    for s in scored {
        let score = s.outcome.score();
        total.add(&score);
        let lang = s.lang.map_or("other", Language::code);
        languages.entry(lang).or_default().add(&score);
    }
    if languages.len() > 1 {
        for (lang, score) in &languages {
            write_rates(out, &format!("{lang}, spans"), score, score.spans)?;
            write_rates(out, &format!("{lang}, and speakers"), score, score.speakers)?;
        }
    }
    write_rates(out, "spans", &total, total.spans)?;
    write_rates(out, "spans and speakers", &total, total.speakers)
}

fn write_rates(out: &mut dyn Write, name: &str, score: &Score, right: usize) -> anyhow::Result<()> {
    let (precision, recall, f1) = score.rates(right);
    writeln!(out, "{name:<18} P {precision:.3}  R {recall:.3}  F1 {f1:.3}")?;
    Ok(())
}

/// What went wrong, a line each.
fn write_list(out: &mut dyn Write, s: &Scored) -> anyhow::Result<()> {
    let chars: Vec<char> = s.text.chars().collect();
    let words = |f: &Found| {
        let piece = |c: &[usize; 2]| {
            chars
                .get(c[0]..c[1])
                .unwrap_or_default()
                .iter()
                .collect::<String>()
        };
        f.content.iter().map(piece).collect::<Vec<_>>().join(" / ")
    };
    let who = |f: &Found| {
        f.speaker.as_ref().map_or("nobody".to_owned(), |s| {
            format!("{} = {}", s.text, s.entity.as_deref().unwrap_or("?"))
        })
    };
    writeln!(out, "## {}", s.name)?;
    for (n, gold) in s.gold.iter().enumerate() {
        let wanted = gold
            .entity
            .as_deref()
            .or(gold.speaker.as_deref())
            .unwrap_or("nobody");
        match s.outcome.mates[n] {
            None => writeln!(
                out,
                "missed   {wanted} | {} | {}",
                gold.kind,
                gold.content.join(" / ")
            )?,
            Some(m) if !s.outcome.speakers[n] => {
                let found = &s.found[m];
                writeln!(out, "speaker  {} for {wanted} | {}", who(found), words(found))?;
            }
            Some(_) => {}
        }
    }
    for (n, found) in s.found.iter().enumerate() {
        if !s.outcome.mates.contains(&Some(n)) {
            writeln!(out, "false    {} | {}", who(found), words(found))?;
        }
    }
    Ok(writeln!(out)?)
}
