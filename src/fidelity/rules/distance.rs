//! Words by which a report does not vouch for what it reports: alleged, so-called, 혐의, 이른바.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// Words by which a report does not vouch for what it reports: alleged, so-called, 혐의, 이른바.
pub struct Distance;

const LOST: Told = Told {
    fault: Fault::HedgeLost,
    severity: Severity::Major,
    does: "keeps the report at a distance from the claim",
    instead: "vouches for it",
};

const ADDED: Told = Told {
    fault: Fault::HedgeAdded,
    severity: Severity::Major,
    does: "puts the claim in doubt",
    instead: "does not",
};

impl Rule for Distance {
    fn name(&self) -> &'static str {
        "distance"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("distance", Reach::Sentence),
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
    fn a_lost_distance() {
        assert_eq!(
            faults(
                &Distance,
                "They seized the alleged hacker in Busan.",
                "해커가 부산에서 붙잡혔다."
            ),
            [Fault::HedgeLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Distance,
            "They seized the alleged hacker.",
            "해킹 용의자가 붙잡혔다.",
        );
    }
}
