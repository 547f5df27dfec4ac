//! Which words a cue reports.

use super::hits::{Hit, Use};
use super::leading::{before, is_dependent};
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
        (_, Some(Order::Before)) if reader.is_silent() && reader.question_put(from).is_some() => {
            (reader.question_put(from).into_iter().collect(), Shape::Question)
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
        let plural = super::verbs::can_be(unit.lower(after.start), super::verbs::Form::Base);
        let whole = unit.has_finite(after.clone()) || unit.tag(after.start) == Some(Tag::To) || plural;
        (split && !quoted && !before.is_empty() && whole).then(|| vec![before, after])
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
            && super::lexicon::is_form(
                unit.lower(p + 1),
                &[super::verbs::Form::Base, super::verbs::Form::Past],
            )
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
                let start = if comment { self.hit().end - 1 } else { p + 1 };
                let end = self.object_limit(limit).max(p + 2);
                Some((unit.trim(start..end), Shape::Object)).filter(|(r, _)| !r.is_empty())
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
        let comma = (p..limit).find(|&i| unit.is_comma(i)).map(|c| c + 1);
        // "a park spokesman warned after a hiker lost two fingers": one clause is the time, two are what is said.
        let clauses = (p..limit)
            .filter(|&i| unit.tags[i].is_finite() && !unit.tag_before(i).is_some_and(Tag::is_finite));
        if comma.is_none() && clauses.count() < 2 {
            return false;
        }
        let comma = comma.unwrap_or(p);
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
        // "found “no sign of life,”": what takes a clause alone takes no fragment.
        let clause = cue.takes("that") && unit.has_finite(open + 1..close);
        if cue.takes("quote") || clause || cue.takes("bare") {
            return Some((unit.trim(open..limit.max(close)), Shape::Said));
        }
        let takes = ["noun", "as", "name", "obj-inf"].iter().any(|t| cue.takes(t));
        takes.then(|| (unit.trim(open..limit.max(close)), Shape::Object))
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
