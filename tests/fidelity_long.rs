//! The long passages of `tests/fidelity/long.jsonl`, written before the rules that find their faults, checked with the
//! encoder, whose model is fetched the first time.

mod common;
#[path = "common/outcome.rs"]
mod outcome;

use common::ENCODER;
use daejo::fidelity::segment::Segments;
use daejo::fidelity::{Options, Verdict};
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
    source: Option<Language>,
}

impl Row {
    fn is_alarmed(&self) -> bool {
        let (en, ko) = ((self.en.as_str(), Language::En), (self.ko.as_str(), Language::Ko));
        let (source, target) = if self.source == Some(Language::Ko) {
            (ko, en)
        } else {
            (en, ko)
        };
        let segments = Segments::new(source, target, self.doc_date);
        segments.check_with(Some(&*ENCODER), &Options::default()).0 > Verdict::Unverifiable
    }
}

/// The faults that are missed and the faithful passages that raise an alarm, by id; a change that misses more should say
/// why.
#[test]
fn faults_in_long_passages() {
    let rows = include_str!("fidelity/long.jsonl").lines();
    let rows = rows.map(|line| serde_json::from_str(line).expect("a row of long.jsonl"));
    let (faithful, faulty): (Vec<Row>, Vec<Row>) = rows.partition(|r: &Row| r.expect == Verdict::Consistent);
    insta::assert_snapshot!(outcome((&faulty, &faithful), |r| &r.id, Row::is_alarmed));
}
