//! Which words a cue reports.

use super::hits::{Hit, Use};
use super::prelude::{self, Prelude};
use super::subjects::{Order, Subject};
use super::tags::Tag;
use super::unit::Unit;
use std::ops::Range;

/// How the reported words are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A clause or quotation.
    Said,
    /// Something the cue does something to: "denied the claims", "cast it as".
    Object,
    /// "vowed to leave", "urged Seoul to".
    Infinitive,
    /// "asked whether".
    Question,
    /// Nothing but the cue: "declined to comment".
    Nothing,
}

/// The reported words of one cue.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) shape: Shape,
    pub(super) prelude: Prelude,
}

/// A hit with its subject.
pub(super) type Act = (Hit, Option<Subject>);

/// From where on the words before a cue can be its content.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Free {
    /// Behind what the act before reports.
    from: usize,
    /// Behind the last cue that closed its clause; a cue that closes one too takes the acts between into it: "The
    /// minister ordered troops to stay, officials said".
    clause: usize,
}

impl Free {
    /// Moves on behind an act. Words before the next cue begin after this one, unless it stands in a clause that
    /// this one reports.
    pub(super) fn move_on(&mut self, hit: &Hit, subject: Option<&Subject>, content: &Content) {
        let last = content.ranges.iter().map(|r| r.end).max().unwrap_or(hit.end);
        let behind = subject.is_some_and(|s| s.order == Order::After);
        self.from = self.from.max(hit.end).max(if behind { last } else { hit.end });
        let first = content.ranges.iter().map(|r| r.start).min().unwrap_or(hit.end);
        if behind || first < hit.group {
            self.clause = self.clause.max(self.from);
        }
    }
}

/// What the act number `n` of a unit reports. `free` says where words before it can begin.
pub(super) fn content(unit: &Unit<'_>, acts: &[Act], n: usize, free: Free) -> Option<Content> {
    let (hit, subject) = &acts[n];
    if let Some(mark) = hit.inside {
        return Some(inside(unit, hit, mark));
    }
    if hit.usage == Use::Passive {
        return unit.phrase_before(hit.group).map(|object| Content {
            ranges: vec![object],
            shape: Shape::Object,
            prelude: Prelude {
                end: hit.end,
                ..Prelude::default()
            },
        });
    }
    let order = subject.as_ref().map(|s| s.order);
    let start = match subject {
        Some(s) if s.order == Order::After => s.end(),
        _ => hit.end,
    };
    let prelude = prelude::read(unit, hit.cue, start, hit.negated);
    let reader = After { unit, acts, n };
    let closes = subject
        .as_ref()
        .is_some_and(|s| unit.closes_clause(s, hit, prelude.end));
    let from = if closes { free.clause } else { free.from };
    let before = subject.as_ref().and_then(|s| before(unit, hit, s, from));
    if let Some(around) = subject.as_ref().and_then(|s| reader.around(s, from, prelude.end)) {
        return Some(Content {
            ranges: around,
            shape: Shape::Said,
            prelude,
        });
    }
    let (ranges, shape) = match (before, order) {
        (Some((before, true)), _) => {
            let more = reader.more_quotation(prelude.end);
            (std::iter::once(before).chain(more).collect(), Shape::Said)
        }
        (Some((before, false)), Some(Order::After)) => (vec![before], Shape::Said),
        // "Freedom is not for sale, the curator told the firms that fund her"
        (Some((before, false)), Some(Order::Before))
            if prelude.addressee.is_some() && unit.tag(prelude.end) == Some(Tag::That) =>
        {
            (vec![before], Shape::Said)
        }
        // "The plan is dead, the auditor concluded, “only a corpse.”"
        (Some((before, false)), Some(Order::Before)) if reader.goes_on_quoted(prelude.end) => {
            let more = reader.more_quotation(prelude.end);
            (std::iter::once(before).chain(more).collect(), Shape::Said)
        }
        (before, _) => match reader.read(prelude.end, prelude.addressee.is_some()) {
            Some((range, shape)) => (vec![range], shape),
            None => match before {
                Some((before, _)) => (vec![before], Shape::Said),
                None => match subject.as_ref().and_then(|s| reader.antecedent(s, prelude.end)) {
                    Some(antecedent) => (vec![antecedent], Shape::Object),
                    None => reader.nothing(prelude.end)?,
                },
            },
        },
    };
    Some(Content {
        ranges,
        shape,
        prelude,
    })
}

