//! What was agreed, which is not yet to have done it.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What was agreed, which is not yet to have done it.
pub struct Agreement;

const LOST: Told = Told {
    fault: Fault::PlanAsDone,
    severity: Severity::Major,
    does: "reports an agreement",
    instead: "reports the thing itself as done",
};

impl Rule for Agreement {
    fn name(&self) -> &'static str {
        "agreement"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("agreement", Reach::Scope),
            &LOST,
            None,
        ));
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
