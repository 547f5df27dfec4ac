//! Whether the articles that carry a statement agree on it, slot by slot.
//!
//! Independent reports shorten, paraphrase and choose; none of that is a difference. Only two values of one slot that
//! cannot both be right are: another figure of the same thing, another day, another speaker, a denial against an
//! assertion. Where there is nothing to compare, the answer is `unverifiable`.

use super::digest::{Digest, Said};
use super::figures::Figure;
use super::flips::{Reader, Values};
use super::matching::{Match, Mention};
use super::sameness::{Sameness, sameness};
use crate::quantities::{Comparison, Dimension, Quantity, Unit, Value, compare};
use crate::statements::{EntityKind, Kind, Polarity, Stance};
use crate::text::Language;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whether the articles agree on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Nothing that both say differs.
    Agree,
    /// A slot differs.
    Differ,
    /// Only one source carries it, or the mentions are too unlike to be sure that they are one statement.
    Unverifiable,
}

/// A part of a statement that can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Who says it.
    Speaker,
    /// Whether it is so.
    Polarity,
    /// How many, how much.
    Number,
    /// On which day.
    Date,
    /// At what hour.
    Time,
}

/// A slot whose values differ between articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The slot.
    pub slot: Slot,
    /// What each article prints, by place in the event.
    pub values: BTreeMap<usize, String>,
}

/// Below this the mentions may well be two statements, and their difference proves nothing.
const SURE: f32 = 0.5;

/// Judges one statement. `sources` says of each article of the event which one it shares its source with; `flips` reads
/// what the rules of fidelity see.
pub fn judge(
    found: &Match,
    articles: &[&Digest],
    sources: &[usize],
    flips: &mut Reader<'_>,
) -> (Agreement, Vec<Difference>) {
    let mut differences: BTreeMap<Slot, BTreeMap<usize, String>> = BTreeMap::new();
    let mut compared = false;
    let asked = witnesses(&found.mentions, articles, sources);
    for (at, &a) in found.mentions.iter().enumerate() {
        for (next, &b) in found.mentions.iter().enumerate().skip(at + 1) {
            if sources[a.article] == sources[b.article] || !(asked[at] || asked[next]) {
                continue;
            }
            compared = true;
            if found.confidence < SURE {
                break;
            }
            for (slot, here, there) in differing(a, b, found, articles, flips) {
                let values = differences.entry(slot).or_default();
                values.entry(a.article).or_insert(here);
                values.entry(b.article).or_insert(there);
            }
        }
    }
    let agreement = if !differences.is_empty() {
        Agreement::Differ
    } else if compared && found.confidence >= SURE {
        Agreement::Agree
    } else {
        Agreement::Unverifiable
    };
    let differences = differences
        .into_iter()
        .map(|(slot, values)| Difference { slot, values });
    (agreement, differences.collect())
}

/// Sources in each language whose mentions every mention of a statement is compared with, so that the work stays in
/// proportion to the mentions. What hundreds print differs from one of these, if it differs.
const WITNESSES: usize = 16;

/// Which mentions are of those: the first sources in each language.
fn witnesses(mentions: &[Mention], articles: &[&Digest], sources: &[usize]) -> Vec<bool> {
    let mut first = [BTreeSet::new(), BTreeSet::new()];
    let asked = mentions.iter().map(|m| {
        let first = &mut first[usize::from(articles[m.article].lang == Language::Ko)];
        let source = sources[m.article];
        first.contains(&source) || first.len() < WITNESSES && first.insert(source)
    });
    asked.collect()
}

/// The slots in which two mentions of a statement differ, with the values as printed.
fn differing(
    a: Mention,
    b: Mention,
    found: &Match,
    articles: &[&Digest],
    flips: &mut Reader<'_>,
) -> Vec<Values> {
    let (here, there) = (articles[a.article], articles[b.article]);
    let (x, y) = (&here.said[a.said], &there.said[b.said]);
    let all: Vec<&Said> = found
        .mentions
        .iter()
        .map(|m| &articles[m.article].said[m.said])
        .collect();
    let same_language = here.lang == there.lang;
    let alike = x.vector.dot(&y.vector) >= if same_language { ALIKE.0 } else { ALIKE.1 };
    let mut values = Vec::new();
    if alike {
        values.extend(speakers(x, here, y, there));
    }
    if alike && same_language {
        values.extend(polarity(x, y));
    }
    values.extend(numbers(x, y, &all));
    values.extend(calendar(x, y, same_language));
    if !same_language {
        let known: Vec<Slot> = values.iter().map(|v| v.0).collect();
        let more = flips.differing(a, b);
        values.extend(more.into_iter().filter(|(slot, ..)| !known.contains(slot)));
    }
    values
}

