//! One-line helpers for the rules' tests.

use super::Rule;
use crate::fidelity::finding::Fault;
use crate::fidelity::segment::Segments;
use crate::text::Language;
use crate::text::language::recognise;

/// The faults that `rule` finds between two segments, whichever is English.
pub fn faults(rule: &dyn Rule, source: &str, target: &str) -> Vec<Fault> {
    dated(rule, source, target, None)
}

/// The same, published on a day (`2024-10-22`).
pub fn dated(rule: &dyn Rule, source: &str, target: &str, day: Option<&str>) -> Vec<Fault> {
    let lang = |text| recognise(text).unwrap_or(Language::En);
    let day = day.map(|d| d.parse().expect("a day in a test"));
    let segments = Segments::new((source, lang(source)), (target, lang(target)), day);
    let mut out = Vec::new();
    if let Some(pair) = segments.pair(&segments.matches(&[], None), None) {
        rule.check(&pair, &mut out);
    }
    out.iter().map(|f| f.fault).collect()
}

/// Asserts that `rule` finds nothing.
#[track_caller]
pub fn silent(rule: &dyn Rule, source: &str, target: &str) {
    assert_eq!(faults(rule, source, target), [], "{source} / {target}");
}
