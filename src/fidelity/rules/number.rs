//! How many: numbers, measures and money of both sides, best assigned to each other.

use super::Rule;
use super::counterpart::{Counterparts, solid};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::quantities::{self, Bound, Comparison, Dimension, Quantity, Unit, Value};
use rust_decimal::Decimal;

/// How many: numbers, measures and money of both sides, best assigned to each other.
///
/// Only a number that has no equal on the other side, against a number there that has none either, is a finding;
/// a number alone may be said in other words (both, 양국) or be left out with its clause.
pub struct Number;

impl Rule for Number {
    fn name(&self) -> &'static str {
        "number"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let counterparts = Counterparts::of(pair, is_number);
        for (source, target, comparison) in &counterparts.assigned {
            let lonely = counterparts.lonely(pair, source, target);
            let judged = judge(source, target, *comparison, lonely);
            let Some((fault, severity)) = judged.or_else(|| span(pair, source, target, *comparison)) else {
                continue;
            };
            if fault == Fault::NumBound
                && (is_limit_negated(pair, source, target) || is_threshold(pair, source, target))
            {
                continue;
            }
            if matches!(fault, Fault::NumValue | Fault::NumMagnitude) && moved(pair, source, target) {
                continue;
            }
            let reason = reason(pair, source, target, fault);
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

/// Whether a limit may be turned round by a negation: no more than 50 is 50시간 넘게 견디지 못한다.
fn is_limit_negated(pair: &Pair<'_>, source: &Quantity, target: &Quantity) -> bool {
    pair.source
        .has_in("negation", &[pair.clause(From::Source, source.span)])
        || pair
            .target
            .has_in("negation", &[pair.clause(From::Target, target.span)])
}

/// Whether either side speaks of the number as a limit, which is told as it stands: 기준인 60%를 넘었다.
fn is_threshold(pair: &Pair<'_>, source: &Quantity, target: &Quantity) -> bool {
    pair.source
        .has_in("threshold", &[pair.clause(From::Source, source.span)])
        || pair
            .target
            .has_in("threshold", &[pair.clause(From::Target, target.span)])
}

/// Whether either number stands in a sentence beside the passage on the other side: a desk moves figures that far.
fn moved(pair: &Pair<'_>, source: &Quantity, target: &Quantity) -> bool {
    let stands = |quantity: &Quantity, passage: &Passage<'_>| {
        let near = quantities::find(passage.around(), passage.lang(), &quantities::Options::default());
        near.iter()
            .any(|q| quantities::compare(quantity, q) == Comparison::Equal)
    };
    stands(source, &pair.target) || stands(target, &pair.source)
}

/// Whether a quantity is for this rule: not a date or a time of day.
fn is_number(quantity: &Quantity) -> bool {
    !matches!(quantity.value, Value::Date(_) | Value::Time { .. })
}

fn judge(a: &Quantity, b: &Quantity, comparison: Comparison, lonely: bool) -> Option<(Fault, Severity)> {
    match comparison {
        Comparison::Equal => None,
        Comparison::BoundDiffers => strict_bound(a, b).then_some((Fault::NumBound, Severity::Minor)),
        Comparison::UnitDiffers => {
            (solid(a) && solid(b) && !are_ballots(a, b)).then_some((Fault::NumUnit, Severity::Major))
        }
        Comparison::Differs { .. } | Comparison::Unknown if !solid(a) && !solid(b) => None,
        Comparison::Differs { .. }
            if unlike(a, b) || loose(a, b) || measure_otherwise(a, b) || elliptic(a, b) =>
        {
            None
        }
        Comparison::Differs { tenfold: true } => Some((Fault::NumMagnitude, Severity::Critical)),
        Comparison::Differs { tenfold: false } if a.unit == b.unit || lonely => {
            Some((Fault::NumValue, Severity::Critical))
        }
        Comparison::Differs { tenfold: false } | Comparison::Unknown => None,
    }
}

/// *A week* for 하루: a single day, week, month or year that became another, where both sides tell of no other length of
/// time and the two stand in clauses that say the same.
fn span(pair: &Pair<'_>, a: &Quantity, b: &Quantity, comparison: Comparison) -> Option<(Fault, Severity)> {
    let is_span = |q: &Quantity| matches!(q.unit, Unit::Span(_) | Unit::Measure(Dimension::Duration));
    let one = |passage: &Passage<'_>| passage.quantities.iter().filter(|q| is_span(q)).count() == 1;
    let other = comparison == Comparison::UnitDiffers && a.unit != b.unit;
    let alone = is_span(a) && is_span(b) && one(&pair.source) && one(&pair.target);
    let tied = || touches(&pair.across(From::Source, a.span, Reach::Neighbours), b.span);
    (other && alone && pair.has_ties() && tied()).then_some((Fault::NumUnit, Severity::Major))
}

/// Measures of two kinds: a speed may stand as a distance where the hour is said elsewhere (시속 약 126㎞).
fn measure_otherwise(a: &Quantity, b: &Quantity) -> bool {
    matches!((&a.unit, &b.unit), (Unit::Measure(x), Unit::Measure(y)) if x != y)
}

/// People, and the votes or seats that stand for them: 14명의 찬성 is 14 votes.
fn are_ballots(a: &Quantity, b: &Quantity) -> bool {
    let class = |q: &Quantity| match &q.unit {
        Unit::Count(class) => class.clone(),
        _ => String::new(),
    };
    let (a, b) = (class(a), class(b));
    [(&a, &b), (&b, &a)]
        .iter()
        .any(|(x, y)| *x == "person" && *y == "seat")
}

/// The same figure, on one side without its unit, which stands beside another number: *25 pence instead of 10*.
fn elliptic(a: &Quantity, b: &Quantity) -> bool {
    let figure = |q: &Quantity| match q.value {
        Value::Number { number } => Some(q.written.map_or(number, |w| w.number)),
        _ => None,
    };
    let unmeasured = |q: &Quantity| q.unit == Unit::None;
    (unmeasured(a) != unmeasured(b)) && figure(a).is_some() && figure(a) == figure(b)
}

/// Kinds that are said in each other's place: a score of 3-1 is 3승 1패, the 88th minute is 후반 43분.
fn unlike(a: &Quantity, b: &Quantity) -> bool {
    let kind = |q: &Quantity| match q.value {
        Value::Range { .. } => 1,
        Value::Ordinal { .. } => 2,
        _ => 0,
    };
    kind(a) != kind(b)
}

/// Small round numbers that are near enough: a dozen and 10여.
fn loose(a: &Quantity, b: &Quantity) -> bool {
    let (Value::Number { number: x }, Value::Number { number: y }) = (&a.value, &b.value) else {
        return false;
    };
    let rough = |q: &Quantity| matches!(q.bound, Bound::About | Bound::Nearly | Bound::Odd);
    let third = Decimal::new(134, 2);
    let small = *x < Decimal::ONE_HUNDRED;
    small && (rough(a) || rough(b)) && *x <= *y * third && *y <= *x * third
}

/// A limit that was dropped, made up or turned round: *less than* is not *about*. `about` and `nearly` come and go freely
/// between the languages.
fn strict_bound(a: &Quantity, b: &Quantity) -> bool {
    let low = |q: &Quantity| matches!(q.bound, Bound::AtLeast | Bound::MoreThan);
    let high = |q: &Quantity| matches!(q.bound, Bound::AtMost | Bound::LessThan);
    let short = |q: &Quantity| q.bound == Bound::Nearly;
    let under = |q: &Quantity| q.bound == Bound::LessThan;
    let about = |q: &Quantity| q.bound == Bound::About;
    (low(a) && (high(b) || short(b)))
        || (under(a) && about(b))
        || (about(a) && under(b))
        || (low(b) && (high(a) || short(a)))
        || (low(a) && b.bound == Bound::Exact)
}

fn reason(pair: &Pair<'_>, a: &Quantity, b: &Quantity, fault: Fault) -> String {
    let became = format!(
        "“{}” became “{}”",
        pair.source.words(a.span),
        pair.target.words(b.span)
    );
    match fault {
        Fault::NumMagnitude => format!("{became}: {}.", tenfold(a, b)),
        Fault::NumUnit => format!("{became}: the same number of something else."),
        Fault::NumBound => format!("{became}: the limit is not the same."),
        _ => format!("{became}: another number."),
    }
}

/// By how much two numbers of different magnitude differ, in words.
fn tenfold(a: &Quantity, b: &Quantity) -> &'static str {
    let number = |q: &Quantity| match q.value {
        Value::Number { number } => Some(number),
        _ => None,
    };
    match (number(a), number(b)) {
        (Some(a), Some(b)) if b == a * Decimal::TEN => "ten times the number",
        (Some(a), Some(b)) if a == b * Decimal::TEN => "a tenth of the number",
        _ => "another order of magnitude",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn another_number() {
        assert_eq!(
            faults(
                &Number,
                "1,500 soldiers trained there.",
                "병사 150명이 그곳에서 훈련했다."
            ),
            [Fault::NumMagnitude]
        );
        assert_eq!(
            faults(&Number, "He paid $1.2 million.", "그는 130만달러를 냈다."),
            [Fault::NumValue]
        );
        assert_eq!(
            faults(&Number, "Profit rose 14.2 percent.", "이익이 12.4% 늘었다."),
            [Fault::NumValue]
        );
        assert_eq!(faults(&Number, "within 30 days", "30시간 안에"), [Fault::NumUnit]);
    }

    #[test]
    fn the_same_number() {
        silent(
            &Number,
            "Some 23,400 people of 8 villages fled.",
            "8개 마을 주민 2만3천400여명이 대피했다.",
        );
        silent(
            &Number,
            "The two sides met for three days.",
            "양측은 사흘간 만났다.",
        );
    }
}
