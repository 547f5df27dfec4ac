//! `daejo check --pairs`: segments in, verdicts out, a line for a line.

use super::accepted::{Accepted, Ignore};
use crate::cli::many::Line;
use daejo::embedding::Encoder;
use daejo::fidelity::segment::Segments;
use daejo::fidelity::{Fault, Finding, Options, Severity, Verdict};
use daejo::quantities;
use daejo::text::{CharIndex, Language};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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

/// The answer to one line.
///
/// # Errors
/// Why the line cannot be served.
pub fn serve(
    id: &Value,
    object: &Value,
    accepted: &Accepted,
    (encoder, options): (Option<&dyn Encoder>, &Options),
) -> anyhow::Result<String> {
    let row = Row::deserialize(object)?;
    let published = published(&row)?;
    let (segments, found) = check(&row, published, (encoder, options));
    let (verdict, findings) = answer(&row, (&segments, found), accepted, &Ignore::of(Some(object)));
    let answer = Answer { verdict, findings };
    Ok(serde_json::to_string(&Line {
        id,
        file: None,
        rest: answer,
    })?)
}

/// The day of publication: a day, a month (its middle) or a year (its middle).
fn published(row: &Row) -> anyhow::Result<Option<Date>> {
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
        .map_err(|_| anyhow::anyhow!("doc_date {text:?} is no date; write 2024-10-22"))
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

fn check(
    row: &Row,
    published: Option<Date>,
    (encoder, options): (Option<&dyn Encoder>, &Options),
) -> (Segments, Vec<Finding>) {
    let (en, remarked) = without_remark(&row.en);
    let (english, korean) = ((en, Language::En), (row.ko.as_str(), Language::Ko));
    let (source, target) = if row.source == Some(Language::Ko) {
        (korean, english)
    } else {
        (english, korean)
    };
    let segments = Segments::new(source, target, published.or(remarked));
    let (_, findings) = segments.check_with(encoder, options);
    (segments, findings)
}

fn answer(
    row: &Row,
    (segments, mut findings): (&Segments, Vec<Finding>),
    accepted: &Accepted,
    ignore: &Ignore,
) -> (Verdict, Vec<FindingView>) {
    findings.retain(|finding| accepted.keeps(finding, &segments.source, &segments.target, ignore));
    let (en, ko) = (CharIndex::new(&row.en), CharIndex::new(&row.ko));
    let verdict = Verdict::gravest(&findings);
    let from_korean = row.source == Some(Language::Ko);
    let findings = findings.into_iter().map(|f| view(f, from_korean, &en, &ko));
    (verdict, findings.collect())
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

    fn answered(line: &str) -> anyhow::Result<Value> {
        let object: Value = serde_json::from_str(line)?;
        let line = serve(
            &object["id"],
            &object,
            &Accepted::nothing(),
            (None, &Options::default()),
        )?;
        Ok(serde_json::from_str(&line)?)
    }

    #[test]
    fn a_bare_value_may_say_when_its_document_appeared() {
        let pair = |en: &str, ko: &str| {
            let answer = answered(&format!(r#"{{"id":1,"en":"{en}","ko":"{ko}"}}"#)).expect("an answer");
            answer["verdict"].clone()
        };
        assert_eq!(pair("last month (Oct 2024 doc)", "9월"), "consistent");
        assert_eq!(pair("Monday (doc Tue 2024-10-22)", "22일"), "inconsistent");
        assert_eq!(pair("Monday (doc Tue 2024-10-22)", "21일"), "consistent");
    }

    #[test]
    fn a_bad_line_says_why() {
        let error = |line: &str| answered(line).expect_err("a bad line").to_string();
        assert_eq!(error(r#"{"id":"a","en":"x"}"#), "missing field `ko`");
        assert!(error(r#"{"id":"a","en":"x","ko":"y","doc_date":"soon"}"#).contains("doc_date"));
    }

    #[test]
    fn spans_are_characters_and_the_id_comes_back() {
        let line = r#"{"id":{"n":7},"en":"“Café” cost $15.","ko":"카페 값은 150달러였다."}"#;
        let answer = answered(line).expect("an answer");
        assert_eq!(answer["id"]["n"], 7);
        let findings = answer["findings"].as_array().expect("findings");
        let number = findings.iter().find(|f| f["fault"] == "NUM_MAGNITUDE");
        assert_eq!(number.expect("the number")["en"], serde_json::json!([[12, 15]]));
    }

    #[test]
    fn a_line_can_say_what_to_let_pass() {
        for ignore in [r#"["number"]"#, r#"["NUM_MAGNITUDE"]"#, r#""num-magnitude""#] {
            let line =
                format!(r#"{{"id":1,"en":"It cost $15.","ko":"값은 150달러였다.","ignore":{ignore}}}"#);
            assert_eq!(
                answered(&line).expect("an answer")["verdict"],
                "consistent",
                "{ignore}"
            );
        }
    }
}