/// A quotation that begins with the cue itself: the quotation, and the object of a short one.
fn inside(unit: &Unit<'_>, hit: &Hit, mark: usize) -> Content {
    let open = unit.start_of_quotation(hit.verb, mark);
    let close = unit.after_quotation(open, mark);
    let mut range = open..close;
    if close - open <= 7
        && !hit.cue.takes("bare")
        && let Some(object) = unit.phrase_after(close, true)
    {
        range.end = object.end;
    }
    Content {
        ranges: vec![range],
        shape: Shape::Said,
        prelude: Prelude {
            end: close,
            ..Prelude::default()
        },
    }
}

/// The words before "he said", and whether they end in a quotation.
fn before(unit: &Unit<'_>, hit: &Hit, subject: &Subject, from: usize) -> Option<(Range<usize>, bool)> {
    let end = match subject.order {
        Order::Before => subject.start(),
        Order::After => hit.group,
        _ => return None,
    };
    // "as the economist put it"
    let end = if end > 1 && unit.lower(end - 1) == "as" {
        end - 1
    } else {
        end
    };
    if from >= end || !(hit.cue.takes("quote") || hit.cue.takes("that")) {
        return None;
    }
    let last = end - 1;
    let quotation =
        unit.closes(last).is_some() || unit.is_comma(last) && last > 0 && unit.closes(last - 1).is_some();
    let range = unit.trim(from..end);
    if range.is_empty() {
        return None;
    }
    if quotation {
        return Some((quotation_with_lead(unit, range), true));
    }
    // A verb may have been taken for a noun; a long stretch that begins like a clause is one.
    let like_clause =
        range.len() > 3 && !matches!(unit.tags[range.start], Tag::Prep | Tag::Ing | Tag::Participle);
    let clause = unit.has_finite(range.clone()) || like_clause || !unit.role_is_body();
    let ends_clause = unit.is_comma(last) && !unit.quoted(last) || unit.tokens[last].is_break();
    // "Priced at $360, the device goes on sale": a verb that reports quotations only.
    let reports = hit.cue.takes("that") || hit.cue.takes("bare") || !unit.role_is_body();
    (clause && reports && ends_clause && !is_dependent(unit, &range)).then_some((range, false))
}

/// Leaves out what leads to a quotation without belonging to it: "Asked about it, “No,” he said".
fn quotation_with_lead(unit: &Unit<'_>, range: Range<usize>) -> Range<usize> {
    let Some(open) = range.clone().find(|&i| unit.opens(i).is_some()) else {
        return range;
    };
    let comma = open > range.start && unit.is_comma(open - 1);
    if comma || open > range.start && unit.tokens[open - 1].is_break() {
        open..range.end
    } else {
        range
    }
}

/// "After the talks failed,": a subordinate clause without a main one.
fn is_dependent(unit: &Unit<'_>, range: &Range<usize>) -> bool {
    // "Blocked leg veins are a risk": a participle before its noun, and a main verb.
    let main = (range.start + 1..range.end)
        .find(|&i| unit.tags[i].is_finite() || matches!(unit.tags[i], Tag::Sub | Tag::That | Tag::Relative))
        .is_some_and(|i| unit.tags[i].is_finite());
    let opens = unit.tags[range.start] == Tag::Sub || unit.tags[range.start] == Tag::Past && !main;
    opens && {
        let inner = range.clone().rev().find(|&i| unit.is_comma(i));
        !inner.is_some_and(|comma| unit.has_finite(comma + 1..range.end))
    }
}

