//! `daejo eval check`

use super::lines;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use anyhow::{Context as _, bail};
use daejo::fidelity::{Family, Fault, Severity, Verdict};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score findings: recall by fault and by severity, and false alarms.
///
/// GOLD and OUTPUT are either two files of segments (gold lines `{"id","expect","fault","severity"}`, the output of
/// `daejo check --pairs`), or two folders of articles (`NAME/findings.jsonl`, lines `{"fault","severity","source",
/// "target"}` with the passages as text; `NAME.json` from `daejo check --format json`). A fault counts as found where
/// anything but a note is reported on its segment, or overlaps one of its passages; "named" also has the fault's name.
/// Printed by fault, by family of faults (who, whether, how many …), by severity, and in all.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// What is wrong: a file or a folder.
    gold: PathBuf,
    /// What was reported: a file or a folder.
    output: PathBuf,
    /// No line for each fault: for a set whose articles are not to be looked at one by one.
    #[arg(long)]
    totals: bool,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let mut tally = if args.gold.is_dir() {
        articles(args)?
    } else {
        pairs(args)?
    };
    if args.totals {
        tally.faults.clear();
    }
    context.write(None, |out| tally.write(out))?;
    Ok(Exit::Clean)
}

/// Found, found by name, and there.
#[derive(Default, Clone, Copy)]
struct Count {
    found: usize,
    named: usize,
    all: usize,
}

/// The score.
#[derive(Default)]
struct Tally {
    families: BTreeMap<Family, Count>,
    faults: BTreeMap<String, Count>,
    severities: BTreeMap<Severity, Count>,
    total: Count,
    false_alarms: usize,
    /// What could have been a false alarm: faithful segments, or articles.
    clean: usize,
    unit: &'static str,
}

impl Tally {
    fn add(&mut self, fault: &str, severity: Option<Severity>, found: bool, named: bool) {
        let severity = severity.map(|s| self.severities.entry(s).or_default());
        let family = family(fault).map(|f| self.families.entry(f).or_default());
        let fault = self.faults.entry(fault.to_owned()).or_default();
        for count in [Some(fault), family, severity, Some(&mut self.total)]
            .into_iter()
            .flatten()
        {
            count.all += 1;
            count.found += usize::from(found);
            count.named += usize::from(named);
        }
    }

    fn write(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut line = |name: &str, c: &Count| {
            let share = 100.0 * c.found as f64 / c.all.max(1) as f64;
            writeln!(
                out,
                "{name:<24} {:>4} of {:>4}  {share:>5.1} %  named {:>4}",
                c.found, c.all, c.named
            )
        };
        for (fault, count) in &self.faults {
            line(fault, count)?;
        }
        for (family, count) in &self.families {
            line(&family.to_string(), count)?;
        }
        for (severity, count) in self.severities.iter().rev() {
            line(&severity.to_string(), count)?;
        }
        line("all", &self.total)?;
        writeln!(
            out,
            "false alarms             {:>4} in {:>4} {}, {:.2} each",
            self.false_alarms,
            self.clean,
            self.unit,
            self.false_alarms as f64 / self.clean.max(1) as f64
        )?;
        Ok(())
    }
}

/// The family of a fault by its name; `None` for a name that is none.
fn family(fault: &str) -> Option<Family> {
    let fault: Fault = serde_json::from_value(fault.into()).ok()?;
    Some(fault.family())
}

#[derive(Deserialize)]
struct GoldPair {
    id: Value,
    expect: Verdict,
    #[serde(default)]
    fault: Option<String>,
    #[serde(default)]
    severity: Option<Severity>,
}

#[derive(Deserialize)]
struct Reported {
    fault: Fault,
    severity: Severity,
    #[serde(default)]
    source: Vec<[usize; 2]>,
    #[serde(default)]
    target: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct OutputPair {
    id: Value,
    verdict: Option<Verdict>,
    #[serde(default)]
    findings: Vec<Reported>,
}

fn pairs(args: &Args) -> anyhow::Result<Tally> {
    let output: Vec<OutputPair> = lines(&args.output)?;
    let output: HashMap<String, OutputPair> = output.into_iter().map(|o| (o.id.to_string(), o)).collect();
    let mut tally = Tally {
        unit: "faithful segments",
        ..Tally::default()
    };
    for gold in lines::<GoldPair>(&args.gold)? {
        let answer = output.get(&gold.id.to_string());
        let wrong = answer
            .and_then(|a| a.verdict)
            .is_some_and(|v| v > Verdict::Unverifiable);
        if gold.expect <= Verdict::Unverifiable {
            tally.clean += 1;
            tally.false_alarms += usize::from(wrong);
        } else {
            let fault = gold.fault.unwrap_or_else(|| "(unnamed)".to_owned());
            let named = answer.is_some_and(|a| a.findings.iter().any(|f| f.fault.to_string() == fault));
            tally.add(&fault, gold.severity, wrong, named);
        }
    }
    Ok(tally)
}

#[derive(Deserialize)]
struct GoldFinding {
    fault: String,
    severity: Severity,
    source: String,
    target: String,
}

#[derive(Deserialize)]
struct OutputArticle {
    source: Text,
    target: Text,
    findings: Vec<Reported>,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

fn articles(args: &Args) -> anyhow::Result<Tally> {
    let mut tally = Tally {
        unit: "articles",
        ..Tally::default()
    };
    for folder in folders(&args.gold)? {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let path = args.output.join(format!("{name}.json"));
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let output: OutputArticle = serde_json::from_str(&text)
            .with_context(|| format!("{} is no report of daejo check", path.display()))?;
        article(&mut tally, &lines(&folder.join("findings.jsonl"))?, &output);
    }
    if tally.clean == 0 {
        bail!("{}: no folder in it has findings.jsonl", args.gold.display());
    }
    Ok(tally)
}

fn article(tally: &mut Tally, gold: &[GoldFinding], output: &OutputArticle) {
    let faults: Vec<&Reported> = output
        .findings
        .iter()
        .filter(|f| f.severity > Severity::Note)
        .collect();
    let places: Vec<_> = gold
        .iter()
        .map(|g| {
            (
                place(&g.source, &output.source.text),
                place(&g.target, &output.target.text),
            )
        })
        .collect();
    let on = |f: &Reported, at: &(Option<[usize; 2]>, Option<[usize; 2]>)| {
        overlaps(&f.source, at.0) || overlaps(&f.target, at.1)
    };
    for (gold, at) in gold.iter().zip(&places) {
        let found = faults.iter().any(|f| on(f, at));
        let named = faults
            .iter()
            .any(|f| on(f, at) && f.fault.to_string() == gold.fault);
        tally.add(&gold.fault, Some(gold.severity), found, named);
    }
    tally.clean += 1;
    tally.false_alarms += faults
        .iter()
        .filter(|f| !places.iter().any(|at| on(f, at)))
        .count();
}

/// Where a passage stands, in characters; `None` where it is empty or does not stand there.
fn place(passage: &str, text: &str) -> Option<[usize; 2]> {
    if passage.is_empty() {
        return None;
    }
    let before = text[..text.find(passage)?].chars().count();
    Some([before, before + passage.chars().count()])
}

fn overlaps(spans: &[[usize; 2]], at: Option<[usize; 2]>) -> bool {
    at.is_some_and(|at| spans.iter().any(|s| s[0] < at[1] && at[0] < s[1]))
}

/// Every folder in `folder` that holds gold findings, by name.
fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.join("findings.jsonl").is_file())
        .collect();
    found.sort();
    Ok(found)
}
