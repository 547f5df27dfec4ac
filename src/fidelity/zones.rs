//! Whose day it is: a Monday evening in New York is the 22nd, a Tuesday, in Seoul.
//!
//! A Korean desk tells a day abroad by the clock of the place, and mostly says so (현지시간), or by its own. Where an
//! English article was sent from far enough west, and the Korean says nowhere that it keeps to that clock, a day that
//! is one later in Korean proves nothing.

use crate::article::{Article, Role};
use crate::names;
use crate::text::Language;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

/// Hours ahead of UTC by the id of a country or place.
static ZONES: LazyLock<HashMap<&'static str, i8>> = LazyLock::new(|| {
    let lines = include_str!("data/zones.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'));
    let row = |line: &'static str| {
        let (id, hours) = line.split_once('\t')?;
        Some((id, hours.parse().ok()?))
    };
    lines.filter_map(row).collect()
});

/// The clock of Korea, in hours ahead of UTC.
const SEOUL: i8 = 9;
/// From this many hours on an evening over there is the next day in Seoul.
const FAR: i8 = 5;

/// A clock: hours ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(i8);

/// A text that names no clock.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0:?} is no clock; give hours ahead of UTC such as -05:00, or a city or country such as \"New York\""
)]
pub struct NoZone(String);

impl FromStr for Zone {
    type Err = NoZone;

    /// Reads `-05:00`, `+9`, `UTC`, and the name of a country or city in English or Korean.
    fn from_str(text: &str) -> Result<Self, NoZone> {
        let bare = text.trim().trim_start_matches("UTC").trim_start_matches("GMT");
        let hours = bare.split(':').next().unwrap_or_default();
        if bare.is_empty() && !text.trim().is_empty() {
            return Ok(Self(0));
        }
        if let Ok(hours) = hours.parse::<i8>()
            && (-12..=14).contains(&hours)
        {
            return Ok(Self(hours));
        }
        // America/New_York is New York.
        let name = bare.rsplit('/').next().unwrap_or_default().replace('_', " ");
        of_place(&name, Language::En)
            .or_else(|| of_place(&name, Language::Ko))
            .ok_or_else(|| NoZone(text.chars().take(40).collect()))
    }
}

impl Zone {
    /// The clock of the place that the dateline of an article names.
    pub fn of_dateline(article: &Article) -> Option<Self> {
        let lines = article.blocks.iter().filter(|b| b.role == Role::Dateline);
        lines
            .filter_map(|b| of_place(b.span.of(&article.text), article.lang))
            .next()
    }

    /// Whether an evening by this clock is the next day in Seoul.
    pub const fn is_far_behind_seoul(self) -> bool {
        SEOUL - self.0 >= FAR
    }
}

fn of_place(text: &str, lang: Language) -> Option<Zone> {
    let mentions = names::concepts(text, lang);
    let mut ids = mentions.iter().flat_map(|m| &m.ids);
    ids.find_map(|id| ZONES.get(id).copied().map(Zone)).or_else(|| {
        mentions
            .iter()
            .flat_map(|m| &m.ids)
            .any(|id| *id == "country:kr")
            .then_some(Zone(SEOUL))
    })
}

/// Whether a Korean article says anywhere that it keeps to the clock of the place.
pub fn keeps_local_time(korean: &Article) -> bool {
    ["현지시간", "현지 시간", "현지시각", "현지 시각"]
        .iter()
        .any(|words| korean.text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        for (text, hours) in [
            ("-05:00", -5),
            ("+9", 9),
            ("UTC", 0),
            ("New York", -5),
            ("America/New_York", -5),
            ("뉴욕", -5),
            ("Seoul", 9),
        ] {
            assert_eq!(text.parse::<Zone>().expect(text), Zone(hours), "{text}");
        }
        assert!("nowhere".parse::<Zone>().is_err());
        assert!(Zone(-5).is_far_behind_seoul() && !Zone(8).is_far_behind_seoul());
    }

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("data/zones.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'));
        assert_eq!(lines.count(), ZONES.len());
    }
}
