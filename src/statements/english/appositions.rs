//! What stands beside a name between commas: "Robert Wood, US ambassador to the United Nations, told".

use super::subjects::{Order, Subject};
use super::tags::Tag;
use super::unit::Unit;
use std::ops::Range;

impl Unit<'_> {
    /// "Robert Wood, US ambassador to the United Nations, [told]": from the closing comma back to the name.
    pub(super) fn before_apposition(&self, close: usize) -> Option<Subject> {
        let mut last = close;
        let mut inner: Option<Range<usize>> = None;
        for _ in 0..3 {
            let open = (0..last)
                .rev()
                .take_while(|&i| !self.is_speech_end(i))
                .find(|&i| self.is_comma(i) && !self.quoted(i))?;
            let beside = open + 1..last;
            if beside.is_empty() || self.tags[beside.start] == Tag::Conj {
                return None;
            }
            let phrase = self.phrase_before(open)?;
            inner = Some(inner.map_or(beside.clone(), |i| beside.start..i.end));
            let age = phrase.len() == 1 && self.tags[phrase.start] == Tag::Num;
            if age || self.is_role_after_name(&phrase) || self.is_place_in(&phrase, &beside) {
                last = open;
                continue;
            }
            return Some(Subject {
                phrase,
                apposition: inner,
                order: Order::Before,
            });
        }
        None
    }

    /// "a company based in Austin, Texas,": a comma within a place.
    fn is_place_in(&self, phrase: &Range<usize>, beside: &Range<usize>) -> bool {
        let named = |r: &Range<usize>| r.clone().all(|i| self.tags[i] == Tag::Name);
        let placed = phrase.start > 0
            && matches!(
                self.lower(phrase.start - 1),
                "in" | "of" | "from" | "near" | "at" | "outside"
            );
        placed && named(phrase) && named(beside)
    }

    /// Whether the phrase follows a comma and a bare name: the middle of "Kim, a doctor, who …".
    fn is_role_after_name(&self, phrase: &Range<usize>) -> bool {
        let Some(comma) = phrase.start.checked_sub(1).filter(|&c| self.is_comma(c)) else {
            return false;
        };
        let lower = self.tags[phrase.start] == Tag::Det || !self.tokens[phrase.start].capital;
        let name = self.phrase_before(comma);
        lower
            && name.is_some_and(|n| {
                n.clone().all(|i| self.tokens[i].capital)
                    && (n.start == 0 || self.is_quotation_end(n.start - 1) || self.is_comma(n.start - 1))
            })
    }

    /// The end of a quotation that is more than a word in quotation marks.
    fn is_speech_end(&self, i: usize) -> bool {
        self.is_quotation_end(i)
            && self
                .closes(i)
                .is_none_or(|mark| i - self.start_of_quotation(i, mark) > 5)
    }

    fn is_quotation_end(&self, i: usize) -> bool {
        self.closes(i).is_some() || self.tokens[i].is_break()
    }

    /// Whether a phrase that ends at `end` ends its clause too: a stop, a comma, a time, a place or a document.
    pub(super) fn ends_after(&self, end: usize) -> bool {
        end >= self.end()
            || matches!(
                self.tags[end],
                Tag::Punct | Tag::Quote | Tag::Ing | Tag::Conj | Tag::Sub | Tag::Relative
            )
            || self.after_time(end) > end
            || self.tags[end] == Tag::Prep
            || self.tags[end] == Tag::Adv
    }

    /// "said Robert Wood, [US ambassador to the United Nations], on Monday"
    pub(super) fn apposition_after(&self, end: usize) -> Option<Range<usize>> {
        if !self.is_comma(end) || self.quoted(end) {
            return None;
        }
        let mut start = end + 1;
        // An age: "Kim, 45, a doctor".
        if self.tag(start) == Some(Tag::Num) && self.is_comma(start + 1) {
            start += 2;
        }
        if self.tag(start) == Some(Tag::Relative) {
            return None;
        }
        let phrase = self.phrase_after(start, true)?;
        let closes = phrase.end >= self.end()
            || matches!(
                self.tags[phrase.end],
                Tag::Punct
                    | Tag::Quote
                    | Tag::Relative
                    | Tag::That
                    | Tag::Participle
                    | Tag::Prep
                    | Tag::Ing
                    | Tag::Conj
            );
        (closes && self.tags[phrase.start] != Tag::Pron).then_some(phrase)
    }
}
