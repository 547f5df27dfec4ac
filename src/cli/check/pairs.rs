//! `daejo check --pairs`: segments in, verdicts out, a line for a line.

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use anyhow::Context as _;
use daejo::fidelity::segment::Segments;
use daejo::fidelity::{Fault, Finding, Severity, Verdict};
use daejo::quantities;
use daejo::text::{CharIndex, Language};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Lines served at a time: enough to keep every core busy, few enough to keep memory small.
const BATCH: usize = 1024;

/// A line of the input. The English text is the original unless `source` says `ko`.
#[derive(Deserialize)]
struct Row {
    en: String,
    ko: String,
    #[serde(default)]
    doc_date: Option<String>,
    #[serde(default)]
    source: Option<Language>,
}

/// A line of the output.
#[derive(Serialize)]
struct Answer {
    id: Value,
    verdict: Verdict,
    findings: Vec<FindingView>,
}

/// A finding in a line of the output; offsets in characters.
#[derive(Serialize)]
struct FindingView {
    fault: Fault,
    rule: &'static str,
    severity: Severity,
    en: Vec<[usize; 2]>,
    ko: Vec<[usize; 2]>,
    values: Values,
    reason: String,
}

/// The values that differ, as people write them.
#[derive(Serialize)]
struct Values {
    en: String,
    ko: String,
}

/// Serves every line of `path` (`-` is stdin).
pub fn run(path: &Path, output: Option<&Path>, fail_on: Severity, context: &Context) -> anyhow::Result<Exit> {
    let mut input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Box::new(BufReader::new(file))
    };
    let mut gravest = None;
    context.write(output, |out| {
        loop {
            let lines = batch(&mut input).with_context(|| format!("cannot read {}", path.display()))?;
            if lines.is_empty() {
                return Ok(());
            }
            let answers: Vec<(Option<Severity>, String)> = lines.par_iter().map(|line| serve(line)).collect();
            for (severity, answer) in answers {
                gravest = gravest.max(severity);
                writeln!(out, "{answer}")?;
            }
        }
    })?;
    let found = gravest.is_some_and(|severity| severity >= fail_on);
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

