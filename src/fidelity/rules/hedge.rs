//! What was said to be possible or likely, and how likely.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What was said to be possible or likely, and how likely.
pub struct Hedge;

const LOST: Told = Told {
    fault: Fault::HedgeLost,
    severity: Severity::Major,
    does: "leaves the matter open",
    instead: "states it as a fact",
};

const ADDED: Told = Told {
    fault: Fault::HedgeAdded,
    severity: Severity::Major,
    does: "leaves the matter open",
    instead: "states it as a fact",
};

impl Rule for Hedge {
    fn name(&self) -> &'static str {
        "hedge"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("likelihood", Reach::Scope),
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
    fn a_lost_hedge() {
        assert_eq!(
            faults(&Hedge, "He might miss the final.", "그는 결승에 나서지 못한다."),
            [Fault::HedgeLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Hedge,
            "He might miss the final.",
            "그는 결승에 나서지 못할 수도 있다.",
        );
        silent(&Hedge, "She graduated in May.", "그는 5월 졸업했다.");
    }
}
