//! In what office: the role of the one who speaks.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::{From, Reach};
use crate::names::{Kind, Mention, Rank};
use crate::text::Span;

/// In what office: a role that one side lacks, where another stands in its place.
///
/// Only roles that speak for somebody count; residents and witnesses are called many things.
pub struct Role;

impl Rule for Role {
    fn name(&self) -> &'static str {
        "role"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let all_lost = alone(pair, From::Source);
        let added = alone(pair, From::Target);
        // One of each in sentences that are tied: one must stand for the other.
        let taken = |lost: &&Mention| {
            let regions = pair.across(From::Source, lost.span, Reach::Sentence);
            let inside: Vec<&Mention> = added
                .iter()
                .copied()
                .filter(|a| touches(&regions, a.span))
                .collect();
            let own = pair.sentence(From::Source, lost.span);
            let rivals = lost_in(&all_lost, own);
            match inside.as_slice() {
                [only] if rivals == 1 => Some(*only),
                _ => None,
            }
        };
        let Some((lost, added)) = all_lost.iter().find_map(|l| Some((*l, taken(l)?))) else {
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

/// Whether one office is the other, told more exactly: a minister, and the finance minister.
fn is_narrower(a: &Mention, b: &Mention) -> bool {
    let narrower = |x: &str, y: &str| {
        let rest = x.strip_suffix(y).and_then(|rest| rest.strip_suffix('-'));
        rest.is_some_and(|rest| !rest.ends_with("vice") && !rest.ends_with("deputy"))
    };
    let bare = |id: &'static str| id.trim_start_matches("role:");
    a.ids.iter().any(|x| {
        b.ids
            .iter()
            .any(|y| narrower(bare(x), bare(y)) || narrower(bare(y), bare(x)))
    })
}

fn lost_in(lost: &[&Mention], sentence: Span) -> usize {
    lost.iter().filter(|l| sentence.contains(&l.span)).count()
}

/// Roles of this side that nothing answers in what stands for their sentence.
fn alone<'p>(pair: &'p Pair<'_>, from: From) -> Vec<&'p Mention> {
    let (here, there) = (pair.own(from), pair.other(from));
    let vague = here.signals("vague-role");
    let counts = |m: &&Mention| {
        m.kind == Kind::Role && matches!(m.rank, Some(Rank::Head | Rank::Office)) && !touches(&vague, m.span)
    };
    let answered = |m: &Mention| {
        let regions = pair.across(from, m.span, Reach::Sentence);
        there
            .mentions
            .iter()
            .any(|o| (o.agrees(m) || is_narrower(o, m)) && touches(&regions, o.span))
    };
    here.mentions
        .iter()
        .filter(counts)
        .filter(|m| !answered(m) && !pair.is_listed(from, m.span))
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
