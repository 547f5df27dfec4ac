//! Korean dates.

use super::Reader;
use crate::quantities::lexicon::KOREAN;
use crate::quantities::value::{CalendarUnit, DateValue, Relative, Side, Zone};

type Found = (DateValue, usize);

impl Reader<'_> {
    /// The date that begins at `at`: 10월 22일, 지난 18일, 지난해 말, 다음 주 월요일, 이날, 1990년대.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        let (mut date, end) = self
            .sided(at)
            .or_else(|| self.repeated(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.named(at))?;
        let end = self.zone(&mut date, at, end);
        Some((date, end))
    }

    /// 지난 18일, 오는 25일, 지난 월요일.
    fn sided(&self, at: usize) -> Option<Found> {
        let (after, side) = match self.one_of(at, &KOREAN.past) {
            Some(after) => (after, Side::Past),
            None => (self.one_of(at, &KOREAN.future)?, Side::Future),
        };
        let from = self.space(after);
        if from == after {
            return None;
        }
        let (mut date, end) = self.named(from)?;
        date.side = Some(side);
        Some((date, end))
    }

    /// 매주 월요일.
    fn repeated(&self, at: usize) -> Option<Found> {
        let after = self.one_of(at, &KOREAN.repeats)?;
        let from = self.space(after);
        let (mut date, end) = self.named(from).filter(|_| from > after)?;
        date.repeats = true;
        Some((date, end))
    }

    /// 어제, 지난달 30일, 올해 3분기, 다음 주 월요일, 작년 말.
    fn relative(&self, at: usize) -> Option<Found> {
        let (form, &(unit, offset, anaphoric)) = KOREAN.relative.longest(self.rest(at))?;
        let end = at + form.len();
        let mut date = DateValue {
            relative: Some(Relative { offset, unit }),
            anaphoric,
            ..DateValue::default()
        };
        let from = self.space(end);
        let finer = self.named(from).filter(|(named, _)| match unit {
            CalendarUnit::Year => {
                named.year.is_none()
                    && (named.month.is_some() || named.quarter.is_some() || named.half.is_some())
            }
            CalendarUnit::Month => named.day.is_some() && named.month.is_none(),
            CalendarUnit::Week => named.weekday.is_some() && named.day.is_none(),
            CalendarUnit::Day | CalendarUnit::Quarter => false,
        });
        if let Some((named, end)) = finer {
            date = DateValue {
                relative: date.relative,
                ..named
            };
            return Some((date, end));
        }
        // 올 alone is no word, and 어젯 belongs to 밤.
        let bound_form = form.chars().count() == 1 || form.ends_with('젯');
        if bound_form && !(form.ends_with('젯') && self.rest(end).starts_with('밤')) {
            return None;
        }
        let end = self.stage(&mut date, end);
        (bound_form || self.ends_before(end)).then_some((date, end))
    }

    /// A date by its names: year, month, day, weekday, quarter.
    fn named(&self, at: usize) -> Option<Found> {
        self.weekday(at)
            .or_else(|| self.iso_date(at))
            .or_else(|| self.half_year(at))
            .or_else(|| self.in_figures(at))
    }

    fn weekday(&self, at: usize) -> Option<Found> {
        let (form, &weekday) = KOREAN.weekdays.longest(self.rest(at))?;
        let end = at + form.len();
        let date = DateValue {
            weekday: Some(weekday),
            ..DateValue::default()
        };
        let part = KOREAN.parts.longest(self.rest(end)).is_some();
        (self.word_begins(at) && (part || self.ends_before(end))).then_some((date, end))
    }

    /// 2024-10-22, 2024.10.22.
    pub(super) fn iso_date(&self, at: usize) -> Option<Found> {
        let sign = |at: usize| self.rest(at).starts_with(['-', '.']).then(|| self.space(at + 1));
        let (year, next) = self.small(at, 4).filter(|(year, _)| *year > 1000)?;
        let (month, next) = self.small(sign(next)?, 2)?;
        let (day, next) = self.small(sign(next)?, 2)?;
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()?;
        let date = DateValue {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..DateValue::default()
        };
        Some((date, next))
    }

    fn half_year(&self, at: usize) -> Option<Found> {
        let half = [("상반기", 1), ("하반기", 2)]
            .into_iter()
            .find(|(form, _)| self.rest(at).starts_with(form) && self.ends_before(at + form.len()))?;
        let date = DateValue {
            half: Some(half.1),
            ..DateValue::default()
        };
        Some((date, at + half.0.len()))
    }

    /// 2024년 10월 22일 and every part of it, 3분기, 1990년대.
    fn in_figures(&self, at: usize) -> Option<Found> {
        let mut date = DateValue::default();
        let mut end = at;
        if let Some((year, next)) = self.year(at) {
            date.year = Some(year);
            end = next;
            if let Some(after) = self.rest(end).strip_prefix('대') {
                date.decade = true;
                end = self.text.len() - after.len();
                return Some(self.staged(date, end));
            }
            let from = self.space(end);
            if let Some((half, after)) = self.half_year(from) {
                return Some((
                    DateValue {
                        half: half.half,
                        ..date
                    },
                    after,
                ));
            }
            if let Some((quarter, after)) = self.part(from, "분기", 4) {
                date.quarter = Some(quarter);
                return Some((date, after));
            }
        }
        let from = if date.year.is_some() { self.space(end) } else { end };
        if let Some((month, next)) = self.part(from, "월", 12) {
            date.month = Some(month);
            end = next;
        } else if date.year.is_none()
            && let Some((quarter, after)) = self.part(at, "분기", 4)
        {
            date.quarter = Some(quarter);
            return Some((date, after));
        }
        let from = if date.month.is_some() {
            self.space(end)
        } else {
            end
        };
        if (date.month.is_some() || date.year.is_none())
            && let Some((day, next)) = self.day(from, date.month.is_some())
        {
            date.day = Some(day);
            let next = self.weekday_in_brackets(&mut date, next);
            return Some((date, next));
        }
        (end > at).then(|| self.staged(date, end))
    }

    fn staged(&self, mut date: DateValue, end: usize) -> Found {
        let end = self.stage(&mut date, end);
        (date, end)
    }

    /// 초, 중순, 말 after a month, a year or a decade.
    fn stage(&self, date: &mut DateValue, end: usize) -> usize {
        let from = self.space(end);
        if date.finest() == CalendarUnit::Day {
            return end;
        }
        match KOREAN.stages.longest(self.rest(from)) {
            Some((form, &stage)) if self.ends_before(from + form.len()) => {
                date.stage = Some(stage);
                from + form.len()
            }
            _ => end,
        }
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let (year, next) = self.small(at, 4)?;
        let digits = next - at;
        const YEAR: &str = "년";
        // 1976∼1981년: two years, of which the first leaves out 년.
        let last = self
            .rest(next)
            .strip_prefix(['∼', '~', '-', '–', '～'])
            .and_then(|after| self.small(self.text.len() - after.len(), 4));
        if let Some((last, end)) = last.filter(|_| digits == 4 && (1000..2200).contains(&year))
            && (year..2200).contains(&last)
            && self.rest(end).starts_with(YEAR)
            && !self.rest(end).starts_with("년대")
        {
            return Some((year, next));
        }
        if let Some(after) = self.rest(next).strip_prefix(YEAR) {
            let end = self.text.len() - after.len();
            let decade = after.starts_with('대');
            return match digits {
                4 if (1000..2200).contains(&year) => Some((year, end)),
                2 if decade && year % 10 == 0 => Some((1900 + year, end)),
                _ => None,
            };
        }
        // A year without 년 stands before a noun: 2022 카타르 월드컵.
        let noun = self.space(next) > next
            && self
                .rest(self.space(next))
                .starts_with(crate::text::language::is_hangul)
            && self.counter(self.space(next)).is_none();
        (digits == 4 && (1900..2100).contains(&year) && noun).then_some((year, next))
    }

    /// 10월, 3분기: a number from 1 to `most` and `unit`.
    fn part(&self, at: usize, unit: &str, most: i16) -> Option<(i8, usize)> {
        let (number, next) = self.small(at, 2)?;
        let end = next + unit.len();
        let whole = self.rest(next).starts_with(unit)
            && (self.ends_before(end) || self.rest(end).starts_with(['호', '께', '중', '하']));
        let number = i8::try_from(number)
            .ok()
            .filter(|n| (1..=most).contains(&i16::from(*n)))?;
        whole.then_some((number, end))
    }

    /// 22일, 22∼24일 and 23, 24일 (their first), but not 3일간.
    fn day(&self, at: usize, after_month: bool) -> Option<(i8, usize)> {
        let (day, mut next) = self.small(at, 2)?;
        if let Some(after) = self.rest(next).strip_prefix(['∼', '~', '-', '–', '～']) {
            let from = self.text.len() - after.len();
            next = self
                .small(from, 2)
                .filter(|(last, _)| (day..=31).contains(last))?
                .1;
        }
        if after_month && let Some(last) = self.listed_day(next, day) {
            next = last;
        }
        const DAY: &str = "일";
        let end = self.rest(next).starts_with(DAY).then_some(next + DAY.len())?;
        let lasting = !after_month
            && KOREAN
                .lasting
                .iter()
                .any(|l| self.rest(end).starts_with(l.as_str()));
        let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        let part = KOREAN.parts.longest(self.rest(end)).is_some();
        (!lasting && (part || self.ends_before(end))).then_some((day, end))
    }

    /// `, 24` of 23, 24일, `·24` of 23·24일: where the further day ends.
    fn listed_day(&self, at: usize, day: i16) -> Option<usize> {
        let after = self.rest(at).strip_prefix([',', '·'])?;
        let from = self.space(self.text.len() - after.len());
        let (last, end) = self.small(from, 2)?;
        ((day..=31).contains(&last) && self.rest(end).starts_with('일')).then_some(end)
    }

    /// 22일(화) or 22일(화요일).
    fn weekday_in_brackets(&self, date: &mut DateValue, end: usize) -> usize {
        let Some(inside) = self.rest(end).strip_prefix('(') else {
            return end;
        };
        let Some((inside, _)) = inside.split_once(')') else {
            return end;
        };
        let weekday = KOREAN.weekdays.longest(inside).map(|(_, &n)| n).or_else(|| {
            let first = "월화수목금토일".chars().position(|c| inside.chars().eq([c]))?;
            i8::try_from(first + 1).ok()
        });
        match weekday {
            Some(weekday) => {
                date.weekday = Some(weekday);
                end + inside.len() + 2
            }
            None => end,
        }
    }

    /// (현지시간) after a date, or 한국시간 before it.
    fn zone(&self, date: &mut DateValue, at: usize, end: usize) -> usize {
        let of = |text: &str| {
            let has = |words: &[String]| words.iter().any(|w| text.contains(w.as_str()));
            match (has(&KOREAN.local), has(&KOREAN.korean_time)) {
                (true, _) => Some(Zone::Local),
                (false, true) => Some(Zone::Korea),
                _ => None,
            }
        };
        if self.follows(at, &KOREAN.local) {
            date.zone = Some(Zone::Local);
        } else if self.follows(at, &KOREAN.korean_time) {
            date.zone = Some(Zone::Korea);
        }
        let from = self.space(end);
        let inside = self
            .rest(from)
            .strip_prefix('(')
            .and_then(|r| r.split_once(')'))
            .map(|(inside, _)| inside);
        match inside
            .filter(|i| i.len() < 60)
            .and_then(|inside| Some((inside, of(inside)?)))
        {
            Some((inside, zone)) => {
                date.zone = Some(zone);
                from + inside.len() + 2
            }
            None => end,
        }
    }
}
