//! The long passages of `tests/fidelity/long.jsonl`, written before the rules that find their faults, checked with the
//! encoder, whose model is fetched the first time.

use daejo::embedding::UseMultilingual;
use daejo::fidelity::segment::Segments;
use daejo::fidelity::{Options, Verdict};
use daejo::models::{Registry, Silent, Store, StoreOptions};
use daejo::text::Language;
use serde::Deserialize;
use std::sync::LazyLock;

static ENCODER: LazyLock<UseMultilingual> = LazyLock::new(|| {
    let registry = Registry::built_in().expect("the registry");
    let store = Store::new(StoreOptions::default()).expect("a store");
    let folder = store
        .require(&registry, "use-multilingual-v3", &Silent)
        .expect("the model");
    UseMultilingual::open(&folder).expect("the encoder")
});

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

/// Faults found in long passages, and faithful ones that raised an alarm; the figures are those reached, a change that
/// loses one should say why.
#[test]
fn faults_in_long_passages() {
    let rows = include_str!("fidelity/long.jsonl").lines();
    let rows = rows.map(|line| serde_json::from_str(line).expect("a row of long.jsonl"));
    let (faithful, faulty): (Vec<Row>, Vec<Row>) = rows.partition(|r: &Row| r.expect == Verdict::Consistent);
    let found = faulty.iter().filter(|r| r.is_alarmed()).count();
    let alarms: Vec<&str> = faithful
        .iter()
        .filter(|r| r.is_alarmed())
        .map(|r| r.id.as_str())
        .collect();
    assert!(found >= 60, "{found} of {} faults found", faulty.len());
    assert!(alarms.len() <= 2, "false alarms: {alarms:?}");
}
