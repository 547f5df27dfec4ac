//! When an article was published: ISO 8601, and the date lines of news pages.

use jiff::civil::Date;
use regex::Regex;
use std::str::FromStr;
use std::sync::LazyLock;

/// The time of publication, as exactly as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The day, in the outlet's own time zone.
    pub date: Date,
    /// The instant, where the hour and the offset are known.
    pub instant: Option<jiff::Timestamp>,
}

/// A text that is no date in ISO 8601.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no date; give one such as 2024-10-22 or 2024-10-22T09:15:00+09:00")]
pub struct NotADate(String);

impl FromStr for Published {
    type Err = NotADate;

    /// Reads `2024-10-22`, `2024-10-22T09:15`, `2024-10-22T00:15:00Z` and `2024-10-22T09:15:00+09:00`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        let not = || NotADate(text.chars().take(40).collect());
        let (date, rest) = text.split_at_checked(10).ok_or_else(not)?;
        let date = date.parse::<Date>().map_err(|_| not())?;
        if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
            return Err(not());
        }
        // Sites write the offset without a colon (+0900) or a space for the T; jiff reads both.
        // A time that cannot be read is no reason to lose the day.
        let instant = (!rest.is_empty()).then(|| text.parse().ok()).flatten();
        Ok(Self { date, instant })
    }
}

impl From<Date> for Published {
    fn from(date: Date) -> Self {
        Self { date, instant: None }
    }
}

const MONTHS: &str = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?:^|\D)((?:19|20)\d\d)\s?(?:[-./]|년)\s?(\d{1,2})\s?(?:[-./]|월)\s?(\d{1,2})(?:\D|$)")
});
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b({MONTHS})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b"
    ))
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTHS})[a-z]*\.?,?\s+((?:19|20)\d\d)\b"
    ))
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// The first full date in a line such as `입력 2024.10.22 14:30` or `Published October 22, 2024`.
pub(crate) fn in_line(line: &str) -> Option<Date> {
    let find = |pattern: &Regex, order: [usize; 3]| {
        let found = pattern.captures(line)?;
        let field = |i: usize| found.get(order[i]).map_or("", |m| m.as_str());
        Date::new(field(0).parse().ok()?, month(field(1))?, field(2).parse().ok()?).ok()
    };
    find(&YEAR_FIRST, [1, 2, 3])
        .or_else(|| find(&MONTH_FIRST, [3, 1, 2]))
        .or_else(|| find(&DAY_FIRST, [3, 2, 1]))
}

/// A date in whatever form metadata gives it.
pub(crate) fn loosely(text: &str) -> Option<Published> {
    text.parse().ok().or_else(|| in_line(text).map(Published::from))
}

/// A month by number or by the first letters of its English name.
fn month(text: &str) -> Option<i8> {
    text.parse().ok().or_else(|| {
        let name = text.get(..3)?.to_ascii_lowercase();
        let at = MONTHS.split('|').position(|m| m == name)?;
        i8::try_from(at + 1).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn iso_8601() {
        let published: Published = "2024-10-22T00:15:00+09:00".parse().unwrap();
        assert_eq!(published.date, date(2024, 10, 22));
        assert_eq!(published.instant.unwrap().to_string(), "2024-10-21T15:15:00Z");
        for text in [
            "2024-10-22",
            "2024-10-22T09:15",
            "2024-10-22 09:15:00+0900",
            "2024-10-22T09:15:00Z",
        ] {
            assert_eq!(
                text.parse::<Published>().unwrap().date,
                date(2024, 10, 22),
                "{text}"
            );
        }
        for text in ["", "yesterday", "2024-13-40", "22/10/2024"] {
            assert!(text.parse::<Published>().is_err(), "{text}");
        }
    }

    #[test]
    fn date_lines() {
        for line in [
            "입력 2024.10.22 14:30",
            "송고시간 2024-10-22 09:15",
            "2024년 10월 22일 화요일",
            "등록 2024. 10. 22. 오전 9:15",
            "Published: Oct. 22, 2024 9:15 a.m. ET",
            "Tuesday 22 October 2024",
            "October 22nd, 2024",
        ] {
            assert_eq!(in_line(line), Some(date(2024, 10, 22)), "{line}");
        }
        assert_eq!(in_line("Oct. 22"), None);
        assert_eq!(in_line("2024-02-31"), None);
    }
}
