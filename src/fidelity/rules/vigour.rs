//! How vigorously it was said: words of force beside the cue.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// How vigorously it was said: *flatly denied*, 강력히 경고했다, against a plain cue.
pub struct Vigour;

const LOST: Told = Told {
    fault: Fault::CueWeakened,
    severity: Severity::Major,
    does: "gives the words force",
    instead: "gives them none",
};

const ADDED: Told = Told {
    fault: Fault::CueStrengthened,
    severity: Severity::Major,
    does: "gives the words force",
    instead: "gives them none",
};

impl Rule for Vigour {
    fn name(&self) -> &'static str {
        "vigour"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("vigour", Reach::Sentence),
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
    fn force_added() {
        let found = faults(
            &Vigour,
            "She expressed concern that looters would follow.",
            "그는 도굴꾼이 뒤따를 것이라고 강력히 경고했다.",
        );
        assert_eq!(found, [Fault::CueStrengthened]);
    }

    #[test]
    fn force_kept() {
        silent(
            &Vigour,
            "He insistently demanded that they sell.",
            "그는 팔라고 강하게 요구했다.",
        );
    }
}
