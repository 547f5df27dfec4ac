//! What rules on words lost and added share: a sign that stands in a clause of one side, and nothing that could stand
//! for it in what the other side says there.

use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, written};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// What a rule says of a sign that one side alone has.
pub struct Told {
    /// The fault it is.
    pub fault: Fault,
    /// How much it matters.
    pub severity: Severity,
    /// What the sign does: `leaves the matter open`.
    pub does: &'static str,
    /// What the side without it does: `states it as a fact`.
    pub instead: &'static str,
}

/// A class of signs (and of whatever else could stand for one, `NAME.any`), and how far off one may be answered.
#[derive(Clone, Copy)]
pub struct Sign(pub &'static str, pub Reach);

/// Reports the first of a class of signs that is lost, or else added, if the rule has something to say of it.
pub fn report(
    rule: &'static str,
    pair: &Pair<'_>,
    sign: Sign,
    lost: &Told,
    added: Option<&Told>,
) -> Option<Finding> {
    let gone = alone(pair, From::Source, sign).map(|found| told(rule, pair, From::Source, &found, lost));
    gone.or_else(|| {
        let added = added?;
        let found = alone(pair, From::Target, sign)?;
        Some(told(rule, pair, From::Target, &found, added))
    })
}

fn told(rule: &'static str, pair: &Pair<'_>, from: From, found: &[Span], told: &Told) -> Finding {
    let words = written(pair.own(from), found);
    let (language, side) = match from {
        From::Source => (pair.target.language(), "version"),
        From::Target => (pair.source.language(), "original"),
    };
    let reason = format!("“{words}” {}; the {language} {side} {}.", told.does, told.instead);
    let spans: (&[Span], &[Span]) = match from {
        From::Source => (found, &[]),
        From::Target => (&[], found),
    };
    pair.finding(rule, told.fault, told.severity, spans, reason)
}

/// Where the sign stands on this side without anything on the other that could stand for it.
pub fn alone(pair: &Pair<'_>, from: From, Sign(name, reach): Sign) -> Option<Vec<Span>> {
    let mut found = pair.own(from).signals(name);
    let other = pair.other(from);
    let (sure, any) = (lexicon::class(name), lexicon::class(&format!("{name}.any")));
    found.retain(|&at| {
        let regions = pair.across(from, at, reach);
        !other.holds(sure, &regions) && !other.holds(any, &regions)
    });
    (!found.is_empty()).then_some(found)
}
