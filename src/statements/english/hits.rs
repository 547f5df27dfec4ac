//! Where a cue stands, in which form of the verb, and whether it reports at all.

use super::lexicon::{self, Cue};
use super::tags::Tag;
use super::unit::Unit;
use super::verbs::{self, Form};
use super::words::{Class, is};

/// How the verb of a cue is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// With a subject of its own: said, has denied, is urging.
    Finite,
    /// adding that, dismissing it as.
    Ing,
    /// was quoted as saying, was condemned by.
    Passive,
    /// At the start of a headline or command: "Urge immediate withdrawal".
    Bare,
}

/// One cue found in a unit.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) cue: &'static Cue,
    pub(super) usage: Use,
    /// First token of the verb group: of "has also not confirmed" the position of "has".
    pub(super) group: usize,
    /// The cue's verb.
    pub(super) verb: usize,
    /// After the last token of the cue.
    pub(super) end: usize,
    pub(super) negated: bool,

    /// The cue stands at the front of a quotation: "stressed that …".
    pub(super) inside: Option<usize>,
}

/// All cues of a unit in order.
pub(super) fn hits(unit: &Unit<'_>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut i = 0;
    while i < unit.len() {
        match hit(unit, i) {
            // "neither confirm nor deny": one refusal.
            Some(hit)
                if hits
                    .last()
                    .is_some_and(|h: &Hit| h.negated && h.cue.confirms() && h.end + 1 == i) =>
            {
                i = hit.end.max(i + 1);
            }
            Some(hit) => {
                i = hit.end.max(i + 1);
                hits.push(hit);
            }
            None => i += 1,
        }
    }
    hits
}

fn hit(unit: &Unit<'_>, verb: usize) -> Option<Hit> {
    let inside = match unit.tokens[verb].quoted {
        Some(mark) => Some(leads_quotation(unit, verb, mark)?),
        None => None,
    };
    if !matches!(
        unit.tags[verb],
        Tag::Past | Tag::Third | Tag::Base | Tag::Participle | Tag::Ing | Tag::Be | Tag::Have
    ) {
        return None;
    }
    let (cue, end) = lexicon::at(unit, verb).or_else(|| any_verb(unit, verb))?;
    // "a dealer accused of fraud", "a plan announced by the bank": a participle, and nobody's act here.
    // "he said by telephone" is no such.
    let acted = matches!(unit.tag_before(verb), Some(Tag::Pron | Tag::Quote));
    let reduced =
        unit.tags[verb] == Tag::Past && matches!(unit.lower(end), "by") && !by_means(unit, end) && !acted
            || cue.entry.kind.is_some() && cue.takes("of") && unit.lower(end) == "of";
    let mut group = Group::before(unit, verb);
    // "was not immediately available for comment": the negation stands within the cue.
    group.negated |= cue.silence && (verb..end).any(|i| unit.tags[i] == Tag::Neg);
    group.negated |= group.modal && unit.nobody_before(group.start);
    // "people told of their risk": they were told.
    let told = cue.entry.lemma == "tell"
        && unit.tags[verb] == Tag::Past
        && (unit.tag(end) == Some(Tag::To) || matches!(unit.lower(end), "of" | "about"));
    // "gave a chuckle when asked if he would run": whoever was asked says nothing by it.
    let asked = unit.tags[verb] == Tag::Past
        && matches!(
            unit.lower(verb.wrapping_sub(1)),
            "when" | "if" | "unless" | "as" | "than"
        );
    if (reduced || told || asked) && group.start == verb {
        return None;
    }
    let usage = group.usage(unit, verb, cue.silence && group.negated)?;
    if group.modal && !(group.negated && (cue.silence || cue.confirms())) {
        return None;
    }
    Some(Hit {
        cue,
        usage,
        group: group.start,
        verb,
        end,
        negated: group.negated || cue.entry.kind == Some(super::Kind::NonConfirmation),
        inside,
    })
}

/// "“Ask him,” the driver snapped": any verb reports a quotation that ends in a comma or question right before its
/// subject.
fn any_verb(unit: &Unit<'_>, verb: usize) -> Option<(&'static Cue, usize)> {
    if !matches!(unit.tags[verb], Tag::Past | Tag::Third) || unit.quoted(verb) {
        return None;
    }
    // "a villager named Weir said": the verb of saying comes later.
    let later = unit.phrase_after(verb + 1, false).is_some_and(|p| {
        unit.tag(p.end)
            .is_some_and(|t| matches!(t, Tag::Past | Tag::Third))
            && lexicon::is_form(unit.lower(p.end), &[Form::Past, Form::Third])
    });
    if later {
        return None;
    }
    let subject = unit.phrase_before(verb).map_or(verb, |p| p.start);
    let close = subject
        .checked_sub(1)
        .map(|c| if unit.is_comma(c) { c.saturating_sub(1) } else { c })?;
    let mark = unit.closes(close)?;
    let open = unit.start_of_quotation(close, mark);
    let ends = unit.is_comma(close + 1)
        || matches!(unit.lower(close.saturating_sub(1)), "," | "?" | "!" | "…" | "—");
    let inverted = subject == verb && unit.tag(verb + 1).is_some_and(Tag::begins_phrase);
    (ends && close - open > 4 && (subject < verb || inverted)).then(|| (lexicon::any(), verb + 1))
}

