//! Two numbers with their units.

use super::{Comparison, with_bounds};
use crate::quantities::lexicon::{currency_family, is_person};
use crate::quantities::value::{Bound, CalendarUnit, Dimension, Quantity, Unit, Value};
use rust_decimal::Decimal;

/// The class of `43 degrees`, where the scale is not said.
pub(in crate::quantities) const DEGREE: &str = "degree";

/// The class of `two points`, which may be percentage points.
const POINT: &str = "point";

pub(super) fn compare(a: &Quantity, b: &Quantity) -> Comparison {
    let (Some(x), Some(y)) = (number(a), number(b)) else {
        return Comparison::Unknown;
    };
    if let Some((x, y, tolerance)) = common(a, b) {
        let off = (x - y).abs();
        if off.is_zero() {
            return bounds_of(a, b);
        }
        if off <= tolerance {
            // A converted figure is rounded, with or without saying so.
            return Comparison::Equal;
        }
        let same_figure = written(a) == written(b) && a.unit_differs(b);
        return if same_figure {
            Comparison::UnitDiffers
        } else {
            differs(x, y)
        };
    }
    // "home in five" for 5분 뒤: a figure without its unit is held against the figure as written.
    let bare = a.unit == Unit::None || b.unit == Unit::None;
    if x == y || bare && written(a) == written(b) {
        return with_bounds(a, b);
    }
    if other_currency(&a.unit, &b.unit) {
        return Comparison::Unknown;
    }
    differs(x, y)
}

fn bounds_of(a: &Quantity, b: &Quantity) -> Comparison {
    let converted = a.written.map(|w| w.factor) != b.written.map(|w| w.factor);
    let rounded = |bound| matches!(bound, Bound::Exact | Bound::About);
    if converted && rounded(a.bound) && rounded(b.bound) || super::bounds_agree(a.bound, b.bound) {
        Comparison::Equal
    } else {
        Comparison::BoundDiffers
    }
}

impl Quantity {
    /// Whether the two are written in different units, of the same dimension or not.
    fn unit_differs(&self, other: &Self) -> bool {
        self.unit != other.unit || self.written.map(|w| w.factor) != other.written.map(|w| w.factor)
    }
}

fn number(quantity: &Quantity) -> Option<Decimal> {
    match quantity.value {
        Value::Number { number } => Some(number),
        _ => None,
    }
}

fn written(quantity: &Quantity) -> Option<Decimal> {
    quantity.written.map(|w| w.number).or_else(|| number(quantity))
}

/// Both numbers in one unit, and how far apart they may lie; `None` where there is nothing to convert.
fn common(a: &Quantity, b: &Quantity) -> Option<(Decimal, Decimal, Decimal)> {
    let (x, y) = (number(a)?, number(b)?);
    let exact = Decimal::ZERO;
    match (&a.unit, &b.unit) {
        (Unit::Measure(d), Unit::Measure(e)) if d == e => Some((x, y, rounding(a, b))),
        (
            Unit::Span(_) | Unit::Measure(Dimension::Duration),
            Unit::Span(_) | Unit::Measure(Dimension::Duration),
        ) => durations(&a.unit, x, &b.unit, y),
        (Unit::Share, Unit::Percent) => Some((x * Decimal::ONE_HUNDRED, y, Decimal::new(5, 1))),
        (Unit::Percent, Unit::Share) => Some((x, y * Decimal::ONE_HUNDRED, Decimal::new(5, 1))),
        (Unit::Share, Unit::Share) => Some((x, y, Decimal::new(1, 3))),
        (Unit::Measure(Dimension::Temperature), Unit::Count(class)) if class == DEGREE => {
            Some(degrees(x, written(a)?, y))
        }
        (Unit::Count(class), Unit::Measure(Dimension::Temperature)) if class == DEGREE => {
            Some(degrees(y, written(b)?, x))
        }
        // 파운드 and "pounds" are money or weight.
        (Unit::Money(_), Unit::Measure(Dimension::Mass)) if is_pound(&a.unit, b) => {
            Some((x, written(b)?, exact))
        }
        (Unit::Measure(Dimension::Mass), Unit::Money(_)) if is_pound(&b.unit, a) => {
            Some((written(a)?, y, exact))
        }
        _ => None,
    }
}

fn is_pound(money: &Unit, mass: &Quantity) -> bool {
    let pound = Decimal::new(45_359_237, 8);
    matches!(money, Unit::Money(code) if currency_family(code) == Some("pound"))
        && mass.written.is_some_and(|w| w.factor == pound)
}

/// Degrees without a scale agree with the scale's own figure, or with the figure on the other scale.
fn degrees(celsius: Decimal, as_written: Decimal, bare: Decimal) -> (Decimal, Decimal, Decimal) {
    let fahrenheit = (bare - Decimal::from(32)) * Decimal::new(5, 0) / Decimal::from(9);
    if as_written == bare {
        (bare, bare, Decimal::ZERO)
    } else {
        (celsius, fahrenheit, Decimal::new(6, 1))
    }
}

