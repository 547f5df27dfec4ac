//! One of a kind for another: wrist and ankle, porpoise and turtle, fine and prison.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::kinds::{Member, members};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// One of a kind for another.
///
/// A finding needs one member of the kind alone in a clause of the source and another alone in the clauses tied to it,
/// each without its own counterpart anywhere near.
pub struct KindRule;

impl Rule for KindRule {
    fn name(&self) -> &'static str {
        "kind"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (source, target) = (&pair.source, &pair.target);
        let here = members(source.text(), source.lang());
        let there = members(target.text(), target.lang());
        if here.is_empty() || there.is_empty() {
            return;
        }
        let here: Vec<Member> = here.into_iter().map(|m| m.shifted(source.span.start)).collect();
        let there: Vec<Member> = there.into_iter().map(|m| m.shifted(target.span.start)).collect();
        let Some((lost, taken)) = here
            .iter()
            .find_map(|m| Some((m, exchanged(pair, m, (&here, &there))?)))
        else {
            return;
        };
        let reason = format!(
            "“{}” became “{}”: another {}.",
            source.words(lost.span),
            target.words(taken.span),
            lost.kind_name()
        );
        out.push(pair.finding(
            self.name(),
            Fault::ObjectSwap,
            Severity::Critical,
            (&[lost.span], &[taken.span]),
            reason,
        ));
    }
}

/// The member of the same kind that stands for `lost` on the other side.
fn exchanged<'m>(
    pair: &Pair<'_>,
    lost: &Member,
    (here, there): (&'m [Member], &'m [Member]),
) -> Option<&'m Member> {
    let regions = pair.across(From::Source, lost.span, Reach::Clause);
    let taken = only(there, lost, &regions)?;
    let back = pair.across(From::Target, taken.span, Reach::Clause);
    let own = [pair.clause(From::Source, lost.span)];
    let alone = only(here, lost, &own).is_some() && only(here, lost, &back).is_some_and(|m| m.is_same(lost));
    let elsewhere = |members: &[Member], wanted: &Member| members.iter().any(|m| m.is_same(wanted));
    let around = |from: From, wanted: &Member| {
        let passage = pair.own(from);
        elsewhere(&members(passage.around(), passage.lang()), wanted)
    };
    let exchanged = !taken.is_same(lost)
        && alone
        && !elsewhere(there, lost)
        && !elsewhere(here, taken)
        && !explained(pair, From::Source, lost.span, taken.span)
        && !explained(pair, From::Target, taken.span, lost.span)
        && !around(From::Target, lost)
        && !around(From::Source, taken);
    exchanged.then_some(taken)
}

/// Whether another word than `other` may stand for the one at `at`: *staff* for 직원.
fn explained(pair: &Pair<'_>, from: From, at: Span, other: Span) -> bool {
    let wide = pair.clause(from, at).cover(&at);
    pair.kin_in(from, wide)
        .iter()
        .any(|(own, kin)| own.overlaps(&at) && !kin.overlaps(&other))
}

/// The one member of the kind of `wanted` in `regions`; `None` where none or several stand there.
fn only<'m>(members: &'m [Member], wanted: &Member, regions: &[Span]) -> Option<&'m Member> {
    let mut inside = members
        .iter()
        .filter(|m| m.is_kin(wanted) && touches(regions, m.span));
    let first = inside.next()?;
    inside.all(|m| m.is_same(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn one_for_another() {
        let english = "He pulled out with a wrist injury.";
        assert_eq!(
            faults(&KindRule, english, "그는 발목 부상으로 기권했다."),
            [Fault::ObjectSwap]
        );
        silent(&KindRule, english, "그는 손목 부상으로 기권했다.");
    }

    #[test]
    fn both_named() {
        silent(&KindRule, "The wheat was shipped.", "밀과 보리가 실려 나갔다.");
    }
}
