//! The counts that head every report.

use crate::fidelity::{Severity, Verdict};
use crate::pipeline::Collation;
use crate::report::words;

/// What was found, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Statements of the source.
    pub source_statements: usize,
    /// Statements of the target.
    pub target_statements: usize,
    /// Matches with a statement on both sides.
    pub matched: usize,
    /// How many matches bear each verdict, gravest first; verdicts that do not occur are there with 0.
    pub verdicts: Vec<(Verdict, usize)>,
    /// How many findings there are of each severity, gravest first; likewise complete.
    pub findings: Vec<(Severity, usize)>,
    /// Sentences of the source that nothing in the target answers to.
    pub source_unaligned: usize,
    /// Sentences of the target that nothing in the source answers to.
    pub target_unaligned: usize,
}

impl Summary {
    /// Counts a collation.
    pub fn of(collation: &Collation) -> Self {
        let matches = &collation.fidelity.matches;
        let findings = &collation.fidelity.findings;
        let verdicts = words::VERDICTS.map(|v| (v, matches.iter().filter(|m| m.verdict == v).count()));
        let severities = words::SEVERITIES.map(|s| (s, findings.iter().filter(|f| f.severity == s).count()));
        let unaligned = |lonely: fn(&&crate::alignment::Bead) -> bool| collation.beads.iter().filter(lonely);
        Self {
            source_statements: collation.source.statements.statements.len(),
            target_statements: collation.target.statements.statements.len(),
            matched: matches
                .iter()
                .filter(|m| !m.source.is_empty() && !m.target.is_empty())
                .count(),
            verdicts: verdicts.into(),
            findings: severities.into(),
            source_unaligned: unaligned(|b| b.target.is_empty()).map(|b| b.source.len()).sum(),
            target_unaligned: unaligned(|b| b.source.is_empty()).map(|b| b.target.len()).sum(),
        }
    }

    /// Findings of every severity.
    pub fn total(&self) -> usize {
        self.findings.iter().map(|(_, n)| n).sum()
    }

    /// The gravest severity that occurs.
    pub fn gravest(&self) -> Option<Severity> {
        self.findings.iter().find(|(_, n)| *n > 0).map(|&(s, _)| s)
    }

    /// The findings in words: `1 critical, 2 minor`, or `no findings`.
    pub fn findings_in_words(&self) -> String {
        let counted = in_words(&self.findings, |s| words::severity(s).to_owned());
        if counted.is_empty() {
            "no findings".into()
        } else {
            counted
        }
    }

    /// The verdicts in words: `12 consistent, 1 inconsistent`; empty where there is no match.
    pub fn verdicts_in_words(&self) -> String {
        in_words(&self.verdicts, |v| words::verdict(v).to_owned())
    }
}

fn in_words<T: Copy>(counts: &[(T, usize)], name: impl Fn(T) -> String) -> String {
    let named: Vec<String> = counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|&(what, n)| format!("{n} {}", name(what)))
        .collect();
    named.join(", ")
}