/// Similarity from which on two sentences are alike enough, in one language and across, that another speaker, or a
/// negation on one side alone, is no accident of the match.
const ALIKE: (f32, f32) = (0.8, 0.72);

/// Two persons, both named, that are not one.
fn speakers(x: &Said, here: &Digest, y: &Said, there: &Digest) -> Option<Values> {
    let (a, b) = (here.speakers.get(x.speaker?)?, there.speakers.get(y.speaker?)?);
    let persons = a.kind == EntityKind::Person && b.kind == EntityKind::Person;
    let differ = persons && sameness(a, here.lang, b, there.lang) == Sameness::Different;
    differ.then(|| (Slot::Speaker, a.name.clone(), b.name.clone()))
}

/// The one is affirmed where the other is negated, in one language: across languages the rules of fidelity are the better
/// judge. A denial is a negation, unless its words are those denied.
fn polarity(x: &Said, y: &Said) -> Option<Values> {
    let plain = |s: &Said| {
        !matches!(
            s.kind,
            Kind::NoComment | Kind::NonConfirmation | Kind::Denial | Kind::Partial | Kind::Headline
        ) && s.stance != Some(Stance::Deny)
            && !s.cue_negated
    };
    let negated = |s: &Said| s.polarity == Polarity::Negative;
    let differ = plain(x) && plain(y) && negated(x) != negated(y);
    differ.then(|| (Slot::Polarity, x.text.clone(), y.text.clone()))
}

/// Numbers of one thing, each without an equal on the other side, and the only ones of that thing there. What a third
/// report prints side by side are two numbers of two things.
fn numbers(x: &Said, y: &Said, all: &[&Said]) -> Vec<Values> {
    let lonely = |figures: &[Figure], others: &[Figure]| -> Vec<Figure> {
        let wanted =
            |f: &&Figure| !f.is_calendar() && !is_trivial(&f.quantity) && !others.iter().any(|o| equal(f, o));
        figures.iter().filter(wanted).cloned().collect()
    };
    let (left, right) = (lonely(&x.figures, &y.figures), lonely(&y.figures, &x.figures));
    let holds = |said: &Said, figure: &Figure| said.figures.iter().any(|f| equal(f, figure));
    let side_by_side = |a: &Figure, b: &Figure| all.iter().any(|said| holds(said, a) && holds(said, b));
    let nouns = |a: &Figure, b: &Figure| counted(a, x).is_some_and(|noun| counted(b, y) == Some(noun));
    let mut found = Vec::new();
    for figure in &left {
        let rivals: Vec<&Figure> = right
            .iter()
            .filter(|f| of_one_thing(figure, f) || nouns(figure, f))
            .collect();
        let own = left
            .iter()
            .filter(|f| rivals.first().is_some_and(|r| of_one_thing(f, r) || nouns(f, r)))
            .count();
        if let ([rival], 1) = (rivals.as_slice(), own)
            && matches!(
                compare(&figure.quantity, &rival.quantity),
                Comparison::Differs { .. }
            )
            && !compatible(&figure.quantity, &rival.quantity)
            && !side_by_side(figure, rival)
        {
            found.push((Slot::Number, figure.text.clone(), rival.text.clone()));
        }
    }
    found
}

/// The English noun that a bare number counts: the word after it.
fn counted<'s>(figure: &Figure, said: &'s Said) -> Option<&'s str> {
    let (_, after) = said.text.split_once(figure.text.as_str())?;
    let word = after
        .trim_start_matches([' ', '-'])
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()?;
    (word.len() > 3 && after.starts_with([' ', '-'])).then_some(word)
}

pub(super) fn equal(a: &Figure, b: &Figure) -> bool {
    matches!(
        compare(&a.quantity, &b.quantity),
        Comparison::Equal | Comparison::BoundDiffers | Comparison::UnitDiffers
    )
}

