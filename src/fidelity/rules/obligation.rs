//! What must be done.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// What must be done.
pub struct Obligation;

const LOST: Told = Told {
    fault: Fault::Mood,
    severity: Severity::Major,
    does: "makes it a duty",
    instead: "does not",
};

const ADDED: Told = Told {
    fault: Fault::ModalityStrengthened,
    severity: Severity::Major,
    does: "makes it a duty",
    instead: "does not",
};

impl Rule for Obligation {
    fn name(&self) -> &'static str {
        "obligation"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("obligation", Reach::Scope),
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
    fn a_lost_duty() {
        assert_eq!(
            faults(
                &Obligation,
                "The firm must delete the data.",
                "회사는 자료를 지울 수 있다."
            ),
            [Fault::Mood]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Obligation,
            "The firm must delete the data.",
            "회사는 자료를 지워야 한다.",
        );
    }
}
