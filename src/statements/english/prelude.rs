//! What stands between a cue and the words it reports: to whom, where and when.

use super::lexicon::Cue;
use super::roles;
use super::tags::Tag;
use super::unit::Unit;
use super::words::is_calendar;
use std::ops::Range;

/// Addressee, place and the position where the reported words can begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Prelude {
    pub(super) addressee: Option<Range<usize>>,
    pub(super) venue: Option<Range<usize>>,
    pub(super) end: usize,
}

/// Reads what stands at `start`, right after a cue.
///
/// A negated cue is silent about something: "has not commented [on the verdict]" names no place.
pub(super) fn read(unit: &Unit<'_>, cue: &Cue, start: usize, negated: bool) -> Prelude {
    let mut prelude = Prelude {
        end: start,
        ..Prelude::default()
    };
    loop {
        let at = prelude.end;
        let next = step(unit, cue, &mut prelude, negated);
        if next <= at || next > unit.len() {
            return prelude;
        }
        prelude.end = next;
    }
}

fn step(unit: &Unit<'_>, cue: &Cue, prelude: &mut Prelude, negated: bool) -> usize {
    let at = prelude.end;
    let timed = unit.after_time(at);
    if timed > at {
        return timed;
    }
    let counts = matches!(
        unit.lower(at),
        "more" | "less" | "most" | "only" | "even" | "far" | "so" | "too" | "just" | "further"
    );
    // "remarking only that it was late"
    if counts && unit.tag(at + 1) == Some(Tag::That) {
        return at + 1;
    }
    if unit.tag(at) == Some(Tag::Adv)
        && !counts
        && !unit.tag(at + 1).is_some_and(|t| matches!(t, Tag::Adj | Tag::Num))
    {
        return at + 1;
    }
    let silent = cue.takes_preposition(unit.lower(at)) || negated && cue.silence;
    if prelude.venue.is_none()
        && !silent
        && let Some(venue) = unit.venue(at)
    {
        let end = venue.end;
        prelude.venue = Some(venue);
        return end;
    }
    // "the editorial said of the cuts"
    if unit.lower(at) == "of"
        && !cue.takes("of")
        && let Some(phrase) = unit.phrase_after(at + 1, true)
    {
        return phrase.end;
    }
    // "said through an interpreter that", "told reporters via a translator"
    if matches!(unit.lower(at), "through" | "via")
        && let Some(phrase) = unit.phrase_after(at + 1, true)
    {
        return phrase.end;
    }
    // "claimed on social media that", "told the paper by telephone that": how or where.
    if unit.tag(at) == Some(Tag::Prep)
        && cue.takes("that")
        && !silent
        && let Some(phrase) = unit.phrase_after(at + 1, true)
        && unit.tag(phrase.end) == Some(Tag::That)
    {
        return phrase.end;
    }
    if prelude.addressee.is_none()
        && !(negated && cue.silence)
        && let Some(addressee) = addressee(unit, cue, at)
    {
        let end = addressee.end;
        prelude.addressee = Some(addressee);
        return end;
    }
    parenthesis(unit, at).unwrap_or(at)
}

/// "told [reporters] that", "said to [the board]".
fn addressee(unit: &Unit<'_>, cue: &Cue, at: usize) -> Option<Range<usize>> {
    let to = unit.lower(at) == "to" && unit.tag(at) == Some(Tag::Prep) && !cue.takes_preposition("to");
    let start = if to { at + 1 } else { at };
    if !to && !cue.takes("person") {
        return None;
    }
    let phrase = match unit.tag(start)? {
        Tag::Object => start..start + 1,
        Tag::Pron if unit.lower(start) == "it" || unit.lower(start) == "you" => start..start + 1,
        Tag::Pron => return None,
        _ => unit.phrase_after(start, false)?,
    };
    let after = phrase.end;
    let tells = cue.entry.lemma == "tell" || to;
    let led = matches!(unit.tag(after), Some(Tag::That | Tag::Quote | Tag::To))
        || unit.is_comma(after) && unit.opens(after + 1).is_some();
    // "warned Seoul it would", "promised voters the moon": only "tell" always has somebody told.
    (tells
        || led
        || unit.tag(after) == Some(Tag::Prep)
            && cue.entry.kind.is_none()
            && cue.takes_preposition(unit.lower(after))
        || unit.tag(after) == Some(Tag::Neg) && unit.tag(after + 1) == Some(Tag::To)
        || unit.tag(after) == Some(Tag::Pron)
        || unit.venue(after).is_some()
        || unit.after_time(after) > after)
        .then_some(phrase)
}

/// ", in a statement," before that or a quotation.
fn parenthesis(unit: &Unit<'_>, at: usize) -> Option<usize> {
    let citing = matches!(unit.lower(at + 1), "citing" | "quoting");
    if !unit.is_comma(at) || !citing && unit.tag(at + 1) != Some(Tag::Prep) {
        return None;
    }
    let close = (at + 2..(at + 14).min(unit.len())).find(|&i| unit.is_comma(i))?;
    let plain = (at + 1..close).all(|i| !unit.tags[i].is_finite() && !unit.quoted(i));
    let leads = unit.tag(close + 1) == Some(Tag::That) || unit.opens(close + 1).is_some();
    (plain && leads).then_some(if unit.opens(close + 1).is_some() {
        close
    } else {
        close + 1
    })
}

impl Unit<'_> {
    /// A place or occasion of speech that begins at `at`: "at a committee meeting during the UN General Assembly".
    pub(super) fn venue(&self, at: usize) -> Option<Range<usize>> {
        if !self.is_venue(at) {
            return None;
        }
        let mut end = self.phrase_after(at + 1, true)?.end;
        loop {
            let more = self.tag(end) == Some(Tag::Prep)
                && super::slots::is_venue_preposition(self.lower(end))
                && self.after_time(end) == end
                && self
                    .phrase_after(end + 1, true)
                    .is_some_and(|p| !p.clone().any(|i| is_calendar(self.lower(i))));
            if !more {
                return Some(at..end);
            }
            end = self.phrase_after(end + 1, true).map_or(end, |p| p.end);
        }
    }

    /// Whether a preposition at `at` leads to a place or occasion of speech.
    pub(super) fn is_venue(&self, at: usize) -> bool {
        if self.tag(at) != Some(Tag::Prep) || !super::slots::is_venue_preposition(self.lower(at)) {
            return false;
        }
        let start = at + 1;
        if self.after_time(at) > at
            || !self
                .tag(start)
                .is_some_and(|t| matches!(t, Tag::Det | Tag::Noun | Tag::Name | Tag::Adj))
        {
            return false;
        }
        let mut end = start;
        while self
            .tag(end)
            .is_some_and(|t| t.is_nominal() && (t != Tag::Det || end == start))
        {
            end += 1;
        }
        let Some(head) = (start..end)
            .rev()
            .find(|&i| matches!(self.tags[i], Tag::Noun | Tag::Name))
        else {
            return false;
        };
        let occasion = (start..end).any(|i| super::slots::is_venue_noun(self.lower(i)));
        let place =
            self.lower(at) == "in" && self.tags[head] == Tag::Name && !roles::is_body_name(self.lower(head));
        occasion || place && (start..end).all(|i| self.tags[i] == Tag::Name)
    }
}
