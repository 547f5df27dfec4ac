//! `daejo eval align`

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::input;
use anyhow::{Context as _, bail};
use daejo::alignment::evaluate::{Bin, Links, Measure, Scores, bins, score};
use daejo::exchange;
use serde::{Serialize, Serializer};
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
    let answer = Answer::new(&documents, &all, bins, args.by_document);
    context.write(None, |out| answer.write(args.format, out))?;
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

/// The answer, which both forms write. Its parts serialise as the JSON object has them.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    documents: usize,
    missing: usize,
    strict: Figures<'a>,
    lax: Figures<'a>,
    kinds: Kinds<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<Vec<Bin>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_document: Option<Vec<Row<'a>>>,
}

/// A document of `--by-document`.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    missing: bool,
    strict: Figures<'a>,
    lax: Figures<'a>,
}

/// Figures by kind of bead (`1-2`), in order of the numbers of sentences.
struct Kinds<'a>(Vec<(String, Figures<'a>)>);

impl Serialize for Kinds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(kind, figures)| (kind, figures)))
    }
}

/// Precision, recall and F1, with the counts that the table shows.
struct Figures<'a>(&'a Measure);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (precision, recall) = (self.0.precision.value(), self.0.recall.value());
        json!({ "precision": precision, "recall": recall, "f1": self.0.f1() }).serialize(serializer)
    }
}

impl<'a> Answer<'a> {
    fn new(documents: &'a [Document], all: &'a Scores, calibration: Option<Vec<Bin>>, each: bool) -> Self {
        let kinds = all.kinds.iter();
        let row = |document: &'a Document| Row {
            name: &document.name,
            missing: document.missing,
            strict: Figures(&document.scores.strict),
            lax: Figures(&document.scores.lax),
        };
        Self {
            schema: "daejo.alignment-scores/1",
            documents: documents.len(),
            missing: documents.iter().filter(|document| document.missing).count(),
            strict: Figures(&all.strict),
            lax: Figures(&all.lax),
            kinds: Kinds(
                kinds
                    .map(|((s, t), measure)| (format!("{s}-{t}"), Figures(measure)))
                    .collect(),
            ),
            calibration,
            by_document: each.then(|| documents.iter().map(row).collect()),
        }
    }

    fn write(&self, form: Form, out: &mut dyn Write) -> anyhow::Result<()> {
        match form {
            Form::Text => self.write_text(out),
            Form::Json => Ok(writeln!(out, "{}", serde_json::to_value(self)?)?),
        }
    }

    fn write_text(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        writeln!(
            out,
            "{} documents, {} without output",
            self.documents, self.missing
        )?;
        writeln!(out, "{:<10} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1")?;
        self.strict.write(out, "strict")?;
        self.lax.write(out, "lax")?;
        writeln!(out)?;
        for (kind, figures) in &self.kinds.0 {
            figures.write(out, kind)?;
        }
        if let Some(bins) = &self.calibration {
            writeln!(out, "\n{:>7} {:>10} {:>9}", "beads", "predicted", "observed")?;
            for Bin {
                beads,
                predicted,
                observed,
            } in bins
            {
                writeln!(out, "{beads:>7} {predicted:>10.3} {observed:>9.3}")?;
            }
        }
        if let Some(rows) = &self.by_document {
            writeln!(out)?;
            for Row {
                name, strict, lax, ..
            } in rows
            {
                writeln!(
                    out,
                    "{name:<40} strict {:.4}  lax {:.4}",
                    strict.0.f1(),
                    lax.0.f1()
                )?;
            }
        }
        Ok(())
    }
}

impl Figures<'_> {
    /// A line of the table.
    fn write(&self, out: &mut dyn Write, name: &str) -> anyhow::Result<()> {
        let Measure { precision, recall } = self.0;
        writeln!(
            out,
            "{name:<10} {:>9.4} {:>9.4} {:>9.4}   ({}/{} right, {}/{} found)",
            precision.value(),
            recall.value(),
            self.0.f1(),
            precision.right,
            precision.all,
            recall.right,
            recall.all
        )?;
        Ok(())
    }
}
