//! `daejo eval align`

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::input;
use anyhow::{Context as _, bail};
use daejo::alignment::evaluate::{Bin, Links, Measure, Scores, bins, score};
use daejo::exchange;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score an alignment: strict and lax precision, recall and F1.
///
/// GOLD and OUTPUT are files of beads (`[0,1]:[0]`), or folders. Of folders, the documents are the files `NAME.gold`
/// or `NAME.beads`, or the folders `NAME` that hold `alignment.beads`; the output of each is `NAME.out`, `NAME.beads`,
/// `NAME` or `NAME/alignment.beads`. A document without output counts as wholly missed. OUTPUT may also be JSON Lines,
/// as `daejo align --format jsonl` writes them (`NAME.jsonl` in a folder).
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The right beads: a file or a folder.
    gold: PathBuf,
    /// The beads to score: a file or a folder.
    output: PathBuf,
    /// Also say how each document did.
    #[arg(long)]
    by_document: bool,
    /// Also compare the confidence of the beads with how many are right, in ten bins of as many beads each, the least
    /// sure first. OUTPUT must be JSON Lines.
    #[arg(long)]
    calibration: bool,
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

/// A document's scores, or that there was no output for it.
struct Document {
    name: String,
    scores: Scores,
    missing: bool,
    /// The confidence of each bead that has one, and whether it is right.
    judged: Vec<(f32, bool)>,
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let documents = documents(&args)?;
    let all: Scores = documents.iter().map(|document| document.scores.clone()).sum();
    let bins = args.calibration.then(|| calibration(&documents)).transpose()?;
    let scored = Scored {
        documents: &documents,
        all: &all,
        bins: bins.as_deref(),
        each: args.by_document,
    };
    context.write(None, |out| match args.format {
        Form::Text => scored.write_text(out),
        Form::Json => scored.write_json(out),
    })?;
    Ok(Exit::Clean)
}

fn calibration(documents: &[Document]) -> anyhow::Result<Vec<Bin>> {
    let judged: Vec<(f32, bool)> = documents
        .iter()
        .flat_map(|document| &document.judged)
        .copied()
        .collect();
    if judged.is_empty() {
        bail!("OUTPUT holds no confidences; write it with `daejo align --format jsonl`");
    }
    Ok(bins(judged, 10))
}

fn documents(args: &Args) -> anyhow::Result<Vec<Document>> {
    if !args.gold.is_dir() {
        let name = input::name(&args.gold);
        return Ok(vec![document(name, &read(&args.gold)?, Some(&args.output))?]);
    }
    if !args.output.is_dir() {
        bail!(
            "{}: not a folder, but {} is one",
            args.output.display(),
            args.gold.display()
        );
    }
    let gold = gold_files(&args.gold)?;
    if gold.is_empty() {
        bail!(
            "{}: holds no file NAME.gold, NAME.beads or NAME/alignment.beads",
            args.gold.display()
        );
    }
    let one = |(name, path): (String, PathBuf)| {
        let found = ["out", "beads", "jsonl"]
            .map(|extension| args.output.join(format!("{name}.{extension}")))
            .into_iter()
            .chain([
                args.output.join(&name),
                args.output.join(&name).join("alignment.beads"),
            ])
            .find(|path| path.is_file());
        document(name, &read(&path)?, found.as_deref())
    };
    gold.into_iter().map(one).collect()
}

fn document(name: String, gold: &[Links], output: Option<&Path>) -> anyhow::Result<Document> {
    let (beads, confidences): (Vec<Links>, Vec<Option<f32>>) = match output {
        Some(path) if path.extension().is_some_and(|e| e == "jsonl") => {
            let (text, name) = text(path)?;
            exchange::read_confidences(&text, &name)?.into_iter().unzip()
        }
        Some(path) => read(path)?.into_iter().map(|bead| (bead, None)).unzip(),
        None => Default::default(),
    };
    let judged = beads.iter().zip(confidences);
    Ok(Document {
        name,
        scores: score(gold, &beads),
        missing: output.is_none(),
        judged: judged
            .filter_map(|(bead, confidence)| Some((confidence?, gold.contains(bead))))
            .collect(),
    })
}

