//! Whether the report says that somebody said it.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::Reach;
use crate::statements::Statement;

/// Whether the report says that somebody said it.
pub struct Attribution;

const LOST: Told = Told {
    fault: Fault::AttributionDropped,
    severity: Severity::Major,
    does: "says whose word this is",
    instead: "states it in its own voice",
};

impl Rule for Attribution {
    fn name(&self) -> &'static str {
        "attribution"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let found = report(
            self.name(),
            pair,
            Sign("attribution", Reach::Sentence),
            &LOST,
            None,
        );
        // Prayers are said too: the word must be the cue of a statement.
        let own = |f: &Finding| {
            let mut stated = pair.source.stated();
            stated.find(|s| s.cue.as_ref().is_some_and(|cue| touches(&f.source, cue.span)))
        };
        // The version may give the attribution in another sentence of the passage: *officials said* of the lead.
        let kept = |s: &Statement| {
            let mut mates = pair.matched.iter().filter(|m| m.source.id == s.id);
            mates.any(|m| m.target.cue.is_some())
        };
        out.extend(found.filter(|f| own(f).is_some_and(|s| !kept(s))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_claim_as_fact() {
        assert_eq!(
            faults(
                &Attribution,
                "The union says 70 percent voted for the strike.",
                "조합원의 70%가 파업에 찬성표를 던졌다."
            ),
            [Fault::AttributionDropped]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Attribution,
            "The union says 70 percent voted.",
            "노조에 따르면 70%가 투표했다.",
        );
    }
}
