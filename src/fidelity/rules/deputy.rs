//! Whether it is the office itself that speaks, or the one below it.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::fidelity::ties::Reach;
use crate::names::Rank;

/// Whether it is the office itself that speaks, or the one below it: the deputy mayor, 부시장.
pub struct Deputy;

const LOST: Told = Told {
    fault: Fault::SpeakerRole,
    severity: Severity::Major,
    does: "is the one below the office",
    instead: "gives the office itself",
};

const ADDED: Told = Told {
    fault: Fault::SpeakerRole,
    severity: Severity::Major,
    does: "is the one below the office",
    instead: "gives the office itself",
};

impl Rule for Deputy {
    fn name(&self) -> &'static str {
        "deputy"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let found = report(
            self.name(),
            pair,
            Sign("deputy", Reach::Sentence),
            &LOST,
            Some(&ADDED),
        );
        // A title may be left out where the name stands; it is another one only where an office is named.
        let office = |p: &Passage<'_>| {
            let mut ranks = p.mentions.iter().map(|m| m.rank);
            ranks.any(|rank| matches!(rank, Some(Rank::Head | Rank::Office)))
        };
        let other = |f: &Finding| {
            if f.values.0.is_empty() {
                &pair.source
            } else {
                &pair.target
            }
        };
        out.extend(found.filter(|f| office(other(f))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn promoted() {
        let korean = "함태윤 부시장은 \"사과드린다\"고 말했다.";
        assert_eq!(
            faults(&Deputy, korean, "\"We apologise,\" Mayor Ham Tae-yoon said."),
            [Fault::SpeakerRole]
        );
        silent(
            &Deputy,
            korean,
            "\"We apologise,\" Deputy Mayor Ham Tae-yoon said.",
        );
    }
}
