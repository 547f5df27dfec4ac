//! Names of persons, clubs and firms in an English text, and where a Korean text writes their sound.

use crate::names::{Heard, is_korean_family_name, same_person};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Capitalised words in a row, with the particles and initials that stand within names.
static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Lu}\.\s)?(?:(?:de|da|di|du|del|van|von|der|bin|al)\s)*\p{Lu}[\p{L}'’-]+)*")
        .expect("a pattern that a test uses")
});

/// From this likeness on a Korean word writes the sound of a name. Higher than for two words that are known to be
/// names: here any word of the text is tried.
const HEARD: f32 = 0.8;
/// From this likeness on it may do so.
const DOUBTFUL: f32 = 0.72;

/// A name as it stands in an English text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'t> {
    /// Where it stands.
    pub span: Span,
    /// The name, without a possessive ending.
    pub text: &'t str,
}

impl Name<'_> {
    /// Whether both name the same: one is the other, or its first or last word.
    pub fn is_same(&self, other: &Name<'_>) -> bool {
        let (long, short) = if self.text.len() >= other.text.len() {
            (self.text, other.text)
        } else {
            (other.text, self.text)
        };
        long == short || long.split(' ').next_back() == Some(short) || long.split(' ').next() == Some(short)
    }
}

/// The names of several words in an English text, and single words that are the first or last of one of them.
pub fn names<'t>(text: &'t str, sentences: &[Span]) -> Vec<Name<'t>> {
    let begins =
        |at: usize| sentences.iter().any(|s| s.start == at) || text[..at].ends_with(['"', '“', '‘', '\'']);
    let all = sentences
        .iter()
        .flat_map(|s| CAPITALS.find_iter(s.of(text)).map(move |m| (m, s.start)));
    let found = all.filter_map(|(m, offset)| {
        let span = Span::new(m.start(), m.end()).shifted(offset);
        // A word that begins a sentence is capitalised anyway: of three words or more the rest is surely a name.
        let rest = m
            .as_str()
            .split_once(' ')
            .filter(|(_, rest)| begins(span.start) && rest.contains(' '));
        let span = rest.map_or(span, |(word, _)| Span::new(span.start + word.len() + 1, span.end));
        name(text, span)
    });
    let (first, within): (Vec<_>, Vec<_>) = found.partition(|n: &Name<'_>| begins(n.span.start));
    let full: Vec<Name<'t>> = within.iter().filter(|n| n.text.contains(' ')).cloned().collect();
    let known = |n: &Name<'t>| full.iter().any(|f| n.is_same(f)) && !IGNORED.contains(&n.text);
    let mut kept: Vec<Name<'t>> = within
        .iter()
        .chain(&first)
        .filter(|n| known(n))
        .cloned()
        .collect();
    kept.sort_by_key(|n| n.span.start);
    kept
}

/// A name without a possessive ending; `None` where nothing is left.
fn name(text: &str, span: Span) -> Option<Name<'_>> {
    let name = span.of(text).trim_end_matches(['\'', '’', '-']);
    let name = name
        .strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(name);
    let span = Span::new(span.start, span.start + name.len());
    (name.chars().count() > 2).then_some(Name { span, text: name })
}

/// Capitalised words that name a day or a month.
const IGNORED: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The Korean words of a region, with the sounds of each without its last syllables, which may be particles.
pub struct Hangul {
    words: Vec<(Span, Vec<Heard>)>,
}

impl Hangul {
    /// Of `text[regions]`.
    pub fn new(text: &str, regions: &[Span]) -> Self {
        let mut spans: Vec<Span> = regions.iter().flat_map(|&r| hangul_words(text, r)).collect();
        spans.sort_by_key(|s| s.start);
        spans.dedup();
        let words = spans
            .into_iter()
            .map(|s| (s, prefixes(s.of(text)).map(Heard::hangul).collect()));
        Self {
            words: words.collect(),
        }
    }

    /// Where `name` is surely written, each place once: two words of it side by side, or one of three syllables or more.
    pub fn places(&self, name: &str, text: &str) -> Vec<Span> {
        let hits = self.hits(name, text, HEARD);
        let beside =
            |a: Span, b: Span| text[a.end..b.start].trim().is_empty() && !text[a.end..b.start].is_empty();
        let sure = |index: usize, at: Span| {
            let long = at.of(text).chars().count() > 3;
            let next = hits.get(index + 1).is_some_and(|&n| beside(at, n));
            long || next
        };
        let mut found: Vec<Span> = Vec::new();
        for (index, &at) in hits.iter().enumerate() {
            let continued = index > 0 && beside(hits[index - 1], at);
            if sure(index, at) && !continued {
                found.push(at);
            }
        }
        found
    }

    /// Whether it is written anywhere, by a word that surely sounds like one of its words.
    pub fn holds(&self, name: &str, text: &str) -> bool {
        !self.hits(name, text, HEARD).is_empty()
    }

    /// Whether it may be written anywhere.
    pub fn may_hold(&self, name: &str, text: &str) -> bool {
        !self.hits(name, text, DOUBTFUL).is_empty()
    }

    /// Words that sound like a word of the name, in order.
    fn hits(&self, name: &str, text: &str, least: f32) -> Vec<Span> {
        let words: Vec<&str> = name
            .split(' ')
            .filter(|w| !w.ends_with('.') && w.len() > 2)
            .collect();
        let heard: Vec<Heard> = words.iter().map(|w| Heard::latin(w)).collect();
        let korean = words.iter().any(|w| is_korean_family_name(w));
        let hit = |(at, sounds): &(Span, Vec<Heard>)| {
            heard
                .iter()
                .any(|h| sounds.iter().any(|s| h.likeness(s) >= least))
                || korean
                    && prefixes(at.of(text)).any(|p| p.chars().count() > 2 && same_person(name, p) >= least)
        };
        self.words.iter().filter(|w| hit(w)).map(|(at, _)| *at).collect()
    }
}

/// A word whole and without its last one to three syllables, of two syllables or more.
pub fn prefixes(word: &str) -> impl Iterator<Item = &str> {
    let count = word.chars().count();
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).enumerate();
    ends.filter(move |(n, _)| *n >= 1 && n + 4 > count)
        .map(|(_, end)| &word[..end])
}

fn hangul_words(text: &str, region: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    let hangul = |c: char| ('가'..='힣').contains(&c);
    for (at, c) in region.of(text).char_indices().chain([(region.len(), ' ')]) {
        match (hangul(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at).shifted(region.start));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_english() {
        let text = "In Lyon Tomas Vega scored after Northfield's captain, Liam Ashford, left. Ashford said it on Monday.";
        let sentences = [Span::new(0, 73), Span::new(74, text.len())];
        let found: Vec<&str> = names(text, &sentences).iter().map(|n| n.text).collect();
        assert_eq!(found, ["Lyon Tomas Vega", "Liam Ashford", "Ashford"]);
    }

    #[test]
    fn places_in_korean() {
        let text = "노스필드 주장 리엄 애시퍼드가 퇴장당한 뒤 애시퍼드는 사과했다.";
        let words = Hangul::new(text, &[Span::new(0, text.len())]);
        assert_eq!(
            words.places("Liam Ashford", text).len(),
            2,
            "{:?}",
            words.places("Liam Ashford", text)
        );
        assert_eq!(words.places("Tomas Vega", text).len(), 0);
        let text = "강 전 의원은 강도윤이다";
        let words = Hangul::new(text, &[Span::new(0, text.len())]);
        assert_eq!(words.places("Kang Do-yoon", text).len(), 1);
    }
}
