//! Two dates, and a date against a number.
//!
//! What both texts name must agree (day with day, month with month). What only one names is compared by the days the
//! two can mean. A difference of one day is allowed only where one text says that it goes by Korean time: nothing
//! else in a text tells which clock it follows.

use super::Comparison;
use crate::quantities::calendar::distance;
use crate::quantities::value::{CalendarUnit, DateValue, Quantity, Unit, Value, Zone};
use jiff::civil::Date;
use rust_decimal::Decimal;

const DIFFERENT: Comparison = Comparison::Differs { tenfold: false };

pub(super) fn compare(a: &DateValue, b: &DateValue) -> Comparison {
    let verdict = if let Some(verdict) = weekday_against_day(a, b) {
        verdict
    } else if slots_conflict(a, b) {
        DIFFERENT
    } else if same_slots(a, b) || same_without_year(a, b) {
        Comparison::Equal
    } else {
        match (a.resolved, b.resolved) {
            (Some(x), Some(y)) => ranges(x, y),
            _ => relatives(a, b),
        }
    };
    match verdict {
        Comparison::Equal => stages(a, b),
        DIFFERENT if one_day_apart(a, b) => Comparison::Equal,
        // "That day" may be a day the text named before: no ground for a difference.
        DIFFERENT if a.anaphoric || b.anaphoric => Comparison::Unknown,
        verdict => verdict,
    }
}

/// A weekday names its day whether the text looks back or ahead, so it is held against the other's day itself.
fn weekday_against_day(a: &DateValue, b: &DateValue) -> Option<Comparison> {
    match (bare_weekday(a), bare_weekday(b)) {
        (Some(x), Some(y)) => Some(if x == y { Comparison::Equal } else { DIFFERENT }),
        (Some(weekday), None) => falls_on(a, weekday, b),
        (None, Some(weekday)) => falls_on(b, weekday, a),
        (None, None) => None,
    }
}

fn bare_weekday(value: &DateValue) -> Option<i8> {
    let bare = value.day.is_none() && value.month.is_none() && value.relative.is_none();
    value.weekday.filter(|_| bare)
}

fn falls_on(named: &DateValue, weekday: i8, other: &DateValue) -> Option<Comparison> {
    if let Some(theirs) = other.weekday {
        return Some(if theirs == weekday {
            Comparison::Equal
        } else {
            DIFFERENT
        });
    }
    let (first, last) = other.resolved?;
    let (near, _) = named.resolved?;
    if first != last {
        return None;
    }
    let close = distance(near, first).abs() <= 14;
    let right = first.weekday().to_monday_one_offset() == weekday;
    Some(if close && right {
        Comparison::Equal
    } else {
        DIFFERENT
    })
}

/// Each named part of the two, and whether they are the same parts.
fn slots(a: &DateValue, b: &DateValue) -> [(Option<i16>, Option<i16>); 6] {
    let wide = |x: Option<i8>| x.map(i16::from);
    [
        (a.year, b.year),
        (wide(a.month), wide(b.month)),
        (wide(a.day), wide(b.day)),
        (wide(a.weekday), wide(b.weekday)),
        (wide(a.quarter), wide(b.quarter)),
        (wide(a.half), wide(b.half)),
    ]
}

fn slots_conflict(a: &DateValue, b: &DateValue) -> bool {
    a.decade != b.decade && a.year == b.year && a.year.is_some()
        || slots(a, b)
            .iter()
            .any(|pair| matches!(pair, (Some(x), Some(y)) if x != y))
}

/// Whether the finest part is named by both, and what one leaves out could be resolved to nothing else.
fn same_slots(a: &DateValue, b: &DateValue) -> bool {
    let shared = slots(a, b).iter().any(|pair| matches!(pair, (Some(_), Some(_))));
    let unresolved = a.resolved.is_none() || b.resolved.is_none() || a.resolved == b.resolved;
    let same_day = a.day.is_some() && b.day.is_some() && (a.month.is_none() || b.month.is_none());
    shared
        && a.finest() == b.finest()
        && (unresolved || same_day)
        && (a.relative.is_none() && b.relative.is_none())
}

