//! Done or still to come, certain or not: verb against verb.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::predicate::{Predicate, class, phrase};
use crate::fidelity::ties::{From, Reach};
use crate::statements::Statement;
use crate::text::{Language, Span};

/// Done or still to come, certain or not: two verbs that stand for each other, by their auxiliaries and endings.
///
/// The rules on signs take any sign of a long sentence for an answer; here only the verb itself and words that weaken a
/// whole sentence are one.
pub struct PredicateRule;

impl Rule for PredicateRule {
    fn name(&self) -> &'static str {
        "predicate"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let found = verbs(pair).into_iter().find_map(|(here, there)| {
            let (a, b) = (read(pair, From::Source, here), read(pair, From::Target, there));
            let (fault, reason) = judge(pair, (here, a), (there, b))?;
            Some((here, there, fault, reason))
        });
        let Some((here, there, fault, reason)) = found else {
            return;
        };
        let severity = if fault == Fault::PlanAsDone {
            Severity::Critical
        } else {
            Severity::Major
        };
        let here = phrase(&pair.source, pair.sentence(From::Source, here), here);
        let there = phrase(&pair.target, pair.sentence(From::Target, there), there);
        let reason = format!(
            "“{}” {}; “{}” {}.",
            pair.source.words(here),
            reason.0,
            pair.target.words(there),
            reason.1
        );
        out.push(pair.finding(self.name(), fault, severity, (&[here], &[there]), reason));
    }
}

/// Words of both sides that stand for each other: by what they mean, in clauses that do so too, or as the verbs that a
/// matched statement is about.
fn verbs(pair: &Pair<'_>) -> Vec<(Span, Span)> {
    let kin = pair.kin_in(From::Source, pair.source.span).into_iter();
    let tied = |&(here, there): &(Span, Span)| {
        touches(&pair.across(From::Source, here, Reach::Clause), there)
            && touches(&pair.across(From::Target, there, Reach::Clause), here)
    };
    let told = pair.matched.iter().filter(|m| m.is_sure());
    let heads = told.filter_map(|m| {
        Some((
            head(pair, From::Source, m.source)?,
            head(pair, From::Target, m.target)?,
        ))
    });
    kin.filter(tied).chain(heads).collect()
}

/// The verb that a statement of one clause is about: its last one in Korean, its first one in English.
fn head(pair: &Pair<'_>, from: From, statement: &Statement) -> Option<Span> {
    let [content] = statement.content.as_slice() else {
        return None;
    };
    let tells = |word: &Span| read(pair, from, *word) != Predicate::default();
    let (first, last) = pair.verbs_of(from, *content, tells)?;
    match pair.own(from).lang() {
        Language::Ko => Some(last),
        _ => Some(first),
    }
}

fn read(pair: &Pair<'_>, from: From, at: Span) -> Predicate {
    Predicate::read(pair.own(from), pair.sentence(from, at), at)
}

/// What the two verbs say differently, if they do.
fn judge(
    pair: &Pair<'_>,
    (here, a): (Span, Predicate),
    (there, b): (Span, Predicate),
) -> Option<(Fault, (&'static str, &'static str))> {
    let ahead = a.ahead || a.reported && is_quoted(pair, From::Source, here);
    if ahead
        && b.done
        && !answered(pair, From::Source, (here, there), |p| {
            p.ahead || p.reported || p.open
        })
    {
        let told = ("is still to come", "is done");
        return (!pair.source.is_heading()).then_some((Fault::PlanAsDone, told));
    }
    let may = a.open || a.able && pair.source.lang() == Language::En && !b.done;
    let certain = b.done || b.flat;
    if may && certain && !doubted(pair, From::Source, here, there) {
        return Some((
            Fault::HedgeLost,
            ("leaves the matter open", "tells it as certain"),
        ));
    }
    if b.open && (a.done || a.flat) && !doubted(pair, From::Target, there, here) {
        return Some((
            Fault::HedgeAdded,
            ("tells it as certain", "leaves the matter open"),
        ));
    }
    None
}

/// Whether the word is part of what somebody is said to have said.
fn is_quoted(pair: &Pair<'_>, from: From, at: Span) -> bool {
    let mut stated = pair.own(from).stated();
    stated.any(|s| s.cue.is_some() && s.content.iter().any(|c| c.contains(&at)))
}

/// Whether any word of the other side's clauses that stand for the one at `at`, or of the one at `there`, says what `like`
/// asks for.
fn answered(
    pair: &Pair<'_>,
    from: From,
    (at, there): (Span, Span),
    like: impl Fn(&Predicate) -> bool,
) -> bool {
    let mut regions = pair.across(from, at, Reach::Clause);
    regions.push(pair.clause(from.back(), there));
    let tells = |word: &Span| like(&read(pair, from.back(), *word));
    regions
        .iter()
        .any(|at| pair.verbs_of(from.back(), *at, tells).is_some())
}

/// Whether the other side leaves the matter open by any word of the sentence of `there` or of those tied to the sentence
/// of `at`.
fn doubted(pair: &Pair<'_>, from: From, at: Span, there: Span) -> bool {
    let mut regions = pair.across(from, at, Reach::Clause);
    regions.push(pair.clause(from.back(), there));
    regions.push(pair.sentence(from.back(), there));
    pair.other(from).holds(class("doubt"), &regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::silent;

    #[test]
    fn every_class_is_there() {
        for name in [
            "ahead",
            "reported-ahead",
            "perfect",
            "past-form",
            "not-finite",
            "open",
            "able",
            "flat",
            "doubt",
        ] {
            assert!(!class(name).stands("", Language::En));
            assert!(!class(name).stands("", Language::Ko));
        }
    }

    #[test]
    fn nothing_is_known_without_ties() {
        silent(&PredicateRule, "She will appeal.", "그는 항소했다.");
    }
}
