//! Polarity, modality and qualifiers of what is said; what makes a place of speech. From `data/qualifiers.en.toml`.

use super::tags::Tag;
use super::unit::Unit;
use crate::statements::kinds::{Modality, Polarity, Qualifier, QualifierKind};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    hedge: Vec<String>,
    condition: Vec<String>,
    distance: Vec<String>,
    evidential: Vec<String>,
    future: Vec<String>,
    possible: Vec<String>,
    obligation: Vec<String>,
    hearsay: Hearsay,
    venue: Venue,
    naming: Naming,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hearsay {
    passive: HashSet<String>,
    impersonal: HashSet<String>,
    adverbs: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Venue {
    nouns: HashSet<String>,
    prepositions: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Naming {
    verbs: HashSet<String>,
    nouns: HashSet<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/qualifiers.en.toml")).expect("embedded qualifiers are well formed")
});

pub(super) fn is_venue_noun(word: &str) -> bool {
    DATA.venue.nouns.contains(word)
        || word
            .strip_suffix('s')
            .is_some_and(|w| DATA.venue.nouns.contains(w))
}

pub(super) fn is_venue_preposition(word: &str) -> bool {
    DATA.venue.prepositions.contains(word)
}

/// "is believed to"
pub(super) fn is_hearsay_passive(word: &str) -> bool {
    DATA.hearsay.passive.contains(word)
}

/// "it emerged that"
pub(super) fn is_hearsay_impersonal(word: &str) -> bool {
    DATA.hearsay.impersonal.contains(word)
}

/// "reportedly"
pub(super) fn is_hearsay_adverb(word: &str) -> bool {
    DATA.hearsay.adverbs.contains(word)
}

/// "called", "titled" before a quoted name.
pub(super) fn names_by_verb(word: &str) -> bool {
    DATA.naming.verbs.contains(word)
}

/// "film", "operation" before a quoted name.
pub(super) fn names_by_noun(word: &str) -> bool {
    DATA.naming.nouns.contains(word)
}

/// The phrases of qualifiers by their first word.
static QUALIFIERS: LazyLock<HashMap<&str, Vec<(QualifierKind, &str)>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<(QualifierKind, &str)>> = HashMap::new();
    for (kind, list) in [
        (QualifierKind::Hedge, &DATA.hedge),
        (QualifierKind::Condition, &DATA.condition),
        (QualifierKind::Distance, &DATA.distance),
        (QualifierKind::Evidential, &DATA.evidential),
    ] {
        for phrase in list {
            let first = phrase.split(' ').next().unwrap_or_default();
            phrases.entry(first).or_default().push((kind, phrase));
        }
    }
    phrases
});

/// What weakens, conditions or distances the words in `ranges`.
pub(super) fn qualifiers(unit: &Unit<'_>, ranges: &[Range<usize>]) -> Vec<Qualifier> {
    let mut found: Vec<Qualifier> = Vec::new();
    for range in ranges {
        for at in range.clone() {
            let phrases = QUALIFIERS.get(unit.lower(at)).into_iter().flatten();
            found.extend(phrases.filter_map(|&(kind, phrase)| {
                let span = unit.span_of(&place(unit, range, phrase, at)?);
                Some(Qualifier { span, kind })
            }));
        }
    }
    found.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end), q.kind as u8));
    // "what it called" holds "called": the longest stands for all.
    let mut kept: Vec<Qualifier> = Vec::new();
    for q in found {
        if !kept
            .last()
            .is_some_and(|k| k.span.contains(&q.span) && k.kind == q.kind)
        {
            kept.push(q);
        }
    }
    kept
}

/// Where the words of `phrase` stand in `range`.
fn places<'a>(
    unit: &'a Unit<'_>,
    range: &'a Range<usize>,
    phrase: &'a str,
) -> impl Iterator<Item = Range<usize>> + 'a {
    range.clone().filter_map(move |at| place(unit, range, phrase, at))
}

/// The words of `phrase`, if they stand in `range` from `at` on. "May" is no hedge where it is the month.
fn place(unit: &Unit<'_>, range: &Range<usize>, phrase: &str, at: usize) -> Option<Range<usize>> {
    let mut words = phrase.split(' ');
    if words.next() != Some(unit.lower(at)) {
        return None;
    }
    let mut end = at + 1;
    for word in words {
        if end >= range.end || unit.lower(end) != word {
            return None;
        }
        end += 1;
    }
    let closed = end > at + 1
        || unit.tags[at] != Tag::Calendar && !(unit.tags[at] == Tag::Name && unit.tokens[at].capital);
    let whether = phrase == "if"
        && unit
            .tag_before(at)
            .is_some_and(|t| matches!(t, Tag::Past | Tag::Base | Tag::Third | Tag::Participle))
        && at == range.start;
    (closed && !whether).then_some(at..end)
}

