//! When: dates and times of day of both sides, best assigned to each other.

use super::Rule;
use super::counterpart::Counterparts;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::zones::{Zone, keeps_local_time};
use crate::quantities::{Comparison, Quantity, Value};
use crate::text::Language;
use jiff::civil::Date;

/// When: dates and times of day of both sides, best assigned to each other.
///
/// Weekdays, days of the month and `yesterday` are compared as days where the day of publication is known; without
/// it, only a weekday with a weekday, a month with a month.
pub struct DateRule;

impl Rule for DateRule {
    fn name(&self) -> &'static str {
        "date"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let counterparts = Counterparts::of(pair, |q| matches!(q.value, Value::Date(_) | Value::Time { .. }));
        for (source, target, comparison) in &counterparts.assigned {
            if !matches!(comparison, Comparison::Differs { .. }) {
                continue;
            }
            let (fault, severity) = if matches!(source.value, Value::Time { .. }) {
                (Fault::TimeShift, time_severity(source, target))
            } else {
                (Fault::DateShift, Severity::Major)
            };
            let (before, after) = (pair.source.words(source.span), pair.target.words(target.span));
            let (severity, why) = if fault == Fault::DateShift && may_be_another_clock(pair, source, target) {
                (
                    Severity::Note,
                    ", which may be the same moment by the clock of Seoul",
                )
            } else {
                (severity, "")
            };
            let reason = format!("“{before}” became “{after}”{}{why}.", days(source, target));
            out.push(pair.finding(
                self.name(),
                fault,
                severity,
                (&[source.span], &[target.span]),
                reason,
            ));
        }
    }
}

/// A part of the day is a detail; an hour is a fact.
fn time_severity(a: &Quantity, b: &Quantity) -> Severity {
    let hour = |q: &Quantity| matches!(q.value, Value::Time { hour: Some(_), .. });
    if hour(a) && hour(b) {
        Severity::Major
    } else {
        Severity::Minor
    }
}

/// Whether an evening far west of Seoul explains the difference: the Korean day is the next one, lies close to
/// publication, and the Korean article does not say that it keeps to the clock of the place.
fn may_be_another_clock(pair: &Pair<'_>, source: &Quantity, target: &Quantity) -> bool {
    let (english, korean) = match (pair.source.lang(), pair.target.lang()) {
        (Language::En, Language::Ko) => ((&pair.source, source), (&pair.target, target)),
        (Language::Ko, Language::En) => ((&pair.target, target), (&pair.source, source)),
        _ => return false,
    };
    let far = || {
        let zone = pair.options.zone.or_else(|| Zone::of_dateline(english.0.article));
        zone.is_some_and(Zone::is_far_behind_seoul) && !keeps_local_time(korean.0.article)
    };
    let published = korean.0.article.published.as_ref().map(|p| p.date);
    let apart = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    match (day(english.1), day(korean.1), published) {
        (Some(there), Some(here), Some(printed)) => {
            apart(there, here) == 1 && (0..=2).contains(&apart(there, printed)) && far()
        }
        _ => false,
    }
}

/// The first day that a date means, where it is known.
fn day(quantity: &Quantity) -> Option<Date> {
    match &quantity.value {
        Value::Date(date) => date.resolved.map(|(first, _)| first),
        _ => None,
    }
}

/// The days that two dates mean, where both are known.
fn days(a: &Quantity, b: &Quantity) -> String {
    match (day(a), day(b)) {
        (Some(a), Some(b)) if a != b => format!(": {a} against {b}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{dated, faults, silent};

    #[test]
    fn another_day() {
        assert_eq!(
            faults(&DateRule, "He resigned on Monday.", "그는 화요일 사임했다."),
            [Fault::DateShift]
        );
        assert_eq!(
            faults(&DateRule, "since February 2022", "2022년 12월 이후"),
            [Fault::DateShift]
        );
        let day = Some("2024-10-22");
        assert_eq!(
            dated(&DateRule, "He said so Monday.", "그는 20일 그렇게 말했다.", day),
            [Fault::DateShift]
        );
    }

    #[test]
    fn another_hour() {
        assert_eq!(
            faults(&DateRule, "It reopens at 6 p.m.", "오전 6시에 다시 열린다."),
            [Fault::TimeShift]
        );
    }

    #[test]
    fn the_same_day() {
        silent(&DateRule, "He resigned on Monday.", "그는 월요일 사임했다.");
        assert_eq!(
            dated(
                &DateRule,
                "He said so Monday.",
                "그는 21일 그렇게 말했다.",
                Some("2024-10-22")
            ),
            []
        );
    }
}
