//! What headline and lead name: the words, names, concepts, figures and days that tell one event from another.

use crate::article::Role;
use crate::names::{self, Kind};
use crate::pipeline::Side;
use crate::quantities::{self, CalendarUnit, Quantity, Value, korean_word_ends};
use crate::sentences::Sentence;
use crate::text::{Language, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Sentences of the body whose words are those of the event.
const LEAD: usize = 5;
/// Sentences of the body that go into the vector. Independent reports lead with different facts and meet further down.
const SPOKEN: usize = 8;
/// Sentences of the body in which a name of the other language's lead is looked for.
const SEARCHED: usize = 10;

/// Headline and lead of an article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Headline and first sentences on one line.
    pub line: String,
    /// Content words of headline and lead: English in lower case, Korean without particles. Each once, by a space.
    pub words: String,
    /// Proper names of headline and lead, word by word (English only: Korean does not mark them).
    pub names: String,
    /// Words in which names of the other language are looked for: Korean words as printed, English names.
    pub searched: String,
    /// Countries, organisations and places of headline and lead, by id.
    pub concepts: Vec<String>,
    /// Those of the searched sentences.
    pub all_concepts: Vec<String>,
    /// Numbers and measures of headline and lead.
    pub figures: Vec<Quantity>,
    /// Days that headline and lead name, where they could be resolved.
    pub days: Vec<Date>,
}

impl Head {
    pub(super) fn of(side: &Side) -> Self {
        let (lead, searched) = (first(side, LEAD), first(side, SEARCHED));
        let lang = side.article.lang;
        let names = if lang == Language::Ko {
            BTreeSet::new()
        } else {
            proper_names(side)
        };
        let named = |sentences: &[&Sentence]| -> BTreeSet<String> {
            let words = sentences
                .iter()
                .flat_map(|s| english_words(s.span.of(&side.article.text)));
            words.map(str::to_owned).filter(|w| names.contains(w)).collect()
        };
        let (figures, days) = figures(side, &lead);
        Self {
            line: joined(side, &first(side, SPOKEN)),
            words: spaced(words(side, &lead)),
            names: spaced(named(&lead)),
            searched: match lang {
                Language::Ko => spaced(korean_words(side, &searched)),
                _ => spaced(named(&searched)),
            },
            concepts: concepts(side, &lead),
            all_concepts: concepts(side, &searched),
            figures,
            days,
        }
    }
}

/// Headline, deck and the first `count` sentences of the body.
fn first(side: &Side, count: usize) -> Vec<&Sentence> {
    let titles = side
        .sentences
        .iter()
        .filter(|s| matches!(s.role, Role::Headline | Role::Deck));
    let body = side.sentences.iter().filter(|s| s.role == Role::Body);
    titles.chain(body.take(count)).collect()
}

fn joined(side: &Side, sentences: &[&Sentence]) -> String {
    let lines = sentences.iter().map(|s| s.line(&side.article));
    lines.collect::<Vec<_>>().join(". ")
}

fn spaced(words: BTreeSet<String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(" ")
}

fn words(side: &Side, sentences: &[&Sentence]) -> BTreeSet<String> {
    let text = sentences.iter().map(|s| s.span.of(&side.article.text));
    match side.article.lang {
        Language::Ko => text.flat_map(hangul_words).map(|w| stem(w).to_owned()).collect(),
        _ => text
            .flat_map(english_words)
            .filter(|w| w.len() > 2)
            .map(str::to_lowercase)
            .collect(),
    }
}

fn korean_words(side: &Side, sentences: &[&Sentence]) -> BTreeSet<String> {
    let text = sentences.iter().map(|s| s.span.of(&side.article.text));
    text.flat_map(hangul_words).map(str::to_owned).collect()
}

fn english_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(|w| w.trim_matches('-'))
        .filter(|w| w.chars().any(char::is_alphabetic))
}

/// Words of at least two syllables.
fn hangul_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().filter(|c| ('가'..='힣').contains(c)).count() >= 2)
}

/// A Korean word without the particles at its end; at least two syllables are left.
fn stem(word: &str) -> &str {
    let cut = word
        .char_indices()
        .skip(2)
        .find(|(at, _)| korean_word_ends(&word[*at..]));
    cut.map_or(word, |(at, _)| &word[..at])
}

/// Every reading of a Korean word with some particle taken off its end, the whole word among them.
pub(super) fn stems(word: &str) -> impl Iterator<Item = &str> {
    let cuts = word.char_indices().skip(2).map(|(at, _)| at).chain([word.len()]);
    cuts.filter(move |&at| at == word.len() || korean_word_ends(&word[at..]))
        .map(|at| &word[..at])
}

/// English words that stand with a capital inside a sentence of the body, and so are names wherever they stand.
/// What is a known country, organisation or place, a day or a month is none: concepts and dates have them.
fn proper_names(side: &Side) -> BTreeSet<String> {
    let text = &side.article.text;
    let mut names = BTreeSet::new();
    for sentence in side.sentences.iter().filter(|s| s.role == Role::Body) {
        let words = sentence.span.of(text);
        let concepts = names::concepts(words, side.article.lang);
        let known = |word: &str| {
            let at = word.as_ptr() as usize - words.as_ptr() as usize;
            let span = Span::new(at, at + word.len());
            concepts.iter().any(|c| c.span.overlaps(&span))
        };
        for word in english_words(words) {
            let at = word.as_ptr() as usize - words.as_ptr() as usize;
            let inside = words[..at]
                .trim_end()
                .ends_with(|c: char| c.is_alphanumeric() || c == ',');
            if inside && is_capitalised(word) && !known(word) && !is_calendar(word) {
                names.insert(word.to_owned());
            }
        }
    }
    names
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.len() > 2
        && word.chars().any(char::is_lowercase)
}

/// Months and days of the week, by their first three letters.
fn is_calendar(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = word.to_lowercase();
    NAMES
        .iter()
        .any(|name| *name == lower || lower.len() >= 3 && lower.len() <= 4 && name.starts_with(&lower))
}

fn concepts(side: &Side, sentences: &[&Sentence]) -> Vec<String> {
    let found = sentences
        .iter()
        .flat_map(|s| names::concepts(s.span.of(&side.article.text), side.article.lang));
    let wanted = found.filter(|m| !matches!(m.kind, Kind::Role | Kind::Media));
    let ids: BTreeSet<&str> = wanted.flat_map(|m| m.ids).collect();
    ids.into_iter().map(str::to_owned).collect()
}

/// Numbers that tell an event, and days near the publication.
fn figures(side: &Side, sentences: &[&Sentence]) -> (Vec<Quantity>, Vec<Date>) {
    let options = quantities::Options {
        published: side.article.published.as_ref().map(|p| p.date),
    };
    let lang = side.article.lang;
    let found = sentences
        .iter()
        .flat_map(|s| quantities::find(s.span.of(&side.article.text), lang, &options));
    let (dates, numbers): (Vec<Quantity>, Vec<Quantity>) =
        found.partition(|q| matches!(q.value, Value::Date(_)));
    let numbers = numbers
        .into_iter()
        .filter(|q| !q.is_light() && !matches!(q.value, Value::Time { .. }))
        .collect();
    let day = |q: &Quantity| match &q.value {
        Value::Date(d) if d.finest() == CalendarUnit::Day => {
            d.resolved.filter(|(a, b)| a == b).map(|(a, _)| a)
        }
        _ => None,
    };
    let days: BTreeSet<Date> = dates.iter().filter_map(day).collect();
    (numbers, days.into_iter().collect())
}
