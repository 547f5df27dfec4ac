//! Who is the subject of a cue.

use super::hits::{Hit, Use};
use super::tags::Tag;
use super::unit::Unit;
use super::words::{Class, is};
use std::ops::Range;

/// The one who speaks, as the sentence puts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The noun phrase, apposition left out.
    pub(super) phrase: Range<usize>,
    /// What stands beside it between commas: "US ambassador to the United Nations".
    pub(super) apposition: Option<Range<usize>>,
    /// On which side of the verb, or where else it comes from.
    pub(super) order: Order,
}

/// Where a subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Before,
    /// "… ," said the minister.
    After,
    /// the minister, who said
    Relative,
    /// The subject of the verb before, shared: "denied it and said".
    Shared,
    /// "with Seoul claiming", "a statement saying"
    Own,
}

impl Subject {
    fn new(phrase: Range<usize>, order: Order) -> Self {
        Self {
            phrase,
            apposition: None,
            order,
        }
    }

    /// First token of phrase and apposition.
    pub(super) fn start(&self) -> usize {
        self.apposition
            .as_ref()
            .map_or(self.phrase.start, |a| a.start.min(self.phrase.start))
    }

    /// After the last token of phrase and apposition.
    pub(super) fn end(&self) -> usize {
        self.apposition
            .as_ref()
            .map_or(self.phrase.end, |a| a.end.max(self.phrase.end))
    }
}

/// The subject of `hit`. `earlier` are the subjects of the hits before it in the unit.
pub(super) fn subject(unit: &Unit<'_>, hit: &Hit, earlier: &[(Hit, Option<Subject>)]) -> Option<Subject> {
    match hit.usage {
        Use::Finite => finite(unit, hit, earlier),
        Use::Ing => participle(unit, hit, earlier),
        Use::Passive => agent(unit, hit),
        Use::Bare => None,
    }
}

/// "was condemned by the union": the one who acts, where the cue is an act by itself.
fn agent(unit: &Unit<'_>, hit: &Hit) -> Option<Subject> {
    hit.cue.entry.kind?;
    let by = (hit.end..unit.len()).take(4).find(|&i| unit.lower(i) == "by")?;
    // "dismissed by presidential decree": no one's words.
    Some(Subject::new(unit.phrase_after(by + 1, true)?, Order::Own)).filter(|s| unit.can_speak(s))
}

fn finite(unit: &Unit<'_>, hit: &Hit, earlier: &[(Hit, Option<Subject>)]) -> Option<Subject> {
    if let Some(subject) = unit.relative(hit.group) {
        return Some(subject);
    }
    if let Some(subject) = inverted(unit, hit) {
        return Some(subject);
    }
    let shared = matches!(unit.tag_before(unit.back_over_light(hit.group)), Some(Tag::Conj));
    if !shared && let Some(subject) = unit.before_verb(hit.group) {
        return Some(subject);
    }
    inherited(unit, hit, earlier)
}

/// "… ," said the minister; "…" says Kim.
fn inverted(unit: &Unit<'_>, hit: &Hit) -> Option<Subject> {
    if hit.verb != hit.group || hit.inside.is_some() || !(hit.cue.takes("quote") || hit.cue.takes("that")) {
        return None;
    }
    let before = hit.group.checked_sub(1)?;
    let after_quotation = unit.closes(before).is_some()
        || unit.is_comma(before) && before > 0 && unit.closes(before - 1).is_some();
    let finite_outside = (0..before).any(|i| unit.tags[i].is_finite() && !unit.quoted(i))
        || before > 0 && unit.ends_after_person(hit.end)
        // A verb may have been taken for a noun: a long stretch without another comma is a clause.
        || before > 4 && !(0..before).any(|i| unit.is_comma(i));
    let after_clause =
        unit.is_comma(before) && (finite_outside || !unit.role_is_body()) && hit.cue.entry.lemma != "tell";
    if !after_quotation && !after_clause {
        return None;
    }
    if unit.after_time(hit.end) > hit.end {
        return None;
    }
    let phrase = unit.phrase_after(hit.end, true)?;
    let pronoun = unit.tags[phrase.start] == Tag::Pron;
    let ends = unit.ends_after(phrase.end);
    if !ends && (!after_quotation || pronoun) {
        return None;
    }
    // "…, Kim, 45, said the plan was dead": what follows is a clause, not who speaks.
    let verb = (phrase.end..unit.len()).find(|&i| !unit.tags[i].is_light());
    // "Eva de Wit, a lawyer, said the ruling “sends a message”"
    if !after_quotation && unit.opens(phrase.end).is_some() {
        return None;
    }
    if !after_quotation && verb.and_then(|v| unit.tag(v)).is_some_and(Tag::is_finite) {
        return None;
    }
    let mut subject = Subject::new(phrase, Order::After);
    // "A senior official, stressing that it was a personal view, said a cut …": a cut says nothing.
    if !after_quotation && !unit.can_speak(&subject) {
        return None;
    }
    subject.apposition = unit.apposition_after(subject.phrase.end);
    Some(subject)
}

