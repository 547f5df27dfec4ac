//! What was said to hold only under a condition.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What was said to hold only under a condition.
pub struct Condition;

const LOST: Told = Told {
    fault: Fault::ConditionLost,
    severity: Severity::Major,
    does: "makes the statement conditional",
    instead: "states it without condition",
};

const ADDED: Told = Told {
    fault: Fault::HedgeAdded,
    severity: Severity::Major,
    does: "makes the statement conditional",
    instead: "has no condition",
};

impl Rule for Condition {
    fn name(&self) -> &'static str {
        "condition"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("condition", Reach::Neighbours),
            &LOST,
            Some(&ADDED),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_lost_condition() {
        assert_eq!(
            faults(
                &Condition,
                "If the rain continues, the dam will overflow.",
                "댐이 범람한다."
            ),
            [Fault::ConditionLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Condition,
            "If the rain continues, the dam will overflow.",
            "비가 계속 내리면 댐이 범람한다.",
        );
        silent(&Condition, "He walked as if in a dream.", "그는 꿈꾸듯 걸었다.");
    }
}
