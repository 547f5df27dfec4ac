//! Sets the aligner's weights, and fits the calibration of its confidence, on development data.
//!
//! ```sh
//! cargo run --release --example tune_aligner -- score SET ...       strict F1 of each set with the default weights
//! cargo run --release --example tune_aligner -- weights SET ...     a search, one weight at a time
//! cargo run --release --example tune_aligner -- calibrate SET ...   the coefficients, with a test on the other half
//! ```
//!
//! A SET is a folder of `NAME.src`, `NAME.tgt` (a sentence a line) and `NAME.gold` (`[0,1]:[0]` a line);
//! `scripts/make-alignment-sets.py` makes some. Every set counts the same, however large. The search runs on every second
//! document, and the figures of the others are printed beside: where they part, the search has learnt the documents
//! and not the task. Copies of a document (`NAME-0`, `NAME-1`), also those of other sets, are in one half, by the number
//! in front of their names where there is one. A set of one document is all in the first half.

use daejo::alignment::evaluate::{Scores, bins, score};
use daejo::alignment::{Calibration, Evidence, Options, Texts, Weights};
use daejo::embedding::{Encoder, Runs, UseMultilingual};
use daejo::exchange::read_beads;
use daejo::models::{Purpose, Registry, Silent, Store, StoreOptions};
use rayon::prelude::*;
use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Links = (Vec<usize>, Vec<usize>);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((task, sets)) = arguments.split_first() else {
        return Err("say score, weights or calibrate, and the sets".into());
    };
    let encoder = Remembering::open()?;
    let sets: Vec<Set> = sets.iter().map(|path| Set::read(path)).collect::<Result<_>>()?;
    let mut out = std::io::stdout();
    match task.as_str() {
        "score" => report(
            &mut out,
            "",
            &f1s(&sets, &encoder, &Weights::default(), None),
            None,
            &sets,
        ),
        "weights" => search(&mut out, &sets, &encoder),
        "calibrate" => calibrate(&mut out, &sets, &encoder),
        _ => Err("say score, weights or calibrate".into()),
    }
}

struct Document {
    half: usize,
    source: Vec<String>,
    target: Vec<String>,
    gold: Vec<Links>,
}

struct Set {
    name: String,
    documents: Vec<Document>,
}

impl Set {
    fn read(path: &str) -> Result<Self> {
        let mut names: Vec<_> = std::fs::read_dir(path)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "gold"))
            .collect();
        names.sort();
        let lines = |path: &Path| -> Result<Vec<String>> {
            Ok(std::fs::read_to_string(path)?
                .lines()
                .map(str::to_owned)
                .collect())
        };
        let document = |gold: &Path| -> Result<Document> {
            Ok(Document {
                half: half(&gold.file_stem().unwrap_or_default().to_string_lossy()),
                source: lines(&gold.with_extension("src"))?,
                target: lines(&gold.with_extension("tgt"))?,
                gold: read_beads(&std::fs::read_to_string(gold)?, &gold.display().to_string())?,
            })
        };
        let path = Path::new(path);
        let parts: Vec<_> = path
            .iter()
            .rev()
            .take(2)
            .map(|part| part.to_string_lossy())
            .collect();
        Ok(Self {
            name: parts.into_iter().rev().collect::<Vec<_>>().join("/"),
            documents: names.iter().map(|gold| document(gold)).collect::<Result<_>>()?,
        })
    }

    /// The documents of one half, or all.
    fn half(&self, half: Option<usize>) -> Vec<&Document> {
        let documents = self.documents.iter();
        documents
            .filter(|document| half.is_none_or(|half| document.half == half))
            .collect()
    }
}

/// The half that a document is in: by the number its name begins with, or else the last one in it.
fn half(name: &str) -> usize {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let first = digits(name);
    let last: String = name.chars().rev().skip_while(|c| !c.is_ascii_digit()).collect();
    let last = digits(&last).chars().next();
    let last_of = first.chars().last().or(last);
    last_of.and_then(|digit| digit.to_digit(10)).unwrap_or_default() as usize % 2
}

/// The default encoder; a text is encoded once in the whole run.
struct Remembering {
    encoder: UseMultilingual,
    known: Mutex<HashMap<String, Vec<f32>>>,
}

impl Remembering {
    fn open() -> Result<Self> {
        let store = Store::new(StoreOptions::default())?;
        let registry = Registry::load()?;
        let model = registry.default_for(Purpose::Encoder).ok_or("no encoder")?;
        let folder = store.require(&registry, &model.name, &Silent)?;
        Ok(Self {
            encoder: UseMultilingual::open(&folder)?,
            known: Mutex::default(),
        })
    }
}

impl Encoder for Remembering {
    fn dimension(&self) -> usize {
        self.encoder.dimension()
    }