/// How far apart two measures in different units may lie: half a step of the more finely written figure, a
/// fortieth at least (30 miles are printed as 48 or 50 kilometres) and a tenth at most. In one unit, nothing.
fn rounding(a: &Quantity, b: &Quantity) -> Decimal {
    let (Some(w), Some(v)) = (a.written, b.written) else {
        return Decimal::ZERO;
    };
    if w.factor == v.factor {
        return Decimal::ZERO;
    }
    let half_step = |number: Decimal, factor: Decimal| {
        let mut step = Decimal::ONE;
        let mut left = number.normalize();
        while left.scale() > 0 {
            step /= Decimal::TEN;
            left = (left * Decimal::TEN).normalize();
        }
        while !left.is_zero() && (left % Decimal::TEN).is_zero() {
            step *= Decimal::TEN;
            left /= Decimal::TEN;
        }
        step.checked_mul(factor).map(|s| s / Decimal::TWO)
    };
    let size = number(a).unwrap_or_default().abs();
    let least = size / Decimal::from(40);
    match (half_step(w.number, w.factor), half_step(v.number, v.factor)) {
        (Some(x), Some(y)) => x.min(y).clamp(least, size / Decimal::TEN),
        _ => least,
    }
}

/// Lengths of time in one unit: months for months and years, seconds for what is shorter, days for a mixture.
fn durations(a: &Unit, x: Decimal, b: &Unit, y: Decimal) -> Option<(Decimal, Decimal, Decimal)> {
    let in_months = |unit: &Unit| match unit {
        Unit::Span(CalendarUnit::Month) => Some(1),
        Unit::Span(CalendarUnit::Quarter) => Some(3),
        Unit::Span(CalendarUnit::Year) => Some(12),
        _ => None,
    };
    let in_seconds = |unit: &Unit| match unit {
        Unit::Measure(Dimension::Duration) => 1,
        Unit::Span(CalendarUnit::Day) => 86_400,
        Unit::Span(CalendarUnit::Week) => 604_800,
        Unit::Span(CalendarUnit::Month) => 2_629_800,
        Unit::Span(CalendarUnit::Quarter) => 7_889_400,
        _ => 31_557_600,
    };
    let times = |number: Decimal, factor: i64| number.checked_mul(Decimal::from(factor));
    if let (Some(m), Some(n)) = (in_months(a), in_months(b)) {
        return Some((times(x, m)?, times(y, n)?, Decimal::new(1, 6)));
    }
    let (left, right) = (times(x, in_seconds(a))?, times(y, in_seconds(b))?);
    let mixed = in_months(a).is_some() || in_months(b).is_some();
    let tolerance = if mixed {
        left.abs() / Decimal::from(20)
    } else {
        Decimal::ZERO
    };
    Some((left, right, tolerance))
}

/// Whether the same number would be of clearly different things.
pub(super) fn units_clash(a: &Unit, b: &Unit) -> bool {
    match (a, b) {
        (Unit::None, _) | (_, Unit::None) => false,
        (Unit::Count(x), Unit::Count(y)) => match (is_person(x), is_person(y)) {
            (Some(x), Some(y)) => x != y,
            _ => false,
        },
        (Unit::Count(class), Unit::Percent | Unit::PercentPoint)
        | (Unit::Percent | Unit::PercentPoint, Unit::Count(class)) => class != POINT,
        (Unit::Money(x), Unit::Money(y)) => x != y && currency_family(x) != currency_family(y),
        (
            Unit::Share | Unit::Times | Unit::InARow,
            Unit::Share | Unit::Times | Unit::InARow | Unit::Count(_),
        )
        | (Unit::Count(_), Unit::Share | Unit::Times | Unit::InARow)
        | (Unit::InARow, Unit::Span(_))
        | (Unit::Span(_), Unit::InARow) => false,
        _ => a != b,
    }
}

fn other_currency(a: &Unit, b: &Unit) -> bool {
    matches!((a, b), (Unit::Money(x), Unit::Money(y)) if currency_family(x) != currency_family(y))
}

fn differs(x: Decimal, y: Decimal) -> Comparison {
    let (large, small) = (x.max(y), x.min(y));
    let mut ratio = if small > Decimal::ZERO {
        large.checked_div(small).unwrap_or_default()
    } else {
        Decimal::ZERO
    };
    let mut power = 0;
    while ratio >= Decimal::TEN {
        ratio /= Decimal::TEN;
        power += 1;
    }
    Comparison::Differs {
        tenfold: power > 0 && ratio == Decimal::ONE,
    }
}
