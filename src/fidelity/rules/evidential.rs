//! What is known by hearsay only.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// What is known by hearsay only.
pub struct Evidential;

impl Rule for Evidential {
    fn name(&self) -> &'static str {
        "evidential"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "evidential") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” marks hearsay; the {} version states it as known.",
                    pair.target.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::EvidentialLost,
                    Severity::Major,
                    (&found, &[]),
                    reason,
                ));
            }
            Some(Change::Added(found)) => {
                let words = written(&pair.target, &found);
                let reason = format!(
                    "“{words}” marks hearsay; the {} original states it as known.",
                    pair.source.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::HedgeAdded,
                    Severity::Major,
                    (&[], &found),
                    reason,
                ));
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn hearsay_as_fact() {
        assert_eq!(
            faults(
                &Evidential,
                "The general was reportedly dismissed.",
                "장군이 해임됐다."
            ),
            [Fault::EvidentialLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Evidential,
            "The general was reportedly dismissed.",
            "장군이 해임된 것으로 전해졌다.",
        );
    }
}
