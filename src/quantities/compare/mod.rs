//! Whether two quantities say the same.

mod dates;
mod numbers;
mod times;

pub(super) use numbers::DEGREE;

use super::value::{Bound, CalendarUnit, Quantity, Unit, Value};
use rust_decimal::Decimal;
use serde::Serialize;

/// How two quantities stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The same value, bound and unit, or as near as a converted unit is printed.
    Equal,
    /// The same value, but a bound, a vagueness or a precision was added or lost (`1,500` and `1천500여`, `in October`
    /// and 10월 22일).
    BoundDiffers,
    /// The same number of something else (`1,500` soldiers and `1,500` units).
    UnitDiffers,
    /// Another value; `tenfold` where it is off by a power of ten.
    Differs {
        /// The two differ by a power of ten.
        tenfold: bool,
    },
    /// Not to be judged: a weekday without a publication date, sums in two currencies, things of different kinds.
    Unknown,
}

/// Compares a quantity of one language with one of the other. The order does not matter.
pub fn compare(source: &Quantity, target: &Quantity) -> Comparison {
    match (&source.value, &target.value) {
        (Value::Date(a), Value::Date(b)) => dates::compare(a, b),
        (Value::Time { .. }, Value::Time { .. }) => times::compare(&source.value, &target.value),
        (Value::Date(date), _) => dates::compare_with_number(date, target),
        (_, Value::Date(date)) => dates::compare_with_number(date, source),
        (Value::Time { hour, .. }, other) | (other, Value::Time { hour, .. }) => match (hour, other) {
            (Some(hour), Value::Number { number }) if *number == Decimal::from(*hour) => {
                Comparison::UnitDiffers
            }
            _ => Comparison::Unknown,
        },
        (Value::Vague { magnitude: a }, Value::Vague { magnitude: b }) if a == b => {
            if numbers::units_clash(&source.unit, &target.unit) {
                Comparison::UnitDiffers
            } else {
                Comparison::Equal
            }
        }
        (Value::Vague { .. }, Value::Vague { .. }) => Comparison::Differs { tenfold: true },
        (Value::Vague { magnitude }, Value::Number { number })
        | (Value::Number { number }, Value::Vague { magnitude }) => {
            vague(*magnitude, *number, &source.unit, &target.unit)
        }
        (Value::Range { low, high }, Value::Range { low: l, high: h }) => {
            if (low, high) == (l, h) || (low, high) == (h, l) {
                with_bounds(source, target)
            } else {
                Comparison::Differs { tenfold: false }
            }
        }
        (Value::Range { low, high }, Value::Number { number })
        | (Value::Number { number }, Value::Range { low, high }) => {
            if (low..=high).contains(&number) {
                Comparison::BoundDiffers
            } else {
                Comparison::Differs { tenfold: false }
            }
        }
        (Value::Ordinal { number: a }, Value::Ordinal { number: b }) => {
            if a == b {
                Comparison::Equal
            } else {
                Comparison::Differs { tenfold: false }
            }
        }
        (Value::Ordinal { number: place }, Value::Number { number })
        | (Value::Number { number }, Value::Ordinal { number: place }) => {
            let figure = source.written.or(target.written).map_or(*number, |w| w.number);
            // 3세기 is the third century or three centuries.
            let years = [&source.unit, &target.unit].contains(&&Unit::Span(CalendarUnit::Year));
            let century = years && Decimal::from(*place) * Decimal::ONE_HUNDRED == *number;
            if Decimal::from(*place) == figure || century {
                Comparison::Equal
            } else {
                Comparison::Differs { tenfold: false }
            }
        }
        (Value::Number { .. }, Value::Number { .. }) => numbers::compare(source, target),
        (Value::Vague { .. } | Value::Ordinal { .. } | Value::Range { .. }, _) => Comparison::Unknown,
    }
}

/// `hundreds` against 300: the same order of magnitude is a loss of precision, another is another value.
fn vague(magnitude: u32, number: Decimal, a: &Unit, b: &Unit) -> Comparison {
    let low = 10u64.checked_pow(magnitude).map(Decimal::from);
    let inside = low.is_some_and(|low| number >= low && number < low * Decimal::TEN);
    if !inside {
        Comparison::Differs { tenfold: false }
    } else if numbers::units_clash(a, b) {
        Comparison::UnitDiffers
    } else {
        Comparison::BoundDiffers
    }
}

/// The verdict on two equal numbers: their units, then their bounds.
fn with_bounds(a: &Quantity, b: &Quantity) -> Comparison {
    if numbers::units_clash(&a.unit, &b.unit) {
        Comparison::UnitDiffers
    } else if bounds_agree(a.bound, b.bound) {
        Comparison::Equal
    } else {
        Comparison::BoundDiffers
    }
}

/// Whether two bounds say no more than translators freely exchange: `more than` for 이상, `some` for 여.
fn bounds_agree(a: Bound, b: Bound) -> bool {
    use Bound::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly, Odd};
    let one_way = |a, b| {
        matches!(
            (a, b),
            (AtLeast, MoreThan)
                | (AtMost, LessThan)
                | (About, Odd | Nearly)
                | (Odd, AtLeast | MoreThan)
                | (Nearly, LessThan | AtMost)
        ) || a == Exact && b == Exact
    };
    a == b || one_way(a, b) || one_way(b, a)
}
