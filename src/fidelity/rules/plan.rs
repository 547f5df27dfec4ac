//! What is planned, promised or expected, and is not done yet.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// What is planned, promised or expected, and is not done yet.
pub struct Plan;

impl Rule for Plan {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "plan") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” speaks of what is still to come; the {} version reports it as done.",
                    pair.target.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::PlanAsDone,
                    Severity::Critical,
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
