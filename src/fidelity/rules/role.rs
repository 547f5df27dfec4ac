//! In what office: the role of the one who speaks.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::names::{Kind, Mention, Rank};

/// In what office: a role that one side lacks, where another stands in its place.
///
/// Only roles that speak for somebody count; residents and witnesses are called many things.
pub struct Role;

impl Rule for Role {
    fn name(&self) -> &'static str {
        "role"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (lost, added) = (
            alone(&pair.source, &pair.target),
            alone(&pair.target, &pair.source),
        );
        let ([lost], [added]) = (lost.as_slice(), added.as_slice()) else {
            return;
        };
        let (before, after) = (pair.source.words(lost.span), pair.target.words(added.span));
        let reason = format!("“{before}” became “{after}”: another office.");
        out.push(pair.finding(
            self.name(),
            Fault::SpeakerRole,
            Severity::Major,
            (&[lost.span], &[added.span]),
            reason,
        ));
    }
}

/// Roles of `here` that nothing in `there` answers.
fn alone<'p>(here: &'p Passage<'_>, there: &Passage<'_>) -> Vec<&'p Mention> {
    let vague = here.signals("vague-role");
    let certain = |m: &Mention| !vague.iter().any(|v| v.overlaps(&m.span));
    let counts = |m: &&Mention| {
        m.kind == Kind::Role && matches!(m.rank, Some(Rank::Head | Rank::Office)) && certain(m)
    };
    here.mentions
        .iter()
        .filter(counts)
        .filter(|m| !there.mentions.iter().any(|o| o.agrees(m)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn another_office() {
        assert_eq!(
            faults(
                &Role,
                "The foreign minister said so in Ankara.",
                "대통령이 앙카라에서 그렇게 말했다."
            ),
            [Fault::SpeakerRole]
        );
    }

    #[test]
    fn the_same_office() {
        silent(
            &Role,
            "Robert Wood, US ambassador, spoke.",
            "로버트 우드 미국 대사가 말했다.",
        );
        silent(&Role, "The president said so.", "대통령은 그렇게 말했다.");
    }
}
