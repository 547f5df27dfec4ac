//! Quantities in plain words, for people: `1500 (person)`, `at least 12`, `2024-10-21`, `19:00`.

use super::value::{Bound, CalendarUnit, DateValue, DayPart, Dimension, Quantity, Stage, Unit, Value};
use rust_decimal::Decimal;
use std::fmt;

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = bound(self.bound);
        if !bound.is_empty() {
            write!(f, "{bound} ")?;
        }
        write!(f, "{}", self.value)?;
        match unit(&self.unit) {
            unit if unit.is_empty() => Ok(()),
            unit => write!(f, " {unit}"),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { number } => write!(f, "{}", short(*number)),
            Self::Range { low, high } => write!(f, "{} to {}", short(*low), short(*high)),
            Self::Vague { magnitude } => write!(f, "some 10^{magnitude}"),
            Self::Ordinal { number } => write!(f, "no. {number}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Time { hour, minute, part } => match (hour, part) {
                (Some(hour), _) => write!(f, "{hour:02}:{:02}", minute.unwrap_or(0)),
                (None, Some(part)) => f.write_str(day_part(*part)),
                (None, None) => f.write_str("some time"),
            },
        }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(stage) = self.stage {
            f.write_str(match stage {
                Stage::Early => "early ",
                Stage::Mid => "mid ",
                Stage::Late => "late ",
            })?;
        }
        match self.resolved {
            Some((first, last)) if first == last => write!(f, "{first}"),
            Some((first, last)) => write!(f, "{first} to {last}"),
            None => f.write_str(&named(self)),
        }
    }
}

/// What a date that could not be placed says of itself.
fn named(date: &DateValue) -> String {
    const WEEKDAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let number = |label: &str, value: Option<i8>| value.map(|n| format!("{label} {n}"));
    let weekday = date
        .weekday
        .and_then(|n| WEEKDAYS.get(usize::try_from(n - 1).ok()?));
    let relative = date
        .relative
        .map(|r| format!("{:+} {}", r.offset, calendar_unit(r.unit)));
    let decade = if date.decade { "s" } else { "" };
    [
        relative,
        date.year.map(|y| format!("{y}{decade}")),
        number("half", date.half),
        number("quarter", date.quarter),
        number("month", date.month),
        number("day", date.day),
        weekday.map(|w| (*w).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ")
}

fn short(number: Decimal) -> Decimal {
    number.round_dp(4).normalize()
}

const fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::MoreThan => "more than",
        Bound::LessThan => "less than",
        Bound::About => "about",
        Bound::Odd => "a little over",
        Bound::Nearly => "nearly",
    }
}

fn unit(unit: &Unit) -> String {
    match unit {
        Unit::None | Unit::Calendar => String::new(),
        Unit::Count(class) => format!("({class})"),
        Unit::Measure(dimension) => base(*dimension).to_owned(),
        Unit::Money(code) => code.clone(),
        Unit::Percent => "%".to_owned(),
        Unit::PercentPoint => "percentage points".to_owned(),
        Unit::Share => "of the whole".to_owned(),
        Unit::Times => "times".to_owned(),
        Unit::Span(unit) => calendar_unit(*unit).to_owned(),
        Unit::InARow => "in a row".to_owned(),
    }
}

const fn base(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Length => "m",
        Dimension::Area => "m²",
        Dimension::Volume => "l",
        Dimension::Mass => "kg",
        Dimension::Temperature => "°C",
        Dimension::Speed => "km/h",
        Dimension::Power => "W",
        Dimension::Energy => "Wh",
        Dimension::Duration => "s",
        Dimension::Data => "bytes",
        Dimension::Magnitude => "on the magnitude scale",
    }
}

const fn calendar_unit(unit: CalendarUnit) -> &'static str {
    match unit {
        CalendarUnit::Day => "day(s)",
        CalendarUnit::Week => "week(s)",
        CalendarUnit::Month => "month(s)",
        CalendarUnit::Quarter => "quarter(s)",
        CalendarUnit::Year => "year(s)",
    }
}

const fn day_part(part: DayPart) -> &'static str {
    match part {
        DayPart::Dawn => "dawn",
        DayPart::Morning => "morning",
        DayPart::Noon => "noon",
        DayPart::Afternoon => "afternoon",
        DayPart::Evening => "evening",
        DayPart::Night => "night",
        DayPart::Midnight => "midnight",
        DayPart::Am => "before noon",
        DayPart::Pm => "after noon",
        DayPart::Late => "late",
        DayPart::Early => "early",
    }
}
