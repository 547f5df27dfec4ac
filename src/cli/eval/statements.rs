//! `daejo eval statements`

use super::lines;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use anyhow::Context as _;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Score statements: content spans, speakers, and both together.
///
/// GOLD is a file `NAME.statements.jsonl` beside its article `NAME.txt`: lines `{"kind","content":[text,…],"cue",
/// "speaker","entity"}`, the strings as they stand in the article, in its order. OUTPUT is what `daejo statements
/// --format jsonl` says of the article. Two statements go together where the characters of their contents overlap by
/// at least half (intersection over union). The speaker is right where it is the entity of the gold, or, where the
/// gold names none, its words.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The statements that are there.
    gold: PathBuf,
    /// The statements found.
    output: PathBuf,
    /// The article, where it does not stand beside the gold.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
}

/// Least overlap of two contents, intersection over union of characters.
const LEAST: f64 = 0.5;

#[derive(Deserialize)]
struct Gold {
    kind: String,
    content: Vec<String>,
    speaker: Option<String>,
    entity: Option<String>,
}

#[derive(Deserialize)]
struct Found {
    content: Vec<[usize; 2]>,
    speaker: Option<Speaker>,
}

#[derive(Deserialize)]
struct Speaker {
    text: String,
    entity: Option<String>,
}

/// Right spans, right speakers among them, and how many there are, of one kind.
#[derive(Default, Clone, Copy)]
struct Count {
    spans: usize,
    speakers: usize,
    all: usize,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let gold: Vec<Gold> = lines(&args.gold)?;
    let found: Vec<Found> = lines(&args.output)?;
    let beside = args.gold.to_string_lossy().replace(".statements.jsonl", ".txt");
    let path = args.text.clone().unwrap_or_else(|| PathBuf::from(beside));
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let places = locate(&gold, text.trim_start_matches('\u{feff}'));
    let matched = assign(&places, &found);
    let mut kinds: BTreeMap<&str, Count> = BTreeMap::new();
    let mut total = Count::default();
    for (gold, mate) in gold.iter().zip(&matched) {
        let right = mate.is_some_and(|m| same_speaker(gold, &found[m]));
        for count in [kinds.entry(&gold.kind).or_default(), &mut total] {
            count.all += 1;
            count.spans += usize::from(mate.is_some());
            count.speakers += usize::from(right);
        }
    }
    context.write(None, |out| {
        for (kind, c) in &kinds {
            writeln!(
                out,
                "{kind:<18} {:>3} there  spans {:>3}  with speaker {:>3}",
                c.all, c.spans, c.speakers
            )?;
        }
        score(out, "spans", total.spans, found.len(), total.all)?;
        score(out, "spans and speakers", total.speakers, found.len(), total.all)
    })?;
    Ok(Exit::Clean)
}

fn score(out: &mut dyn Write, name: &str, right: usize, found: usize, there: usize) -> anyhow::Result<()> {
    let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let (precision, recall) = (share(found), share(there));
    let f1 = if right == 0 {
        0.0
    } else {
        2.0 * precision * recall / (precision + recall)
    };
    writeln!(out, "{name:<18} P {precision:.3}  R {recall:.3}  F1 {f1:.3}")?;
    Ok(())
}

/// Where each gold content stands, in characters. A string is looked for from the statement before on; one that
/// does not stand there any more is looked for from the start.
fn locate(gold: &[Gold], text: &str) -> Vec<Vec<[usize; 2]>> {
    let mut from = 0;
    let mut place = |part: &String| {
        let at = text[from..]
            .find(part.as_str())
            .map(|at| at + from)
            .or_else(|| text.find(part.as_str()))?;
        from = at;
        let before = text[..at].chars().count();
        Some([before, before + part.chars().count()])
    };
    gold.iter()
        .map(|g| g.content.iter().filter_map(&mut place).collect())
        .collect()
}

/// The found statement that goes with each gold one: best overlap first, each used once.
fn assign(places: &[Vec<[usize; 2]>], found: &[Found]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, place) in places.iter().enumerate() {
        for (f, statement) in found.iter().enumerate() {
            let overlap = overlap(place, &statement.content);
            if overlap >= LEAST {
                pairs.push((overlap, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut mates = vec![None; places.len()];
    for (_, g, f) in pairs {
        if mates[g].is_none() && !mates.contains(&Some(f)) {
            mates[g] = Some(f);
        }
    }
    mates
}

/// Intersection over union of characters.
fn overlap(a: &[[usize; 2]], b: &[[usize; 2]]) -> f64 {
    let length = |spans: &[[usize; 2]]| spans.iter().map(|s| s[1] - s[0]).sum::<usize>();
    let shared: usize = a
        .iter()
        .flat_map(|a| b.iter().map(|b| a[1].min(b[1]).saturating_sub(a[0].max(b[0]))))
        .sum();
    let union = (length(a) + length(b)).saturating_sub(shared);
    if union == 0 {
        0.0
    } else {
        shared as f64 / union as f64
    }
}

fn same_speaker(gold: &Gold, found: &Found) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let like = |a: &str, b: &str| {
        let (a, b) = (plain(a), plain(b));
        !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
    };
    match (&found.speaker, gold.entity.as_deref().or(gold.speaker.as_deref())) {
        (None, None) => true,
        (Some(found), Some(wanted)) => {
            found.entity.as_deref().is_some_and(|e| like(e, wanted))
                || gold.speaker.as_deref().is_some_and(|s| like(&found.text, s))
        }
        _ => false,
    }
}
