//! What the words of a speaker tell of who it is.

use super::names::{self, Name};
use super::roles;
use super::tags::{Tag, is_plural};
use super::unit::Unit;
use super::words::{Class, is};
use crate::statements::draft::{Features, Form, Gender, Mention};
use crate::statements::kinds::EntityKind;
use std::ops::Range;

/// Describes the noun phrase `phrase`, with the apposition beside it.
pub(super) fn mention(unit: &Unit<'_>, phrase: &Range<usize>, apposition: Option<&Range<usize>>) -> Mention {
    let phrase = without_edges(unit, phrase.clone());
    let features = pronoun(unit, &phrase)
        .or_else(|| epithet(unit, &phrase))
        .or_else(|| written(unit, &phrase))
        .or_else(|| joint(unit, &phrase))
        .unwrap_or_else(|| single(unit, &phrase, apposition));
    Mention {
        span: unit.span_of(&phrase),
        features,
    }
}

/// Without the negation of "neither X nor Y", adverbs and a genitive at the end.
fn without_edges(unit: &Unit<'_>, phrase: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = phrase;
    while start + 1 < end
        && (matches!(unit.tags[start], Tag::Conj | Tag::Adv | Tag::Prep)
            || matches!(unit.lower(start), "even" | "only")
            || matches!(unit.lower(start), "neither" | "both")
                && (start..end).any(|i| unit.tags[i] == Tag::Conj))
    {
        start += 1;
    }
    while end > start + 1 && matches!(unit.tags[end - 1], Tag::Genitive | Tag::Adv | Tag::Conj) {
        end -= 1;
    }
    start..end
}

