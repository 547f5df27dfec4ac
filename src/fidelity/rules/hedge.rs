//! What was said to be possible or likely, and how likely.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};

/// What was said to be possible or likely, and how likely.
pub struct Hedge;

const LOST: Told = Told {
    fault: Fault::HedgeLost,
    severity: Severity::Major,
    does: "leaves the matter open",
    instead: "states it as a fact",
};

const ADDED: Told = Told {
    fault: Fault::HedgeAdded,
    severity: Severity::Major,
    does: "leaves the matter open",
    instead: "states it as a fact",
};

impl Rule for Hedge {
    fn name(&self) -> &'static str {
        "hedge"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let found = report(
            self.name(),
            pair,
            Sign("likelihood", Reach::Scope),
            &LOST,
            Some(&ADDED),
        );
        out.extend(found.or_else(|| stated_flatly(pair)));
    }
}

/// A Korean ending that leaves one predicate open, where the sentence of the English that has the same word says nothing
/// of the kind: other words of a long passage do not answer it.
fn stated_flatly(pair: &Pair<'_>) -> Option<Finding> {
    if pair.source.lang() != Language::Ko || pair.target.lang() != Language::En {
        return None;
    }
    let lost = |&at: &Span| {
        let regions = pair.across(From::Source, at, Reach::Clause);
        let mut kin = pair.kin_in(From::Source, preceding(pair, at));
        kin.retain(|(_, other)| touches(&regions, *other));
        let place = kin
            .last()
            .map(|(_, other)| *other)
            .or_else(|| certain_quote(pair, at))?;
        let sentence = pair.sentence(From::Target, place);
        // *Will not survive* answers no 살아남지 못할 수도 있다: the negation stands for another.
        let negated = pair.source.has_in("negation", &[preceding(pair, at).cover(&at)]);
        let open: &[&str] = if negated {
            &["open-predicate", "likelihood"]
        } else {
            &["open-predicate", "likelihood", "negation"]
        };
        let hedged = open.iter().any(|name| pair.target.has_in(name, &[sentence]));
        // What may be is not what will be; what seems so may be told with *will*.
        let may = pair.source.has_in("possibility", &[at]);
        let certain = pair.target.has_in("future", &[sentence]);
        (!hedged && (may || !certain)).then_some((at, place))
    };
    let (at, word) = pair.source.signals("governing-hedge").iter().find_map(lost)?;
    let reason = format!(
        "“{}” {}; the sentence of “{}” {}.",
        pair.source.words(at),
        LOST.does,
        pair.target.words(word),
        LOST.instead
    );
    Some(pair.finding("hedge", LOST.fault, LOST.severity, (&[at], &[word]), reason))
}

/// The word that tells as certain, in an English quotation that is known to stand for the Korean one at `at`.
fn certain_quote(pair: &Pair<'_>, at: Span) -> Option<Span> {
    let matched = pair
        .matched
        .iter()
        .find(|m| m.is_sure() && m.source.content.iter().any(|c| c.contains(&at)))?;
    let future = pair.target.signals("future").into_iter();
    let mut inside = future.filter(|f| matched.target.content.iter().any(|c| c.contains(f)));
    inside.next()
}

/// The two words before a Korean ending, and the one it ends.
fn preceding(pair: &Pair<'_>, at: Span) -> Span {
    let start = pair.clause(From::Source, at).start.min(at.start);
    let words = pair.source.words(Span::new(start, at.start));
    let length: usize = words.split_inclusive(' ').rev().take(2).map(str::len).sum();
    Span::new(at.start - length, at.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_lost_hedge() {
        assert_eq!(
            faults(&Hedge, "He might miss the final.", "그는 결승에 나서지 못한다."),
            [Fault::HedgeLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Hedge,
            "He might miss the final.",
            "그는 결승에 나서지 못할 수도 있다.",
        );
        silent(&Hedge, "She graduated in May.", "그는 5월 졸업했다.");
    }
}
