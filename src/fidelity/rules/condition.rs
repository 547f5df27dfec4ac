//! What was said to hold only under a condition.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// What was said to hold only under a condition.
pub struct Condition;

impl Rule for Condition {
    fn name(&self) -> &'static str {
        "condition"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "condition") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” makes the statement conditional; the {} version states it without condition.",
                    pair.target.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::ConditionLost,
                    Severity::Major,
                    (&found, &[]),
                    reason,
                ));
            }
            Some(Change::Added(found)) => {
                let words = written(&pair.target, &found);
                let reason = format!(
                    "“{words}” makes the statement conditional; the {} original has no condition.",
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
