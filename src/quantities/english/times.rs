//! English times of day.

use super::Reader;
use super::tokens::Kind;
use crate::quantities::lexicon::ENGLISH;
use crate::quantities::value::{DayPart, Value};

impl Reader<'_> {
    /// `7 p.m.`, `7:30 am`, `noon`, `half past three`, `10 o'clock`.
    pub(super) fn time(&self, i: usize) -> Option<(Value, usize)> {
        match self.word(i) {
            Some("midnight") => return Some((clock(0, Some(0), Some(DayPart::Midnight)), i + 1)),
            Some("noon" | "midday") => return Some((clock(12, Some(0), Some(DayPart::Noon)), i + 1)),
            _ => {}
        }
        self.past_or_to(i).or_else(|| self.clock_time(i))
    }

    fn clock_time(&self, i: usize) -> Option<(Value, usize)> {
        let token = self.token(i)?;
        let (hour, minute, mut next) = if token.kind == Kind::Digits {
            let mut parts = token.text.split([':', '.']);
            let hour: u8 = parts.next()?.parse().ok()?;
            let minute = parts.next().map(str::parse::<u8>).transpose().ok()?;
            if parts.next().is_some() {
                return None;
            }
            (hour, minute, i + 1)
        } else {
            (
                u8::try_from(*ENGLISH.cardinals.get(&token.word)?).ok()?,
                None,
                i + 1,
            )
        };
        if hour > 24 || minute.is_some_and(|m| m > 59) {
            return None;
        }
        let half = match self.word(next) {
            Some("p.m" | "pm") => Some(DayPart::Pm),
            Some("a.m" | "am")
                if self.token(next)?.text != "am" || !self.token(next)?.gap || minute.is_some() =>
            {
                Some(DayPart::Am)
            }
            Some("o'clock") => {
                let stated = self.word(next + 1) == Some("in") && self.word(next + 2) == Some("the");
                let part = stated
                    .then(|| self.word(next + 3).and_then(|w| ENGLISH.parts.get(w)))
                    .flatten();
                let value = clock(on_24(hour, part.copied()), minute, part.copied());
                return Some((value, next + if part.is_some() { 4 } else { 1 }));
            }
            _ => {
                // 21:30 and "at 3:30" are times; 3:30 alone may be the length of a song.
                let colon = token.text.contains(':') && minute.is_some();
                let told = matches!(
                    self.before(i),
                    Some("at" | "by" | "until" | "from" | "before" | "after" | "around" | "about")
                );
                let length = self.token(i)?.text.len() < 4;
                return (colon && (told || hour > 12) && !length && hour < 24)
                    .then(|| (clock(hour, minute, None), next));
            }
        };
        next += 1;
        if hour > 12 && half == Some(DayPart::Am) {
            return None;
        }
        Some((clock(on_24(hour, half), minute, half), next))
    }

    /// `half past three`, `a quarter to seven`.
    fn past_or_to(&self, i: usize) -> Option<(Value, usize)> {
        let at = i + usize::from(self.word(i) == Some("a"));
        let minutes: i16 = match self.word(at)? {
            "half" => 30,
            "quarter" => 15,
            _ => return None,
        };
        let sign = match self.word(at + 1)? {
            "past" => 1,
            "to" if minutes == 15 => -1,
            _ => return None,
        };
        let word = self.token(at + 2)?;
        let hour: i16 = match ENGLISH.cardinals.get(&word.word) {
            Some(&hour) => i16::try_from(hour).ok()?,
            None => word.text.parse().ok()?,
        };
        if !(1..=12).contains(&hour) {
            return None;
        }
        let total = (hour * 60 + sign * minutes).rem_euclid(24 * 60);
        let value = clock(
            u8::try_from(total / 60).ok()?,
            u8::try_from(total % 60).ok(),
            None,
        );
        Some((value, at + 3))
    }

    /// The part of a day that a date has just named (`Monday night`), or that stands before it (`late Monday`).
    pub(super) fn day_part(&self, i: usize) -> Option<(Value, usize)> {
        let part = *ENGLISH.parts.get(self.word(i)?)?;
        let edge = matches!(part, DayPart::Late | DayPart::Early);
        let told = if edge {
            self.date(i + 1)
                .is_some_and(|(date, _)| date.finest() == crate::quantities::CalendarUnit::Day)
        } else {
            self.date_ended_at == Some(i)
        };
        told.then(|| {
            let value = Value::Time {
                hour: None,
                minute: None,
                part: Some(part),
            };
            (value, i + 1)
        })
    }
}

fn on_24(hour: u8, part: Option<DayPart>) -> u8 {
    match part {
        Some(DayPart::Pm | DayPart::Afternoon | DayPart::Evening) if hour < 12 => hour + 12,
        Some(DayPart::Night) if (5..12).contains(&hour) => hour + 12,
        Some(DayPart::Am | DayPart::Night) if hour == 12 => 0,
        _ => hour % 24,
    }
}

fn clock(hour: u8, minute: Option<u8>, part: Option<DayPart>) -> Value {
    Value::Time {
        hour: Some(hour),
        minute,
        part,
    }
}