fn participle(unit: &Unit<'_>, hit: &Hit, earlier: &[(Hit, Option<Subject>)]) -> Option<Subject> {
    let at = unit.back_over_light(hit.group);
    let direct = unit
        .tag_before(at)
        .is_some_and(|t| matches!(t, Tag::Noun | Tag::Name | Tag::Pron));
    if direct {
        let phrase = unit.phrase_before(at)?;
        let with = unit.before(phrase.start).is_some_and(|t| t.is("with"));
        if !with && unit.is_document(&phrase) {
            return inherited(unit, hit, earlier).or(Some(Subject::new(phrase, Order::Own)));
        }
        return Some(Subject::new(phrase, Order::Own));
    }
    inherited(unit, hit, earlier).or_else(|| ahead(unit, hit))
}

/// "Citing a source, Yonhap reported": the subject of the clause that follows.
fn ahead(unit: &Unit<'_>, hit: &Hit) -> Option<Subject> {
    let verb = (hit.end..unit.len()).find(|&i| unit.tags[i].is_finite() && !unit.quoted(i))?;
    unit.before_verb(unit.group_start(verb))
}

/// The subject of the nearest verb before, first of all that of a cue.
fn inherited(unit: &Unit<'_>, hit: &Hit, earlier: &[(Hit, Option<Subject>)]) -> Option<Subject> {
    let of_cue = earlier.iter().rev().find_map(|(_, s)| s.clone());
    if let Some(subject) = of_cue {
        return Some(Subject {
            order: Order::Shared,
            ..subject
        });
    }
    let verbs = (0..hit.group).rev().filter(|&i| {
        // "Astronomers detect vapour, but say": a plural's present too.
        let plural =
            unit.tags[i] == Tag::Base && !matches!(unit.tag_before(i), Some(Tag::To | Tag::Modal | Tag::Do));
        (unit.tags[i].is_finite() || plural) && !unit.quoted(i)
    });
    let subjects: Vec<Subject> = verbs
        .filter_map(|verb| unit.before_verb(unit.group_start(verb)))
        .collect();
    // "Orvane cut its revenue forecast, blaming weak demand": the nearest that can speak.
    let mut subject = subjects
        .iter()
        .find(|s| unit.can_speak(s))
        .or(subjects.first())?
        .clone();
    subject.order = Order::Shared;
    Some(subject)
}

