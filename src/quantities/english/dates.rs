//! English dates.

use super::Reader;
use super::numerals::Amount;
use super::tokens::Kind;
use crate::quantities::lexicon::ENGLISH;
use crate::quantities::value::{CalendarUnit, DateValue, Relative, Side, Stage};

type Found = (DateValue, usize);

impl Reader<'_> {
    /// The date that begins at token `i`.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        self.staged(i).or_else(|| self.unstaged(i))
    }

    fn unstaged(&self, i: usize) -> Option<Found> {
        self.weekday(i)
            .or_else(|| self.month_first(i))
            .or_else(|| self.day_first(i))
            .or_else(|| self.shifted(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.decade(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.year(i))
    }

    /// `early 2023`, `mid-June`, `late last year`.
    fn staged(&self, i: usize) -> Option<Found> {
        let stage = match self.word(i)? {
            "early" => Stage::Early,
            "mid" => Stage::Mid,
            "late" => Stage::Late,
            _ => return None,
        };
        let mut at = i + 1 + usize::from(self.hyphen(i + 1));
        while matches!(self.word(at), Some("in" | "the")) {
            at += 1;
        }
        let (mut date, next) = self
            .unstaged(at)
            .or_else(|| self.month(at).map(|m| (m, at + 1)))?;
        if date.finest() == CalendarUnit::Day {
            return None;
        }
        date.stage = Some(stage);
        Some((date, next))
    }

    /// `Monday`, `Monday, Oct. 21`, `every Monday`.
    fn weekday(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        let weekday = *ENGLISH.weekdays.get(&token.word).filter(|_| token.capital())?;
        let before = self.before(i).unwrap_or_default();
        if ENGLISH.weekday_names.contains(before) {
            return None;
        }
        let repeats = ENGLISH.weekday_repeats.contains(before) || token.word.ends_with('s');
        let comma = i + 1 + usize::from(self.token(i + 1).is_some_and(|t| t.is(",")));
        let with_day = self.month_first(comma).filter(|(date, _)| date.day.is_some());
        let (mut date, next) = with_day.unwrap_or((DateValue::default(), i + 1));
        date.weekday = Some(weekday);
        date.repeats = repeats;
        Some((date, next))
    }

    /// `Oct. 22, 2024`, `October 2024`, `October`.
    fn month_first(&self, i: usize) -> Option<Found> {
        let mut date = self.month(i)?;
        let mut next = i + 1;
        if let Some(day) = self.day_number(next) {
            date.day = Some(day.0);
            next = day.1;
            let comma = next + usize::from(self.token(next).is_some_and(|t| t.is(",")));
            if let Some(year) = self.plain_year(comma) {
                date.year = Some(year);
                next = comma + 1;
            }
            return Some((date, next));
        }
        let comma = next + usize::from(self.token(next).is_some_and(|t| t.is(",")));
        if let Some(year) = self
            .plain_year(next)
            .map(|y| (y, next))
            .or_else(|| self.plain_year(comma).map(|y| (y, comma)))
        {
            date.year = Some(year.0);
            return Some((date, year.1 + 1));
        }
        // "May next year", "October last year".
        if let Some((whose, after)) = self.shifted(next)
            && whose.finest() == CalendarUnit::Year
        {
            date.relative = whose.relative;
            return Some((date, after));
        }
        let word = &self.token(i)?.word;
        let cue =
            self.before(i).is_some_and(|w| ENGLISH.month_cues.contains(w)) || i > 0 && self.hyphen(i - 1);
        // "the March election", but "the March on Rome" and Theresa May.
        let mid = i > 0
            && self
                .token(i - 1)
                .is_some_and(|t| t.kind == Kind::Word && !t.capital());
        let noun = mid && self.word(next) != Some("on");
        (!ENGLISH.ambiguous_months.contains(word) || cue || noun).then_some((date, next))
    }

    /// `22 October 2024`, `the 22nd of October`.
    fn day_first(&self, i: usize) -> Option<Found> {
        let (day, mut next) = self.day_number(i)?;
        next += usize::from(self.word(next) == Some("of"));
        let mut date = self.month(next)?;
        date.day = Some(day);
        next += 1;
        if let Some(year) = self.plain_year(next) {
            date.year = Some(year);
            next += 1;
        }
        Some((date, next))
    }

    fn month(&self, i: usize) -> Option<DateValue> {
        let token = self.token(i)?;
        let month = *ENGLISH.months.get(&token.word).filter(|_| token.capital())?;
        Some(DateValue {
            month: Some(month),
            ..DateValue::default()
        })
    }

    /// A day of the month in digits, with or without `th`, that no unit or separator makes something else.
    fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        let token = self.token(i)?;
        if token.kind != Kind::Digits {
            return None;
        }
        let next = self.ordinal(i).map_or(i + 1, |n| n.next);
        let glued = self
            .token(next)
            .is_some_and(|t| !t.gap && (t.kind == Kind::Word || t.is("%")));
        let day: i8 = token.text.parse().ok()?;
        // Oct. 22-24 is read as its first day.
        let last = self
            .token(next + 1)
            .filter(|t| t.kind == Kind::Digits && self.hyphen(next));
        let last = last
            .and_then(|t| t.text.parse::<i8>().ok())
            .filter(|last| (day..=31).contains(last));
        let next = if last.is_some() { next + 2 } else { next };
        ((1..=31).contains(&day) && !glued).then_some((day, next))
    }

    fn plain_year(&self, i: usize) -> Option<i16> {
        let token = self.token(i)?;
        let digits = token.kind == Kind::Digits && token.text.len() == 4;
        let year: i16 = token.text.parse().ok().filter(|_| digits)?;
        let glued = self
            .token(i + 1)
            .is_some_and(|t| !t.gap && (t.kind == Kind::Word || t.is("%")));
        ((1000..=2199).contains(&year) && !glued).then_some(year)
    }

    /// A year that stands alone. Four digits without a comma are a year unless something is counted or measured.
    fn year(&self, i: usize) -> Option<Found> {
        let year = self.plain_year(i)?;
        let sign = i > 0
            && self.token(i - 1).is_some_and(|t| {
                !self.token(i).is_some_and(|n| n.gap)
                    && !matches!(t.text, "(" | "\"" | "“" | "‘" | "'" | "-" | "–" | "[" | "/")
            });
        let counted = self.unit(i + 1).is_some();
        if !(1500..=2100).contains(&year)
            && !matches!(self.before(i), Some("in" | "since" | "by" | "until" | "from"))
            || sign
            || counted
        {
            return None;
        }
        let date = DateValue {
            year: Some(year),
            ..DateValue::default()
        };
        // 2019-20 names one season or fiscal year by its first.
        let season = self.token(i + 1).is_some_and(|t| t.is_dash() && !t.gap)
            && self
                .token(i + 2)
                .is_some_and(|t| !t.gap && t.kind == Kind::Digits && t.text.len() == 2);
        Some((date, if season { i + 3 } else { i + 1 }))
    }

    /// `last year`, `next Monday`, `this October`, `last month`.
    fn shifted(&self, i: usize) -> Option<Found> {
        let &offset = ENGLISH.shifts.get(self.word(i)?)?;
        let unit = |unit| {
            let date = DateValue {
                relative: Some(Relative { offset, unit }),
                ..DateValue::default()
            };
            Some((date, i + 2))
        };
        match self.word(i + 1)? {
            "week" => return unit(CalendarUnit::Week),
            "month" => return unit(CalendarUnit::Month),
            "quarter" => return unit(CalendarUnit::Quarter),
            "year" => return unit(CalendarUnit::Year),
            "night" if offset == -1 => {
                let day = Relative {
                    offset,
                    unit: CalendarUnit::Day,
                };
                return Some((
                    DateValue {
                        relative: Some(day),
                        ..DateValue::default()
                    },
                    i + 1,
                ));
            }
            _ => {}
        }
        let side = match offset {
            -1 => Some(Side::Past),
            1 => Some(Side::Future),
            _ => None,
        };
        let (mut date, next) = self
            .weekday(i + 1)
            .or_else(|| self.month_first(i + 1))
            .or_else(|| self.month(i + 1).map(|m| (m, i + 2)))?;
        date.side = side;
        Some((date, next))
    }

    /// `yesterday`, `the day before yesterday`, `the previous day`.
    fn relative(&self, i: usize) -> Option<Found> {
        let (&(unit, offset, anaphoric), next) = self.phrase(&ENGLISH.relative, i)?;
        // "the day after the vote" names a day by an event.
        if anaphoric && !self.clause_ends(next) && matches!(self.word(i + 1), Some("before" | "after")) {
            return None;
        }
        if self.token(next).is_some_and(|t| t.is("'s") || t.is("'"))
            && !self.token(next).is_some_and(|t| t.gap)
        {
            return None;
        }
        let date = DateValue {
            relative: Some(Relative { offset, unit }),
            anaphoric,
            ..DateValue::default()
        };
        Some((date, next))
    }

    /// `1990s`, `'90s`.
    fn decade(&self, i: usize) -> Option<Found> {
        let token = self.token(i)?;
        if token.kind != Kind::Digits
            || !self
                .token(i + 1)
                .is_some_and(|t| !t.gap && matches!(t.word.as_str(), "s" | "'s"))
        {
            return None;
        }
        let year: i16 = token.text.parse().ok()?;
        let year = match token.text.len() {
            4 if year % 10 == 0 => year,
            2 if year % 10 == 0
                && i > 0
                && self
                    .token(i - 1)
                    .is_some_and(|t| matches!(t.text, "'" | "’" | "‘")) =>
            {
                1900 + year
            }
            _ => return None,
        };
        let date = DateValue {
            year: Some(year),
            decade: true,
            ..DateValue::default()
        };
        Some((date, i + 2))
    }

    /// `the third quarter of 2024`, `the first half of the year`, `Q3`.
    fn quarter(&self, i: usize) -> Option<Found> {
        let mut date = DateValue::default();
        let token = self.token(i)?;
        let mut next = i + 1;
        if token.text == "Q"
            && self
                .token(i + 1)
                .is_some_and(|t| !t.gap && t.kind == Kind::Digits)
        {
            date.quarter = self
                .token(i + 1)?
                .text
                .parse()
                .ok()
                .filter(|q| (1..=4).contains(q));
            next += 1;
        } else {
            let Amount::Ordinal(place) = self.ordinal(i)?.amount else {
                return None;
            };
            let place = i8::try_from(place).ok()?;
            let at = i + 1 + usize::from(self.hyphen(i + 1));
            next = at + 1;
            match self.word(at)? {
                "quarter" if (1..=4).contains(&place) => date.quarter = Some(place),
                "half" if place <= 2 && self.word(next) == Some("of") => date.half = Some(place),
                _ => return None,
            }
        }
        let mut year = next;
        while matches!(self.word(year), Some("of" | "the")) {
            year += 1;
        }
        if let Some((whose, after)) = self.shifted(year).or_else(|| self.year(year))
            && whose.finest() == CalendarUnit::Year
        {
            date.year = whose.year;
            date.relative = whose.relative;
            return Some((date, after));
        }
        let of_year = self.word(year) == Some("year");
        (date.quarter.is_some() || of_year).then_some((date, if of_year { year + 1 } else { next }))
    }
}
