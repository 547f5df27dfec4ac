//! Statements that stand on one side alone.

use super::explained::explained;
use super::finding::{Fault, Finding, Severity};
use crate::alignment::Bead;
use crate::embedding::Encoder;
use crate::pipeline::Side;
use crate::statements::{Kind, Statement};
use crate::text::Span;

/// What is said of a statement without counterpart. Silent unless its sentences have no counterpart either: a
/// statement that was not found in a sentence that was translated is the extractor's miss, not the translator's.
pub fn missing(
    statement: &Statement,
    (source, target): (&Side, &Side),
    beads: &[Bead],
    index: usize,
    encoder: Option<&dyn Encoder>,
) -> Option<Finding> {
    let near = left_out(statement, beads, |b| (&b.source, &b.target))?;
    if is_told((statement, source), (&near, target), encoder) {
        return None;
    }
    let (fault, severity) = match statement.kind {
        kind if is_quote(kind) => (Fault::QuoteMissing, Severity::Major),
        kind => (Fault::StatementMissing, weight(kind)),
    };
    Some(Finding {
        fault,
        rule: "missing",
        severity,
        source: statement.content.clone(),
        target: Vec::new(),
        values: (words(&statement.content, source), String::new()),
        reason: "The sentence that carries this statement has no counterpart in the version.".to_owned(),
        matched: Some(index),
    })
}

/// The same for a statement of the target: words that nobody is known to have said.
pub fn added(
    statement: &Statement,
    (source, target): (&Side, &Side),
    beads: &[Bead],
    index: usize,
    encoder: Option<&dyn Encoder>,
) -> Option<Finding> {
    let near = left_out(statement, beads, |b| (&b.target, &b.source))?;
    if is_told((statement, target), (&near, source), encoder) {
        return None;
    }
    let (fault, severity) = match statement.kind {
        kind if is_quote(kind) || kind == Kind::Partial => (Fault::QuoteFabricated, Severity::Critical),
        kind => (Fault::StatementAdded, weight(kind)),
    };
    Some(Finding {
        fault,
        rule: "added",
        severity,
        source: Vec::new(),
        target: statement.content.clone(),
        values: (String::new(), words(&statement.content, target)),
        reason: "The sentence that carries this statement has no counterpart in the original.".to_owned(),
        matched: Some(index),
    })
}

/// The sentences of the other side around the place where the statement would stand; `None` where a sentence of it is
/// aligned.
fn left_out<'b>(
    statement: &Statement,
    beads: &'b [Bead],
    sides: impl Fn(&'b Bead) -> (&'b Vec<usize>, &'b Vec<usize>),
) -> Option<Vec<usize>> {
    let place = |id: &usize| beads.iter().position(|b| sides(b).0.contains(id));
    let places: Option<Vec<usize>> = statement.sentences.iter().map(place).collect();
    let places = places.filter(|p| !p.is_empty() && p.iter().all(|&at| sides(&beads[at]).1.is_empty()))?;
    let (first, last) = (*places.iter().min()?, *places.iter().max()?);
    let around = beads.get(first.saturating_sub(NEAR)..(last + NEAR + 1).min(beads.len()))?;
    Some(around.iter().flat_map(|b| sides(b).1.clone()).collect())
}

/// Beads before and after a place in which its sentence may have been joined with others.
const NEAR: usize = 2;
/// A statement is told there if this share of its words has a like one.
const TOLD: f32 = 0.3;

/// Of fewer words than this it cannot be told.
const FEWEST: usize = 4;

/// Whether the words of a statement stand in sentences near its place after all: the alignment may have missed that it
/// was joined with one of them.
fn is_told(
    (statement, side): (&Statement, &Side),
    (near, across): (&[usize], &Side),
    encoder: Option<&dyn Encoder>,
) -> bool {
    let spans = near.iter().filter_map(|&id| Some(across.sentences.get(id)?.span));
    let Some(encoder) = encoder else { return false };
    let own = statement
        .sentences
        .iter()
        .filter_map(|&id| Some(side.sentences.get(id)?.span));
    let own: Vec<Span> = own.collect();
    let told = |span: Span| {
        let found = explained((&own, side), (&[span], across), encoder);
        found.share() >= TOLD || found.words < FEWEST
    };
    spans.into_iter().any(told)
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