/// "the 28-year-old", "the Swede", "the teenager": one who was named before.
fn epithet(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<Features> {
    if phrase.len() != 2 || unit.lower(phrase.start) != "the" {
        return None;
    }
    let noun = unit.lower(phrase.start + 1);
    let someone = matches!(
        noun,
        "man" | "woman" | "boy" | "girl" | "teenager" | "native" | "youngster" | "veteran"
    );
    let people = unit.tokens[phrase.start + 1].capital && roles::is_one_of_people(noun);
    (noun.ends_with("-year-old") || someone || people).then(|| Features {
        form: Form::Pronoun,
        kind: EntityKind::Role,
        head: someone.then(|| noun.to_owned()),
        gender: roles::gender(noun),
        ..Features::default()
    })
}

fn pronoun(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<Features> {
    if phrase.len() != 1 || !matches!(unit.tags[phrase.start], Tag::Pron | Tag::Object | Tag::Det) {
        return None;
    }
    // "Another said": somebody else.
    if matches!(
        unit.lower(phrase.start),
        "another" | "one" | "someone" | "somebody" | "some" | "others" | "many"
    ) {
        return None;
    }
    let (gender, plural) = match unit.lower(phrase.start) {
        "he" | "his" | "him" => (Gender::Male, false),
        "she" | "her" => (Gender::Female, false),
        "it" | "its" => (Gender::Neuter, false),
        "they" | "both" | "we" | "their" | "our" | "neither" | "all" | "them" => (Gender::Unknown, true),
        _ => (Gender::Unknown, false),
    };
    Some(Features {
        form: Form::Pronoun,
        gender,
        plural,
        ..Features::default()
    })
}

/// "its website", "the ministry's statement": what is put out speaks for its owner; "its review" for itself.
fn written(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<Features> {
    let head = unit.head(phrase)?;
    let noun = roles::singular(unit.lower(head));
    if !roles::is_put_out(&noun) || head == phrase.start {
        return None;
    }
    let first = phrase.start..phrase.start + 1;
    if is(unit.lower(phrase.start), Class::Possessive) {
        return pronoun(unit, &first);
    }
    let genitive = (phrase.start..head).find(|&i| unit.tags[i] == Tag::Genitive)?;
    Some(single(unit, &(phrase.start..genitive), None))
}

/// "NATO and the United States", "Seoul and Washington", "the United States and its allies".
fn joint(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<Features> {
    let joins: Vec<usize> = phrase
        .clone()
        .filter(|&i| unit.tags[i] == Tag::Conj && matches!(unit.lower(i), "and" | "nor" | "or"))
        .filter(|&i| i > phrase.start && i + 1 < phrase.end && splits(unit, phrase, i))
        .collect();
    let first = *joins.first()?;
    let mut starts = vec![phrase.start];
    starts.extend(joins.iter().map(|j| j + 1));
    let mut ends: Vec<usize> = joins.clone();
    ends.push(phrase.end);
    let members: Vec<Mention> = starts
        .iter()
        .zip(&ends)
        .map(|(&start, &end)| {
            let part = start..end;
            Mention {
                span: unit.span_of(&part),
                features: pronoun(unit, &part).unwrap_or_else(|| single(unit, &part, None)),
            }
        })
        .collect();
    (first > phrase.start).then_some(Features {
        kind: EntityKind::Group,
        name: Some(
            unit.context
                .words(unit.span_of(phrase))
                .replace(" nor ", " and ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
        plural: true,
        fullness: 3,
        members,
        ..Features::default()
    })
}

/// Whether "and" at `i` joins two who speak, not two words of one name or description.
fn splits(unit: &Unit<'_>, phrase: &Range<usize>, i: usize) -> bool {
    let left = phrase.start..i;
    let right = i + 1..phrase.end;
    let proper = |r: &Range<usize>| unit.tokens[r.start].capital || unit.tags[r.start] == Tag::Det;
    let whole = names::country_of(unit, phrase).is_some();
    // "the Ministry of Food and Agriculture", "officials in Gaza and Egypt", "trade and industry minister"
    let inside = left.clone().any(|k| unit.tags[k] == Tag::Prep) && unit.tags[right.start] != Tag::Det;
    let body = left
        .clone()
        .any(|k| unit.tokens[k].capital && roles::is_body_name(unit.lower(k)))
        && unit.tags[right.start] != Tag::Det
        && !names::is_person_like(unit, &right);
    let attributes = unit.tags[left.start] == Tag::Det
        && unit.tags[right.start] != Tag::Det
        && !unit.tokens[right.start].capital
        && !is_plural(unit.lower(i - 1));
    let both_plain = is_plural(unit.lower(i - 1)) && is_plural(unit.lower(phrase.end - 1));
    !whole
        && !inside
        && !body
        && !attributes
        && (proper(&left) && proper(&right) || both_plain || unit.tags[right.start] == Tag::Det)
}

/// One person or body.
fn single(unit: &Unit<'_>, phrase: &Range<usize>, apposition: Option<&Range<usize>>) -> Features {
    let mut features = own(unit, phrase);
    if let Some(beside) = apposition {
        add_apposition(unit, &mut features, beside);
    }
    features
}

/// What the phrase itself tells.
fn own(unit: &Unit<'_>, phrase: &Range<usize>) -> Features {
    if let Some(country) = names::country_of(unit, phrase) {
        return country_features(unit, phrase, country);
    }
    let mut features = describe(unit, phrase);
    if let Some(name) = names::name_in(unit, phrase) {
        named(unit, phrase, name, &mut features);
    }
    features
}

fn country_features(unit: &Unit<'_>, phrase: &Range<usize>, country: &str) -> Features {
    let governed = phrase.clone().any(|i| unit.lower(i) == "government");
    Features {
        form: Form::Name,
        kind: EntityKind::Country,
        name: Some(country.to_owned()),
        head: Some(if governed { "government" } else { "country" }.to_owned()),
        classes: vec!["government".to_owned(), "country".to_owned()],
        modifiers: vec![country.to_owned()],
        gender: Gender::Neuter,
        fullness: 2 + u8::from(governed),
        ..Features::default()
    }
}

/// The phrase as a description.
fn describe(unit: &Unit<'_>, phrase: &Range<usize>) -> Features {
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

/// Adds a name found in the phrase.
fn named(unit: &Unit<'_>, phrase: &Range<usize>, name: Name, features: &mut Features) {
    let role = (phrase.start < name.range.start)
        .then(|| names::role_before(unit, phrase.start..name.range.start))
        .flatten();
    let title = (phrase.start..name.range.start)
        .map(|i| roles::gender(unit.lower(i)))
        .find(|g| *g != Gender::Unknown);
    features.form = Form::Name;
    features.indefinite = false;
    features.plural = false;
    features.kind = name.kind;
    features.name = Some(name.text);
    features.surname = name.surname;
    features.aliases = name.aliases;
    features.fullness = 4;
    if let Some(title) = title {
        features.gender = title;
    }
    match role {
        Some(role) => {
            // The role's noun describes: "the envoy" may follow.
            let noun = roles::singular(&role.noun);
            features.classes = roles::classes(&noun);
            if roles::is_person(&noun) && features.kind == EntityKind::Other {
                features.kind = EntityKind::Person;
            }
            features.head = Some(noun);
            features.role = (role.words > 0).then_some(role.text);
        }
        None if name.kind == EntityKind::Organisation => {
            let noun = name.last.clone();
            features.classes = roles::classes(&noun);
            features.head = roles::is_body(&noun).then_some(noun);
        }
        None => {
            features.head = None;
            features.classes = Vec::new();
            features.modifiers = Vec::new();
        }
    }
    if features.gender == Gender::Unknown {
        features.gender = match features.kind {
            EntityKind::Organisation => Gender::Neuter,
            EntityKind::Person | EntityKind::Other => given_gender(features.name.as_deref()),
            _ => Gender::Unknown,
        };
    }
}

/// Gender by the first of several names.
fn given_gender(name: Option<&str>) -> Gender {
    name.and_then(|n| n.split_once(' '))
        .map_or(Gender::Unknown, |(first, _)| {
            roles::gender_of_given(&first.to_lowercase())
        })
}

/// "…, US ambassador to the United Nations," beside a name, or "…, John Kerr," beside a role.
fn add_apposition(unit: &Unit<'_>, features: &mut Features, beside: &Range<usize>) {
    if beside.clone().any(|i| unit.tags[i].is_finite() || unit.quoted(i))
        || matches!(
            unit.tags[beside.start],
            Tag::Relative | Tag::Ing | Tag::Prep | Tag::Sub
        )
    {
        return;
    }
    // Without an age: "45, a professor".
    let comma = beside
        .clone()
        .find(|&i| unit.is_comma(i) && unit.tag(i.wrapping_sub(1)) == Some(Tag::Num));
    let beside = comma.map_or(beside.clone(), |c| c + 1..beside.end);
    if beside.is_empty() || unit.tags[beside.start] == Tag::Num {
        return;
    }
    let other = own(unit, &beside);
    if features.name.is_none()
        && let Some(name) = other.name.filter(|_| other.kind != EntityKind::Country)
    {
        features.role = Some(unit.context.words(unit.span_of(&beside)).to_owned())
            .filter(|_| false)
            .or(features.role.take());
        features.form = Form::Name;
        features.name = Some(name);
        features.surname = other.surname;
        features.indefinite = false;
        if features.gender == Gender::Unknown {
            features.gender = other.gender;
        }
        features.kind = if other.kind == EntityKind::Other && features.kind == EntityKind::Role {
            EntityKind::Person
        } else {
            other.kind
        };
        return;
    }
    if features.name.is_some() && features.kind != EntityKind::Country && other.form != Form::Pronoun {
        let head = other.head.clone().unwrap_or_default();
        features.role = Some(unit.context.words(unit.span_of(&beside)).to_owned());
        if roles::is_person(&head) {
            features.kind = EntityKind::Person;
        } else if roles::is_body(&head) && features.kind == EntityKind::Other {
            features.kind = EntityKind::Organisation;
        }
        features.head = features.head.take().or(other.head);
        features.classes.extend(other.classes);
        features.modifiers.extend(other.modifiers);
        if features.gender == Gender::Unknown {
            features.gender = other.gender;
        }
    }
}
