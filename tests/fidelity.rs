//! The pairs of `tests/fidelity/pairs.jsonl`: written by hand before the rules, faithful and faulty renderings of the
//! same sentences. What is missed stands in the snapshots; a change that misses more should say why.

#[path = "common/outcome.rs"]
mod outcome;

use daejo::fidelity::Verdict;
use daejo::fidelity::segment::Segments;
use daejo::text::Language;
use outcome::outcome;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    en: String,
    ko: String,
    expect: Verdict,
    doc_date: Option<jiff::civil::Date>,
}

impl Row {
    /// Whether anything but a note was found, in one direction.
    fn is_alarmed(&self, from_korean: bool) -> bool {
        let (en, ko) = ((self.en.as_str(), Language::En), (self.ko.as_str(), Language::Ko));
        let (source, target) = if from_korean { (ko, en) } else { (en, ko) };
        Segments::new(source, target, self.doc_date).check().0 > Verdict::Unverifiable
    }
}

fn rows() -> Vec<Row> {
    include_str!("fidelity/pairs.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a row of pairs.jsonl"))
        .collect()
}

fn checked(from_korean: bool) -> String {
    let (faithful, faulty): (Vec<Row>, Vec<Row>) =
        rows().into_iter().partition(|r| r.expect == Verdict::Consistent);
    outcome((&faulty, &faithful), |r| &r.id, |r| r.is_alarmed(from_korean))
}

#[test]
fn from_english() {
    insta::assert_snapshot!(checked(false));
}

#[test]
fn from_korean() {
    insta::assert_snapshot!(checked(true));
}

#[test]
fn odd_segments_are_served() {
    for (en, ko) in [
        ("", ""),
        ("", "가"),
        ("\"", "“"),
        ("1", "1"),
        ("\u{feff}\u{0}", "한국"),
        ("...", "…"),
    ] {
        let _ = Segments::new((en, Language::En), (ko, Language::Ko), None).check();
    }
}
