//! What the words of a speaker tell of who it is.

use super::descriptions::describe;
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
    let proper =
        |r: &Range<usize>| unit.tokens[r.start].capital || matches!(unit.tags[r.start], Tag::Det | Tag::Pron);
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
            // A mere form of address describes nobody.
            let title = roles::is_title(&noun) && !roles::is_person(&noun);
            features.head = (!title).then_some(noun);
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
    // "a company based in Ohio", "the only airline that flies there": the noun and what stands before it.
    let noun = unit.phrase_after(beside.start, false);
    let noun = noun.filter(|n| {
        n.end < beside.end
            && matches!(
                unit.tags[n.end],
                Tag::That | Tag::Relative | Tag::Participle | Tag::Past
            )
    });
    let beside = &noun.unwrap_or_else(|| beside.clone());
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
