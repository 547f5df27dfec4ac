//! What is known by hearsay only.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What is known by hearsay only.
pub struct Evidential;

const LOST: Told = Told {
    fault: Fault::EvidentialLost,
    severity: Severity::Major,
    does: "marks hearsay",
    instead: "states it as known",
};

const ADDED: Told = Told {
    fault: Fault::HedgeAdded,
    severity: Severity::Major,
    does: "marks hearsay",
    instead: "states it as known",
};

impl Rule for Evidential {
    fn name(&self) -> &'static str {
        "evidential"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("evidential", Reach::Sentence),
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
