//! `daejo eval compare`

use super::super::context::Context;
use super::super::exit::Exit;
use super::lines;
use anyhow::Context as _;
use daejo::coverage::evaluate::{
    Clusters, GoldStatement, Measure, StatementScores, Text, clusters, statements,
};
use daejo::coverage::{Agreement, Carried};
use serde::Deserialize;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score a comparison: B-cubed and V-measure of its events; matched statements, coverage and disagreements.
///
/// GOLD is a folder with `events.jsonl` (`{"event","articles"}`) and, where statements are to be scored,
/// `statements.jsonl` (`{"event","mentions":[{"article","text"}],"coverage","agreement"}`). OUTPUT is what
/// `daejo compare` wrote as JSON or JSONL.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder of the gold.
    gold: PathBuf,
    /// The comparison to score.
    output: PathBuf,
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

#[derive(Deserialize)]
struct GoldEvent {
    articles: Vec<String>,
}

#[derive(Deserialize)]
struct Event {
    articles: Vec<String>,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Comparison {
    events: Vec<Event>,
}

/// A statement, of the gold or of an output.
#[derive(Deserialize)]
struct Statement {
    mentions: Vec<Mention>,
    coverage: Carried,
    agreement: Agreement,
}

#[derive(Deserialize)]
struct Mention {
    article: String,
    text: String,
}

impl From<Statement> for GoldStatement {
    fn from(statement: Statement) -> Self {
        let text = |m: Mention| Text {
            article: m.article,
            text: m.text,
        };
        Self {
            mentions: statement.mentions.into_iter().map(text).collect(),
            carried: statement.coverage,
            agreement: statement.agreement,
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let gold: Vec<GoldEvent> = lines(&args.gold.join("events.jsonl"))?;
    let gold: Vec<Vec<String>> = gold.into_iter().map(|e| e.articles).collect();
    let events = read(&args.output)?;
    let groups: Vec<Vec<String>> = events.iter().map(|e| e.articles.clone()).collect();
    let grouped = clusters(&gold, &groups);
    let path = args.gold.join("statements.jsonl");
    let judged = path.is_file().then(|| -> anyhow::Result<StatementScores> {
        let gold: Vec<Statement> = lines(&path)?;
        let gold: Vec<GoldStatement> = gold.into_iter().map(Into::into).collect();
        let told = events.into_iter().flat_map(|e| e.statements);
        let told: Vec<GoldStatement> = told.map(Into::into).collect();
        Ok(statements(&gold, &told))
    });
    let judged = judged.transpose()?;
    context.write(None, |out| match args.format {
        Form::Text => write_text(out, &grouped, judged.as_ref()),
        Form::Json => write_json(out, &grouped, judged.as_ref()),
    })?;
    Ok(Exit::Clean)
}

fn read(path: &Path) -> anyhow::Result<Vec<Event>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    if let Ok(comparison) = serde_json::from_str::<Comparison>(&text) {
        return Ok(comparison.events);
    }
    lines(path)
}

fn write_text(
    out: &mut dyn Write,
    events: &Clusters,
    judged: Option<&StatementScores>,
) -> anyhow::Result<()> {
    writeln!(out, "{:<28} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1")?;
    row(out, "events, B-cubed", &events.b_cubed)?;
    writeln!(
        out,
        "{:<28} {:>9.4} {:>9.4} {:>9.4}   (homogeneity, completeness, V)",
        "events, V-measure",
        events.homogeneity,
        events.completeness,
        events.v_measure()
    )?;
    let Some(scores) = judged else {
        return Ok(());
    };
    row(out, "statements matched", &scores.matched)?;
    row(out, "pairs of mentions", &scores.pairs)?;
    row(out, "statements that differ", &scores.differing)?;
    writeln!(
        out,
        "{:<28} {:>9.4}   ({:.4} of those found)",
        "coverage right", scores.coverage, scores.coverage_of_found
    )?;
    writeln!(out, "{:<28} {:>9.4}", "mentions found", scores.mentions_found)?;
    Ok(())
}

fn row(out: &mut dyn Write, name: &str, measure: &Measure) -> anyhow::Result<()> {
    let Measure { precision, recall } = measure;
    writeln!(
        out,
        "{name:<28} {precision:>9.4} {recall:>9.4} {:>9.4}",
        measure.f1()
    )?;
    Ok(())
}

fn write_json(
    out: &mut dyn Write,
    events: &Clusters,
    judged: Option<&StatementScores>,
) -> anyhow::Result<()> {
    let figures = |m: &Measure| json!({ "precision": m.precision, "recall": m.recall, "f1": m.f1() });
    let answer = json!({
        "schema": "daejo.compare-scores/1",
        "events": {
            "b_cubed": figures(&events.b_cubed),
            "homogeneity": events.homogeneity,
            "completeness": events.completeness,
            "v_measure": events.v_measure(),
        },
        "statements": judged.map(|s| json!({
            "matched": figures(&s.matched),
            "pairs": figures(&s.pairs),
            "differing": figures(&s.differing),
            "coverage": s.coverage,
            "coverage_of_found": s.coverage_of_found,
            "mentions_found": s.mentions_found,
        })),
    });
    writeln!(out, "{answer}")?;
    Ok(())
}
