//! What could not be said or confirmed, and is told as known.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// A question that the speaker leaves open (*could not say whether*, 확인해 줄 수 없다), of which the version makes an answer.
pub struct OpenQuestion;

const LOST: Told = Told {
    fault: Fault::NonconfirmFlip,
    severity: Severity::Critical,
    does: "leaves the question open",
    instead: "answers it",
};

const ADDED: Told = Told {
    fault: Fault::NonconfirmFlip,
    severity: Severity::Critical,
    does: "leaves the question open",
    instead: "tells it as known",
};

impl Rule for OpenQuestion {
    fn name(&self) -> &'static str {
        "open_question"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("open-question", Reach::Sentence),
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
    fn answered() {
        let found = faults(
            &OpenQuestion,
            "She could not say whether the crew had answered radio calls.",
            "그는 승무원들이 무선 교신에 응하지 않았다고 밝혔다.",
        );
        assert_eq!(found, [Fault::NonconfirmFlip]);
    }

    #[test]
    fn left_open() {
        silent(
            &OpenQuestion,
            "She could not say whether the crew had answered radio calls.",
            "그는 승무원들이 무선 교신에 응했는지는 말할 수 없다고 했다.",
        );
    }
}
