//! What is planned, promised or expected, and is not done yet.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What is planned, promised or expected, and is not done yet.
pub struct Plan;

const LOST: Told = Told {
    fault: Fault::PlanAsDone,
    severity: Severity::Critical,
    does: "speaks of what is still to come",
    instead: "reports it as done",
};

impl Rule for Plan {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(self.name(), pair, Sign("plan", Reach::Scope), &LOST, None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_plan_as_done() {
        assert_eq!(
            faults(
                &Plan,
                "The government will implement countermeasures.",
                "정부는 대응 조치를 시행했다."
            ),
            [Fault::PlanAsDone]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Plan,
            "The government will implement countermeasures.",
            "정부는 대응 조치를 시행할 방침이다.",
        );
    }
}
