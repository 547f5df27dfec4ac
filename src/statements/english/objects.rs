//! A noun phrase behind a cue: the subject of a clause without "that", or what the cue is done to.

use super::contents::{After, Shape};
use super::tags::Tag;
use crate::statements::kinds::Kind;
use std::ops::Range;

/// Numbers in words, as far as an estimate begins with them.
pub(super) const NUMERALS: [&str; 22] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "half",
    "dozens",
    "hundreds",
    "thousands",
    "zero",
];

impl After<'_, '_> {
    /// A noun phrase after the cue: the subject of a clause without "that", or an object.
    pub(super) fn phrase(&self, p: usize, limit: usize) -> Option<(Range<usize>, Shape)> {
        let unit = self.unit;
        let cue = self.hit().cue;
        let phrase = match unit.tags[p] {
            Tag::Object => p..p + 1,
            _ => unit.phrase_after(p, true).unwrap_or(p..p + 1),
        };
        let whole = |shape| {
            let range = unit.trim(p..self.object_limit(limit).max(phrase.end));
            (!range.is_empty()).then_some((range, shape))
        };
        let next = unit.tag(phrase.end);
        let next_word = unit.lower(phrase.end);
        let title = !unit.role_is_body() && (p..limit).any(|i| unit.tags[i] == Tag::To);
        // Headlines leave "that" out.
        if (cue.takes("bare")
            || cue.takes("that") && !unit.role_is_body() && next.is_some_and(Tag::is_finite))
            && (title || unit.has_finite(p..limit))
            && (unit.tags[p] != Tag::Object || next.is_some_and(Tag::is_finite))
            && (!unit.is_comma(phrase.end) || self.has_aside(phrase.end))
            && next != Some(Tag::Conj)
        {
            let range = unit.trim(p..limit);
            return Some((range, Shape::Said));
        }
        // "said she owed it to him", "said it “undervalues” them": a pronoun that is no object begins a clause.
        let subject = unit.tags[p] == Tag::Pron
            && (matches!(unit.lower(p), "he" | "she" | "they" | "we" | "i")
                || unit.lower(p) == "it" && unit.opens(p + 1).is_some());
        let reports = cue.takes("bare") || cue.takes("that");
        if reports && (subject && limit > p + 2 && !unit.is_comma(p + 1) || self.is_clause(&phrase)) {
            let range = unit.trim(p..limit);
            return (!range.is_empty()).then_some((range, Shape::Said));
        }
        // "asks everyone in the room to stop"
        let beside = cue.takes("obj-inf") && next == Some(Tag::Prep) && !cue.takes("bare");
        let to = beside
            .then(|| unit.phrase_after(phrase.end + 1, true).map(|n| n.end))
            .flatten();
        if let Some(to) = to.filter(|&to| unit.tag(to) == Some(Tag::To)) {
            let range = unit.trim(to + 1..limit.max(to + 1));
            return (!range.is_empty()).then_some((range, Shape::Infinitive));
        }
        if cue.takes("obj-inf")
            && (next == Some(Tag::To) || matches!(next_word, "not") || unit.lower(phrase.end) == "never")
        {
            let to = (phrase.end..limit).find(|&i| unit.tags[i] == Tag::To);
            // "urged troops to be withdrawn": those who are urged are not the troops.
            let passive = to.is_some_and(|t| unit.lower(t + 1) == "be");
            let range = unit.trim(to.filter(|_| !passive).map_or(p, |t| t + 1)..limit);
            return (!range.is_empty()).then_some((range, Shape::Infinitive));
        }
        if cue.takes("of") && cue.takes("person") {
            return (next_word == "of")
                .then(|| whole(Shape::Object))
                .flatten()
                .or_else(|| {
                    // "of" was read as part of the phrase.
                    phrase
                        .clone()
                        .any(|i| unit.lower(i) == "of")
                        .then(|| whole(Shape::Object))
                        .flatten()
                });
        }
        if cue.takes("figure") {
            return self.figure(p, limit).map(|range| (range, Shape::Said));
        }
        if cue.takes("as")
            && let Some(as_) = (p..limit).find(|&i| unit.lower(i) == "as")
        {
            // What it is cast as; the object is the reporter's.
            let quoted = unit.opens(as_ + 1).is_some() || unit.opens(as_ + 2).is_some();
            let kind = cue.entry.kind;
            let casts = kind == Some(Kind::Characterisation) || quoted && kind != Some(Kind::Denial);
            // "first saw it as a student": only words in marks show an opinion.
            if cue.entry.lemma == "see" && !quoted {
                return None;
            }
            let end = self
                .object_limit(limit)
                .max(as_ + 2)
                .min(limit.max(as_ + 2))
                .min(unit.len());
            let predicate = unit.trim(as_ + 1..self.predicate_end(as_ + 1, end, limit));
            return if casts && !predicate.is_empty() {
                Some((predicate, Shape::Object))
            } else {
                whole(Shape::Object)
            };
        }
        if cue.takes("name") {
            let object = self.is_named(p, limit)?;
            let end = self.object_limit(limit).max(phrase.end);
            let predicate = unit.trim(object..self.predicate_end(object, end, limit));
            return (!predicate.is_empty()).then_some((predicate, Shape::Object));
        }
        if cue.takes("to")
            && matches!(cue.entry.lemma.as_str(), "liken" | "compare")
            && (p..limit).any(|i| unit.lower(i) == "to")
        {
            return whole(Shape::Object);
        }
        if cue.takes("noun") && !(cue.takes("bare") && cue.entry.lemma == "say") {
            return whole(Shape::Object);
        }
        let quoted = (p..limit).find(|&i| unit.opens(i).is_some());
        // "wrote her own obituary, which said …": something written, not what it says.
        let quoted = quoted.is_some_and(|q| !(p..q).any(|i| unit.tags[i] == Tag::Relative));
        (quoted && cue.takes("that") && cue.takes("quote") && unit.has_finite(p..limit))
            .then(|| whole(Shape::Said))
            .flatten()
    }

