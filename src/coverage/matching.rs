//! Which mentions are one statement: those of all articles of an event, across outlets and languages.

use super::digest::{Digest, Said, Speaker};
use super::events_clusters;
use super::figures::Figure;
use super::voices::{Sameness, Voices, sameness};
use crate::quantities::{Comparison, compare};
use crate::statements::{EntityKind, Kind};
use rayon::prelude::*;

/// One statement of one article of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mention {
    /// Place of the article in the event.
    pub article: usize,
    /// Place of the statement in the article.
    pub said: usize,
}

/// Mentions that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// In the order of the articles.
    pub mentions: Vec<Mention>,
    /// How surely they are one statement, 0 to 1; 1 for a mention alone.
    pub confidence: f32,
}

/// Pairs kept of an event for each of its mentions, on average; the rest are too unlike to matter.
const KEPT: f32 = -3.5;
/// Mentions beyond which only likely pairs are kept, so that the coverage of a war fits in memory.
const CROWD: usize = 3000;

/// Matches the statements of the articles of one event. Every statement of every article is in exactly one match.
pub fn matches(articles: &[&Digest], voices: &Voices) -> Vec<Match> {
    let all: Vec<Mention> = articles
        .iter()
        .enumerate()
        .flat_map(|(article, digest)| (0..digest.said.len()).map(move |said| Mention { article, said }))
        .collect();
    let least = if all.len() > CROWD { 0.0 } else { KEPT };
    let edges: Vec<(usize, usize, f32)> = (0..all.len())
        .into_par_iter()
        .flat_map_iter(|a| {
            let (all, articles) = (&all, articles);
            (a + 1..all.len()).filter_map(move |b| {
                let odds = log_odds(all[a], all[b], articles, voices);
                (odds > least).then_some((a, b, odds))
            })
        })
        .collect();
    let clusters = events_clusters(all.len(), &edges);
    let mut cluster_of = vec![0; all.len()];
    for (id, members) in clusters.iter().enumerate() {
        members.iter().for_each(|&m| cluster_of[m] = id);
    }
    let mut sums = vec![(0.0f32, 0usize); clusters.len()];
    for &(a, b, odds) in edges.iter().filter(|(a, b, _)| cluster_of[*a] == cluster_of[*b]) {
        let sum = &mut sums[cluster_of[a]];
        debug_assert_eq!(cluster_of[a], cluster_of[b]);
        *sum = (sum.0 + odds, sum.1 + 1);
    }
    let mut found: Vec<Match> = clusters
        .into_iter()
        .zip(sums)
        .map(|(members, (sum, count))| {
            let mut mentions: Vec<Mention> = members.into_iter().map(|m| all[m]).collect();
            mentions.sort();
            let mean = sum / count.max(1) as f32;
            let confidence = if count == 0 {
                1.0
            } else {
                1.0 / (1.0 + (-mean).exp())
            };
            Match { mentions, confidence }
        })
        .collect();
    found.sort_by(|a, b| a.mentions[0].cmp(&b.mentions[0]));
    found
}

/// The logarithm of the odds that two mentions are one statement; the weights are round numbers,
/// chosen with the sets of `tests/coverage` and `corpora/events` in sight.
fn log_odds(a: Mention, b: Mention, articles: &[&Digest], voices: &Voices) -> f32 {
    let (here, there) = (articles[a.article], articles[b.article]);
    let (x, y) = (&here.said[a.said], &there.said[b.said]);
    let similarity = x.vector.dot(&y.vector);
    if a.article == b.article {
        return within_article(x, y, similarity);
    }
    let same_language = here.lang == there.lang;
    let even = if same_language { 0.46 } else { 0.42 };
    let mut odds = 13.0 * (similarity - even);
    odds += match speakers(a, b, articles, voices) {
        Sameness::Same => 1.5,
        Sameness::Unknown if speak_for_one(a, b, articles) => 1.0,
        Sameness::Unknown => 0.0,
        Sameness::Different => -3.5,
    };
    odds += 0.9 * agreeing(&x.figures, &y.figures).min(2) as f32;
    if x.figures
        .iter()
        .any(|f| y.figures.iter().any(|g| f.asks_the_same(g)))
    {
        // The number of dead is the number of dead, whatever it is.
        odds += 0.9;
    }
    odds += match (is_silence(x.kind), is_silence(y.kind)) {
        (true, true) => 1.5,
        (false, false) => 0.0,
        _ => -1.5,
    };
    odds
}

/// An article says the same twice in its headline and its body, or where a quotation is broken; else two statements of
/// one article are two statements.
fn within_article(x: &Said, y: &Said, similarity: f32) -> f32 {
    let headline = (x.kind == Kind::Headline) != (y.kind == Kind::Headline);
    let same_speaker = x.speaker.is_some() && x.speaker == y.speaker;
    let even = if headline {
        0.62
    } else if same_speaker {
        0.85
    } else {
        0.95
    };
    20.0 * (similarity - even)
}

fn speakers(a: Mention, b: Mention, articles: &[&Digest], voices: &Voices) -> Sameness {
    let (here, there) = (articles[a.article], articles[b.article]);
    let (Some(x), Some(y)) = (here.said[a.said].speaker, there.said[b.said].speaker) else {
        return Sameness::Unknown;
    };
    let (voice, other) = (voices.of(a.article, Some(x)), voices.of(b.article, Some(y)));
    if voice.is_some() && voice == other {
        return Sameness::Same;
    }
    match (here.speakers.get(x), there.speakers.get(y)) {
        (Some(x), Some(y)) => sameness(x, here.lang, y, there.lang),
        _ => Sameness::Unknown,
    }
}

/// From this similarity of their names on two bodies, or two offices, are taken for one.
const CALLED_ALIKE: f32 = 0.5;

/// Whether the one may speak for the other: a ministry and its official, a firm and its head, or one body under the
/// names of two languages.
fn speak_for_one(a: Mention, b: Mention, articles: &[&Digest]) -> bool {
    let speaker = |m: Mention| {
        let article = articles[m.article];
        article.speakers.get(article.said[m.said].speaker?)
    };
    let (Some(x), Some(y)) = (speaker(a), speaker(b)) else {
        return false;
    };
    let person = |s: &Speaker| s.kind == EntityKind::Person;
    let shared = x
        .concepts
        .iter()
        .any(|id| !id.starts_with("role:") && y.concepts.contains(id));
    shared || !(person(x) && person(y)) && x.vector.dot(&y.vector) >= CALLED_ALIKE
}

/// How many figures of the one have an equal in the other, not counting those that go without saying.
fn agreeing(here: &[Figure], there: &[Figure]) -> usize {
    let equal = |a: &&Figure| {
        let of = |b: &Figure| {
            matches!(
                compare(&a.quantity, &b.quantity),
                Comparison::Equal | Comparison::BoundDiffers
            ) && !b.quantity.is_light()
        };
        !a.quantity.is_light() && there.iter().any(of)
    };
    here.iter().filter(equal).count()
}

fn is_silence(kind: Kind) -> bool {
    matches!(kind, Kind::NoComment | Kind::NonConfirmation)
}
