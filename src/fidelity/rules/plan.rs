//! What is planned, promised or expected, and is not done yet.

use super::Rule;
use super::lost::{Sign, Told, report};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};

/// What is planned, promised or expected, and is not done yet.
pub struct Plan;

const LOST: Told = Told {
    fault: Fault::PlanAsDone,
    severity: Severity::Critical,
    does: "speaks of what is still to come",
    instead: "reports it as done",
};

impl Rule for Plan {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let found = report(self.name(), pair, Sign("plan", Reach::Scope), &LOST, None);
        // A Korean price or timetable stands in the present: 요금은 49유로다. Only the past says that it is done.
        let done = |f: &Finding| {
            let past = |&at: &Span| {
                let regions = pair.across(From::Source, at, Reach::Scope);
                pair.target.has_in("past", &regions)
            };
            pair.target.lang() != Language::Ko || f.source.iter().any(past)
        };
        out.extend(found.filter(done).or_else(|| told_as_done(pair)));
    }
}

/// What a Korean ending says is still to come, where the English has the same verb in the perfect: 요구하겠다고, *had asked*.
fn told_as_done(pair: &Pair<'_>) -> Option<Finding> {
    if pair.source.lang() != Language::Ko || pair.target.lang() != Language::En {
        return None;
    }
    let done = |&at: &Span| {
        let regions = pair.across(From::Source, at, Reach::Clause);
        let clause = pair.clause(From::Source, at);
        let before = pair.source.words(Span::new(clause.start.min(at.start), at.start));
        let stem: usize = before.split_inclusive(' ').rev().take(1).map(str::len).sum();
        let kin = pair.kin_in(From::Source, Span::new(at.start - stem, at.end.max(at.start)));
        let verbs = kin
            .into_iter()
            .map(|(_, verb)| verb)
            .filter(|v| touches(&regions, *v));
        verbs
            .filter_map(|verb| perfect(pair, verb))
            .next()
            .map(|verb| (at, verb))
    };
    let (at, verb) = pair.source.signals("plan").iter().find_map(done)?;
    let reason = format!(
        "“{}” {}; “{}” {}.",
        pair.source.words(at),
        LOST.does,
        pair.target.words(verb),
        LOST.instead
    );
    Some(pair.finding("plan", LOST.fault, LOST.severity, (&[at], &[verb]), reason))
}

/// The English verb with its *has* or *had*, if it has one and does not itself speak of an undertaking.
fn perfect(pair: &Pair<'_>, verb: Span) -> Option<Span> {
    let sentence = pair.sentence(From::Target, verb);
    let before = pair
        .target
        .words(Span::new(sentence.start.min(verb.start), verb.start));
    let auxiliary = before.trim_end().rsplit(' ').next()?;
    let whole = Span::new(
        verb.start - (before.len() - before.trim_end().len()) - auxiliary.len(),
        verb.end,
    );
    let perfect = ["has", "had", "have"].contains(&auxiliary) && pair.target.words(verb).ends_with("ed");
    (perfect && !pair.target.has_in("undertaking", &[whole])).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_plan_as_done() {
        assert_eq!(
            faults(
                &Plan,
                "The government will implement countermeasures.",
                "정부는 대응 조치를 시행했다."
            ),
            [Fault::PlanAsDone]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Plan,
            "The government will implement countermeasures.",
            "정부는 대응 조치를 시행할 방침이다.",
        );
    }
}
