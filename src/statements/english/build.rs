//! From an act of speech to a draft.

use super::contents::{Content, Shape};
use super::hits::{Hit, Use};
use super::mentions;
use super::slots;
use super::subjects::Subject;
use super::unit::Unit;
use super::words::{Class, is};
use crate::quantities::{Quantity, Value};
use crate::statements::draft::{Draft, Mention};
use crate::statements::kinds::{Cue, Kind, Mark, Modality, Polarity, Stance, Statement};
use crate::text::Span;
use std::ops::Range;

/// Words up to which a quoted stretch is a partial quote.
const PARTIAL: usize = 5;

/// A statement of a plain cue.
pub(super) fn draft(unit: &Unit<'_>, hit: &Hit, subject: Option<&Subject>, content: &Content) -> Draft {
    let negated = hit.negated || subject.is_some_and(|s| unit.is_negative(&s.phrase));
    let mut statement = statement(unit, &content.ranges);
    statement.kind = kind(unit, hit, content, negated);
    statement.cue = Some(Cue {
        span: unit.span_of(&(hit.group..hit.end)),
        lemma: lemma(unit, hit),
        stance: hit.cue.entry.stance,
        negated,
    });
    if content.shape == Shape::Nothing {
        statement.polarity = Polarity::Affirmative;
        statement.modality = Modality::Fact;
    }
    if content.shape == Shape::Question {
        statement.modality = Modality::Question;
    }
    if content.shape == Shape::Infinitive && statement.modality == Modality::Fact {
        statement.modality = if statement.kind == Kind::Directive {
            Modality::Obligation
        } else {
            Modality::Future
        };
    }
    statement.addressee = content.prelude.addressee.as_ref().map(|a| unit.span_of(a));
    statement.venue = content.prelude.venue.as_ref().map(|v| unit.span_of(v));
    statement.date = date(unit, hit, content);
    Draft {
        statement,
        speaker: subject.map(|s| speaker(unit, s)),
        chain: Vec::new(),
    }
}

/// Dictionary form of the cue; of a verb in no table the one the verb lists give.
fn lemma(unit: &Unit<'_>, hit: &Hit) -> String {
    let own = &hit.cue.entry.lemma;
    if !own.is_empty() {
        return own.clone();
    }
    let word = unit.lower(hit.verb);
    super::verbs::analyse(word)
        .first()
        .map_or_else(|| word.to_owned(), |(lemma, _)| lemma.clone())
}

/// The mention of a subject.
pub(super) fn speaker(unit: &Unit<'_>, subject: &Subject) -> Mention {
    let mut mention = mentions::mention(unit, &subject.phrase, subject.apposition.as_ref());
    if is_kept_back(unit) && mention.features.name.is_none() {
        mention.features.anonymous = true;
    }
    mention
}

/// "on condition of anonymity", "who asked not to be named".
fn is_kept_back(unit: &Unit<'_>) -> bool {
    let words = unit.context.words(unit.span);
    [
        "anonymity",
        "not to be named",
        "not to be identified",
        "to be named",
        "anonymously",
        "requested not",
        "declined to be",
    ]
    .iter()
    .any(|w| words.contains(w))
}

/// A statement of these words, slots of the content filled, without cue.
pub(super) fn statement(unit: &Unit<'_>, ranges: &[Range<usize>]) -> Statement {
    let content: Vec<Span> = ranges.iter().map(|r| unit.span_of(r)).collect();
    let (polarity, modality) = slots::force(unit, ranges);
    let marks = marks(unit, &content);
    Statement {
        id: 0,
        sentences: unit.context.sentences_of(&content),
        kind: form(unit, &content, &marks).unwrap_or(Kind::Indirect),
        quantities: content.iter().flat_map(|&c| unit.context.quantities(c)).collect(),
        qualifiers: slots::qualifiers(unit, ranges),
        marks,
        content,
        cue: None,
        speaker: None,
        chain: Vec::new(),
        addressee: None,
        venue: None,
        date: None,
        polarity,
        modality,
    }
}

/// The quotations that lie in the content, or that the content lies in.
fn marks(unit: &Unit<'_>, content: &[Span]) -> Vec<Mark> {
    let marks = unit.context.marks.iter().filter(|m| m.depth == 0);
    marks
        .filter(|m| content.iter().any(|c| c.contains(&m.span) || m.span.contains(c)))
        .copied()
        .collect()
}

