//! What was said to hold only under a condition.

use super::Rule;
use super::lost::{Sign, Told, report};
use super::negation::negated_words;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// What was said to hold only under a condition.
pub struct Condition;

const LOST: Told = Told {
    fault: Fault::ConditionLost,
    severity: Severity::Major,
    does: "makes the statement conditional",
    instead: "states it without condition",
};

const ADDED: Told = Told {
    fault: Fault::HedgeAdded,
    severity: Severity::Major,
    does: "makes the statement conditional",
    instead: "has no condition",
};

impl Rule for Condition {
    fn name(&self) -> &'static str {
        "condition"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(report(
            self.name(),
            pair,
            Sign("condition", Reach::Neighbours),
            &LOST,
            Some(&ADDED),
        ));
        out.extend(flipped(pair));
    }
}

/// *Unless* that became *if*: a condition that is negated on one side, and is a condition without any negation on the
/// other.
fn flipped(pair: &Pair<'_>) -> Option<Finding> {
    let flip = |from: From| {
        let other = pair.other(from);
        let lost = |at: &Span| {
            let regions = pair.across(from, *at, Reach::Neighbours);
            let negated = ["negation", "negation.any", "negated-condition"]
                .iter()
                .any(|name| other.has_in(name, &regions));
            let mut plain = other.signals("plain-condition");
            plain.retain(|c| touches(&regions, *c));
            // What is negated must stand there: *continues* is 그치지 않으면, and no contradiction.
            let kin = pair.kin_in(from, negated_words(pair, from, *at));
            let kept = kin.iter().any(|(_, other)| touches(&regions, *other));
            (kept && !negated && !plain.is_empty()).then_some((*at, plain))
        };
        // Within a matched quotation it is known what stands for what.
        let quoted = |at: &Span| {
            let matched = pair.matched.iter().find(|m| {
                let own = match from {
                    From::Source => m.source,
                    From::Target => m.target,
                };
                let quotes = !m.source.marks.is_empty() && !m.target.marks.is_empty();
                quotes && m.is_sure() && own.content.iter().any(|c| c.contains(at))
            })?;
            let regions = pair.sentences_of(from.back(), matched);
            let negated = ["negation", "negation.any", "negated-condition"]
                .iter()
                .any(|name| other.has_in(name, &regions));
            let mut plain = other.signals("plain-condition");
            plain.retain(|c| touches(&regions, *c));
            // 그치지 않으면 is *if it continues*.
            let ceases = pair
                .own(from)
                .has_in("ceasing", &[negated_words(pair, from, *at).cover(at)]);
            (!negated && !ceases && !plain.is_empty()).then_some((*at, plain))
        };
        pair.own(from)
            .signals("negated-condition")
            .iter()
            .find_map(|at| lost(at).or_else(|| quoted(at)))
            .map(|found| (from, found))
    };
    let (from, (at, plain)) = [From::Source, From::Target].into_iter().find_map(flip)?;
    let reason = format!(
        "“{}” negates the condition; nothing in the {} text does.",
        pair.own(from).words(at),
        pair.other(from).language()
    );
    let (source, target) = match from {
        From::Source => (vec![at], plain),
        From::Target => (plain, vec![at]),
    };
    Some(pair.finding(
        "condition",
        Fault::ConditionFlip,
        Severity::Critical,
        (&source, &target),
        reason,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_lost_condition() {
        assert_eq!(
            faults(
                &Condition,
                "If the rain continues, the dam will overflow.",
                "댐이 범람한다."
            ),
            [Fault::ConditionLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Condition,
            "If the rain continues, the dam will overflow.",
            "비가 계속 내리면 댐이 범람한다.",
        );
        silent(&Condition, "He walked as if in a dream.", "그는 꿈꾸듯 걸었다.");
    }
}