/// A `one` or `two` that goes without saying. Of a measure or a length of time even one is a figure: a month.
fn is_trivial(quantity: &Quantity) -> bool {
    quantity.is_light() && matches!(quantity.unit, Unit::None | Unit::Count(_) | Unit::Times)
}

/// Whether two figures count the same: one unit, and no two topics. A bare number needs a topic to be of anything.
fn of_one_thing(a: &Figure, b: &Figure) -> bool {
    let lasts = |unit: &Unit| matches!(unit, Unit::Span(_) | Unit::Measure(Dimension::Duration));
    let units = match (&a.quantity.unit, &b.quantity.unit) {
        (Unit::None, Unit::None) => scores(a, b) || a.topic.is_some() && b.topic.is_some(),
        // Korean counts people with a word of its own, where English leaves it to the topic.
        (Unit::None, Unit::Count(_)) | (Unit::Count(_), Unit::None) => {
            a.topic.is_some() && a.topic == b.topic
        }
        (x, y) => x == y || lasts(x) && lasts(y),
    };
    let is_number = |f: &Figure| matches!(f.quantity.value, Value::Number { .. } | Value::Range { .. });
    let topics = a.topic == b.topic || a.topic.is_none() || b.topic.is_none();
    units && topics && is_number(a) && is_number(b)
}

/// Two scores or votes: `5-2`.
fn scores(a: &Figure, b: &Figure) -> bool {
    let range = |f: &Figure| matches!(f.quantity.value, Value::Range { .. });
    range(a) && range(b)
}

/// Whether both can be right: `about 300` and 310, `more than 110` and 118. A limit is no excuse: where one prints `at least 12` and the other
/// 14, readers were told two figures.
pub(super) fn compatible(a: &Quantity, b: &Quantity) -> bool {
    use crate::quantities::Bound::{About, LessThan, MoreThan, Nearly, Odd};
    let (Value::Number { number: x }, Value::Number { number: y }) = (&a.value, &b.value) else {
        return false;
    };
    let rough = |q: &Quantity| matches!(q.bound, About | Nearly | Odd);
    let off = (*x - *y).abs();
    let near = off * Decimal::TEN <= x.abs().max(y.abs());
    let within = |limit: &Quantity, of: Decimal, other: Decimal| match limit.bound {
        MoreThan => other >= of,
        LessThan => other <= of,
        _ => false,
    };
    near && (rough(a) || rough(b) || within(a, *x, *y) || within(b, *y, *x))
}

/// Dates and hours, each the only one without an equal on the other side. Between outlets of two languages a day apart
/// may be the clocks of two places, and hours are not compared.
fn calendar(x: &Said, y: &Said, same_language: bool) -> Vec<Values> {
    let of = |said: &Said, other: &Said, time: bool| -> Vec<Figure> {
        let wanted = |f: &&Figure| match &f.quantity.value {
            Value::Time { hour, .. } => time && hour.is_some(),
            Value::Date(date) => !time && date.resolved.is_some() && !date.repeats && !date.anaphoric,
            _ => false,
        };
        let alone = |f: &&Figure| !other.figures.iter().any(|o| equal(f, o));
        said.figures
            .iter()
            .filter(wanted)
            .filter(alone)
            .cloned()
            .collect()
    };
    let mut found = Vec::new();
    for (slot, time) in [(Slot::Date, false), (Slot::Time, true)] {
        if let ([a], [b]) = (of(x, y, time).as_slice(), of(y, x, time).as_slice()) {
            let differ = matches!(compare(&a.quantity, &b.quantity), Comparison::Differs { .. });
            let clocks = !same_language
                && (time || days_apart(&a.quantity, &b.quantity).is_some_and(|days| days <= 1));
            if differ && !clocks {
                found.push((slot, a.text.clone(), b.text.clone()));
            }
        }
    }
    found
}

fn days_apart(a: &Quantity, b: &Quantity) -> Option<i32> {
    let day = |q: &Quantity| match &q.value {
        Value::Date(date) => date.resolved.map(|(first, _)| first),
        _ => None,
    };
    let span = day(a)?.until((jiff::Unit::Day, day(b)?)).ok()?;
    Some(span.get_days().abs())
}
