//! From findings to one verdict.

use super::finding::{Fault, Finding, Severity};
use serde::{Deserialize, Serialize};

/// The verdict on a pair of statements or segments; gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The same statement.
    Consistent,
    /// The same, presented otherwise (direct to indirect, split, unit converted).
    ConsistentWithNote,
    /// Cannot be judged on the evidence given; the finding says what would settle it.
    Unverifiable,
    /// Stands in the target alone.
    Added,
    /// Stands in the source alone.
    Missing,
    /// A slot differs.
    Inconsistent,
    /// Someone else is given as the speaker.
    Misattributed,
}

impl Verdict {
    /// The verdict that one finding leads to.
    pub fn of(finding: &Finding) -> Self {
        match finding.fault {
            Fault::Unverifiable => Self::Unverifiable,
            _ if finding.severity == Severity::Note => Self::ConsistentWithNote,
            Fault::StatementMissing | Fault::QuoteMissing => Self::Missing,
            Fault::StatementAdded => Self::Added,
            Fault::SpeakerSwap | Fault::QuoteMerged => Self::Misattributed,
            _ => Self::Inconsistent,
        }
    }

    /// The gravest verdict that the findings lead to; consistent where there are none.
    pub fn gravest<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        findings
            .into_iter()
            .map(Self::of)
            .max()
            .unwrap_or(Self::Consistent)
    }
}