/// Direct, mixed or partial by the quotation marks; `None` without any.
pub(super) fn form(unit: &Unit<'_>, content: &[Span], marks: &[Mark]) -> Option<Kind> {
    let words = |m: &Mark| {
        m.inside(unit.context.text())
            .of(unit.context.text())
            .split_whitespace()
            .count()
    };
    let longest = marks.iter().map(words).max()?;
    // A part counts as quoted where hardly a word stands outside its marks.
    let outside: usize = content
        .iter()
        .map(|c| {
            let inside: usize = marks
                .iter()
                .filter(|m| c.contains(&m.span) || m.span.contains(c))
                .map(|m| m.span.len().min(c.len()))
                .sum();
            c.len().saturating_sub(inside)
        })
        .sum();
    let whole = outside <= 2;
    Some(match (whole, longest) {
        (true, n) if n > PARTIAL || marks.iter().any(|m| is_clause(unit, m)) => Kind::Direct,
        (true, _) => Kind::Partial,
        (false, n) if n > PARTIAL => Kind::Mixed,
        (false, _) => Kind::Partial,
    })
}

/// A short quotation that is a sentence all the same: "It is over."
fn is_clause(unit: &Unit<'_>, mark: &Mark) -> bool {
    let range: Vec<usize> = (0..unit.len())
        .filter(|&i| mark.span.contains(&unit.tokens[i].span))
        .collect();
    let (Some(&first), Some(&last)) = (range.first(), range.last()) else {
        return true;
    };
    let inside = mark.inside(unit.context.text()).of(unit.context.text());
    let ends = inside.ends_with(['.', '!', '?']);
    let capital = inside.starts_with(char::is_uppercase);
    (unit.has_finite(first..last + 1) || ends || inside.ends_with(',')) && capital
}

fn kind(unit: &Unit<'_>, hit: &Hit, content: &Content, negated: bool) -> Kind {
    let spans: Vec<Span> = content.ranges.iter().map(|r| unit.span_of(r)).collect();
    let form = form(unit, &spans, &marks(unit, &spans));
    let entry = &hit.cue.entry;
    if !unit.role_is_body() {
        return Kind::Headline;
    }
    if negated && hit.cue.confirms() {
        return Kind::NonConfirmation;
    }
    if negated && hit.cue.silence {
        return Kind::NoComment;
    }
    if hit.inside.is_some() {
        return if form == Some(Kind::Direct) || content.ranges.iter().any(|r| r.len() > PARTIAL + 3) {
            Kind::Direct
        } else {
            Kind::Partial
        };
    }
    match (entry.kind, content.shape, form) {
        (Some(_), Shape::Said, Some(Kind::Direct)) => Kind::Direct,
        (Some(kind), _, _) => kind,
        (None, Shape::Infinitive, _) if matches!(entry.stance, Stance::Direct | Stance::Question) => {
            Kind::Directive
        }
        (None, Shape::Object, None) if matches!(entry.stance, Stance::Direct) => Kind::Directive,
        (None, Shape::Object, None) => Kind::SpeechAct,
        (None, _, form) => form.unwrap_or(Kind::Indirect),
    }
}

/// The first date in the clause of the cue, what is reported left out.
fn date(unit: &Unit<'_>, hit: &Hit, content: &Content) -> Option<Quantity> {
    let inside = |i: usize| content.ranges.iter().any(|r| r.contains(&i));
    // Up to the content after the cue, or to the end of the clause where the content stands before.
    let after = (hit.end..unit.len())
        .find(|&i| {
            inside(i)
                || unit.is_comma(i) && unit.opens(i + 1).is_some()
                || hit.usage == Use::Ing && unit.is_comma(i)
        })
        .unwrap_or(unit.end().max(hit.end));
    let before = (0..hit.group)
        .rev()
        .find(|&i| inside(i) || unit.closes(i).is_some())
        .map_or(0, |i| i + 1);
    let near = [hit.end..after, before..hit.group];
    near.iter().filter(|r| !r.is_empty()).find_map(|r| {
        let clause = r
            .clone()
            .any(|i| is(unit.lower(i), Class::Subordinator) && r.start < hit.group);
        if clause {
            return None;
        }
        unit.context
            .quantities(unit.span_of(r))
            .into_iter()
            .find(|q| matches!(q.value, Value::Date(_)))
    })
}
