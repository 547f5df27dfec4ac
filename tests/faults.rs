//! Every example of `docs/faults/` is found under its name, and nothing is found in what is said there to be no fault.
//! With the encoder, whose model is fetched the first time.

mod common;

use common::ENCODER;
use daejo::fidelity::segment::Segments;
use daejo::fidelity::{Finding, Options, Severity};
use daejo::text::Language;

const PAGES: &[&str] = &[
    include_str!("../docs/faults/who.md"),
    include_str!("../docs/faults/whether.md"),
    include_str!("../docs/faults/how-said.md"),
    include_str!("../docs/faults/how-many.md"),
    include_str!("../docs/faults/what.md"),
    include_str!("../docs/faults/marks.md"),
];

/// The pairs of one label, each with the fault of its section. Faults that no rule finds yet say so, and are left out.
fn pairs(label: &str) -> Vec<(&'static str, &'static str)> {
    let sections = PAGES.iter().flat_map(|page| page.split("\n## ").skip(1));
    let found = sections.filter(|section| section.contains("found by"));
    let labelled = found.flat_map(|section| {
        let name = section.lines().next().unwrap_or_default();
        section.lines().map(move |line| (name, line))
    });
    labelled
        .filter_map(|(name, line)| Some((name, line.strip_prefix(label)?.strip_prefix(": ")?)))
        .collect()
}

/// What is found in `ORIGINAL → VERSION`, of which the English one stands between asterisks.
fn findings(pair: &str) -> Vec<Finding> {
    let (original, version) = pair
        .split_once(" → ")
        .unwrap_or_else(|| panic!("no arrow in {pair}"));
    let lang = |text: &str| {
        if text.starts_with('*') {
            Language::En
        } else {
            Language::Ko
        }
    };
    let (source, target) = (original.trim_matches('*'), version.trim_matches('*'));
    let segments = Segments::new((source, lang(original)), (target, lang(version)), None);
    segments.check_with(Some(&*ENCODER), &Options::default()).1
}

#[test]
fn examples_are_found_by_their_name() {
    let missed = pairs("Example").into_iter().filter_map(|(fault, pair)| {
        let found: Vec<String> = findings(pair).iter().map(|f| f.fault.to_string()).collect();
        (!found.iter().any(|f| f == fault)).then(|| format!("{fault}: {pair} gives {found:?}\n"))
    });
    let missed: String = missed.collect();
    assert!(missed.is_empty(), "\n{missed}");
}

#[test]
fn what_is_no_fault_is_left_alone() {
    let alarms = pairs("Not a fault").into_iter().filter_map(|(_, pair)| {
        let found = findings(pair).into_iter().filter(|f| f.severity > Severity::Note);
        let found: Vec<String> = found.map(|f| f.fault.to_string()).collect();
        (!found.is_empty()).then(|| format!("{pair} gives {found:?}\n"))
    });
    let alarms: String = alarms.collect();
    assert!(alarms.is_empty(), "\n{alarms}");
}
