//! Numbers that name and do not count: F-16, 5G, Article 9, World War II, 9/11, telephone numbers.

use super::tokens::Kind;
use super::{Reader, Step};
use crate::quantities::lexicon::ENGLISH;
use crate::quantities::value::{DateValue, Quantity, Unit, Value};

impl Reader<'_> {
    /// Recognises a name, a label or an idiom at `i`.
    pub(super) fn name(&self, i: usize) -> Option<Step> {
        if let Some((_, next)) = self.phrase(&ENGLISH.idioms, i) {
            return Some(Step::Over(next));
        }
        self.roman(i)
            .or_else(|| self.label(i))
            .or_else(|| self.glued(i).map(Step::Over))
            .or_else(|| self.chain(i).map(Step::Over))
    }

    /// `Article 9`, `Flight 370`: a place in an order, on the number alone.
    fn label(&self, i: usize) -> Option<Step> {
        let word = self.word(i).filter(|w| ENGLISH.labels.contains(*w))?;
        let mut at = i + 1;
        if word == "no" && self.token(at).is_some_and(|t| t.is(".") && !t.gap) {
            at += 1;
        }
        at += usize::from(self.hyphen(at));
        let token = self.token(at).filter(|t| t.kind == Kind::Digits)?;
        let number: u32 = token.text.parse().ok().filter(|_| token.text.len() < 5)?;
        if self.unit(at + 1).is_some()
            || self.glued(at).is_some()
            || self.date(at).is_some()
            || self.hyphen(at + 1)
        {
            return None;
        }
        let quantity = Quantity::new(self.span(at, at + 1), Value::Ordinal { number }, Unit::None);
        Some(Step::Found(quantity, at + 1))
    }

    /// `World War II`, `Elizabeth II`: two Roman figures or more after a capitalised word.
    fn roman(&self, i: usize) -> Option<Step> {
        let token = self.token(i).filter(|t| t.kind == Kind::Word && t.gap)?;
        let named = i > 0
            && self
                .token(i - 1)
                .is_some_and(|t| t.kind == Kind::Word && t.capital());
        let number = roman(token.text).filter(|_| named)?;
        let quantity = Quantity::new(self.span(i, i + 1), Value::Ordinal { number }, Unit::None);
        Some(Step::Found(quantity, i + 1))
    }

    /// Digits that are part of a name: `G20`, `COVID-19`, `5G`, `737 MAX`; the token after the name.
    fn glued(&self, i: usize) -> Option<usize> {
        let token = self.token(i).filter(|t| t.kind == Kind::Digits)?;
        if !token.gap && i > 0 {
            let before = self.token(i - 1)?;
            let letters = before.kind == Kind::Word && !before.gap_only_unit();
            let hyphened = before.is_dash()
                && !before.gap
                && i > 1
                && self.token(i - 2).is_some_and(|t| {
                    t.kind == Kind::Word && t.text.chars().any(char::is_uppercase) && !is_month(&t.word)
                });
            if letters || hyphened {
                return Some(self.end_of_chain(i));
            }
        }
        // 3-D
        let letter = self.hyphen(i + 1)
            && self
                .token(i + 2)
                .is_some_and(|t| t.text.len() == 1 && t.capital());
        if letter {
            return Some(i + 3);
        }
        let after = self.token(i + 1).filter(|t| !t.gap && t.kind == Kind::Word)?;
        let word = after.word.as_str();
        let known = ENGLISH.symbols.contains_key(after.text)
            || ENGLISH.short_scales.contains_key(word)
            || !ENGLISH.units.beginning(word).is_empty()
            || matches!(
                word,
                "s" | "'s" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "a.m" | "p.m" | "x" | "odd"
            );
        (!known).then(|| self.end_of_chain(i + 1))
    }

    /// `9/11`, `010-1234-5678`, `192.168.0.1`: figures chained by signs, neither a date nor a range.
    fn chain(&self, i: usize) -> Option<usize> {
        let token = self.token(i).filter(|t| t.kind == Kind::Digits)?;
        let joined = |at: usize| {
            self.token(at)
                .is_some_and(|t| !t.gap && (t.is_dash() || matches!(t.text, "/" | "·" | ".")))
                && self
                    .token(at + 1)
                    .is_some_and(|t| !t.gap && t.kind == Kind::Digits)
        };
        let slash = joined(i + 1) && matches!(self.token(i + 1)?.text, "/" | "·");
        let fraction = slash && token.text.len() == 1 && self.token(i + 2)?.text.len() == 1;
        let long = joined(i + 1) && joined(i + 3) && self.iso_date(i).is_none();
        let zone = matches!(self.word(i + 1), Some("gmt" | "utc"));
        if slash && !fraction || long || zone {
            let mut at = i + 1;
            while joined(at) {
                at += 2;
            }
            return Some(at);
        }
        None
    }

    /// `2024-10-22`.
    pub(super) fn iso_date(&self, i: usize) -> Option<(DateValue, usize)> {
        let number = |at: usize, len: usize| {
            let token = self.token(at)?;
            let plain = token.kind == Kind::Digits && token.text.len() == len && (at == i || !token.gap);
            token.text.parse::<i16>().ok().filter(|_| plain)
        };
        let dash = |at: usize| self.token(at).is_some_and(|t| !t.gap && (t.is("-") || t.is(".")));
        let year = number(i, 4).filter(|_| dash(i + 1))?;
        let month = i8::try_from(number(i + 2, 2).filter(|_| dash(i + 3))?).ok()?;
        let day = i8::try_from(number(i + 4, 2)?).ok()?;
        jiff::civil::Date::new(year, month, day).ok()?;
        let date = DateValue {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..DateValue::default()
        };
        Some((date, i + 5))
    }

    /// The token after a run of letters, figures and hyphens without space.
    fn end_of_chain(&self, i: usize) -> usize {
        let mut at = i + 1;
        while self.token(at).is_some_and(|t| {
            !t.gap && (t.kind != Kind::Sign || t.is_dash() && self.token(at + 1).is_some_and(|n| !n.gap))
        }) {
            at += 1;
        }
        at
    }
}

impl super::tokens::Token<'_> {
    /// Whether it is a code of money that stands before a figure without a space (`EUR5`).
    fn gap_only_unit(&self) -> bool {
        ENGLISH.prefixes.contains_key(self.text)
    }
}

fn is_month(word: &str) -> bool {
    ENGLISH.months.contains_key(word)
}

/// The value of a Roman numeral of two figures or more.
fn roman(text: &str) -> Option<u32> {
    if text.len() < 2 || text.len() > 6 {
        return None;
    }
    let mut total = 0;
    let mut last = 0;
    for c in text.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    // Written in the usual way only: XL names a size, LI a name.
    (total < 40 && !text.contains("IIII") && !text.starts_with('L')).then_some(total)
}

#[cfg(test)]
mod tests {
    #[test]
    fn roman_numerals() {
        assert_eq!(super::roman("II"), Some(2));
        assert_eq!(super::roman("XIV"), Some(14));
        assert_eq!(super::roman("ILL"), None);
        assert_eq!(super::roman("XL"), None);
    }
}
