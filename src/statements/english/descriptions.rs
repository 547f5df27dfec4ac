//! What a description tells: "the union leader", "two officials", "one of its representatives".

use super::names;
use super::roles;
use super::tags::{Tag, is_plural};
use super::unit::Unit;
use super::words::{Class, is};
use crate::statements::draft::{Features, Form};
use crate::statements::kinds::EntityKind;
use std::ops::Range;

/// The phrase as a description.
pub(super) fn describe(unit: &Unit<'_>, phrase: &Range<usize>) -> Features {
    let head = partitive(unit, phrase).or_else(|| unit.head(phrase));
    let word = head.map_or(String::new(), |h| unit.lower(h).to_owned());
    let singular = roles::singular(&word);
    let first = unit.lower(phrase.start);
    let one_of = phrase.len() > 2 && unit.lower(phrase.start + 1) == "of";
    let counted = unit.tags[phrase.start] == Tag::Num
        || matches!(
            first,
            "two" | "three" | "four" | "five" | "several" | "some" | "many" | "both" | "most"
        );
    let plural = (!one_of || first != "one")
        && (counted || is_plural(&word) || word != singular)
        && (counted || !roles::is_body(&word));
    let person = roles::is_person(&singular);
    let kind = match (person, roles::is_body(&singular), plural) {
        (true, _, true) => EntityKind::Group,
        (true, _, false) => EntityKind::Role,
        (false, true, _) => EntityKind::Organisation,
        (false, false, true) => EntityKind::Group,
        _ => EntityKind::Other,
    };
    let definite = is(first, Class::Possessive)
        || matches!(first, "the" | "this" | "that" | "these" | "those" | "both")
        || !matches!(first, "a" | "an") && phrase.clone().any(|i| unit.tags[i] == Tag::Genitive);
    let modifiers = modifiers(unit, phrase, head);
    let collective = roles::is_bare_collective(first) && modifiers.is_empty();
    let anonymous = roles::is_of_class(&singular, "source") || first == "someone";
    let apart = phrase.clone().take(2).any(|i| {
        matches!(
            unit.lower(i),
            "other" | "another" | "second" | "third" | "fourth" | "different" | "separate"
        )
    });
    let determined = unit.tags[phrase.start] == Tag::Det || one_of;
    let pronoun_inside = phrase.clone().any(|i| is(unit.lower(i), Class::Possessive));
    let fullness = 1
        + u8::from(!modifiers.is_empty())
        + u8::from(!definite && determined)
        + u8::from(unit.role_is_body() && !pronoun_inside);
    Features {
        form: Form::Description,
        kind,
        head: (!singular.is_empty()).then_some(singular.clone()),
        // "Its leader" is the leader of that body, and no chairman of another.
        classes: if is(first, Class::Possessive) {
            Vec::new()
        } else {
            roles::classes(&singular)
        },
        modifiers,
        gender: roles::gender(&singular),
        plural,
        anonymous,
        apart: apart && !plural,
        points_back: definite && roles::points_back(&singular),
        epithet: first == "the" && person && !plural && !modifiers_name(unit, phrase, head),
        indefinite: !definite && !collective && !apart && (determined || plural || person),
        fullness,
        ..Features::default()
    }
}

/// "the defence lawyer", "the union leader", "the head of the agency": told apart from others by a noun, and so no word
/// for whoever was just named. Adjectives and nationalities tell nobody apart.
fn modifiers_name(unit: &Unit<'_>, phrase: &Range<usize>, head: Option<usize>) -> bool {
    let head = head.unwrap_or(phrase.end);
    phrase.clone().any(|i| {
        let noun = i < head && unit.tags[i] == Tag::Noun && i > phrase.start;
        noun || i > head || unit.tags[i] == Tag::Genitive
    })
}

/// "one of its United Nations representatives": the noun after "of".
fn partitive(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<usize> {
    let part = matches!(
        unit.lower(phrase.start),
        "one" | "some" | "two" | "three" | "several" | "many" | "most" | "none" | "members" | "a"
    ) && (phrase.start + 1..phrase.end)
        .take(2)
        .any(|i| unit.lower(i) == "of");
    if !part
        || unit.lower(phrase.start) == "a"
            && !phrase
                .clone()
                .any(|i| matches!(unit.lower(i), "group" | "number" | "handful" | "dozen"))
    {
        return None;
    }
    let of = phrase.clone().find(|&i| unit.lower(i) == "of")?;
    unit.head(&(of + 1..phrase.end))
}

/// What narrows a description down: countries and names in it, its head left out.
fn modifiers(unit: &Unit<'_>, phrase: &Range<usize>, head: Option<usize>) -> Vec<String> {
    let mut found = Vec::new();
    let mut i = phrase.start;
    while i < phrase.end {
        if Some(i) == head || unit.tags[i] == Tag::Det {
            i += 1;
            continue;
        }
        if !unit.tokens[i].capital {
            if head.is_some_and(|h| i < h) && matches!(unit.tags[i], Tag::Adj | Tag::Noun) {
                found.push(unit.lower(i).to_owned());
            }
            i += 1;
            continue;
        }
        let (length, country) = names::country_at(unit, i, phrase.end);
        if let Some(country) = country {
            found.push(country.to_owned());
            i += length;
        } else {
            let end = (i..phrase.end)
                .find(|&k| !unit.tokens[k].capital || Some(k) == head)
                .unwrap_or(phrase.end);
            let words = unit.span_of(&(i..end));
            if !roles::is_rank(unit.lower(i)) {
                found.push(unit.context.words(words).to_owned());
            }
            i = end.max(i + 1);
        }
    }
    // "the spokesman for the opposition": what a preposition adds to the noun.
    if let Some(head) = head {
        let prep = (head + 1..phrase.end).find(|&k| matches!(unit.lower(k), "of" | "for"));
        let noun = prep.and_then(|p| unit.head(&(p + 1..phrase.end)));
        // Capitalised, for it names a body as "Foreign Ministry" does.
        found.extend(noun.filter(|&n| !unit.tokens[n].capital).map(|n| {
            let word = roles::singular(unit.lower(n));
            let first: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
            first + word.get(1..).unwrap_or_default()
        }));
    }
    found.dedup();
    found
}
