//! How likely two articles are about one event.

use super::sounds::Sounds;
use super::vocabulary::Vocabulary;
use crate::coverage::digest::Digest;
use crate::quantities::{Comparison, Quantity, compare};
use crate::text::Language;

/// Judges pairs of articles.
pub(super) struct Judge<'a> {
    digests: &'a [Digest],
    words: Vocabulary,
    sounds: Sounds,
    /// Days after which nothing is one event.
    window: f64,
}

/// What speaks for or against one event, each on its own scale.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// Similarity of headlines and leads.
    similarity: f32,
    /// Share of the names of the one that the other names too, 0 to 1; `None` where there is nothing to compare.
    names: Option<f32>,
    /// Share of the countries, organisations and places.
    concepts: Option<f32>,
    /// Figures that agree.
    figures: usize,
    /// Whether both name days, and whether one of them is the same.
    days: Option<bool>,
    /// Days between the two publications.
    gap: f32,
}

impl<'a> Judge<'a> {
    pub(super) fn new(digests: &'a [Digest], window: f64) -> Self {
        Self {
            digests,
            words: Vocabulary::new(digests),
            sounds: Sounds::new(),
            window,
        }
    }

    /// The logarithm of the odds that the two are about one event; above 0 they rather are.
    pub(super) fn log_odds(&self, a: usize, b: usize, similarity: f32) -> f32 {
        let (here, there) = (&self.digests[a], &self.digests[b]);
        let evidence = Evidence {
            similarity,
            names: self.names(a, b),
            concepts: shared(
                &here.head.concepts,
                &there.head.all_concepts,
                &there.head.concepts,
                &here.head.all_concepts,
            ),
            figures: figures(&here.head.figures, &there.head.figures),
            days: days(here, there),
            gap: gap(here, there),
        };
        weigh(&evidence, here.lang == there.lang, self.window as f32)
    }

    /// Names in one language are compared word by word with all that headline and lead say; an English name is
    /// listened for in the Korean text.
    fn names(&self, a: usize, b: usize) -> Option<f32> {
        let (here, there) = (&self.digests[a], &self.digests[b]);
        match (here.lang, there.lang) {
            (Language::Ko, Language::Ko) => Some(self.words.shared(a, b)),
            (Language::Ko, _) => self.heard(there, here),
            (_, Language::Ko) => self.heard(here, there),
            _ => Some(self.words.shared(a, b)),
        }
    }

    fn heard(&self, english: &Digest, korean: &Digest) -> Option<f32> {
        let names = english.head.names.split(' ').filter(|n| !n.is_empty());
        let (mut all, mut heard) = (0.0, 0.0);
        for name in names {
            all += 1.0;
            if self.sounds.stands(name, &korean.head.searched) {
                heard += 1.0;
            }
        }
        // One name of one says little; the estimate is drawn to the middle.
        (all > 0.0).then(|| (heard + 0.4) / (all + 1.0))
    }
}

/// The weights are round and were not fitted to any collection: similarity leads, what is named confirms or
/// contradicts, and every day between the two costs.
fn weigh(evidence: &Evidence, same_language: bool, window: f32) -> f32 {
    // Where as many pairs of neighbours are one event as are not, in one language and across.
    let even = if same_language { 0.58 } else { 0.51 };
    let mut odds = 12.0 * (evidence.similarity - even);
    odds += match evidence.names {
        Some(share) if same_language => 9.0 * (share - 0.18),
        Some(share) => 5.0 * (share - 0.4),
        None => 0.0,
    };
    odds += evidence.concepts.map_or(0.0, |share| 2.0 * (share - 0.5));
    odds += 0.8 * evidence.figures.min(3) as f32;
    odds += match evidence.days {
        Some(true) => 0.8,
        Some(false) => -1.5,
        None => 0.0,
    };
    // A day or so passes between the first report and the last one of the same news.
    odds - 1.2 * (evidence.gap - 0.75).max(0.0) * (4.0 / window).min(1.0)
}

/// The share of each lead's concepts that the other article knows, the mean of both ways.
fn shared(here: &[String], known_there: &[String], there: &[String], known_here: &[String]) -> Option<f32> {
    let share = |ids: &[String], known: &[String]| {
        let found = ids.iter().filter(|id| known.contains(id)).count();
        (!ids.is_empty()).then(|| found as f32 / ids.len() as f32)
    };
    match (share(here, known_there), share(there, known_here)) {
        (Some(a), Some(b)) => Some((a + b) / 2.0),
        _ => None,
    }
}

/// How many figures of the one have an equal in the other.
fn figures(here: &[Quantity], there: &[Quantity]) -> usize {
    let equal = |a: &Quantity| {
        there
            .iter()
            .any(|b| compare(a, b) == Comparison::Equal && a.unit == b.unit)
    };
    here.iter().filter(|q| equal(q)).count()
}

/// Whether the days named meet, give or take one for the clocks of two places.
fn days(here: &Digest, there: &Digest) -> Option<bool> {
    let (a, b) = (&here.head.days, &there.head.days);
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let near = |x: &jiff::civil::Date, y: &jiff::civil::Date| {
        x.until(*y)
            .is_ok_and(|span| span.get_days().abs() <= 1 && span.get_months() == 0 && span.get_years() == 0)
    };
    Some(a.iter().any(|x| b.iter().any(|y| near(x, y))))
}

fn gap(here: &Digest, there: &Digest) -> f32 {
    match (here.hours(), there.hours()) {
        (Some(a), Some(b)) => ((a - b).abs() / 24.0) as f32,
        _ => 0.75,
    }
}