/// The documents of a folder of gold, by name.
fn gold_files(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let inside = path.join("alignment.beads");
        let is_gold = path.extension().is_some_and(|e| e == "gold" || e == "beads");
        if inside.is_file() {
            files.push((
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                inside,
            ));
        } else if is_gold && path.is_file() {
            files.push((
                path.file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                path,
            ));
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> anyhow::Result<Vec<Links>> {
    let (text, name) = text(path)?;
    Ok(exchange::read_beads(&text, &name)?)
}

/// What a file holds, and what to call it.
fn text(path: &Path) -> anyhow::Result<(String, String)> {
    let name = input::name(path);
    let text =
        String::from_utf8(input::bytes(path)?).map_err(|_| anyhow::anyhow!("{name}: not UTF-8 text"))?;
    Ok((text, name))
}

/// What there is to write: the scores of all documents, bins of confidence where asked for, and whether each document
/// has a line of its own.
#[derive(Clone, Copy)]
struct Scored<'a> {
    documents: &'a [Document],
    all: &'a Scores,
    bins: Option<&'a [Bin]>,
    each: bool,
}

impl Scored<'_> {
    fn missing(&self) -> usize {
        self.documents.iter().filter(|document| document.missing).count()
    }

    fn write_text(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let Scored {
            documents,
            all,
            bins,
            each,
        } = *self;
        writeln!(
            out,
            "{} documents, {} without output",
            documents.len(),
            self.missing()
        )?;
        writeln!(out, "{:<10} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1")?;
        row(out, "strict", &all.strict)?;
        row(out, "lax", &all.lax)?;
        writeln!(out)?;
        for ((source, target), measure) in &all.kinds {
            row(out, &format!("{source}-{target}"), measure)?;
        }
        if let Some(bins) = bins {
            writeln!(out, "\n{:>7} {:>10} {:>9}", "beads", "predicted", "observed")?;
            for bin in bins {
                writeln!(
                    out,
                    "{:>7} {:>10.3} {:>9.3}",
                    bin.beads, bin.predicted, bin.observed
                )?;
            }
        }
        if each {
            writeln!(out)?;
            for document in documents {
                let (strict, lax) = (document.scores.strict.f1(), document.scores.lax.f1());
                writeln!(out, "{:<40} strict {strict:.4}  lax {lax:.4}", document.name)?;
            }
        }
        Ok(())
    }

    fn write_json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let Scored {
            documents,
            all,
            bins,
            each,
        } = *self;
        let mut answer = json!({
            "schema": "daejo.alignment-scores/1",
            "documents": documents.len(),
            "missing": self.missing(),
            "strict": figures(&all.strict),
            "lax": figures(&all.lax),
            "kinds": all.kinds.iter().map(|((s, t), m)| (format!("{s}-{t}"), figures(m))).collect::<serde_json::Map<_, _>>(),
        });
        if let Some(bins) = bins {
            answer["calibration"] = json!(bins);
        }
        if each {
            let rows = documents.iter().map(|d| {
            json!({ "name": d.name, "missing": d.missing, "strict": figures(&d.scores.strict), "lax": figures(&d.scores.lax) })
        });
            answer["by_document"] = rows.collect();
        }
        writeln!(out, "{answer}")?;
        Ok(())
    }
}

fn row(out: &mut dyn Write, name: &str, measure: &Measure) -> anyhow::Result<()> {
    let Measure { precision, recall } = measure;
    writeln!(
        out,
        "{name:<10} {:>9.4} {:>9.4} {:>9.4}   ({}/{} right, {}/{} found)",
        precision.value(),
        recall.value(),
        measure.f1(),
        precision.right,
        precision.all,
        recall.right,
        recall.all
    )?;
    Ok(())
}

fn figures(measure: &Measure) -> serde_json::Value {
    json!({ "precision": measure.precision.value(), "recall": measure.recall.value(), "f1": measure.f1() })
}