impl Unit<'_> {
    /// Whether the subject is a pronoun, a name, or a noun for one who speaks.
    fn can_speak(&self, subject: &Subject) -> bool {
        let mention = super::mentions::mention(self, &subject.phrase, subject.apposition.as_ref());
        let f = &mention.features;
        f.name.is_some()
            || !f.members.is_empty()
            || f.form == crate::statements::draft::Form::Pronoun
            || f.head
                .as_deref()
                .is_some_and(|h| super::roles::is_person(h) || super::roles::is_body(h))
    }

    /// First token of the verb group that the finite token at `verb` belongs to.
    fn group_start(&self, verb: usize) -> usize {
        let mut at = verb;
        while self
            .tag_before(at)
            .is_some_and(|t| t.is_light() || matches!(t, Tag::Have | Tag::Be | Tag::Do | Tag::Modal))
        {
            at -= 1;
        }
        at
    }

    /// Back over adverbs and times: "the ministry late on Monday [said]".
    pub(super) fn back_over_light(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            let quote = at > 0 && self.opens(at - 1).is_some() && self.quoted(at);
            let light = quote || self.tag_before(at).is_some_and(|t| t.is_light());
            let next = if light { at - 1 } else { self.before_time(at) };
            if next == at {
                return at;
            }
            at = next;
        }
    }

    /// "the minister, who [said]"
    fn relative(&self, group: usize) -> Option<Subject> {
        let at = self.back_over_light(group);
        let relative = at.checked_sub(1)?;
        if self.tags[relative] != Tag::Relative || !matches!(self.lower(relative), "who" | "which") {
            return None;
        }
        let end = if self.is_comma(relative.checked_sub(1)?) {
            relative - 1
        } else {
            relative
        };
        let phrase = self.phrase_before(end)?;
        // "Lucía Marín of the group Living Rivers, which has accused": the group, for she would be "who".
        let prep = phrase.clone().rev().find(|&i| self.tags[i] == Tag::Prep);
        let inner = prep
            .map(|p| p + 1..phrase.end)
            .filter(|_| self.lower(relative) == "which");
        Some(Subject::new(
            inner.filter(|i| !i.is_empty()).unwrap_or(phrase),
            Order::Relative,
        ))
    }

    /// The subject that stands before a verb whose group begins at `group`.
    pub(super) fn before_verb(&self, group: usize) -> Option<Subject> {
        let at = self.back_over_light(group);
        // "most of the scientists surveyed predicted"
        let surveyed = at > 1
            && matches!(self.tag_before(at), Some(Tag::Past | Tag::Participle))
            && self.tag_before(at - 1) == Some(Tag::Noun);
        let at = if surveyed { at - 1 } else { at };
        let last = at.checked_sub(1)?;
        if self.is_comma(last) && !self.quoted(last) {
            return self.before_apposition(last);
        }
        let Some(phrase) = self.phrase_before(at) else {
            return Some(Subject::new(self.before_relative(at)?, Order::Before));
        };
        let phrase = self.out_of_relative(phrase)?;
        Some(Subject::new(phrase, Order::Before))
    }

    /// "Two officials [who were not authorised to speak publicly] said": the clause between ends in no noun.
    fn before_relative(&self, at: usize) -> Option<Range<usize>> {
        let from = (0..at)
            .rev()
            .find(|&b| matches!(self.tags[b], Tag::Punct | Tag::Quote))
            .map_or(0, |b| b + 1);
        let relative = (from..at)
            .rev()
            .find(|&r| self.tags[r] == Tag::Relative && matches!(self.lower(r), "who" | "which"))?;
        let finite = (relative + 1..at).any(|i| self.tags[i].is_finite() || self.tags[i] == Tag::Base);
        finite.then(|| self.phrase_before(relative)).flatten()
    }

    /// "A man [who saw the attack] said", "Officials [briefed on the matter] said".
    fn out_of_relative(&self, phrase: Range<usize>) -> Option<Range<usize>> {
        let mut k = phrase.start.checked_sub(1);
        while let Some(i) = k
            && matches!(self.tags[i], Tag::Prep | Tag::Adv | Tag::To)
        {
            k = i.checked_sub(1);
        }
        // "Scientist accused of faking data says": back over the -ing form to the verb that it depends on.
        while let Some(i) = k
            && self.tags[i] == Tag::Ing
            && matches!(self.tag_before(i), Some(Tag::Prep))
        {
            k = i.checked_sub(2);
        }
        let Some(i) = k else { return Some(phrase) };
        if self.quoted(i)
            || !matches!(
                self.tags[i],
                Tag::Past | Tag::Participle | Tag::Ing | Tag::Third | Tag::Base | Tag::Be | Tag::Have
            )
        {
            return Some(phrase);
        }
        let from = (0..i)
            .rev()
            .find(|&b| matches!(self.tags[b], Tag::Punct | Tag::Quote))
            .map_or(0, |b| b + 1);
        let relative = (from..i).rev().find(|&r| {
            self.tags[r] == Tag::Relative || self.lower(r) == "that" && self.tag_before(r) == Some(Tag::Noun)
        });
        let outer = match relative {
            Some(r) if r > from => self.phrase_before(r),
            _ if matches!(self.tags[i], Tag::Past | Tag::Participle | Tag::Ing) => {
                self.phrase_before(self.group_start(i))
            }
            _ => None,
        };
        Some(outer.unwrap_or(phrase))
    }

    /// Whether the phrase is something written, which speaks for the one who wrote it.
    pub(super) fn is_document(&self, phrase: &Range<usize>) -> bool {
        self.head(phrase)
            .is_some_and(|h| super::roles::is_of_class(self.lower(h), "document"))
    }

    /// "…, said Kylie Warburton, who …": a name ends the clause behind the verb.
    fn ends_after_person(&self, at: usize) -> bool {
        self.phrase_after(at, true)
            .filter(|p| p.clone().any(|i| self.tags[i] == Tag::Name))
            .is_some_and(|p| self.ends_after(p.end) && self.can_speak(&Subject::new(p, Order::After)))
    }

    /// Whether the phrase is a court, judge or jury, whose order is an act and no words of theirs.
    pub(super) fn is_court(&self, phrase: &Range<usize>) -> bool {
        self.head(phrase).is_some_and(|h| {
            ["court", "judge"]
                .iter()
                .any(|c| super::roles::is_of_class(self.lower(h), c))
        })
    }

    /// Whether the subject stands under "if" or "unless", so that nothing was said.
    pub(super) fn is_hypothetical(&self, subject: &Subject) -> bool {
        let Some(before) = subject.start().checked_sub(1) else {
            return false;
        };
        subject.order == Order::Before
            && matches!(
                self.lower(before),
                "if" | "unless" | "whether" | "lest" | "should" | "until" | "till"
            )
    }

    /// Whether the phrase begins with a word that negates: "neither", "no one".
    pub(super) fn is_negative(&self, phrase: &Range<usize>) -> bool {
        is(self.lower(phrase.start), Class::Negation)
    }
}
