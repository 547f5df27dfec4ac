//! What was agreed, which is not yet to have done it.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// What was agreed, which is not yet to have done it.
pub struct Agreement;

impl Rule for Agreement {
    fn name(&self) -> &'static str {
        "agreement"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "agreement") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” reports an agreement; the {} version reports the thing itself as done.",
                    pair.target.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::PlanAsDone,
                    Severity::Major,
                    (&found, &[]),
                    reason,
                ));
            }
            Some(Change::Added(_)) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn an_agreement_as_done() {
        assert_eq!(
            faults(
                &Agreement,
                "The two sides agreed to resume talks.",
                "양측이 회담을 재개했다."
            ),
            [Fault::PlanAsDone]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Agreement,
            "The two sides agreed to resume talks.",
            "양측이 회담 재개에 합의했다.",
        );
    }
}