    /// "noted the case was closed": whatever takes "that" may do without it, where a finite verb follows the subject.
    fn is_clause(&self, phrase: &Range<usize>) -> bool {
        let unit = self.unit;
        let begins = unit.tags[phrase.start] != Tag::Object && self.hit().cue.takes("that");
        begins
            && match unit.tag(phrase.end) {
                Some(Tag::Be | Tag::Have | Tag::Modal | Tag::Do) => true,
                // "announced a plan drafted by experts": a participle.
                Some(Tag::Past) => unit
                    .tag(phrase.end + 1)
                    .is_some_and(|t| matches!(t, Tag::Det | Tag::Object | Tag::Adv | Tag::That)),
                _ => false,
            }
    }

    /// Where what something is called ends: with a quotation, or with the object.
    fn predicate_end(&self, start: usize, end: usize, limit: usize) -> usize {
        let unit = self.unit;
        let open = (start..limit.min(start + 3)).find(|&i| unit.opens(i).is_some());
        let close = open.and_then(|o| unit.opens(o).map(|mark| unit.after_quotation(o, mark)));
        close.unwrap_or(end.max(start)).min(unit.len())
    }

    /// "put the crowd at 5,000", "put the gap closer to 450": a figure somebody gives for something.
    fn figure(&self, p: usize, limit: usize) -> Option<Range<usize>> {
        let unit = self.unit;
        let object = unit.phrase_after(p, false)?;
        let number = (object.end..limit.min(object.end + 6)).find(|&i| {
            let word = unit.lower(i);
            unit.tags[i] == Tag::Num || word == "$" || NUMERALS.contains(&word)
        })?;
        let leads = (object.end..number).any(|i| matches!(unit.lower(i), "at" | "to" | "around" | "between"));
        leads.then(|| unit.trim(p..self.object_limit(limit).max(number + 1)))
    }

    /// Where the predicate begins in "called it a lie", "called the plan “reckless”", "called the decision significant";
    /// none in "called the police".
    fn is_named(&self, p: usize, limit: usize) -> Option<usize> {
        let unit = self.unit;
        let object = match unit.tags[p] {
            Tag::Object | Tag::Pron => p + 1,
            _ => unit.phrase_after(p, false).map_or(p + 1, |o| o.end),
        };
        if unit.tags[p] == Tag::Ing {
            return None;
        }
        let named = object < limit
            && (unit.opens(object).is_some()
                || matches!(unit.lower(object), "a" | "an" | "the")
                || matches!(unit.tags[object], Tag::Adj)
                || matches!(unit.tags[p], Tag::Object | Tag::Pron)
                    && matches!(unit.tags[object], Tag::Noun | Tag::Adv));
        // "the decision significant", "the committee political theatre": an adjective behind its noun.
        let behind =
            (p + 1..object.min(limit)).find(|&i| unit.tags[i] == Tag::Adj && unit.tags[i - 1] == Tag::Noun);
        named.then_some(object).or(behind)
    }
}
