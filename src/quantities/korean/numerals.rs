//! Korean numerals: 1만5천, 천오백, 열두, 수십만, 3분의 2.

use super::Reader;
use crate::quantities::lexicon::{KOREAN, within_reach};
use rust_decimal::Decimal;

/// A numeral and the place after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: Decimal,
    pub(super) next: usize,
    /// What the last of its powers of ten multiplies by: 10,000 for 4만, 1 for 12.
    pub(super) scale: Decimal,
}

/// A native numeral (열두, 두) and the place after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Native {
    pub(super) value: u64,
    pub(super) next: usize,
    /// The form before a counter (두, 세), not the noun (둘, 셋).
    pub(super) determiner: bool,
    /// Goes with few counters only (석, 넉).
    pub(super) special: bool,
}

/// A Sino-Korean numeral as it is being read.
struct Sum {
    total: Decimal,
    section: Decimal,
    figure: Option<Decimal>,
    /// The smallest large power so far; the next must be smaller.
    large: u64,
    small: u32,
    scale: Decimal,
}

impl Sum {
    fn finish(&self) -> Option<Decimal> {
        let section = self.section.checked_add(self.figure.unwrap_or_default())?;
        self.total.checked_add(section)
    }

    fn add_small(&mut self, power: u32) -> Option<()> {
        let figure = self.figure.take().unwrap_or(Decimal::ONE);
        self.section = self
            .section
            .checked_add(figure.checked_mul(Decimal::from(power))?)?;
        self.small = power;
        self.scale = Decimal::from(power);
        Some(())
    }

    fn add_large(&mut self, power: u64) -> Option<()> {
        let mut section = self.section.checked_add(self.figure.take().unwrap_or_default())?;
        if section.is_zero() {
            // 만 alone is ten thousand, 억만 no number.
            if !self.total.is_zero() {
                return None;
            }
            section = Decimal::ONE;
        }
        self.total = self
            .total
            .checked_add(section.checked_mul(Decimal::from(power))?)?;
        self.scale = if self.scale > Decimal::ONE && self.small < u32::MAX {
            self.scale.checked_mul(Decimal::from(power))?
        } else {
            Decimal::from(power)
        };
        self.section = Decimal::ZERO;
        self.large = power;
        self.small = u32::MAX;
        Some(())
    }
}

