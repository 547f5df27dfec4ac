//! What somebody believes, which is not yet to know it.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What investigators or experts believe (*police believe*, 것으로 보고 있다), of which the version makes a fact.
pub struct Belief;

const LOST: Told = Told {
    fault: Fault::EvidentialLost,
    severity: Severity::Major,
    does: "gives it as a belief",
    instead: "states it as a fact",
};

impl Rule for Belief {
    fn name(&self) -> &'static str {
        "belief"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("belief", Reach::Sentence),
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
    fn told_as_known() {
        let found = faults(
            &Belief,
            "Investigators believe the thieves had help from inside.",
            "절도범들에게 내부 조력자가 있었다.",
        );
        assert_eq!(found, [Fault::EvidentialLost]);
        let found = faults(
            &Belief,
            "경찰은 누전으로 불이 난 것으로 보고 있다.",
            "A short circuit caused the fire, police said.",
        );
        assert_eq!(found, [Fault::EvidentialLost]);
    }

    #[test]
    fn still_believed() {
        silent(
            &Belief,
            "Investigators believe the thieves had help from inside.",
            "수사 당국은 절도범들에게 내부 조력자가 있었던 것으로 보고 있다.",
        );
    }
}
