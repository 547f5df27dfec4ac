//! English numerals in digits and words.

use super::Reader;
use super::tokens::Kind;
use crate::quantities::lexicon::{ENGLISH, within_reach};
use rust_decimal::Decimal;

/// A numeral and the token after it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    pub(super) amount: Amount,
    pub(super) next: usize,
    /// What its scale word multiplies by: a million, or 1 where there is none.
    pub(super) scale: Decimal,
}

/// What a numeral says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    /// A number.
    Exact(Decimal),
    /// An order of magnitude.
    Vague(u32),
    /// A part of a whole.
    Fraction(Decimal),
    /// A place.
    Ordinal(u32),
}

impl Reader<'_> {
    /// The numeral that begins at token `i`.
    pub(super) fn numeral(&self, i: usize) -> Option<Numeral> {
        self.vague(i)
            .or_else(|| self.fraction(i))
            .or_else(|| self.ordinal(i))
            .or_else(|| self.cardinal(i))
    }

    /// `1,500`, `two million`, `a dozen`, `half a million`, `two and a half`.
    pub(super) fn cardinal(&self, i: usize) -> Option<Numeral> {
        let (mut value, mut next) = self
            .digits(i)
            .or_else(|| self.words(i))
            .or_else(|| self.article(i))?;
        if let Some((half, after)) = self.and_a_half(next) {
            value = value.checked_add(half)?;
            next = after;
        }
        let mut scale = Decimal::ONE;
        while let Some((power, after)) = self.scale(next, i) {
            value = within_reach(value.checked_mul(power)?)?;
            next = after;
            scale = scale.checked_mul(power)?;
        }
        Some(Numeral {
            amount: Amount::Exact(value),
            next,
            scale,
        })
    }

    fn digits(&self, i: usize) -> Option<(Decimal, usize)> {
        let token = self.token(i)?;
        if token.kind != Kind::Digits || token.text.contains(':') {
            return None;
        }
        let value: Decimal = token.text.replace(',', "").parse().ok()?;
        Some((within_reach(value)?, i + 1))
    }

    /// A sequence of number words: `one hundred and twenty-five`.
    fn words(&self, i: usize) -> Option<(Decimal, usize)> {
        let mut total = 0u64;
        let mut last = u64::MAX;
        let mut next = i;
        loop {
            let mut at = next;
            let and = self.word(at) == Some("and") && last >= 100;
            if next > i && (and || self.hyphen(at)) {
                at += 1;
            }
            let Some(word) = self.word(at) else { break };
            let Some(&value) = ENGLISH.cardinals.get(word) else {
                break;
            };
            let value = u64::from(value);
            // Tens take a unit after them; after hundreds come tens or units; a unit ends the group.
            let fits = next == i || last >= 100 || (20..100).contains(&last) && value < 10 && value > 0;
            if !fits {
                break;
            }
            total += value;
            last = value;
            next = at + 1;
            if self.word(next) == Some("hundred") {
                total = total - value + value * 100;
                last = 100;
                next += 1;
            }
        }
        (next > i).then(|| (Decimal::from(total), next))
    }

    /// `a hundred`, `a dozen`, `half a million`: an article that counts.
    fn article(&self, i: usize) -> Option<(Decimal, usize)> {
        let article = |at: usize| matches!(self.word(at), Some("a" | "an"));
        let scale = |at: usize| {
            let word = self.word(at)?;
            (ENGLISH.scales.contains_key(word) || word == "dozen").then_some(at)
        };
        if self.word(i) == Some("half") && article(i + 1) {
            return scale(i + 2).map(|at| (Decimal::new(5, 1), at));
        }
        if article(i) {
            return scale(i + 1).map(|at| (Decimal::ONE, at));
        }
        (self.word(i) == Some("dozen")).then_some((Decimal::ONE, i))
    }

    pub(super) fn and_a_half(&self, i: usize) -> Option<(Decimal, usize)> {
        let half = self.word(i) == Some("and")
            && matches!(self.word(i + 1), Some("a"))
            && self.word(i + 2) == Some("half");
        half.then(|| (Decimal::new(5, 1), i + 3))
    }

    /// `million`, and after digits `m`, `bn` where money is meant, `mln` also apart from them.
    fn scale(&self, i: usize, start: usize) -> Option<(Decimal, usize)> {
        let at = if self.hyphen(i) { i + 1 } else { i };
        let word = self.word(at)?;
        if word == "dozen" {
            return Some((Decimal::from(12), at + 1));
        }
        if let Some(&power) = ENGLISH.scales.get(word) {
            return Some((Decimal::from(10u64.checked_pow(power)?), at + 1));
        }
        let glued = self.digits(start).is_some() && !self.token(i)?.gap;
        // "5 mln" is nothing else, glued or not.
        let apart = matches!(word, "mln" | "bln" | "trln") && self.digits(start).is_some();
        let glued = apart || glued && (self.is_money(start) || matches!(word, "bn" | "tn" | "mn"));
        let power = *ENGLISH.short_scales.get(word).filter(|_| glued)?;
        Some((Decimal::from(10u64.checked_pow(power)?), i + 1))
    }

    /// `dozens`, `hundreds of thousands`, `several hundred`.
    fn vague(&self, i: usize) -> Option<Numeral> {
        let first = self.word(i)?;
        let done = |magnitude, next| {
            Some(Numeral {
                amount: Amount::Vague(magnitude),
                next,
                scale: Decimal::ONE,
            })
        };
        if let Some(&power) = ENGLISH.vague.get(first) {
            let inner = (self.word(i + 1) == Some("of"))
                .then(|| self.word(i + 2).and_then(|w| ENGLISH.vague.get(w)))
                .flatten();
            let counting = self.word(i + 1) == Some("of");
            return match inner {
                Some(inner) => done(power + inner, i + 3),
                // Test scores are no twenties.
                None if matches!(first, "tens" | "scores") && !counting => None,
                None => done(power, i + 1),
            };
        }
        let after = self.phrase(&ENGLISH.vague_before, i)?.1;
        let word = self.word(after)?;
        if word == "dozen" {
            return done(1, after + 1);
        }
        let &power = ENGLISH.scales.get(word)?;
        match self.word(after + 1).and_then(|w| ENGLISH.scales.get(w)) {
            Some(more) => done(power + more, after + 2),
            None => done(power, after + 1),
        }
    }

    /// `half`, `a third of`, `two-thirds`, `three quarters of`.
    fn fraction(&self, i: usize) -> Option<Numeral> {
        let done = |value, next| {
            Some(Numeral {
                amount: Amount::Fraction(value),
                next,
                scale: Decimal::ONE,
            })
        };
        if self.word(i) == Some("half") {
            let measured = matches!(
                self.word(i + 1),
                Some("a" | "an" | "past" | "time" | "hour" | "dozen")
            );
            let joined = self.hyphen(i + 1) || i > 0 && self.hyphen(i - 1);
            let place = self
                .before(i)
                .is_some_and(|w| ENGLISH.ordinals.contains_key(w) || w == "other");
            return if measured || joined || place {
                None
            } else {
                done(Decimal::new(5, 1), i + 1)
            };
        }
        let first = self.word(i)?;
        let article = matches!(first, "a" | "one");
        let (top, mut at) = if article {
            (Decimal::ONE, i + 1)
        } else {
            self.words(i)?
        };
        let hyphen = self.hyphen(at);
        at += usize::from(hyphen);
        let word = self.word(at)?;
        let bottom = *ENGLISH.denominators.get(word)?;
        let plural = word.ends_with('s') || word == "halves";
        let whole = self
            .word(at + 1)
            .is_some_and(|w| ENGLISH.after_fraction.contains(w))
            || self.clause_ends(at + 1) && !self.token(at + 1).is_some_and(|t| t.is(","));
        let hour = bottom == 4 && matches!(self.word(at + 1), Some("past" | "to"));
        if plural == (top == Decimal::ONE) || hour || !(hyphen || whole || plural && bottom != 4) {
            return None;
        }
        let share = top.checked_div(Decimal::from(bottom))?;
        if let Some(number) = self.large_number_after(at + 1) {
            return Some(Numeral {
                amount: Amount::Exact(share.checked_mul(number)?),
                next: at + 4,
                scale: Decimal::ONE,
            });
        }
        done(share, at + 1)
    }

    /// The million of *a quarter of a million*.
    fn large_number_after(&self, i: usize) -> Option<Decimal> {
        let article = self.word(i) == Some("of") && matches!(self.word(i + 1), Some("a" | "one"));
        let number = match self.word(i + 2).filter(|_| article)? {
            "thousand" => 1_000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            "trillion" => 1_000_000_000_000_i64,
            _ => return None,
        };
        Some(Decimal::from(number))
    }

    /// `third`, `3rd`, `twenty-first`.
    pub(super) fn ordinal(&self, i: usize) -> Option<Numeral> {
        let done = |value, next| {
            Some(Numeral {
                amount: Amount::Ordinal(value),
                next,
                scale: Decimal::ONE,
            })
        };
        let token = self.token(i)?;
        if token.kind == Kind::Digits {
            let suffix = self.token(i + 1).filter(|t| !t.gap)?;
            let ordinal = matches!(suffix.word.as_str(), "st" | "nd" | "rd" | "th");
            let value: u32 = token.text.replace(',', "").parse().ok()?;
            return if ordinal { done(value, i + 2) } else { None };
        }
        let word = token.word.as_str();
        if let Some(&value) = ENGLISH.ordinals.get(word) {
            return done(value, i + 1);
        }
        let &tens = ENGLISH.cardinals.get(word).filter(|&&v| v >= 20)?;
        if !self.hyphen(i + 1) {
            return None;
        }
        let &unit = self
            .word(i + 2)
            .and_then(|w| ENGLISH.ordinals.get(w))
            .filter(|&&v| v < 10)?;
        done(tens + unit, i + 3)
    }
}
