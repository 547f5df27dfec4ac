//! The days a date can mean, given the day of publication.
//!
//! A weekday in news is the nearest one in the week that ends with publication, unless the text says `next`. A bare
//! day of the month is the nearest such day (지난: the latest at or before publication, 오는: the next), a bare month
//! the nearest such month. A date is read as the outlet that printed it would mean it; clocks of other places come in
//! only when two dates are compared and the text names them.

use super::value::{CalendarUnit, DateValue, Quantity, Side, Value};
use jiff::civil::{Date, date};
use jiff::{Span as Interval, ToSpan};

type Days = (Date, Date);

/// Fills in `resolved` of every date that can be placed.
pub(super) fn resolve(found: &mut [Quantity], published: Option<Date>) {
    let mut named: Option<Date> = None;
    for quantity in found {
        let Value::Date(value) = &mut quantity.value else {
            continue;
        };
        let anchor = if value.anaphoric {
            named.or(published)
        } else {
            published
        };
        value.resolved = days(value, anchor);
        if let (Some((first, last)), false) = (value.resolved, value.anaphoric)
            && first == last
        {
            named = Some(first);
        }
    }
}

/// How many days lie from `from` to `to`; negative when `to` is earlier.
pub(super) fn distance(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

fn days(value: &DateValue, published: Option<Date>) -> Option<Days> {
    if value.repeats {
        return None;
    }
    if let Some(relative) = value.relative {
        return from_relative(value, published?, relative.unit, relative.offset);
    }
    if let Some(year) = value.year {
        return in_year(value, year);
    }
    let published = published?;
    match (value.month, value.day, value.weekday) {
        (Some(month), Some(day), _) => nearest(
            value.side,
            published,
            (-1..=1).filter_map(|n| Date::new(published.year() + n, month, day).ok()),
        )
        .map(single),
        (Some(month), None, _) => nearest_month(value.side, published, month),
        (None, Some(day), _) => nearest(
            value.side,
            published,
            (-1..=1).filter_map(|n| {
                let month = shift(published.first_of_month(), n.months())?;
                Date::new(month.year(), month.month(), day).ok()
            }),
        )
        .map(single),
        (None, None, Some(weekday)) => weekday_near(published, weekday, value.side).map(single),
        (None, None, None) => (value.quarter.is_some() || value.half.is_some())
            .then(|| in_year(value, published.year()))
            .flatten(),
    }
}

/// Days within a year that is known.
fn in_year(value: &DateValue, year: i16) -> Option<Days> {
    if value.decade {
        return Some((
            Date::new(year, 1, 1).ok()?,
            Date::new(year.checked_add(9)?, 12, 31).ok()?,
        ));
    }
    if let Some(month) = value.month {
        let first = Date::new(year, month, value.day.unwrap_or(1)).ok()?;
        return Some(if value.day.is_some() {
            single(first)
        } else {
            (first, first.last_of_month())
        });
    }
    if let Some(quarter) = value.quarter {
        return months(year, (quarter - 1) * 3 + 1, 3);
    }
    if let Some(half) = value.half {
        return months(year, (half - 1) * 6 + 1, 6);
    }
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

fn months(year: i16, first: i8, count: i8) -> Option<Days> {
    let last = Date::new(year, first + count - 1, 1).ok()?.last_of_month();
    Some((Date::new(year, first, 1).ok()?, last))
}

/// 지난달 30일, next week's Monday, last October.
fn from_relative(value: &DateValue, published: Date, unit: CalendarUnit, offset: i32) -> Option<Days> {
    match unit {
        CalendarUnit::Day => shift(published, offset.days()).map(single),
        CalendarUnit::Week => {
            let monday = shift(
                published,
                (offset * 7 - i32::from(published.weekday().to_monday_zero_offset())).days(),
            )?;
            match value.weekday {
                Some(weekday) => shift(monday, i32::from(weekday - 1).days()).map(single),
                None => Some((monday, shift(monday, 6.days())?)),
            }
        }
        CalendarUnit::Month => {
            let first = shift(published.first_of_month(), offset.months())?;
            match value.day {
                Some(day) => Date::new(first.year(), first.month(), day).ok().map(single),
                None => Some((first, first.last_of_month())),
            }
        }
        CalendarUnit::Quarter => {
            let month = (published.month() - 1) / 3 * 3 + 1;
            let first = shift(date(published.year(), month, 1), (offset * 3).months())?;
            Some((first, shift(first, 2.months())?.last_of_month()))
        }
        CalendarUnit::Year => in_year(value, shift(published, offset.years())?.year()),
    }
}

fn single(day: Date) -> Days {
    (day, day)
}

fn shift(day: Date, by: Interval) -> Option<Date> {
    day.checked_add(by).ok()
}

/// The candidate nearest to publication; of two equally near the earlier, for news tells what has been.
fn nearest(side: Option<Side>, published: Date, candidates: impl Iterator<Item = Date>) -> Option<Date> {
    candidates
        .filter(|&day| match side {
            Some(Side::Past) => day <= published,
            Some(Side::Future) => day >= published,
            None => true,
        })
        .min_by_key(|&day| (distance(published, day).abs(), day))
}

fn nearest_month(side: Option<Side>, published: Date, month: i8) -> Option<Days> {
    let middle = Date::new(published.year(), published.month(), 15).ok()?;
    let candidates = (-1..=1).filter_map(|n| Date::new(published.year() + n, month, 15).ok());
    let found = nearest(side, middle, candidates)?;
    Some((found.first_of_month(), found.last_of_month()))
}

fn weekday_near(published: Date, weekday: i8, side: Option<Side>) -> Option<Date> {
    let back = (published.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    let back = i32::from(back);
    match side {
        Some(Side::Future) => shift(published, (if back == 0 { 7 } else { 7 - back }).days()),
        _ => shift(published, (-back).days()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::Relative;

    const TUESDAY: Date = date(2024, 10, 22);

    fn resolved(value: DateValue) -> Option<Days> {
        days(&value, Some(TUESDAY))
    }

    #[test]
    fn weekday_is_of_the_past_week() {
        let monday = DateValue {
            weekday: Some(1),
            ..Default::default()
        };
        assert_eq!(resolved(monday), Some(single(date(2024, 10, 21))));
        let wednesday = DateValue {
            weekday: Some(3),
            ..Default::default()
        };
        assert_eq!(resolved(wednesday), Some(single(date(2024, 10, 16))));
    }

    #[test]
    fn day_of_month_is_the_nearest() {
        let of = |day, side| {
            resolved(DateValue {
                day: Some(day),
                side,
                ..Default::default()
            })
        };
        assert_eq!(of(30, Some(Side::Past)), Some(single(date(2024, 9, 30))));
        assert_eq!(of(25, None), Some(single(date(2024, 10, 25))));
        assert_eq!(of(1, Some(Side::Future)), Some(single(date(2024, 11, 1))));
    }

    #[test]
    fn relative_year_and_month() {
        let value = DateValue {
            month: Some(2),
            relative: Some(Relative {
                offset: -2,
                unit: CalendarUnit::Year,
            }),
            ..Default::default()
        };
        assert_eq!(resolved(value), Some((date(2022, 2, 1), date(2022, 2, 28))));
    }
}
