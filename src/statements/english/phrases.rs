//! Noun phrases around a verb.

use super::tags::Tag;
use super::tokens::Make;
use super::unit::Unit;
use super::words::{Class, is};
use std::ops::Range;

/// Prepositions that tie a phrase to the noun before it rather than to the verb.
const ATTACHING: [&str; 16] = [
    "of", "for", "in", "at", "from", "to", "with", "on", "about", "near", "behind", "between", "against",
    "by", "across", "inside",
];

impl Unit<'_> {
    /// The noun phrase that ends right before `end`.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > 0 {
            let i = start - 1;
            let step = match self.tags[i] {
                Tag::Pron if start == end => return Some(i..end),
                // "she and her colleague"
                Tag::Pron if start < end && self.tags[start] == Tag::Conj => return Some(i..end),
                // "One of them"
                Tag::Object if start == end && i > 0 && self.lower(i - 1) == "of" => i,
                Tag::Det if self.lower(i) == "that" => break,
                Tag::Noun | Tag::Name | Tag::Adj | Tag::Num | Tag::Genitive | Tag::Det => i,
                Tag::Adv if start < end && self.modifies_adjective(i) => i,
                Tag::Participle | Tag::Past | Tag::Ing if start < end && self.is_attributive(i) => i,
                Tag::Prep if start < end && self.attaches(i) => i,
                Tag::Conj if start < end && self.coordinates(i) => i,
                Tag::Punct if start < end && self.is_ampersand(i) => i,
                Tag::Punct => match self.bracket_before(i) {
                    Some(open) => open,
                    None => break,
                },
                _ => break,
            };
            // "Monday the ministry": nothing stands before an article but another one, "of" or "and".
            if self.tags[i] == Tag::Det
                && !matches!(self.tag_before(i), Some(Tag::Det | Tag::Prep | Tag::Conj))
            {
                start = step;
                break;
            }
            start = step;
        }
        let start = self.first_of_phrase(start, end);
        (start < end).then_some(start..end)
    }

    /// Takes away what a phrase cannot begin with.
    fn first_of_phrase(&self, mut start: usize, end: usize) -> usize {
        while start < end
            && (matches!(
                self.tags[start],
                Tag::Prep | Tag::Conj | Tag::Genitive | Tag::Adv | Tag::Punct
            ) || self.tags[start] == Tag::Num && self.is_day_of_month(start))
        {
            start += 1;
        }
        start
    }

    /// The & of "Brooke & Dunn".
    fn is_ampersand(&self, i: usize) -> bool {
        let capital = |k: usize| self.tokens.get(k).is_some_and(|t| t.capital);
        self.lower(i) == "&" && i > 0 && capital(i - 1) && capital(i + 1)
    }

    fn is_day_of_month(&self, i: usize) -> bool {
        self.tag_before(i) == Some(Tag::Calendar)
    }

    fn modifies_adjective(&self, i: usize) -> bool {
        matches!(
            self.tag(i + 1),
            Some(Tag::Adj | Tag::Participle | Tag::Past | Tag::Num)
        ) && matches!(self.tag_before(i), Some(Tag::Det | Tag::Conj | Tag::Prep) | None)
    }

    /// A participle before its noun: "newly elected president", "state-owned firms".
    fn is_attributive(&self, i: usize) -> bool {
        let hyphened = self.tokens[i].lower.contains('-');
        (hyphened || matches!(self.tag_before(i), Some(Tag::Det | Tag::Adv)))
            && matches!(self.tag(i + 1), Some(Tag::Noun | Tag::Name | Tag::Adj))
    }

    fn attaches(&self, i: usize) -> bool {
        ATTACHING.contains(&self.lower(i))
            && matches!(
                self.tag_before(i),
                Some(Tag::Noun | Tag::Name | Tag::Adj | Tag::Num)
            )
            && !self.quoted(i)
    }

    fn coordinates(&self, i: usize) -> bool {
        let pronoun = self.tag_before(i) == Some(Tag::Pron) && matches!(self.lower(i - 1), "he" | "she");
        matches!(self.lower(i), "and" | "or" | "nor")
            && (pronoun || matches!(self.tag_before(i), Some(Tag::Noun | Tag::Name | Tag::Adj)))
            // "to pass it this year and the opposition calling": a time is no speaker.
            && !(i > 0 && is(self.lower(i - 1), Class::Time))
    }

    /// The opening bracket of "(NSC)" that closes at `i`.
    fn bracket_before(&self, i: usize) -> Option<usize> {
        if self.tokens[i].make != Make::Punct(')') {
            return None;
        }
        (i.saturating_sub(6)..i)
            .rev()
            .find(|&k| self.tokens[k].make == Make::Punct('('))
    }

    /// Whether the adverb at `i` belongs to a noun phrase: "a very old ship", "the only carrier".
    fn is_before_noun(&self, i: usize) -> bool {
        match self.tag(i + 1) {
            Some(Tag::Adj) => true,
            Some(Tag::Noun) => self.lower(i) == "only",
            _ => false,
        }
    }

    /// The noun phrase that begins at `start`. With `attach`, phrases with "for", "in" and the like belong to it.
    pub(super) fn phrase_after(&self, start: usize, attach: bool) -> Option<Range<usize>> {
        if !self.tag(start).is_some_and(Tag::begins_phrase) {
            return None;
        }
        if self.tags[start] == Tag::Pron {
            return Some(start..start + 1);
        }
        let mut end = start;
        while end < self.len() {
            match self.tags[end] {
                Tag::Noun | Tag::Name | Tag::Adj | Tag::Num | Tag::Genitive => {}
                Tag::Det
                    if end == start
                        || matches!(self.tag_before(end), Some(Tag::Det | Tag::Prep | Tag::Conj)) => {}
                Tag::Adv if end > start && self.tags[end - 1] == Tag::Det && self.is_before_noun(end) => {}
                Tag::Ing | Tag::Participle | Tag::Past if self.is_attributive(end) => {}
                Tag::Prep if self.continues(end, attach) => {}
                Tag::Conj if self.coordinates(end) && self.tag(end + 1).is_some_and(Tag::begins_phrase) => {}
                Tag::Punct if end > start && self.is_ampersand(end) => {}
                Tag::Punct if self.tokens[end].make == Make::Punct('(') => {
                    match (end..(end + 6).min(self.len())).find(|&k| self.tokens[k].make == Make::Punct(')'))
                    {
                        Some(close) => end = close,
                        None => break,
                    }
                }
                _ => break,
            }
            end += 1;
        }
        let end = end.min(self.len());
        (end > start).then_some(start..end)
    }

    fn continues(&self, i: usize, attach: bool) -> bool {
        let next = self.tag(i + 1);
        let phrase = matches!(next, Some(Tag::Det | Tag::Noun | Tag::Name | Tag::Adj | Tag::Num));
        let word = self.lower(i);
        phrase
            && (word == "of"
                || attach
                    && matches!(word, "for" | "at" | "from" | "in" | "with" | "to")
                    && !self.is_venue(i))
    }

    /// Position of the head noun of a phrase: the last noun before any preposition, bracket or relative.
    pub(super) fn head(&self, phrase: &Range<usize>) -> Option<usize> {
        let cut = phrase
            .clone()
            .skip(1)
            .find(|&i| matches!(self.tags[i], Tag::Prep | Tag::Punct | Tag::Relative | Tag::Conj))
            .unwrap_or(phrase.end);
        let noun = |i: &usize| matches!(self.tags[*i], Tag::Noun | Tag::Name | Tag::Pron);
        let nominal = |i: &usize| matches!(self.tags[*i], Tag::Adj | Tag::Num | Tag::Det);
        (phrase.start..cut)
            .rev()
            .find(noun)
            .or_else(|| (phrase.start..cut).rev().find(nominal))
    }

    /// The position before a time adverbial that ends at `end`: "on Monday", "late Tuesday", "last week".
    pub(super) fn before_time(&self, end: usize) -> usize {
        let mut at = end;
        let mut timed = false;
        while at > 0 {
            let i = at - 1;
            let word = self.lower(i);
            match self.tags[i] {
                Tag::Calendar => timed = true,
                Tag::Num if self.tag_before(i) == Some(Tag::Calendar) => {}
                _ if matches!(
                    word,
                    "yesterday"
                        | "today"
                        | "tomorrow"
                        | "overnight"
                        | "earlier"
                        | "later"
                        | "ago"
                        | "week"
                        | "month"
                        | "year"
                        | "night"
                        | "morning"
                        | "evening"
                        | "afternoon"
                        | "day"
                ) && (timed || self.is_time_phrase(i)) =>
                {
                    timed = true
                }
                // "the same day"
                _ if timed && (word == "same" || word == "the" && self.lower(i + 1) == "same") => {}
                _ if timed && is(word, Class::Time) && self.tags[i] != Tag::Name => {}
                _ => break,
            }
            at = i;
        }
        // "until Saturday" belongs to what stands before it.
        let bound = at > 0 && matches!(self.tags[at - 1], Tag::Sub | Tag::Prep);
        if timed && !bound { at } else { end }
    }

    /// Whether the word at `i` is by itself, or with the word before it, a time adverbial.
    fn is_time_phrase(&self, i: usize) -> bool {
        match self.lower(i) {
            "yesterday" | "today" | "tomorrow" | "overnight" => true,
            "earlier" | "later" | "ago" => false,
            _ => i > 0 && matches!(self.lower(i - 1), "last" | "next" | "this" | "earlier" | "same"),
        }
    }

    /// The position after a time adverbial that begins at `start`.
    pub(super) fn after_time(&self, start: usize) -> usize {
        let mut at = start;
        let mut timed = false;
        while at < self.len() {
            let word = self.lower(at);
            match self.tags[at] {
                Tag::Calendar => timed = true,
                Tag::Num
                    if timed
                        || matches!(self.tag(at + 1), Some(Tag::Calendar))
                        || is(self.lower(at + 1), Class::Time) => {}
                Tag::Punct if timed && self.is_comma(at) && self.tag(at + 1) == Some(Tag::Num) => {}
                _ if matches!(
                    word,
                    "yesterday"
                        | "today"
                        | "tomorrow"
                        | "overnight"
                        | "week"
                        | "month"
                        | "year"
                        | "night"
                        | "morning"
                        | "evening"
                        | "afternoon"
                        | "weekend"
                ) =>
                {
                    timed = true
                }
                _ if matches!(
                    word,
                    "late"
                        | "early"
                        | "earlier"
                        | "last"
                        | "next"
                        | "this"
                        | "on"
                        | "in"
                        | "at"
                        | "the"
                        | "later"
                        | "of"
                        | "p.m."
                        | "a.m."
                        | "recently"
                        | "local"
                        | "time"
                ) && (is(self.lower(at + 1), Class::Time)
                    || self.tag(at + 1) == Some(Tag::Calendar)
                    || timed
                        && word != "the"
                        && word != "of"
                        && word != "in"
                        && word != "on"
                        && word != "at"
                    || self.lower(at) == "recently") =>
                {
                    if matches!(word, "earlier" | "later" | "recently") {
                        timed = true;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        if timed { at } else { start }
    }
}