/// The mark whose quotation begins with the verb at `i`, adverbs before it allowed.
fn leads_quotation(unit: &Unit<'_>, i: usize, mark: usize) -> Option<usize> {
    let mut first = i;
    while unit.tag_before(first).is_some_and(|t| t == Tag::Adv) {
        first -= 1;
    }
    let opens = first.checked_sub(1).is_some_and(|p| unit.opens(p) == Some(mark));
    // A subject must stand right before the mark.
    let subject = first >= 2 && (unit.tags[first - 2].is_nominal() || unit.tags[first - 2] == Tag::Pron);
    let finite = matches!(unit.tags[i], Tag::Past | Tag::Third);
    (opens && subject && finite).then_some(mark)
}

/// The auxiliaries, negations and adverbs before a verb.
struct Group {
    start: usize,
    negated: bool,
    modal: bool,
    be: bool,
    auxiliary: bool,
    infinitive: bool,
}

impl Group {
    fn before(unit: &Unit<'_>, verb: usize) -> Self {
        let mut group = Self {
            start: verb,
            negated: false,
            modal: false,
            be: false,
            auxiliary: false,
            infinitive: false,
        };
        let mut i = verb;
        while i > 0 {
            let at = i - 1;
            match unit.tags[at] {
                Tag::Neg => group.negated = true,
                Tag::Adv if unit.lower(at) == "never" => group.negated = true,
                Tag::Adv => {}
                Tag::Quote if unit.opens(at).is_some() => {}
                Tag::Modal => group.modal = true,
                Tag::Be => group.be = true,
                Tag::Have | Tag::Do => group.auxiliary = true,
                Tag::To => group.infinitive = true,
                _ => break,
            }
            if !matches!(unit.tags[at], Tag::Adv | Tag::Quote) {
                group.start = at;
            }
            i = at;
        }
        group
    }

    fn usage(&self, unit: &Unit<'_>, verb: usize, silent: bool) -> Option<Use> {
        let tag = unit.tags[verb];
        if self.infinitive {
            return continues_to(unit, self.start).then_some(Use::Finite);
        }
        match tag {
            Tag::Ing if self.be => Some(Use::Finite),
            Tag::Ing => reports_by_ing(unit, self.start).then_some(Use::Ing),
            // "could not be reached for comment": the one not reached is silent.
            Tag::Participle | Tag::Past if self.be && silent => Some(Use::Finite),
            Tag::Participle | Tag::Past if self.be => Some(Use::Passive),
            Tag::Participle if self.auxiliary => Some(Use::Finite),
            Tag::Participle => verbs::can_be(unit.lower(verb), Form::Past).then_some(Use::Finite),
            Tag::Base if self.start == verb && unit.begins_clause(verb) => Some(Use::Bare),
            _ => Some(Use::Finite),
        }
    }
}

impl Unit<'_> {
    /// At the start of a headline or command, but for the comma behind an aside: "Farmers, who take most of it, say".
    fn begins_clause(&self, verb: usize) -> bool {
        let aside = verb > 2 && self.is_comma(verb - 1) && (0..verb - 1).any(|i| self.is_comma(i));
        self.tag_before(verb).is_none_or(|t| t == Tag::Punct) && !aside
    }

    /// "Neither the theatre nor the firm would confirm": the subject negates.
    fn nobody_before(&self, group: usize) -> bool {
        (0..group)
            .rev()
            .take_while(|&i| !self.tags[i].is_finite() && !self.tokens[i].is_break())
            .any(|i| matches!(self.lower(i), "neither" | "none" | "nobody"))
    }
}

/// Whether the verb before "to" leaves it true that something was said: "went on to say", "continued to insist".
fn continues_to(unit: &Unit<'_>, group: usize) -> bool {
    let mut at = group;
    while unit.tag_before(at).is_some_and(|t| t == Tag::Adv) {
        at -= 1;
    }
    let verb = unit.before(at).map_or("", |t| t.lower.as_str());
    // "The envoy is said to have countered that": somebody's words at second hand.
    let said = super::slots::is_hearsay_passive(verb)
        && (unit.tag_before(at - 1) == Some(Tag::Be) || unit.tag_before(at - 1) == Some(Tag::Adv));
    said || matches!(
        verb,
        "continued"
            | "continues"
            | "appeared"
            | "seemed"
            | "on"
            | "began"
            | "continuing"
            | "came"
            | "rushed"
            | "moved"
            | "used"
    ) && !(verb == "on"
        && unit
            .before(at - 1)
            .is_none_or(|t| !t.is_any(&["went", "goes", "going"])))
}

/// "said by telephone": how it was said, and not by whom.
fn by_means(unit: &Unit<'_>, by: usize) -> bool {
    matches!(
        unit.lower(by + 1),
        "telephone" | "phone" | "email" | "e-mail" | "text" | "letter" | "fax" | "video" | "radio"
    )
}

/// Whether a form in -ing reports: not after "of", "without" and the like.
fn reports_by_ing(unit: &Unit<'_>, group: usize) -> bool {
    match unit.tag_before(group) {
        Some(Tag::Prep) => matches!(unit.lower(group - 1), "by" | "with"),
        Some(Tag::Sub) => !is(unit.lower(group - 1), Class::Relative),
        Some(Tag::Past | Tag::Third | Tag::Base | Tag::Participle) => false,
        _ => true,
    }
}
