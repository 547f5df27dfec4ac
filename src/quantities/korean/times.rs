//! Korean times of day.

use super::Reader;
use crate::quantities::lexicon::KOREAN;
use crate::quantities::value::{DayPart, Value};

impl Reader<'_> {
    /// 오후 7시 30분, 19시, 자정, 월요일 밤.
    pub(super) fn time(&self, at: usize) -> Option<(Value, usize)> {
        for (word, hour, part) in [("자정", 0, DayPart::Midnight), ("정오", 12, DayPart::Noon)] {
            let end = at + word.len();
            if self.rest(at).starts_with(word) && self.ends_before(end) {
                return Some((clock(hour, Some(0), Some(part)), end));
            }
        }
        let Some((form, &(part, plus))) = KOREAN.parts.longest(self.rest(at)) else {
            return self.clock(at, None, 0);
        };
        let end = at + form.len();
        if let Some(found) = self.clock(self.space(end), Some(part), plus) {
            return Some(found);
        }
        let dated = self.date_ended_at <= at && self.text[self.date_ended_at..at].trim().is_empty();
        (dated && self.ends_before(end)).then_some((
            Value::Time {
                hour: None,
                minute: None,
                part: Some(part),
            },
            end,
        ))
    }

    fn clock(&self, at: usize, part: Option<DayPart>, plus: u8) -> Option<(Value, usize)> {
        let (hour, mut next) = match self.small(at, 2) {
            Some((hour, next)) => (u8::try_from(hour).ok()?, next),
            None => {
                let native = self.native(at).filter(|n| n.determiner && self.word_begins(at))?;
                (u8::try_from(native.value).ok()?, self.space(native.next))
            }
        };
        if hour > 24 {
            return None;
        }
        if let Some(after) = self.rest(next).strip_prefix(':') {
            let minute = after
                .get(..2)
                .and_then(|m| m.parse().ok())
                .filter(|&m: &u8| m < 60)?;
            let whole = !after[2..].starts_with(|c: char| c.is_ascii_digit() || c == ':');
            let told = part.is_some() || hour > 12;
            return (whole && told).then(|| (clock(on_24(hour, part, plus), Some(minute), part), next + 3));
        }
        const HOUR: &str = "시";
        next = self.rest(next).starts_with(HOUR).then_some(next + HOUR.len())?;
        let half = ["반", " 반"]
            .iter()
            .find(|h| self.rest(next).starts_with(**h) && self.ends_before(next + h.len()));
        if let Some(half) = half {
            return Some((clock(on_24(hour, part, plus), Some(30), part), next + half.len()));
        }
        let from = self.space(next);
        let minute = self
            .small(from, 2)
            .filter(|(minute, end)| *minute < 60 && self.rest(*end).starts_with('분'));
        if let Some((minute, end)) = minute {
            let minute = u8::try_from(minute).ok();
            return Some((
                clock(on_24(hour, part, plus), minute, part),
                end + '분'.len_utf8(),
            ));
        }
        // 시간 is a length of time, 시대 an age, 시즌 a season.
        let length = self.rest(next).starts_with(['간', '대']);
        // 한 시 공무원 is of a city, 켜 두시기 a verb: hours in words need a particle of time.
        let in_words = !self.rest(at).starts_with(|c: char| c.is_ascii_digit());
        const PARTICLES: [&str; 8] = ["에", "쯤", "께", "경", "부터", "까지", "정각", "이후"];
        if in_words
            && part.is_none()
            && !PARTICLES
                .iter()
                .any(|p| self.rest(self.space(next)).starts_with(p))
        {
            return None;
        }
        (!length && self.ends_before(next)).then(|| (clock(on_24(hour, part, plus), None, part), next))
    }
}

fn on_24(hour: u8, part: Option<DayPart>, plus: u8) -> u8 {
    match part {
        Some(DayPart::Am | DayPart::Night | DayPart::Dawn) if hour == 12 => 0,
        // 밤 1시 is past midnight, 낮 11시 before noon.
        Some(DayPart::Night) if hour < 5 => hour,
        Some(DayPart::Noon) if hour >= 10 => hour,
        _ if hour < 12 => hour + plus,
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
