//! The whole collation as JSON carries it.

use super::finding::rounded;
use super::{ArticleView, EntityView, FindingView, MatchView};
use crate::alignment::Bead;
use crate::pipeline::{Collation, Side};
use crate::report::{Summary, words};
use crate::statements::view::{self, StatementView};
use crate::text::CharIndex;
use serde::Serialize;
use std::collections::BTreeMap;

/// Two articles collated.
#[derive(Serialize)]
pub struct CollationView<'a> {
    schema: &'static str,
    source: ArticleView<'a>,
    target: ArticleView<'a>,
    beads: Vec<BeadView<'a>>,
    statements: Sides<Vec<StatementView>>,
    entities: Sides<Vec<EntityView<'a>>>,
    matches: Vec<MatchView<'a>>,
    findings: Vec<FindingView<'a>>,
    summary: SummaryView,
}

#[derive(Serialize)]
struct Sides<T> {
    source: T,
    target: T,
}

#[derive(Serialize)]
struct BeadView<'a> {
    source: &'a [usize],
    target: &'a [usize],
    score: f64,
    confidence: f64,
}

impl<'a> CollationView<'a> {
    /// The view of a collation.
    pub fn new(collation: &'a Collation) -> Self {
        let source = CharIndex::new(&collation.source.article.text);
        let target = CharIndex::new(&collation.target.article.text);
        let fidelity = &collation.fidelity;
        Self {
            schema: "daejo.check/1",
            source: ArticleView::new(&collation.source, &source),
            target: ArticleView::new(&collation.target, &target),
            beads: collation.beads.iter().map(BeadView::new).collect(),
            statements: Sides {
                source: statements(&collation.source),
                target: statements(&collation.target),
            },
            entities: Sides {
                source: entities(&collation.source, &source),
                target: entities(&collation.target, &target),
            },
            matches: fidelity.matches.iter().map(MatchView::new).collect(),
            findings: fidelity
                .findings
                .iter()
                .map(|f| FindingView::new(f, &source, &target))
                .collect(),
            summary: SummaryView::new(&Summary::of(collation)),
        }
    }
}

fn statements(side: &Side) -> Vec<StatementView> {
    view::statements(&side.article, &side.statements)
}

fn entities<'a>(side: &'a Side, chars: &CharIndex<'_>) -> Vec<EntityView<'a>> {
    let entities = &side.statements.entities;
    entities.iter().map(|e| EntityView::new(e, chars)).collect()
}

impl<'a> BeadView<'a> {
    fn new(bead: &'a Bead) -> Self {
        Self {
            source: &bead.source,
            target: &bead.target,
            score: rounded(bead.score),
            confidence: rounded(bead.confidence),
        }
    }
}

/// The counts.
#[derive(Serialize)]
pub struct SummaryView {
    statements: Sides<usize>,
    matched: usize,
    unaligned: Sides<usize>,
    verdicts: BTreeMap<&'static str, usize>,
    findings: BTreeMap<&'static str, usize>,
}

impl SummaryView {
    /// The view of a summary.
    pub fn new(summary: &Summary) -> Self {
        let verdict = |&(v, n): &(_, usize)| (words::verdict_key(v), n);
        let severity = |&(s, n): &(_, usize)| (words::severity(s), n);
        Self {
            statements: Sides {
                source: summary.source_statements,
                target: summary.target_statements,
            },
            matched: summary.matched,
            unaligned: Sides {
                source: summary.source_unaligned,
                target: summary.target_unaligned,
            },
            verdicts: summary.verdicts.iter().map(verdict).collect(),
            findings: summary.findings.iter().map(severity).collect(),
        }
    }
}