    fn encode(&self, lines: &[&str]) -> Vec<f32> {
        // Not held while encoding: its tasks may be taken up by a thread that waits for this very lock.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<&str> = {
            let known = known();
            lines
                .iter()
                .copied()
                .filter(|line| !known.contains_key(*line))
                .collect()
        };
        let vectors = self.encoder.encode(&new);
        let mut known = known();
        for (line, vector) in new.into_iter().zip(vectors.chunks_exact(self.dimension())) {
            known.insert(line.to_owned(), vector.to_vec());
        }
        lines
            .iter()
            .flat_map(|line| known[*line].iter().copied())
            .collect()
    }

    fn runs<'a>(&'a self, lines: &'a [&'a str]) -> Box<dyn Runs + 'a> {
        Box::new(Joined { encoder: self, lines })
    }
}

struct Joined<'a> {
    encoder: &'a Remembering,
    lines: &'a [&'a str],
}

impl Runs for Joined<'_> {
    fn len(&self) -> usize {
        self.lines.len()
    }

    fn vectors(&self, runs: &[Range<usize>]) -> Vec<f32> {
        let texts: Vec<String> = runs.iter().map(|run| self.lines[run.clone()].join(" ")).collect();
        self.encoder
            .encode(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// One aligned document: each bead's evidence, and whether it is right.
fn align(document: &Document, encoder: &Remembering, weights: &Weights) -> (Vec<Links>, Vec<Evidence>) {
    let lines = |side: &'static str| -> Vec<&str> {
        let lines = if side == "source" {
            &document.source
        } else {
            &document.target
        };
        lines.iter().map(String::as_str).collect()
    };
    let (source, target) = (lines("source"), lines("target"));
    let options = Options {
        weights: weights.clone(),
        ..Options::default()
    };
    let beads = Texts::new(&source, &target, encoder).explain(&options);
    beads
        .into_iter()
        .map(|(bead, reason)| ((bead.source, bead.target), reason.evidence))
        .unzip()
}

/// Strict F1 of each set.
fn f1s(sets: &[Set], encoder: &Remembering, weights: &Weights, half: Option<usize>) -> Vec<f64> {
    let scores = |set: &Set| -> Scores {
        let scores: Vec<Scores> = set
            .half(half)
            .par_iter()
            .map(|document| score(&document.gold, &align(document, encoder, weights).0))
            .collect();
        scores.into_iter().sum()
    };
    sets.iter().map(|set| scores(set).strict.f1()).collect()
}

fn mean(f1s: &[f64], sets: &[Set], half: usize) -> f64 {
    let counted: Vec<f64> = f1s
        .iter()
        .zip(sets)
        .filter(|(_, set)| !set.half(Some(half)).is_empty())
        .map(|(f1, _)| *f1)
        .collect();
    counted.iter().sum::<f64>() / counted.len().max(1) as f64
}

fn report(out: &mut dyn Write, title: &str, f1s: &[f64], before: Option<&[f64]>, sets: &[Set]) -> Result<()> {
    write!(out, "{title}")?;
    for (at, (f1, set)) in f1s.iter().zip(sets).enumerate() {
        let change = before.map_or_else(String::new, |before| format!(" {:+.4}", f1 - before[at]));
        writeln!(out, "{:<28} {f1:.4}{change}", set.name)?;
    }
    Ok(())
}

type Knob = (&'static str, fn(&mut Weights) -> &mut f32, f32);

/// What the search turns, and by which steps.
const KNOBS: [Knob; 13] = [
    ("skip", |w| &mut w.skip, 0.005),
    ("alone", |w| &mut w.alone, 0.01),
    ("firmness", |w| &mut w.firmness, 10.0),
    ("share", |w| &mut w.share, 0.02),
    ("join", |w| &mut w.join, 0.01),
    ("addition", |w| &mut w.addition, 0.05),
    ("usual", |w| &mut w.usual, 0.05),
    ("group", |w| &mut w.group, 0.02),
    ("length", |w| &mut w.length, 0.05),
    ("background", |w| &mut w.background, 0.025),
    ("prior", |w| &mut w.prior, 2.0),
    ("quotation", |w| &mut w.quotation, 0.01),
    ("crossing", |w| &mut w.crossing, 0.025),
];

/// Turns one weight after the other as long as that helps on the first half.
fn search(out: &mut dyn Write, sets: &[Set], encoder: &Remembering) -> Result<()> {
    let value = |weights: &Weights| mean(&f1s(sets, encoder, weights, Some(0)), sets, 0);
    let mut best = Weights::default();
    let mut highest = value(&best);
    loop {
        let before = highest;
        for (name, knob, step) in KNOBS {
            for step in [step, -step] {
                loop {
                    let mut tried = best.clone();
                    *knob(&mut tried) += step;
                    let reached = value(&tried);
                    // Less than this is the luck of a bead or two.
                    if *knob(&mut tried) < 0.0 || reached < highest + 2e-4 {
                        break;
                    }
                    (best, highest) = (tried, reached);
                    writeln!(out, "{name} {:.3}: {highest:.4}", knob(&mut best))?;
                }
            }
        }
        if highest <= before {
            break;
        }
    }
    writeln!(out, "\n{best:#?}")?;
    for half in [0, 1] {
        let title = format!(
            "\nhalf {half}{}\n",
            if half == 0 {
                ", searched on"
            } else {
                ", held apart"
            }
        );
        let before = f1s(sets, encoder, &Weights::default(), Some(half));
        report(
            out,
            &title,
            &f1s(sets, encoder, &best, Some(half)),
            Some(&before),
            sets,
        )?;
    }
    Ok(())
}

/// Fits the coefficients on one half of the documents and tests them on the other; prints those fitted on all.
fn calibrate(out: &mut dyn Write, sets: &[Set], encoder: &Remembering) -> Result<()> {
    let samples = |half: Option<usize>| -> Vec<(Evidence, bool, f32)> {
        sets.iter().flat_map(|set| judged(set, encoder, half)).collect()
    };
    for (fitted, tested) in [(0, 1), (1, 0)] {
        let calibration = fit(&samples(Some(fitted)));
        writeln!(out, "fitted on half {fitted}, tested on half {tested}")?;
        table(out, &samples(Some(tested)), &calibration)?;
    }
    let all = samples(None);
    let calibration = fit(&all);
    writeln!(out, "\nall: {calibration:#?}")?;
    table(out, &all, &calibration)
}

/// The beads of one half of a set, each with whether it is right and what it counts: all beads of a set together, one.
/// A set of one document is cut into stretches, for the halves to hold the same kind of text.
fn judged(set: &Set, encoder: &Remembering, half: Option<usize>) -> Vec<(Evidence, bool, f32)> {
    const STRETCH: usize = 20;
    let mut rows = Vec::new();
    for document in &set.documents {
        let (beads, evidence) = align(document, encoder, &Weights::default());
        for (place, (bead, evidence)) in beads.iter().zip(evidence).enumerate() {
            let unit = if set.documents.len() == 1 {
                place / STRETCH
            } else {
                document.half
            };
            if half.is_none_or(|half| unit % 2 == half) {
                rows.push((evidence, document.gold.contains(bead)));
            }
        }
    }
    let weight = 1.0 / rows.len().max(1) as f32;
    rows.into_iter()
        .map(|(evidence, right)| (evidence, right, weight))
        .collect()
}

/// Logistic regression by Newton's method, drawn a little to zero.
fn fit(samples: &[(Evidence, bool, f32)]) -> Calibration {
    const ROUNDS: usize = 12;
    const DRAW: f64 = 1e-3;
    let total: f64 = samples.iter().map(|sample| f64::from(sample.2)).sum();
    let mut weights = [0.5f64, 0.0, 0.0, 0.0, 0.0];
    for _ in 0..ROUNDS {
        let mut slopes = weights.map(|weight| DRAW * weight);
        let mut bends = [[0.0; 5]; 5];
        for (at, row) in bends.iter_mut().enumerate() {
            row[at] = DRAW;
        }
        for (evidence, right, weight) in samples {
            let x = evidence.variables().map(f64::from);
            let sum: f64 = weights.iter().zip(x).map(|(w, x)| w * x).sum();
            let predicted = 1.0 / (1.0 + (-sum).exp());
            let weight = f64::from(*weight) / total;
            for (row, at) in bends.iter_mut().zip(0..5) {
                slopes[at] += (predicted - f64::from(u8::from(*right))) * x[at] * weight;
                for (bend, other) in row.iter_mut().zip(x) {
                    *bend += predicted * (1.0 - predicted) * x[at] * other * weight;
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solved(bends, slopes)) {
            *weight -= step;
        }
    }
    let [odds, fit, size, alone, constant] = weights.map(|weight| weight as f32);
    Calibration {
        odds,
        fit,
        size,
        alone,
        constant,
    }
}

/// The solution of `matrix · x = right`, by elimination; the matrix is positive definite.
fn solved(mut matrix: [[f64; 5]; 5], mut right: [f64; 5]) -> [f64; 5] {
    for at in 0..5 {
        let (pivot, value) = (matrix[at], right[at]);
        for row in (0..5).filter(|&row| row != at) {
            let factor = matrix[row][at] / pivot[at];
            for (x, y) in matrix[row].iter_mut().zip(pivot) {
                *x -= factor * y;
            }
            right[row] -= factor * value;
        }
    }
    std::array::from_fn(|at| right[at] / matrix[at][at])
}

/// Ten bins of as many beads each: predicted and observed.
fn table(out: &mut dyn Write, samples: &[(Evidence, bool, f32)], calibration: &Calibration) -> Result<()> {
    let rows = samples
        .iter()
        .map(|(evidence, right, _)| (calibration.confidence(evidence), *right))
        .collect();
    writeln!(out, "{:>7} {:>10} {:>9}", "beads", "predicted", "observed")?;
    for bin in bins(rows, 10) {
        writeln!(
            out,
            "{:>7} {:>10.3} {:>9.3}",
            bin.beads, bin.predicted, bin.observed
        )?;
    }
    Ok(())
}