/// Whether the main clause of the words is negated, and how strongly it is put.
pub(super) fn force(unit: &Unit<'_>, ranges: &[Range<usize>]) -> (Polarity, Modality) {
    let Some(range) = ranges.first() else {
        return (Polarity::default(), Modality::default());
    };
    let range = whole(ranges, range);
    let main = main_verb(unit, &range);
    let group = verb_group(unit, &range, main);
    let last = unit.lower(range.end - 1);
    let question = last == "?" || range.clone().rev().take(3).any(|i| unit.lower(i) == "?");
    let negative = group.clone().any(|i| negates(unit, i))
        || main.is_some_and(|v| negative_subject(unit, &range, v))
        || main.is_some_and(|v| negative_object(unit, &range, v))
        || main.is_none()
            && range
                .clone()
                .take(3)
                .any(|i| matches!(unit.lower(i), "no" | "not" | "never" | "neither"));
    let has = |phrases: &[String]| phrases.iter().any(|p| places(unit, &group, p).next().is_some());
    let modality = if question {
        Modality::Question
    } else if has(&DATA.obligation) {
        Modality::Obligation
    } else if has(&DATA.possible) {
        Modality::Possible
    } else if has(&DATA.future) {
        Modality::Future
    } else {
        Modality::Fact
    };
    (
        if negative {
            Polarity::Negative
        } else {
            Polarity::Affirmative
        },
        modality,
    )
}

/// A broken quotation is judged by its first part, unless that holds no verb.
fn whole(ranges: &[Range<usize>], first: &Range<usize>) -> Range<usize> {
    ranges
        .iter()
        .find(|r| r.len() > 2)
        .cloned()
        .unwrap_or_else(|| first.clone())
}

fn negates(unit: &Unit<'_>, i: usize) -> bool {
    let only = unit.lower(i) == "not" && matches!(unit.lower(i + 1), "only" | "just" | "least");
    (unit.tags[i] == Tag::Neg || matches!(unit.lower(i), "never" | "cannot" | "n't")) && !only
}

/// The finite verb of the main clause: the first that stands in no subordinate clause.
fn main_verb(unit: &Unit<'_>, range: &Range<usize>) -> Option<usize> {
    let mut i = range.start;
    // A clause in front: "If true, this marks".
    let opener = range.clone().find(|&k| unit.tokens[k].is_word())?;
    if matches!(unit.tags[opener], Tag::Sub)
        && let Some(comma) = range.clone().find(|&k| unit.is_comma(k))
    {
        i = comma;
    }
    let mut relative = false;
    for k in i..range.end {
        match unit.tags[k] {
            Tag::Relative => relative = true,
            Tag::Sub if k > opener && k > i => return None.or_else(|| last_resort(unit, range)),
            t if t.is_finite() => {
                if relative {
                    relative = false;
                    continue;
                }
                return Some(k);
            }
            _ => {}
        }
    }
    last_resort(unit, range)
}

fn last_resort(unit: &Unit<'_>, range: &Range<usize>) -> Option<usize> {
    range
        .clone()
        .find(|&k| unit.tags[k].is_finite() || unit.tags[k] == Tag::Base)
}

/// The verb with its auxiliaries: up to the first token that is none of them, and the words of "is likely to".
fn verb_group(unit: &Unit<'_>, range: &Range<usize>, main: Option<usize>) -> Range<usize> {
    let Some(main) = main else {
        return range.start..range.end.min(range.start + 4);
    };
    let mut start = main;
    while start > range.start
        && matches!(
            unit.tags[start - 1],
            Tag::Adv | Tag::Neg | Tag::Modal | Tag::Have | Tag::Be
        )
    {
        start -= 1;
    }
    let mut end = main + 1;
    while end < range.end
        && (matches!(
            unit.tags[end],
            Tag::Adv
                | Tag::Neg
                | Tag::Have
                | Tag::Be
                | Tag::Do
                | Tag::Participle
                | Tag::Ing
                | Tag::To
                | Tag::Base
                | Tag::Modal
                | Tag::Past
        ) || matches!(
            unit.lower(end),
            "likely" | "unlikely" | "possible" | "set" | "due"
        ))
    {
        end += 1;
    }
    start..end
}

/// "No troops were sent", "Neither side agreed", "Nobody was hurt".
fn negative_subject(unit: &Unit<'_>, range: &Range<usize>, verb: usize) -> bool {
    let end = verb.max(range.start);
    (range.start..end).take(4).any(|i| {
        matches!(
            unit.lower(i),
            "no" | "neither" | "nobody" | "nothing" | "none" | "no-one"
        )
    }) && !(range.start..end).take(4).any(|i| unit.is_comma(i))
}

/// "has no plans", "found nothing", "there was no".
fn negative_object(unit: &Unit<'_>, range: &Range<usize>, verb: usize) -> bool {
    (verb + 1..range.end.min(verb + 4)).any(|i| matches!(unit.lower(i), "no" | "nothing" | "nobody" | "none"))
        && (verb + 1..range.end.min(verb + 4)).all(|i| !unit.is_comma(i))
        && !matches!(unit.lower(verb + 2), "doubt" | "longer")
        || (verb + 1..range.end.min(verb + 5)).any(|i| unit.lower(i) == "no" && unit.lower(i + 1) == "longer")
}
