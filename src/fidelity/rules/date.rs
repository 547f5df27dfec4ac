//! When: dates and times of day of both sides, best assigned to each other.

use super::Rule;
use super::counterpart::Counterparts;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::quantities::{Comparison, Quantity, Value};

/// When: dates and times of day of both sides, best assigned to each other.
///
/// Weekdays, days of the month and `yesterday` are compared as days where the day of publication is known; without
/// it, only a weekday with a weekday, a month with a month.
pub struct Date;

impl Rule for Date {
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
            let reason = format!("“{before}” became “{after}”{}.", days(source, target));
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

/// The days that two dates mean, where both are known.
fn days(a: &Quantity, b: &Quantity) -> String {
    let day = |q: &Quantity| match &q.value {
        Value::Date(date) => date.resolved.map(|(first, _)| first),
        _ => None,
    };
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
            faults(&Date, "He resigned on Monday.", "그는 화요일 사임했다."),
            [Fault::DateShift]
        );
        assert_eq!(
            faults(&Date, "since February 2022", "2022년 12월 이후"),
            [Fault::DateShift]
        );
        let day = Some("2024-10-22");
        assert_eq!(
            dated(&Date, "He said so Monday.", "그는 20일 그렇게 말했다.", day),
            [Fault::DateShift]
        );
    }

    #[test]
    fn another_hour() {
        assert_eq!(
            faults(&Date, "It reopens at 6 p.m.", "오전 6시에 다시 열린다."),
            [Fault::TimeShift]
        );
    }

    #[test]
    fn the_same_day() {
        silent(&Date, "He resigned on Monday.", "그는 월요일 사임했다.");
        assert_eq!(
            dated(
                &Date,
                "He said so Monday.",
                "그는 21일 그렇게 말했다.",
                Some("2024-10-22")
            ),
            []
        );
    }
}