/// The next lines, blank ones left out; none at the end.
fn batch(input: &mut dyn BufRead) -> std::io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.len() < BATCH {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The answer to one line, and the gravest severity in it. A line that cannot be served gets an error of its own.
fn serve(line: &[u8]) -> (Option<Severity>, String) {
    let value: Value = match serde_json::from_slice(line.trim_ascii()) {
        Ok(value) => value,
        Err(e) => return (None, error(Value::Null, &format!("not a line of JSON: {e}"))),
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    match Row::deserialize(&value)
        .map_err(|e| e.to_string())
        .and_then(|row| Ok((published(&row)?, row)))
    {
        Ok((published, row)) => answer(id, &row, published),
        Err(e) => (None, error(id, &e)),
    }
}

fn error(id: Value, message: &str) -> String {
    serde_json::json!({ "id": id, "error": { "message": message } }).to_string()
}

/// The day of publication: a day, a month (its middle) or a year (its middle).
fn published(row: &Row) -> Result<Option<Date>, String> {
    let Some(text) = row.doc_date.as_deref().map(str::trim).filter(|t| !t.is_empty()) else {
        return Ok(None);
    };
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let whole = match day.len() {
        4 => format!("{day}-07-01"),
        7 => format!("{day}-15"),
        _ => day.to_owned(),
    };
    whole
        .parse()
        .map(Some)
        .map_err(|_| format!("doc_date {text:?} is no date; write 2024-10-22"))
}

/// Splits a remark on the date of the document off a bare value: `last month (Oct 2024 doc)`.
fn without_remark(text: &str) -> (&str, Option<Date>) {
    let remark = || {
        let (value, remark) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        remark
            .split_whitespace()
            .any(|word| word == "doc")
            .then_some((value, remark))
    };
    let Some((value, remark)) = remark() else {
        return (text, None);
    };
    let found = quantities::find(remark, Language::En, &quantities::Options::default());
    let date = found.into_iter().find_map(|q| match q.value {
        quantities::Value::Date(d) => Date::new(d.year?, d.month.unwrap_or(7), d.day.unwrap_or(15)).ok(),
        _ => None,
    });
    (value, date)
}

fn answer(id: Value, row: &Row, published: Option<Date>) -> (Option<Severity>, String) {
    let (en, remarked) = without_remark(&row.en);
    let published = published.or(remarked);
    let english = (en, Language::En);
    let korean = (row.ko.as_str(), Language::Ko);
    let from_korean = row.source == Some(Language::Ko);
    let (source, target) = if from_korean {
        (korean, english)
    } else {
        (english, korean)
    };
    let (verdict, findings) = Segments::new(source, target, published).check();
    let gravest = findings.iter().map(|f| f.severity).max();
    let (en, ko) = (CharIndex::new(&row.en), CharIndex::new(&row.ko));
    let findings = findings
        .into_iter()
        .map(|f| view(f, from_korean, &en, &ko))
        .collect();
    let answer = Answer {
        id,
        verdict,
        findings,
    };
    let line = serde_json::to_string(&answer).unwrap_or_else(|e| error(answer.id, &e.to_string()));
    (gravest, line)
}

fn view(finding: Finding, from_korean: bool, en: &CharIndex<'_>, ko: &CharIndex<'_>) -> FindingView {
    let (mut here, mut there) = (finding.source, finding.target);
    let mut values = Values {
        en: finding.values.0,
        ko: finding.values.1,
    };
    if from_korean {
        std::mem::swap(&mut here, &mut there);
        std::mem::swap(&mut values.en, &mut values.ko);
    }
    FindingView {
        fault: finding.fault,
        rule: finding.rule,
        severity: finding.severity,
        en: en.spans(&here),
        ko: ko.spans(&there),
        values,
        reason: finding.reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(line: &str) -> Value {
        let answer: Value = serde_json::from_str(&serve(line.as_bytes()).1).expect("an answer is JSON");
        answer
            .get("verdict")
            .cloned()
            .unwrap_or_else(|| answer["error"]["message"].clone())
    }

    #[test]
    fn a_bare_value_may_say_when_its_document_appeared() {
        let pair = |en: &str, ko: &str| verdict(&format!(r#"{{"id":1,"en":"{en}","ko":"{ko}"}}"#));
        assert_eq!(pair("last month (Oct 2024 doc)", "9월"), "consistent");
        assert_eq!(pair("Monday (doc Tue 2024-10-22)", "22일"), "inconsistent");
        assert_eq!(pair("Monday (doc Tue 2024-10-22)", "21일"), "consistent");
    }

    #[test]
    fn a_bad_line_is_answered() {
        assert!(
            verdict("{")
                .as_str()
                .is_some_and(|m| m.starts_with("not a line of JSON"))
        );
        assert_eq!(verdict(r#"{"id":"a","en":"x"}"#), "missing field `ko`");
        assert!(
            verdict(r#"{"id":"a","en":"x","ko":"y","doc_date":"soon"}"#)
                .as_str()
                .is_some_and(|m| m.contains("doc_date"))
        );
    }

    #[test]
    fn spans_are_characters_and_the_id_comes_back() {
        let line = r#"{"id":{"n":7},"en":"“Café” cost $15.","ko":"카페 값은 150달러였다."}"#;
        let answer: Value = serde_json::from_str(&serve(line.as_bytes()).1).expect("an answer is JSON");
        assert_eq!(answer["id"]["n"], 7);
        let finding = &answer["findings"][0];
        assert_eq!(
            (&finding["fault"], &finding["en"]),
            (&"NUM_MAGNITUDE".into(), &serde_json::json!([[12, 15]]))
        );
    }
}
