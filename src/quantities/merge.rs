//! Measures written in two parts: `one hour and 30 minutes`, 2m 30㎝, 9초1, 1년 6개월.

use super::value::{Bound, CalendarUnit, Quantity, Unit, Value, Written};
use rust_decimal::Decimal;

/// Joins each measure with the smaller part of it that follows.
pub(super) fn compounds(text: &str, found: &mut Vec<Quantity>) {
    let mut joined: Vec<Quantity> = Vec::with_capacity(found.len());
    for quantity in found.drain(..) {
        match joined.last().and_then(|last| sum(text, last, &quantity)) {
            Some(whole) => {
                joined.pop();
                joined.push(whole);
            }
            None => joined.push(quantity),
        }
    }
    *found = joined;
}

fn sum(text: &str, large: &Quantity, small: &Quantity) -> Option<Quantity> {
    let between = text.get(large.span.end..small.span.start)?;
    if !matches!(between, "" | " " | ", " | " and " | ", and ") || small.bound != Bound::Exact {
        return None;
    }
    let (Value::Number { number: a }, Value::Number { number: b }) = (&large.value, &small.value) else {
        return None;
    };
    let (unit, number) = match (&large.unit, &small.unit) {
        (Unit::Span(CalendarUnit::Year), Unit::Span(CalendarUnit::Month)) => {
            let twelfth = b.checked_div(Decimal::from(12))?;
            (large.unit.clone(), a.checked_add(twelfth)?)
        }
        (Unit::Money(x), Unit::Money(y)) if x == y && *b < Decimal::ONE && a.fract().is_zero() => {
            (large.unit.clone(), a.checked_add(*b)?)
        }
        (Unit::Measure(x), Unit::Measure(y)) if x == y => {
            let factor = |q: &Quantity| q.written.map(|w| w.factor);
            if factor(large)? <= factor(small)? || *b >= factor(large)? {
                return None;
            }
            (large.unit.clone(), a.checked_add(*b)?)
        }
        _ => return None,
    };
    Some(Quantity {
        span: large.span.cover(&small.span),
        value: Value::Number { number },
        unit,
        bound: large.bound,
        // The whole is as fine as its smaller part.
        written: small.written.and_then(|w| {
            Some(Written {
                number: number.checked_div(w.factor)?,
                factor: w.factor,
            })
        }),
    })
}
