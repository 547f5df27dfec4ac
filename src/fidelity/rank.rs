//! One fault, one finding: where two rules report the same words for kindred reasons, the graver or plainer one stays.

use super::finding::{Fault, Finding};
use crate::text::Span;

/// Drops every finding that another one on the same words makes needless.
pub fn without_echoes(findings: Vec<Finding>) -> Vec<Finding> {
    let echo = |index: usize| {
        let own = &findings[index];
        findings.iter().enumerate().any(|(other, f)| {
            other != index
                && covers(f, own)
                && (kin(f.fault, own.fault) && order(f, other) < order(own, index))
        })
    };
    let kept: Vec<bool> = (0..findings.len()).map(|index| !echo(index)).collect();
    findings
        .into_iter()
        .zip(kept)
        .filter_map(|(finding, kept)| kept.then_some(finding))
        .collect()
}

/// The graver first, then the one that names words on both sides, then the earlier.
fn order(finding: &Finding, index: usize) -> (std::cmp::Reverse<super::Severity>, bool, usize) {
    let both = !finding.values.0.is_empty() && !finding.values.1.is_empty();
    (std::cmp::Reverse(finding.severity), !both, index)
}

/// Whether both speak of the same words on a side where both name words.
fn covers(a: &Finding, b: &Finding) -> bool {
    let meet = |x: &[Span], y: &[Span]| x.iter().any(|s| y.iter().any(|t| s.overlaps(t)));
    meet(&a.source, &b.source) && meet(&a.target, &b.target)
}

/// Faults of one family are told once of the same words.
fn kin(a: Fault, b: Fault) -> bool {
    a.family() == b.family()
}
