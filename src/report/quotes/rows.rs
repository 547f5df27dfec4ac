//! The rows of the sheet, whatever file they go into.

use crate::fidelity::{Finding, Match, Verdict};
use crate::pipeline::{Collation, Side};
use crate::report::{passage, words};
use crate::text::Span;

/// A statement and what became of it, or a finding outside all statements.
pub struct Row {
    /// In the source.
    pub source: Cells,
    /// In the target.
    pub target: Cells,
    /// Kind of statement, of the source where it has one.
    pub kind: &'static str,
    /// The verdict.
    pub verdict: Verdict,
    /// A finding a line: severity, fault and reason.
    pub findings: String,
    /// Where its words begin on each side.
    at: (Option<usize>, Option<usize>),
}

/// One side of a row; empty where the side has no such statement.
#[derive(Default)]
pub struct Cells {
    /// Who says it.
    pub who: String,
    /// The words that attribute.
    pub cue: String,
    /// The words attributed.
    pub words: String,
}

/// All rows in the order of the source; what the target adds stands where the target has it.
pub fn rows(collation: &Collation) -> Vec<Row> {
    let matches = collation.fidelity.matches.iter().enumerate();
    let statements = matches.map(|(index, found)| of_match(collation, found, index));
    let lone = collation.fidelity.findings.iter().filter(|f| f.matched.is_none());
    let mut rows: Vec<Row> = statements.chain(lone.map(|f| of_finding(collation, f))).collect();
    rows.sort_by_key(|row| (row.at.0.is_none(), row.at));
    let first_added = rows.partition_point(|row| row.at.0.is_some());
    for row in rows.split_off(first_added) {
        let before = rows.iter().rposition(|r| r.at.1.is_some() && r.at.1 <= row.at.1);
        rows.insert(before.map_or(0, |at| at + 1), row);
    }
    rows
}

fn of_match(collation: &Collation, found: &Match, index: usize) -> Row {
    let Collation {
        source,
        target,
        fidelity,
        ..
    } = collation;
    let own = fidelity.findings.iter().filter(|f| f.matched == Some(index));
    let first = passage::statements(source, &found.source).next();
    let first = first.or_else(|| passage::statements(target, &found.target).next());
    Row {
        source: cells(source, &found.source),
        target: cells(target, &found.target),
        kind: first.map_or("", |s| words::kind(s.kind)),
        verdict: found.verdict,
        findings: own.map(in_words).collect::<Vec<_>>().join("\n"),
        at: (start(source, &found.source), start(target, &found.target)),
    }
}

fn of_finding(collation: &Collation, finding: &Finding) -> Row {
    let cells = |side: &Side, spans: &[Span]| Cells {
        words: passage::quote(&side.article, spans),
        ..Cells::default()
    };
    let at = |spans: &[Span]| spans.first().map(|s| s.start);
    Row {
        source: cells(&collation.source, &finding.source),
        target: cells(&collation.target, &finding.target),
        kind: "not a statement",
        verdict: Verdict::of(finding),
        findings: in_words(finding),
        at: (at(&finding.source), at(&finding.target)),
    }
}

fn cells(side: &Side, ids: &[usize]) -> Cells {
    let cues = passage::statements(side, ids).filter_map(|s| s.cue.as_ref());
    let cues: Vec<String> = cues.map(|cue| side.article.line(cue.span)).collect();
    Cells {
        who: passage::speaker(side, ids).unwrap_or_default().into_owned(),
        cue: cues.join(" / "),
        words: passage::content(side, ids),
    }
}

fn start(side: &Side, ids: &[usize]) -> Option<usize> {
    let contents = passage::statements(side, ids).flat_map(|s| &s.content);
    contents.map(|span| span.start).min()
}

fn in_words(finding: &Finding) -> String {
    format!("{} {}: {}", finding.severity, finding.fault, finding.reason)
}

impl Row {
    /// The cells in the order of the columns; the last two are left to the editor.
    pub fn cells(&self, number: usize) -> [String; 12] {
        let own = |text: &str| text.to_owned();
        [
            number.to_string(),
            own(&self.source.who),
            own(&self.source.cue),
            own(&self.source.words),
            own(&self.target.words),
            own(&self.target.cue),
            own(&self.target.who),
            own(self.kind),
            own(words::verdict(self.verdict)),
            own(&self.findings),
            String::new(),
            String::new(),
        ]
    }
}
