//! Statements that stand on one side alone.

use super::finding::{Fault, Finding, Severity};
use crate::alignment::Bead;
use crate::pipeline::Side;
use crate::statements::{Kind, Statement};
use crate::text::Span;

/// What is said of a statement without counterpart. Silent unless its sentences have no counterpart either: a
/// statement that was not found in a sentence that was translated is the extractor's miss, not the translator's.
pub fn missing(statement: &Statement, source: &Side, beads: &[Bead], index: usize) -> Option<Finding> {
    if !left_out(statement, beads, |b| (&b.source, &b.target)) {
        return None;
    }
    let quote = is_quote(statement.kind);
    Some(Finding {
        fault: if quote {
            Fault::QuoteMissing
        } else {
            Fault::StatementMissing
        },
        rule: "missing",
        severity: if quote {
            Severity::Major
        } else {
            weight(statement.kind)
        },
        source: statement.content.clone(),
        target: Vec::new(),
        values: (words(&statement.content, source), String::new()),
        reason: "The sentence that carries this statement has no counterpart in the version.".to_owned(),
        matched: Some(index),
    })
}

/// The same for a statement of the target: words that nobody is known to have said.
pub fn added(statement: &Statement, target: &Side, beads: &[Bead], index: usize) -> Option<Finding> {
    if !left_out(statement, beads, |b| (&b.target, &b.source)) {
        return None;
    }
    let quote = is_quote(statement.kind) || statement.kind == Kind::Partial;
    Some(Finding {
        fault: if quote {
            Fault::QuoteFabricated
        } else {
            Fault::StatementAdded
        },
        rule: "added",
        severity: if quote {
            Severity::Critical
        } else {
            weight(statement.kind)
        },
        source: Vec::new(),
        target: statement.content.clone(),
        values: (String::new(), words(&statement.content, target)),
        reason: "The sentence that carries this statement has no counterpart in the original.".to_owned(),
        matched: Some(index),
    })
}

/// Whether every sentence of the statement is unaligned.
fn left_out<'b>(
    statement: &Statement,
    beads: &'b [Bead],
    sides: impl Fn(&'b Bead) -> (&'b Vec<usize>, &'b Vec<usize>),
) -> bool {
    !statement.sentences.is_empty()
        && statement.sentences.iter().all(|id| {
            let mut own = beads.iter().map(&sides).filter(|(here, _)| here.contains(id));
            own.next().is_some_and(|(_, there)| there.is_empty())
        })
}

fn is_quote(kind: Kind) -> bool {
    matches!(kind, Kind::Direct | Kind::Mixed)
}

/// How much the loss of a statement without quotation matters.
fn weight(kind: Kind) -> Severity {
    match kind {
        Kind::Nominal | Kind::Headline | Kind::Evidential => Severity::Note,
        Kind::Characterisation | Kind::SpeechAct | Kind::Partial => Severity::Minor,
        _ => Severity::Major,
    }
}

fn words(spans: &[Span], side: &Side) -> String {
    let parts = spans.iter().map(|s| s.of(&side.article.text));
    parts
        .collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
