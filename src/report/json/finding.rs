//! Matches and findings as JSON carries them.

use super::CharSpan;
use crate::fidelity::{Fault, Finding, Match, Severity, Verdict};
use crate::text::CharIndex;
use serde::Serialize;

/// What became of a statement.
#[derive(Serialize)]
pub struct MatchView<'a> {
    /// The first of `sources`: all there is unless statements were joined.
    source: Option<usize>,
    /// The first of `targets`: all there is unless the statement was split.
    target: Option<usize>,
    sources: &'a [usize],
    targets: &'a [usize],
    verdict: Verdict,
    score: f64,
}

impl<'a> MatchView<'a> {
    /// The view of a match.
    pub fn new(matched: &'a Match) -> Self {
        Self {
            source: matched.source.first().copied(),
            target: matched.target.first().copied(),
            sources: &matched.source,
            targets: &matched.target,
            verdict: matched.verdict,
            score: rounded(matched.score),
        }
    }
}

/// Something to look at, with both passages.
#[derive(Serialize)]
pub struct FindingView<'a> {
    fault: Fault,
    rule: &'a str,
    severity: Severity,
    source: Vec<CharSpan>,
    target: Vec<CharSpan>,
    values: ValuesView<'a>,
    reason: &'a str,
    /// Position in the list of matches.
    #[serde(rename = "match")]
    matched: Option<usize>,
}

#[derive(Serialize)]
struct ValuesView<'a> {
    source: &'a str,
    target: &'a str,
}

impl<'a> FindingView<'a> {
    /// The view of a finding; the two indexes are of the two articles' texts.
    pub fn new(finding: &'a Finding, source: &CharIndex<'_>, target: &CharIndex<'_>) -> Self {
        Self {
            fault: finding.fault,
            rule: finding.rule,
            severity: finding.severity,
            source: source.spans(&finding.source),
            target: target.spans(&finding.target),
            values: ValuesView {
                source: &finding.values.0,
                target: &finding.values.1,
            },
            reason: &finding.reason,
            matched: finding.matched,
        }
    }
}

/// Four decimals: what the score is good for, and the same digits on every machine.
pub(super) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
