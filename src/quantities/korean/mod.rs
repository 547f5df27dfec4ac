//! Quantities in Korean.
//!
//! Korean writes number and counter together and hangs particles on both, so the reader goes through the text by
//! character. Digits may begin a quantity anywhere; Hangul numerals only at the beginning of a word, and only where
//! a counter, a unit or nothing but endings follows: 이 (this), 일 (work), 만 (only) and 한 (a) are not numbers.

mod dates;
mod names;
mod numerals;
mod phrases;
mod times;

use super::lexicon::KOREAN;
use super::value::{Quantity, Unit, Value};
use crate::text::Span;
use crate::text::language::is_hangul;

/// Finds the quantities of a Korean text, dates unresolved.
pub(super) fn find(text: &str) -> Vec<Quantity> {
    let mut reader = Reader {
        text,
        date_ended_at: usize::MAX,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match reader.step(at, c) {
            Step::Over(next) => at = next.max(at + c.len_utf8()),
            Step::Found(quantity) => {
                at = quantity.span.end.max(at + c.len_utf8());
                if matches!(quantity.value, Value::Date(_)) {
                    reader.date_ended_at = at;
                }
                found.push(quantity);
            }
        }
    }
    found
}

/// What became of the character at hand.
enum Step {
    /// No quantity; go on here.
    Over(usize),
    /// A quantity; go on where it ends.
    Found(Quantity),
}

struct Reader<'t> {
    text: &'t str,
    date_ended_at: usize,
}

impl<'t> Reader<'t> {
    fn step(&self, at: usize, c: char) -> Step {
        let begins =
            c.is_ascii_digit() || is_hangul(c) && self.word_begins(at) || self.currency(at).is_some();
        if !begins {
            return Step::Over(if c.is_ascii_alphabetic() {
                self.latin_name(at)
            } else {
                at
            });
        }
        if c.is_ascii_digit()
            && let Some(next) = self.chain(at)
        {
            return Step::Over(next);
        }
        let calendar = |value, end| Step::Found(Quantity::new(Span::new(at, end), value, Unit::Calendar));
        if let Some((value, end)) = self.time(at) {
            return calendar(value, end);
        }
        if let Some((date, end)) = self.date(at) {
            return calendar(Value::Date(date), end);
        }
        match self.label(at).or_else(|| self.counted(at)) {
            Some(quantity) => Step::Found(quantity),
            None => Step::Over(self.past_number(at)),
        }
    }

    /// The text from `at` on; nothing where `at` is past the end.
    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Whether no letter stands before `at`.
    fn word_begins(&self, at: usize) -> bool {
        self.text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric())
    }

    /// `at`, or the place after one space.
    fn space(&self, at: usize) -> usize {
        match self.rest(at).chars().next() {
            Some(c @ (' ' | '\u{a0}')) => at + c.len_utf8(),
            _ => at,
        }
    }

    /// Whether the text before `at` ends in one of `words`, white space and 으로 between them aside.
    fn follows(&self, at: usize, words: &[String]) -> bool {
        let before = self.text[..at].trim_end();
        let before = before.strip_suffix("으로").unwrap_or(before).trim_end();
        words.iter().any(|w| before.ends_with(w.as_str()))
    }

    /// The place after the first of `words` that stands at `at`.
    fn one_of(&self, at: usize, words: &[String]) -> Option<usize> {
        words
            .iter()
            .find(|w| self.rest(at).starts_with(w.as_str()))
            .map(|w| at + w.len())
    }

    /// Digits at `at` as a small number, and the place after them.
    fn small(&self, at: usize, most: usize) -> Option<(i16, usize)> {
        let len = self.rest(at).bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest(at).get(..len)?.parse().ok()?;
        (len > 0 && len <= most).then_some((number, at + len))
    }

    fn ends_before(&self, at: usize) -> bool {
        KOREAN.ends_before(self.rest(at))
    }

    /// Past a run of digits that turned out to be no quantity.
    fn past_number(&self, at: usize) -> usize {
        at + self.rest(at).bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Whether nothing but `at..end` stands in the text.
    fn is_all(&self, at: usize, end: usize) -> bool {
        self.text[..at].trim().is_empty() && self.rest(end).trim().is_empty()
    }
}
