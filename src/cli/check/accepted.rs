//! Findings that are let pass: those of a baseline, and those a line of the input says to ignore.
//!
//! A baseline is a file of JSON lines, one an accepted finding, in an order that does not change, so that a team can
//! keep it under version control and see in a diff what was accepted. Only `fingerprint` is read back.

use crate::cli::context::Context;
use crate::cli::input;
use anyhow::{Context as _, bail};
use daejo::fidelity::{Fault, Finding};
use daejo::pipeline::Side;
use daejo::report::fingerprint::fingerprint;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Flags for what is let pass.
#[derive(clap::Args, Debug)]
pub struct AcceptedArgs {
    /// Let pass the findings listed in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Add everything found now to --baseline; what it holds already stays
    #[arg(long, requires = "baseline")]
    update_baseline: bool,
}

/// A line of a baseline.
#[derive(Serialize, Deserialize, Clone)]
struct Entry {
    fingerprint: String,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

/// What is added to a baseline, for people.
#[derive(Serialize)]
struct Added<'a> {
    rule: &'static str,
    fault: Fault,
    source: &'a str,
    target: &'a str,
    reason: &'a str,
}

/// What is let pass in this run.
pub struct Accepted {
    path: Option<PathBuf>,
    update: bool,
    known: HashSet<String>,
    entries: Mutex<BTreeMap<String, Entry>>,
}

impl Accepted {
    /// Reads the baseline. It may be missing only where it is to be made.
    pub fn open(args: &AcceptedArgs) -> anyhow::Result<Self> {
        let path = args.baseline.clone();
        let entries = match &path {
            Some(path) if path.exists() => read(path)?,
            Some(path) if !args.update_baseline => {
                bail!(
                    "{}: no such baseline; --update-baseline makes one",
                    path.display()
                )
            }
            _ => Vec::new(),
        };
        Ok(Self {
            path,
            update: args.update_baseline,
            known: entries.iter().map(|e| e.fingerprint.clone()).collect(),
            entries: Mutex::new(entries.into_iter().map(|e| (e.fingerprint.clone(), e)).collect()),
        })
    }

    /// For a run in which nothing is let pass.
    #[cfg(test)]
    pub fn nothing() -> Self {
        Self {
            path: None,
            update: false,
            known: HashSet::new(),
            entries: Mutex::default(),
        }
    }

    /// Whether a finding is to be reported.
    pub fn keeps(&self, finding: &Finding, source: &Side, target: &Side, ignore: &Ignore) -> bool {
        if ignore.covers(finding) {
            return false;
        }
        if self.path.is_none() {
            return true;
        }
        let print = fingerprint(finding, source, target);
        if self.known.contains(&print) {
            return false;
        }
        if self.update {
            let entry = entry(&print, finding);
            let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
            entries.insert(print, entry);
        }
        !self.update
    }

    /// Writes the baseline back where that was asked for.
    pub fn finish(self, context: &Context) -> anyhow::Result<()> {
        let (Some(path), true) = (&self.path, self.update) else {
            return Ok(());
        };
        let entries = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        let added = entries.len() - self.known.len();
        context.write(Some(path), |out| {
            for entry in entries.values() {
                writeln!(out, "{}", serde_json::to_string(entry)?)?;
            }
            Ok(())
        })?;
        context.note(&format!(
            "{}: {added} findings accepted, {} in all",
            path.display(),
            entries.len()
        ));
        Ok(())
    }
}

fn entry(print: &str, finding: &Finding) -> Entry {
    let added = Added {
        rule: finding.rule,
        fault: finding.fault,
        source: &finding.values.0,
        target: &finding.values.1,
        reason: &finding.reason,
    };
    let rest = match serde_json::to_value(added) {
        Ok(Value::Object(rest)) => rest,
        _ => serde_json::Map::new(),
    };
    Entry {
        fingerprint: print.to_owned(),
        rest,
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<Entry>> {
    let text =
        String::from_utf8(input::bytes(path)?).with_context(|| format!("{}: not UTF-8", path.display()))?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}:{number}: no line of a baseline", path.display()))
        })
        .collect()
}

/// Rules and faults that a line of the input says to ignore, in lower case.
#[derive(Debug, Default)]
pub struct Ignore(Vec<String>);

impl Ignore {
    /// From `"ignore": ["number", "DATE_SHIFT"]`, or one name alone.
    pub fn of(object: Option<&Value>) -> Self {
        let plain = |name: &Value| name.as_str().map(normal);
        Self(match object.and_then(|o| o.get("ignore")) {
            Some(Value::Array(names)) => names.iter().filter_map(plain).collect(),
            Some(name) => plain(name).into_iter().collect(),
            None => Vec::new(),
        })
    }

    fn covers(&self, finding: &Finding) -> bool {
        let named = |name: &str| self.0.contains(&normal(name));
        !self.0.is_empty() && (named(finding.rule) || named(&finding.fault.to_string()))
    }
}

fn normal(name: &str) -> String {
    name.trim().to_ascii_lowercase().replace('-', "_")
}