/// Numbers in words, as far as an estimate begins with them.
const NUMERALS: [&str; 22] = [
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

/// Reads forward from a cue.
pub(super) struct After<'a, 'u> {
    pub(super) unit: &'a Unit<'u>,
    pub(super) acts: &'a [Act],
    pub(super) n: usize,
}

impl After<'_, '_> {
    pub(super) fn hit(&self) -> &Hit {
        &self.acts[self.n].0
    }

    /// "The plan, officials said, would cost more": the words on both sides of the cue.
    fn around(&self, subject: &Subject, from: usize, at: usize) -> Option<Vec<Range<usize>>> {
        let unit = self.unit;
        let start = subject.start();
        let set_off = subject.order == Order::Before
            && start > from + 1
            && unit.is_comma(start - 1)
            && unit.is_comma(at)
            && !unit.quoted(start - 1);
        if !set_off || !(self.hit().cue.takes("that") || self.hit().cue.takes("bare")) {
            return None;
        }
        let before = unit.trim(from..start);
        let after = unit.trim(at..self.limit(at + 1));
        // "That was wrong, the panel found, because the city …", "If he is banned, she added, the fee …".
        let reason = |t: Tag| t == Tag::Sub && !matches!(unit.lower(after.start), "as" | "while" | "whereas");
        let split = unit
            .tag(after.start)
            .is_some_and(|t| t.is_finite() || t.is_light() || reason(t) || t == Tag::To)
            || is_dependent(unit, &before) && unit.tags[before.start] == Tag::Sub
            || !unit.has_finite(before.clone()) && unit.tag(before.start).is_some_and(Tag::begins_phrase);
        let quoted = before.clone().any(|i| unit.quoted(i));
        // "She wants, she says, to play in prisons"
        let whole = unit.has_finite(after.clone()) || unit.tag(after.start) == Some(Tag::To);
        (split && !quoted && !before.is_empty() && whole).then(|| vec![before, after])
    }

    /// "a meeting that the ministry would not confirm": what the relative clause of the cue is about.
    fn antecedent(&self, subject: &Subject, at: usize) -> Option<Range<usize>> {
        let unit = self.unit;
        let ends = at >= unit.end() || unit.is_comma(at) || unit.tokens[at].is_break();
        let relative = subject.start().checked_sub(1)?;
        let joins = unit.tags[relative] == Tag::That || unit.lower(relative) == "which";
        let takes = self.hit().cue.takes("noun") && self.hit().cue.entry.kind.is_some()
            || self.hit().negated && self.hit().cue.confirms();
        if !ends || !joins || !takes || subject.order != Order::Before {
            return None;
        }
        let end = if unit.is_comma(relative.checked_sub(1)?) {
            relative - 1
        } else {
            relative
        };
        unit.phrase_before(end)
    }

    fn goes_on_quoted(&self, at: usize) -> bool {
        let open = at + 1 + usize::from(self.unit.tag(at + 1) == Some(Tag::Conj));
        self.unit.is_comma(at) && self.unit.opens(open).is_some() && self.unit.role_is_body()
    }

    /// The second half of a broken quotation.
    fn more_quotation(&self, at: usize) -> Option<Range<usize>> {
        let unit = self.unit;
        let mut open = at;
        // ", said Dr. Prates, who led the trial, “but …”"
        if unit.is_comma(at) && unit.tag(at + 1) == Some(Tag::Relative) {
            let close = (at + 2..(at + 16).min(unit.len())).find(|&i| unit.is_comma(i) && !unit.quoted(i));
            open = close.filter(|&c| unit.opens(c + 1).is_some()).unwrap_or(at);
        }
        while open < unit.len()
            && (unit.is_comma(open) || unit.tags[open] == Tag::Conj || unit.tokens[open].is_break())
        {
            open += 1;
        }
        let mark = unit.opens(open)?;
        let close = unit.after_quotation(open, mark);
        // "…," he said, "…," she said: it may belong to the next cue.
        let taken = self.acts[self.n + 1..].iter().any(|(hit, subject)| {
            subject.as_ref().is_some_and(|s| {
                (s.order == Order::Before && s.start() == close)
                    || (s.order == Order::After && hit.group == close)
            })
        });
        (!taken).then(|| open..self.limit(close).min(self.unit.end().max(close)))
    }

    /// The words reported after the cue.
    fn read(&self, at: usize, told: bool) -> Option<(Range<usize>, Shape)> {
        let unit = self.unit;
        let cue = self.hit().cue;
        let limit = self.limit(at);
        let mut p = at;
        // "would neither confirm nor deny the figure"
        if matches!(unit.lower(p), "nor" | "or")
            && super::lexicon::is_form(unit.lower(p + 1), &[super::verbs::Form::Base])
        {
            p += 2;
        }
        if (unit.is_comma(p) || unit.lower(p) == ":") && unit.opens(p + 1).is_some() {
            p += 1;
        }
        let some = |start: usize, shape: Shape| {
            let range = unit.trim(start..limit.max(start));
            (!range.is_empty()).then_some((range, shape))
        };
        let word = unit.lower(p);
        match unit.tag(p)? {
            // "told the corporations that fund her gallery": which ones.
            Tag::That if told && unit.tag(p + 1).is_some_and(|t| t.is_finite() || t == Tag::Base) => None,
            Tag::That if cue.takes("that") => some(p + 1, Shape::Said),
            Tag::Quote if unit.opens(p).is_some() => self.quotation(p, limit),
            Tag::Punct if word == ":" && cue.takes("quote") && p + 1 < limit => some(p + 1, Shape::Said),
            _ if self.is_question(p) => some(p, Shape::Question),
            Tag::To if cue.takes("inf") => some(p, Shape::Infinitive),
            // "claims not to read reviews"
            Tag::Neg if cue.takes("inf") && unit.tag(p + 1) == Some(Tag::To) => some(p, Shape::Infinitive),
            // "told jurors not to read about it", "warned spectators to stay calm"
            Tag::To | Tag::Neg
                if told && cue.takes("obj-inf") && (p..p + 2).any(|i| unit.tag(i) == Some(Tag::To)) =>
            {
                some(p, Shape::Infinitive)
            }
            Tag::Ing if cue.takes("gerund") => some(p, Shape::Object),
            Tag::Have | Tag::Be if cue.takes("gerund") && word.ends_with("ing") => some(p, Shape::Object),
            Tag::Prep | Tag::Sub if cue.takes_preposition(word) && p + 1 < limit => {
                // "declined to [comment on the case]"
                let comment = cue.entry.lemma.ends_with(" comment");
                some(if comment { self.hit().end - 1 } else { p + 1 }, Shape::Object)
            }
            Tag::Sub if word == "as" && cue.takes("as") => some(p + 1, Shape::Object),
            Tag::Sub
                if matches!(
                    word,
                    "if" | "when" | "after" | "because" | "since" | "once" | "while" | "although"
                ) && cue.takes("bare")
                    && self.is_bare_with_condition(p, limit) =>
            {
                some(p, Shape::Said)
            }
            tag if tag.begins_phrase() || matches!(tag, Tag::Object | Tag::Ing) => self.phrase(p, limit),
            // "said more than 1,200 homes had gone", "ruled out further cuts"
            Tag::Adv if cue.takes("bare") && unit.has_finite(p..limit) => some(p, Shape::Said),
            Tag::Adv if unit.tag(p + 1).is_some_and(Tag::begins_phrase) => {
                let (range, shape) = self.phrase(p + 1, limit)?;
                Some((p..range.end, shape))
            }
            Tag::Prep if cue.takes("bare") && self.is_bare_with_condition(p, limit) => some(p, Shape::Said),
            _ => None,
        }
    }

    /// "said if talks failed it would": a clause in front of the main one.
    fn is_bare_with_condition(&self, p: usize, limit: usize) -> bool {
        let unit = self.unit;
        let comma = (p..limit).find(|&i| unit.is_comma(i)).map_or(p, |c| c + 1);
        unit.has_finite(comma..limit)
            && limit > comma + 2
            && !matches!(unit.lower(p + 1), "asked" | "speaking")
    }

    fn is_question(&self, p: usize) -> bool {
        let cue = self.hit().cue;
        let word = self.unit.lower(p);
        let asks = cue.entry.stance == crate::statements::kinds::Stance::Question
            || self.hit().negated
            || cue.entry.kind.is_some();
        cue.takes("whether")
            && (matches!(word, "whether" | "how" | "why" | "what" | "who" | "where")
                || asks && matches!(word, "if" | "when" | "which"))
    }

    fn quotation(&self, open: usize, limit: usize) -> Option<(Range<usize>, Shape)> {
        let cue = self.hit().cue;
        let unit = self.unit;
        let close = unit.after_quotation(open, unit.opens(open)?);
        if cue.takes("quote") || cue.takes("that") || cue.takes("bare") {
            return Some((unit.trim(open..limit.max(close)), Shape::Said));
        }
        let takes = ["noun", "as", "name", "obj-inf"].iter().any(|t| cue.takes(t));
        takes.then(|| (unit.trim(open..limit.max(close)), Shape::Object))
    }

    /// A noun phrase after the cue: the subject of a clause without "that", or an object.
    fn phrase(&self, p: usize, limit: usize) -> Option<(Range<usize>, Shape)> {
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
            && (!unit.is_comma(phrase.end) || self.has_aside(phrase.end))
            && next != Some(Tag::Conj)
        {
            let range = unit.trim(p..limit);
            return Some((range, Shape::Said));
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
            let casts = cue.entry.kind == Some(crate::statements::kinds::Kind::Characterisation) || quoted;
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

    /// A cue that is a statement by itself.
    fn nothing(&self, at: usize) -> Option<(Vec<Range<usize>>, Shape)> {
        use crate::statements::kinds::Kind;
        let hit = self.hit();
        let alone = matches!(hit.cue.entry.kind, Some(Kind::NoComment | Kind::NonConfirmation))
            && hit.cue.entry.lemma.contains(' ')
            || hit.negated && (hit.cue.silence || hit.cue.confirms())
            || hit.cue.entry.kind == Some(Kind::SpeechAct)
                && (hit.cue.entry.lemma.contains(' ') || hit.cue.entry.lemma.starts_with("apolog"));
        // "has not commented on the deployment": what it is silent about.
        let unit = self.unit;
        let about = matches!(unit.lower(at), "on" | "about" | "to" | "over")
            && unit
                .tag(at + 1)
                .is_some_and(|t| t.begins_phrase() || matches!(t, Tag::Relative | Tag::Sub | Tag::Ing));
        if alone && about {
            let end = self.limit(at).max(at + 2);
            // "comment on the verdict" is the thing declined.
            let start = if hit.cue.entry.lemma.ends_with(" comment") {
                hit.end - 1
            } else {
                at + 1
            };
            return Some((
                vec![unit.trim(start..self.object_limit(end).max(at + 2))],
                Shape::Object,
            ));
        }
        // "did not answer a request"
        let answers = matches!(
            hit.cue.entry.lemma.as_str(),
            "answer" | "disclose" | "specify" | "reveal" | "explain" | "mention" | "clarify"
        );
        if alone && hit.negated && answers && unit.tag(at).is_some_and(Tag::begins_phrase) {
            let end = self.object_limit(self.limit(at)).max(at + 1);
            return Some((vec![unit.trim(at..end)], Shape::Object));
        }
        // "declined to comment"
        if alone && hit.cue.entry.lemma.ends_with("comment") && hit.end - hit.verb > 1 {
            let comment = hit.end - 1..hit.end;
            return Some((vec![comment], Shape::Object));
        }
        // "has not issued any statement"
        let object = hit.verb + 1..hit.end;
        if alone && hit.negated && object.clone().any(|i| unit.tags[i] == Tag::Noun) {
            return Some((vec![unit.trim(object)], Shape::Object));
        }
        let cue = hit.group..hit.end;
        alone.then(|| (Vec::from([cue]), Shape::Nothing))
    }
}

impl Unit<'_> {
    /// ", officials said.": set off by a comma from unquoted words before it, and nothing reported behind it.
    fn closes_clause(&self, subject: &Subject, hit: &Hit, end: usize) -> bool {
        let start = match subject.order {
            Order::Before => subject.start(),
            Order::After => hit.group,
            _ => return false,
        };
        let behind = end >= self.end() || self.tokens[end].is_break() || self.is_comma(end);
        start > 1 && self.is_comma(start - 1) && !self.quoted(start - 1) && !self.quoted(start - 2) && behind
    }

    /// Whether the unit is running text rather than a title.
    pub(super) fn role_is_body(&self) -> bool {
        use crate::article::Role;
        !matches!(self.role, Role::Headline | Role::Deck | Role::Subheading)
    }
}
