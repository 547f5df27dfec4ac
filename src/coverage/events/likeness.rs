//! How likely two articles are about one event.

use super::persons::Persons;
use super::sounds::Sounds;
use super::vocabulary::Vocabulary;
use crate::coverage::digest::Digest;
use crate::quantities::{Comparison, Quantity, compare};
use crate::text::Language;
use jiff::civil::Date;

/// Judges pairs of articles.
pub(super) struct Judge<'a> {
    digests: &'a [Digest],
    words: Vocabulary,
    sounds: Sounds,
    persons: Persons,
    /// Days after which nothing is one event.
    window: f64,
}

/// What in two articles speaks for or against one event, whatever other articles there are, each on its own scale.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// Share of the English names that are heard in the Korean text, 0 to 1; `None` where there is nothing to compare.
    heard: Option<f32>,
    /// Share of the persons quoted by name in the one that the other quotes too, drawn to the middle.
    persons: Option<f32>,
    /// Share of the countries, organisations and places.
    concepts: Option<f32>,
    /// Figures that agree; `None` where one side has too few to tell.
    figures: Option<usize>,
    /// Whether what they report happens at the same time; `None` where one side does not say when.
    days: Option<bool>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(digests: &'a [Digest], window: f64) -> Self {
        Self {
            digests,
            words: Vocabulary::new(digests),
            sounds: Sounds::new(digests),
            persons: Persons::new(digests),
            window,
        }
    }

    /// The part of the log odds that hangs on nothing but the two articles, and so stays what it is when others come.
    pub(super) fn in_themselves(&self, a: usize, b: usize) -> f32 {
        // In an order that is not that of the input, so that the answer is the same in another collection.
        let order = |at: usize| (&self.digests[at].head.line, &self.digests[at].sketch);
        let (a, b) = if order(a) <= order(b) { (a, b) } else { (b, a) };
        let (here, there) = (&self.digests[a], &self.digests[b]);
        weigh(&Evidence {
            heard: self.heard(a, b),
            persons: self.persons.shared(a, b),
            concepts: shared(here, there),
            figures: figures(&here.head.figures, &there.head.figures),
            days: days(here, there),
        })
    }

    /// The logarithm of the odds that the two are about one event, from their similarity and what they are
    /// [in themselves](Self::in_themselves); above 0 they rather are.
    pub(super) fn log_odds(&self, (a, b): (usize, usize), similarity: f32, in_themselves: f32) -> f32 {
        let (here, there) = (&self.digests[a], &self.digests[b]);
        // Where as many pairs of neighbours are one event as are not, in one language and across. Names in one language
        // are compared word by word with all that headline and lead say, by how rare each word is in the collection.
        let odds = if (here.lang == Language::Ko) == (there.lang == Language::Ko) {
            12.0 * (similarity - 0.58) + 9.0 * (self.words.shared(a, b) - 0.18)
        } else {
            12.0 * (similarity - 0.51)
        };
        // A day or so passes between the first report and the last one of the same news.
        let late = (gap(here, there) - 0.75).max(0.0) * (4.0 / self.window as f32).min(1.0);
        odds + in_themselves - 1.2 * late
    }

    /// An English name is listened for in the Korean text.
    fn heard(&self, a: usize, b: usize) -> Option<f32> {
        let korean = |at: usize| self.digests[at].lang == Language::Ko;
        let (english, korean) = match (korean(a), korean(b)) {
            (false, true) => (a, b),
            (true, false) => (b, a),
            _ => return None,
        };
        let (all, heard) = self.sounds.heard(english, korean);
        // One name of one says little; the estimate is drawn to the middle.
        (all > 0).then(|| (heard as f32 + 0.4) / (all as f32 + 1.0))
    }
}

/// The weights are round, chosen with `tests/coverage` and `corpora/events` in sight: similarity leads, what is named confirms or
/// contradicts, and every day between the two costs.
fn weigh(evidence: &Evidence) -> f32 {
    let mut odds = evidence.heard.map_or(0.0, |share| 5.0 * (share - 0.4));
    // Who speaks about it is the surest sign there is, of one event or of another.
    odds += evidence.persons.map_or(0.0, |share| 6.0 * (share - 0.45));
    odds += evidence.concepts.map_or(0.0, |share| 3.0 * (share - 0.55));
    odds += match evidence.figures {
        // Two reports of one event share some figure, if they print several.
        Some(0) => -1.0,
        Some(shared) => 0.8 * shared.min(3) as f32,
        None => 0.0,
    };
    odds + match evidence.days {
        Some(true) => 0.5,
        Some(false) => -1.5,
        None => 0.0,
    }
}

/// The share of each lead's countries, bodies and places that the other article knows, the mean of both ways. Outlets
/// of a country seldom name it, so that South Korea is no evidence about an article in Korean.
fn shared(here: &Digest, there: &Digest) -> Option<f32> {
    const HOME: &str = "country:kr";
    let korean = here.lang == Language::Ko || there.lang == Language::Ko;
    let share = |of: &Digest, other: &Digest| {
        let ids = of.head.concepts.iter().filter(|id| !(korean && *id == HOME));
        let (all, found) = ids.fold((0, 0), |(all, found), id| {
            (all + 1, found + i32::from(other.head.all_concepts.contains(id)))
        });
        (all > 0).then(|| found as f32 / all as f32)
    };
    match (share(here, there), share(there, here)) {
        (Some(a), Some(b)) => Some((a + b) / 2.0),
        _ => None,
    }
}

/// Figures that both must print before it tells anything that they share none.
const SEVERAL: usize = 3;

/// How many figures of the one have an equal in the other.
fn figures(here: &[Quantity], there: &[Quantity]) -> Option<usize> {
    let equal = |a: &Quantity| {
        there
            .iter()
            .any(|b| a.unit == b.unit && compare(a, b) == Comparison::Equal)
    };
    let shared = here.iter().filter(|q| equal(q)).count();
    (shared > 0 || here.len().min(there.len()) >= SEVERAL).then_some(shared)
}

/// Whether what the two report happens at the same time, give or take a day for the clocks of two places. What one
/// announces for a day to come and the other reports as done are a preview and a report.
fn days(here: &Digest, there: &Digest) -> Option<bool> {
    let ((a, a_done), (b, b_done)) = (when(here)?, when(there)?);
    let apart = a.until((jiff::Unit::Day, b)).ok()?.get_days().abs();
    Some(a_done == b_done && apart <= 1)
}

/// The latest day up to publication that headline and lead name, else the first one after it, and whether it is past.
fn when(digest: &Digest) -> Option<(Date, bool)> {
    let published = digest.day?;
    let days = &digest.head.days;
    let past = days.iter().filter(|d| **d <= published).max();
    past.map(|d| (*d, true))
        .or_else(|| days.iter().min().map(|d| (*d, false)))
}

fn gap(here: &Digest, there: &Digest) -> f32 {
    match (here.hours(), there.hours()) {
        (Some(a), Some(b)) => ((a - b).abs() / 24.0) as f32,
        _ => 0.75,
    }
}