impl Reader<'_> {
    /// A numeral in digits, mixed with powers of ten in Hangul: 1,500, 2만3천400, 3조2천억, 1억 2천만.
    pub(super) fn figures(&self, at: usize) -> Option<Numeral> {
        self.digits(at)?;
        self.sum(at).map(|(numeral, _)| numeral)
    }

    /// A numeral in Hangul alone, and whether it holds a power of ten: 천오백, 백오십만, 삼.
    pub(super) fn sino(&self, at: usize) -> Option<(Numeral, bool)> {
        let first = self.rest(at).chars().next()?;
        let (numeral, powers) = self.sum(at).filter(|_| !first.is_ascii_digit())?;
        let mixed = self.text[at..numeral.next].contains(|c: char| c.is_ascii_digit());
        (!mixed).then_some((numeral, powers))
    }

    fn sum(&self, start: usize) -> Option<(Numeral, bool)> {
        let mut sum = Sum {
            total: Decimal::ZERO,
            section: Decimal::ZERO,
            figure: None,
            large: u64::MAX,
            small: u32::MAX,
            scale: Decimal::ONE,
        };
        let mut at = start;
        let mut powers = false;
        loop {
            if sum.figure.is_none() {
                // After 만, 억 and 조 a space may stand before further digits.
                let spaced = self.space(at);
                let from = if powers && sum.small == u32::MAX && sum.section.is_zero() {
                    spaced
                } else {
                    at
                };
                if let Some((figure, next)) = self.digits(from) {
                    if powers && from > at && !self.continues(next, sum.large) {
                        break;
                    }
                    sum.figure = Some(figure);
                    sum.scale = Decimal::ONE;
                    at = next;
                    continue;
                }
            }
            let Some(c) = self.rest(at).chars().next() else {
                break;
            };
            let next = at + c.len_utf8();
            if let Some(&digit) = KOREAN.digits.get(&c).filter(|_| sum.figure.is_none()) {
                if !self.digit_belongs(start, next) {
                    break;
                }
                sum.figure = Some(Decimal::from(digit));
                sum.scale = Decimal::ONE;
            } else if let Some(&power) = KOREAN.small.get(&c).filter(|p| **p < sum.small) {
                sum.add_small(power)?;
                powers = true;
            } else if let Some(&power) = KOREAN
                .large
                .get(&c)
                .filter(|p| **p < sum.large && self.large_belongs(c, next))
            {
                sum.add_large(power)?;
                powers = true;
            } else {
                break;
            }
            at = next;
        }
        if at == start {
            return None;
        }
        let value = within_reach(sum.finish()?)?;
        Some((
            Numeral {
                value,
                next: at,
                scale: sum.scale,
            },
            powers,
        ))
    }

    /// Digits with separators: `1,500`, `3.5`.
    fn digits(&self, at: usize) -> Option<(Decimal, usize)> {
        let bytes = self.rest(at).as_bytes();
        let run = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
        let mut end = run(0);
        if end == 0 {
            return None;
        }
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
        }
        if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
            end += 1 + run(end + 1);
        }
        let figure = within_reach(self.rest(at)[..end].replace(',', "").parse().ok()?)?;
        Some((figure, at + end))
    }

    /// Whether digits after a space go on with the numeral (1억 2천만, 5조 3000억) and do not begin another.
    fn continues(&self, next: usize, large: u64) -> bool {
        let c = self.rest(next).chars().next();
        let power = c.is_some_and(|c| {
            KOREAN.small.contains_key(&c) || KOREAN.large.get(&c).is_some_and(|&power| power < large)
        });
        // 3만 5000원: four digits complete the myriad.
        power
            || large == 10_000
                && self
                    .rest(next - 4.min(next))
                    .bytes()
                    .take(4)
                    .all(|b| b.is_ascii_digit())
    }

    /// Whether a Hangul digit is one: a power of ten follows, or it ends a numeral in Hangul.
    fn digit_belongs(&self, start: usize, next: usize) -> bool {
        let power = self
            .rest(next)
            .chars()
            .next()
            .is_some_and(|c| KOREAN.small.contains_key(&c) || KOREAN.large.contains_key(&c));
        power || !self.rest(start).starts_with(|c: char| c.is_ascii_digit())
    }

    /// 조 and 경 are also the beginnings of words that follow a number: 3조각, 3경기.
    fn large_belongs(&self, c: char, next: usize) -> bool {
        let rest = self.rest(next);
        !matches!(c, '조' | '경')
            || rest.starts_with(|n: char| {
                n.is_ascii_digit() || KOREAN.digits.contains_key(&n) || KOREAN.small.contains_key(&n)
            })
            || KOREAN.units.longest(rest).is_some()
            || c == '조' && self.ends_before(next)
    }

    /// 하나, 열두, 스물다섯, 두, 스무, 석.
    pub(super) fn native(&self, at: usize) -> Option<Native> {
        let rest = self.rest(at);
        let found = |value: u32, len: usize, determiner, special| Native {
            value: u64::from(value),
            next: at + len,
            determiner,
            special,
        };
        if rest.starts_with(&KOREAN.twenty) {
            return Some(found(20, KOREAN.twenty.len(), true, false));
        }
        let (tens, len) = KOREAN
            .tens
            .longest(rest)
            .map_or((0, 0), |(form, &value)| (value, form.len()));
        let after = &rest[len..];
        if let Some((form, &value)) = KOREAN.ones.longest(after) {
            let plain = value > 4;
            return Some(found(tens + value, len + form.len(), plain, false));
        }
        if let Some((form, &value)) = KOREAN.determiners.longest(after) {
            return Some(found(tens + value, len + form.len(), true, false));
        }
        if tens > 0 {
            return Some(found(tens, len, true, false));
        }
        let (form, &value) = KOREAN.special.longest(rest)?;
        Some(found(value, form.len(), true, true))
    }

    /// Whether the word before ends in ㄹ, the adnominal of -ㄹ 수: in 볼 수만 있다면, 수만 is no number.
    fn after_modifier(&self, at: usize) -> bool {
        const FINALS: u32 = 28;
        const RIEUL: u32 = 8;
        let last = self.text[..at]
            .trim_end()
            .chars()
            .next_back()
            .filter(|c| ('가'..='힣').contains(c));
        last.is_some_and(|c| (u32::from(c) - u32::from('가')) % FINALS == RIEUL)
            && self.rest(at).starts_with("수만")
    }

    /// 수십, 수백만, 몇천: the power of ten and the place after it.
    pub(super) fn vague(&self, at: usize) -> Option<(u32, usize)> {
        let mut next = self.one_of(at, &KOREAN.vague_before)?;
        if self.after_modifier(at) {
            return None;
        }
        let mut magnitude = 0;
        let mut below = u64::MAX;
        while let Some(c) = self.rest(next).chars().next() {
            let power = KOREAN
                .small
                .get(&c)
                .map(|&p| u64::from(p))
                .or_else(|| KOREAN.large.get(&c).copied());
            let Some(power) = power.filter(|_| below != 0) else {
                break;
            };
            // A small power, then at most one large one.
            magnitude += power.ilog10();
            below = if power < 10_000 { u64::MAX } else { 0 };
            next += c.len_utf8();
        }
        (magnitude > 0).then_some((magnitude, next))
    }
}
