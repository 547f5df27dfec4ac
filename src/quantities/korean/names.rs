//! Numbers that name: F-16, 9·11, 010-1234-5678; and those that place: 제9조, 3위, 21세기, 2270호.

use super::Reader;
use crate::quantities::lexicon::KOREAN;
use crate::quantities::value::{Quantity, Unit, Value};
use crate::text::Span;

impl Reader<'_> {
    /// The end of a name that begins with Latin letters: `G20`, `COVID-19`, `F-16`.
    pub(super) fn latin_name(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let mut end = 0;
        for (i, c) in rest.char_indices() {
            let joins = c == '-' && rest[i + 1..].starts_with(|n: char| n.is_ascii_alphanumeric());
            if !(c.is_ascii_alphanumeric() || joins) {
                break;
            }
            end = i + c.len_utf8();
        }
        let after = &rest[end..];
        // US$5 is a sum.
        if after.starts_with('$') { at } else { at + end }
    }

    /// The end of figures chained by signs (9·11, 6·25, 010-1234-5678), where they are neither date nor range.
    pub(super) fn chain(&self, at: usize) -> Option<usize> {
        let mut ends = vec![
            self.small(at, usize::MAX)
                .map(|(_, end)| end)
                .unwrap_or(self.past_number(at)),
        ];
        let mut middle_dot = false;
        loop {
            let end = *ends.last()?;
            let mut rest = self.rest(end).chars();
            let Some(sign) = rest.next().filter(|c| matches!(c, '·' | '/' | '-' | '.')) else {
                break;
            };
            if !rest.next().is_some_and(|c| c.is_ascii_digit()) {
                break;
            }
            middle_dot |= matches!(sign, '·' | '/');
            let next = end + sign.len_utf8();
            ends.push(next + self.rest(next).bytes().take_while(u8::is_ascii_digit).count());
        }
        let end = *ends.last()?;
        let decimal = ends.len() == 2 && self.text[ends[0]..].starts_with('.');
        let chained = ends.len() > 1 && !decimal && (middle_dot || ends.len() > 2);
        (chained && self.iso_date(at).is_none()).then_some(end)
    }

    /// A place in an order: 제2차, 3위, 세 번째, 헌법 9조.
    pub(super) fn label(&self, at: usize) -> Option<Quantity> {
        let prefixed = self.rest(at).starts_with('제')
            && self.rest(at)['제'.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        let start = if prefixed { at + '제'.len_utf8() } else { at };
        if !self.rest(start).starts_with(|c: char| c.is_ascii_digit()) {
            return self.native_place(at);
        }
        let (number, end) = self.small(start, 4)?;
        let place = |end| {
            let number = u32::try_from(number).ok()?;
            Some(Quantity::new(
                Span::new(at, end),
                Value::Ordinal { number },
                Unit::None,
            ))
        };
        let after = self.space(end);
        let suffix = KOREAN
            .label_suffixes
            .longest(self.rest(after))
            .map(|(form, ())| after + form.len());
        let rivals = KOREAN
            .counters
            .longest(self.rest(after))
            .map_or(0, |(form, _)| form.len())
            .max(
                KOREAN
                    .units
                    .longest(self.rest(after))
                    .map_or(0, |(form, _)| form.len()),
            );
        if let Some(suffix) = suffix.filter(|&s| {
            s - after >= rivals
                && (prefixed || self.ends_before(s))
                && (after == end || self.rest(after).starts_with("번째"))
        }) {
            return place(suffix);
        }
        let article = self.rest(end).starts_with('조') && self.follows(at, &KOREAN.label_words);
        let money = self
            .rest(end + self.rest(end).chars().next().map_or(0, char::len_utf8))
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '원' | '억' | '달' | '천'));
        if prefixed || article && !money {
            let article = self.rest(end).starts_with('조') && !money;
            return place(if article { end + '조'.len_utf8() } else { end });
        }
        None
    }

    /// 첫, 첫째, 두 번째.
    fn native_place(&self, at: usize) -> Option<Quantity> {
        let place = |number, end| {
            Some(Quantity::new(
                Span::new(at, end),
                Value::Ordinal { number },
                Unit::None,
            ))
        };
        if let Some((form, &number)) = KOREAN.ordinals.longest(self.rest(at)) {
            let end = at + form.len();
            return if self.ends_before(end) {
                place(number, end)
            } else {
                None
            };
        }
        const FIRST: &str = "첫";
        const NTH: &str = "번째";
        if self.rest(at).starts_with(FIRST) {
            let end = at + FIRST.len();
            let after = self.space(end);
            if self.rest(after).starts_with(NTH) {
                return place(1, after + NTH.len());
            }
            return if after > end { place(1, end) } else { None };
        }
        let native = self.native(at)?;
        let after = self.space(native.next);
        let number = u32::try_from(native.value).ok()?;
        if self.rest(after).starts_with(NTH) {
            return place(number, after + NTH.len());
        }
        None
    }
}
