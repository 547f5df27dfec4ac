//! Through whom it came: an outlet that cites a source, and an outlet that knows by itself.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::Reach;

/// Through whom it came: a source that an outlet or official cites, gone from the version.
pub struct Relay;

const LOST: Told = Told {
    fault: Fault::NestedSpeaker,
    severity: Severity::Major,
    does: "names the source behind the one who tells",
    instead: "lets the teller vouch for it",
};

impl Rule for Relay {
    fn name(&self) -> &'static str {
        "relay"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("relay", Reach::Sentence),
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
    fn a_source_gone() {
        assert_eq!(
            faults(
                &Relay,
                "The army has fled, Yonhap reported, citing a military source.",
                "군이 달아났다고 연합뉴스가 보도했다."
            ),
            [Fault::NestedSpeaker]
        );
        assert_eq!(
            faults(
                &Relay,
                "연합뉴스는 군 소식통을 인용해 군이 달아났다고 보도했다.",
                "The army has fled, Yonhap reported."
            ),
            [Fault::NestedSpeaker]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Relay,
            "The army has fled, Yonhap reported, citing a military source.",
            "군이 달아났다고 연합뉴스가 군 소식통의 말을 빌려 보도했다.",
        );
    }
}
