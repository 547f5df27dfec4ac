//! A line of the answers: what was found in one pair, and how such lines add up.

use daejo::article::Article;
use daejo::fidelity::{Finding, Severity, Verdict};
use daejo::pipeline::Collation;
use daejo::report::Summary;
use daejo::report::json::{FindingView, SummaryView};
use daejo::text::{CharIndex, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answer for a pair of articles.
#[derive(Serialize)]
pub struct Checked<'a> {
    verdict: Verdict,
    findings: Vec<Found<'a>>,
    summary: SummaryView,
}

/// A finding with its words, so that the line can be read alone.
#[derive(Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    view: FindingView<'a>,
    text: Words,
}

#[derive(Serialize)]
struct Words {
    source: Vec<String>,
    target: Vec<String>,
}

/// The answer for a collation.
pub fn checked(collation: &Collation) -> Checked<'_> {
    let (source, target) = (&collation.source.article, &collation.target.article);
    let (here, there) = (CharIndex::new(&source.text), CharIndex::new(&target.text));
    let found = |finding| {
        let finding: &Finding = finding;
        let words =
            |article: &Article, spans: &[Span]| spans.iter().map(|&span| article.line(span)).collect();
        Found {
            view: FindingView::new(finding, &here, &there),
            text: Words {
                source: words(source, &finding.source),
                target: words(target, &finding.target),
            },
        }
    };
    let findings = &collation.fidelity.findings;
    Checked {
        verdict: Verdict::gravest(findings),
        findings: findings.iter().map(found).collect(),
        summary: SummaryView::new(&Summary::of(collation)),
    }
}

/// What was answered, in numbers.
#[derive(Default)]
pub struct Tally {
    served: usize,
    failed: usize,
    clean: usize,
    /// Findings by severity.
    pub findings: BTreeMap<Severity, usize>,
}

impl Tally {
    /// Counts the answer in a line.
    pub fn add(&mut self, line: &str) {
        #[derive(Deserialize)]
        struct Answered {
            #[serde(default)]
            error: Option<serde::de::IgnoredAny>,
            #[serde(default)]
            findings: Vec<Graded>,
        }
        #[derive(Deserialize)]
        struct Graded {
            severity: Severity,
        }
        match serde_json::from_str::<Answered>(line) {
            Ok(Answered {
                error: None,
                findings,
            }) => {
                self.served += 1;
                self.clean += usize::from(findings.is_empty());
                for finding in findings {
                    *self.findings.entry(finding.severity).or_default() += 1;
                }
            }
            _ => self.failed += 1,
        }
    }

    /// One line for the user.
    pub fn in_words(&self) -> String {
        let findings: String = self
            .findings
            .iter()
            .rev()
            .map(|(severity, n)| format!("; {n} {severity}"))
            .collect();
        let failed = match self.failed {
            0 => String::new(),
            n => format!("; {n} could not be served"),
        };
        let pairs = if self.served == 1 { "pair" } else { "pairs" };
        format!(
            "{} {pairs} checked, {} without findings{findings}{failed}",
            self.served, self.clean
        )
    }
}