/// Whether both name the same month (and day) without a year, and only one of them, if any, says whether it is past: of
/// *March* and 지난 3월 in October the year of the one is a guess, and the other tells.
fn same_without_year(a: &DateValue, b: &DateValue) -> bool {
    let bare = |d: &DateValue| d.year.is_none() && d.relative.is_none() && d.month.is_some();
    let told = [a, b].iter().filter(|d| d.side.is_some()).count();
    bare(a) && bare(b) && (a.month, a.day) == (b.month, b.day) && told <= 1
}

fn ranges((a, b): (Date, Date), (c, d): (Date, Date)) -> Comparison {
    if (a, b) == (c, d) {
        Comparison::Equal
    } else if a <= c && d <= b || c <= a && b <= d {
        Comparison::BoundDiffers
    } else {
        DIFFERENT
    }
}

/// Without a day of publication two distances from it can still be compared, and the parts that both name.
fn relatives(a: &DateValue, b: &DateValue) -> Comparison {
    let pairs = slots(a, b);
    let shared = pairs.iter().any(|(x, y)| x.is_some() && x == y);
    let complete = pairs.iter().all(|(x, y)| x == y);
    match (a.relative, b.relative) {
        (Some(x), Some(y)) if x.unit == y.unit && x.offset != y.offset => DIFFERENT,
        (Some(x), Some(y)) if x == y && complete => Comparison::Equal,
        (Some(x), Some(y)) if x == y => Comparison::BoundDiffers,
        // "July" for 내년 7월: the year is left to the reader.
        _ if shared && a.finest() == b.finest() => Comparison::Equal,
        _ if shared => Comparison::BoundDiffers,
        _ => Comparison::Unknown,
    }
}

fn stages(a: &DateValue, b: &DateValue) -> Comparison {
    match (a.stage, b.stage) {
        (Some(x), Some(y)) if x != y => DIFFERENT,
        (x, y) if x == y => Comparison::Equal,
        _ => Comparison::BoundDiffers,
    }
}

fn one_day_apart(a: &DateValue, b: &DateValue) -> bool {
    let korean = |v: &DateValue| v.zone == Some(Zone::Korea);
    let single = |v: &DateValue| v.resolved.filter(|(x, y)| x == y).map(|(x, _)| x);
    (korean(a) != korean(b))
        && matches!((single(a), single(b)), (Some(x), Some(y)) if distance(x, y).abs() == 1)
}

/// 3일 may be the third or three days, 2024 a year without its 년.
pub(super) fn compare_with_number(date: &DateValue, other: &Quantity) -> Comparison {
    let number = match other.value {
        Value::Number { number } => number,
        Value::Ordinal { number } => Decimal::from(number),
        _ => return Comparison::Unknown,
    };
    let bare_day = date
        .day
        .filter(|_| date.finest() == CalendarUnit::Day && date.month.is_none());
    if let Some(day) = bare_day {
        return match &other.unit {
            Unit::Span(CalendarUnit::Day) if Decimal::from(day) == number => Comparison::Equal,
            _ if Decimal::from(day) == number => Comparison::UnitDiffers,
            _ => Comparison::Unknown,
        };
    }
    let bare_year = date
        .year
        .filter(|_| date.month.is_none() && date.quarter.is_none() && date.half.is_none());
    if let Some(year) = bare_year {
        let short =
            Decimal::from(year.rem_euclid(100)) == number && other.unit == Unit::Span(CalendarUnit::Year);
        let whole = Decimal::from(year) == number && matches!(other.unit, Unit::None | Unit::Span(_));
        if short || whole {
            return Comparison::Equal;
        }
        if Decimal::from(year) == number {
            return Comparison::UnitDiffers;
        }
    }
    let bare_month = date.month.filter(|_| date.year.is_none() && date.day.is_none());
    match bare_month {
        Some(month) if Decimal::from(month) == number => Comparison::UnitDiffers,
        _ => Comparison::Unknown,
    }
}
