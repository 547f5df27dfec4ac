//! `daejo eval align`

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::input;
use anyhow::{Context as _, bail};
use daejo::alignment::evaluate::{Links, Measure, Scores, score};
use daejo::exchange;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score an alignment: strict and lax precision, recall and F1.
///
/// GOLD and OUTPUT are files of beads (`[0,1]:[0]`), or folders. Of folders, the documents are the files `NAME.gold`
/// or `NAME.beads`, or the folders `NAME` that hold `alignment.beads`; the output of each is `NAME.out`, `NAME.beads`,
/// `NAME` or `NAME/alignment.beads`. A document without output counts as wholly missed.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The right beads: a file or a folder.
    gold: PathBuf,
    /// The beads to score: a file or a folder.
    output: PathBuf,
    /// Also say how each document did.
    #[arg(long)]
    by_document: bool,
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
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let documents = documents(&args)?;
    let all: Scores = documents.iter().map(|document| document.scores.clone()).sum();
    context.write(None, |out| match args.format {
        Form::Text => write_text(out, &documents, &all, args.by_document),
        Form::Json => write_json(out, &documents, &all, args.by_document),
    })?;
    Ok(Exit::Clean)
}

fn documents(args: &Args) -> anyhow::Result<Vec<Document>> {
    if !args.gold.is_dir() {
        let scores = score(&read(&args.gold)?, &read(&args.output)?);
        let name = input::name(&args.gold);
        return Ok(vec![Document {
            name,
            scores,
            missing: false,
        }]);
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
    let document = |(name, path): (String, PathBuf)| {
        let found = ["out", "beads"]
            .map(|extension| args.output.join(format!("{name}.{extension}")))
            .into_iter()
            .chain([
                args.output.join(&name),
                args.output.join(&name).join("alignment.beads"),
            ])
            .find(|path| path.is_file());
        let output = found.as_deref().map(read).transpose()?;
        let missing = output.is_none();
        let scores = score(&read(&path)?, &output.unwrap_or_default());
        Ok(Document {
            name,
            scores,
            missing,
        })
    };
    gold.into_iter().map(document).collect()
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
    let name = input::name(path);
    let text =
        String::from_utf8(input::bytes(path)?).map_err(|_| anyhow::anyhow!("{name}: not UTF-8 text"))?;
    Ok(exchange::read_beads(&text, &name)?)
}

fn write_text(out: &mut dyn Write, documents: &[Document], all: &Scores, each: bool) -> anyhow::Result<()> {
    let missing = documents.iter().filter(|document| document.missing).count();
    writeln!(out, "{} documents, {missing} without output", documents.len())?;
    writeln!(out, "{:<10} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1")?;
    row(out, "strict", &all.strict)?;
    row(out, "lax", &all.lax)?;
    writeln!(out)?;
    for ((source, target), measure) in &all.kinds {
        row(out, &format!("{source}-{target}"), measure)?;
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

fn write_json(out: &mut dyn Write, documents: &[Document], all: &Scores, each: bool) -> anyhow::Result<()> {
    let missing = documents.iter().filter(|document| document.missing).count();
    let mut answer = json!({
        "schema": "daejo.alignment-scores/1",
        "documents": documents.len(),
        "missing": missing,
        "strict": figures(&all.strict),
        "lax": figures(&all.lax),
        "kinds": all.kinds.iter().map(|((s, t), m)| (format!("{s}-{t}"), figures(m))).collect::<serde_json::Map<_, _>>(),
    });
    if each {
        let rows = documents.iter().map(|d| {
            json!({ "name": d.name, "missing": d.missing, "strict": figures(&d.scores.strict), "lax": figures(&d.scores.lax) })
        });
        answer["by_document"] = rows.collect();
    }
    writeln!(out, "{answer}")?;
    Ok(())
}

fn figures(measure: &Measure) -> serde_json::Value {
    json!({ "precision": measure.precision.value(), "recall": measure.recall.value(), "f1": measure.f1() })
}
