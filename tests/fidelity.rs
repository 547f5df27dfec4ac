//! The pairs of `tests/fidelity/pairs.jsonl`: written by hand before the rules, faithful and faulty renderings of the
//! same sentences. The figures asserted are those reached; a change that loses one should say why.

use daejo::fidelity::Verdict;
use daejo::fidelity::segment::Segments;
use daejo::text::Language;
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

/// Faults found, faults there, and the ids of faithful pairs that raised an alarm.
fn figures(from_korean: bool) -> (usize, usize, Vec<String>) {
    let (faithful, faulty): (Vec<Row>, Vec<Row>) =
        rows().into_iter().partition(|r| r.expect == Verdict::Consistent);
    let found = faulty.iter().filter(|r| r.is_alarmed(from_korean)).count();
    let alarms = faithful
        .iter()
        .filter(|r| r.is_alarmed(from_korean))
        .map(|r| r.id.clone());
    (found, faulty.len(), alarms.collect())
}

#[test]
fn faults_are_found_and_faithful_pairs_are_left_alone() {
    let (found, all, alarms) = figures(false);
    assert!(found >= 78, "{found} of {all} faults found");
    assert!(alarms.len() <= 2, "false alarms: {alarms:?}");
}

#[test]
fn from_korean_as_from_english() {
    let (found, all, alarms) = figures(true);
    assert!(found >= 68, "{found} of {all} faults found");
    assert!(alarms.len() <= 2, "false alarms: {alarms:?}");
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
