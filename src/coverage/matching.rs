//! Which mentions are one statement: those of all articles of an event, across outlets and languages.

use super::digest::Digest;
use super::events_clusters;
use super::figures::Figure;
use super::kinship::Kinship;
use super::nearness::{self, CROWD, Near};
use super::sameness::Sameness;
use super::voices::Voices;
use super::wording::Wording;
use crate::quantities::{Comparison, compare};
use crate::statements::Kind;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One statement of one article of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// Pairs less likely than this at first sight are too unlike to matter; more of them are dropped in a crowd, so that the
/// coverage of a war fits in memory.
const KEPT: f32 = -6.0;
const KEPT_IN_CROWD: f32 = -3.0;

/// A pair of mentions, by place in the list of mentions, with what speaks for their being one statement.
type Pair = (usize, usize, f32);

/// Matches the statements of the articles of one event. Every statement of every article is in exactly one match.
pub fn matches(
    articles: &[&Digest],
    voices: &Voices,
    kinship: &Kinship,
    wording: &Wording<'_>,
) -> Vec<Match> {
    let all: Vec<Mention> = articles
        .iter()
        .enumerate()
        .flat_map(|(article, digest)| (0..digest.said.len()).map(move |said| Mention { article, said }))
        .collect();
    let words = wording.event(&all, articles);
    let least = if all.len() > CROWD { KEPT_IN_CROWD } else { KEPT };
    let pairs = nearness::pairs(&all, articles, &words, |a, b, near| {
        let odds = if all[a].article == all[b].article {
            within_article(all[a], all[b], near.similarity, articles)
        } else {
            at_first_sight(all[a], all[b], near, articles, voices, kinship)
        };
        (odds > least).then_some(odds)
    });
    let edges = against_rivals(&pairs, &all);
    groups(&all, &edges)
}

/// Mentions in groups, each with the mean of what holds it together.
fn groups(all: &[Mention], edges: &[Pair]) -> Vec<Match> {
    let clusters = events_clusters(all.len(), edges);
    let mut cluster_of = vec![0; all.len()];
    for (id, members) in clusters.iter().enumerate() {
        members.iter().for_each(|&m| cluster_of[m] = id);
    }
    let mut sums = vec![(0.0f32, 0usize); clusters.len()];
    for &(a, _, odds) in edges.iter().filter(|(a, b, _)| cluster_of[*a] == cluster_of[*b]) {
        let sum = &mut sums[cluster_of[a]];
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

/// How far a rival counts, either way.
const RIVAL: f32 = 3.0;

/// The odds once the rivals are known. A statement is told once in an article: what is nearest to each other from both
/// sides is one statement though it be put quite differently, and what has a nearer counterpart is not, though it be
/// alike.
fn against_rivals(pairs: &[Pair], all: &[Mention]) -> Vec<Pair> {
    // Of each mention in each other article: the likeliest counterpart and the second.
    let mut best: HashMap<(usize, usize), (f32, f32)> = HashMap::new();
    let across = |&&(a, b, _): &&Pair| all[a].article != all[b].article;
    for &(a, b, odds) in pairs.iter().filter(across) {
        for key in [(a, all[b].article), (b, all[a].article)] {
            let (first, second) = best.entry(key).or_insert((f32::NEG_INFINITY, f32::NEG_INFINITY));
            if odds > *first {
                (*first, *second) = (odds, *first);
            } else {
                *second = second.max(odds);
            }
        }
    }
    let lead = |key: (usize, usize), odds: f32| {
        let &(first, second) = best.get(&key).unwrap_or(&(odds, f32::NEG_INFINITY));
        let rival = if odds >= first { second } else { first };
        (odds - rival).clamp(-RIVAL, RIVAL)
    };
    let judged = |&(a, b, odds): &Pair| {
        if all[a].article == all[b].article {
            return (a, b, odds);
        }
        let (here, there) = (lead((a, all[b].article), odds), lead((b, all[a].article), odds));
        let (low, high) = (here.min(there), here.max(there));
        (a, b, 0.56 * odds + 0.43 * low + 0.36 * high + 0.1)
    };
    pairs.iter().map(judged).collect()
}

/// The logarithm of the odds that mentions of two articles are one statement, by themselves. The weights, and those of
/// [`against_rivals`], are those of a logistic regression over the pairs of `corpora/events`, rounded.
fn at_first_sight(
    a: Mention,
    b: Mention,
    near: &Near<'_>,
    articles: &[&Digest],
    voices: &Voices,
    kinship: &Kinship,
) -> f32 {
    let (here, there) = (articles[a.article], articles[b.article]);
    let (x, y) = (&here.said[a.said], &there.said[b.said]);
    let mut odds = if here.lang == there.lang {
        6.0 * near.similarity + 15.0 * near.words() - 13.1
    } else {
        10.6 * near.similarity + 14.4 * near.words() - 12.5
    };
    odds += match speakers(a, b, articles, voices, kinship) {
        Sameness::Same => 2.0,
        Sameness::Related => 0.3,
        Sameness::Unknown => 0.0,
        Sameness::Different => -1.3,
    };
    odds += 1.4 * agreeing(&x.figures, &y.figures).min(2) as f32;
    if x.figures
        .iter()
        .any(|f| y.figures.iter().any(|g| f.asks_the_same(g)))
    {
        // The number of dead is the number of dead, whatever it is.
        odds += 1.9;
    }
    odds += match (is_silence(x.kind), is_silence(y.kind)) {
        (true, true) => 1.8,
        (false, false) => 0.0,
        _ => -1.5,
    };
    // Two who quote the same words print the same words, so that likeness proves less; a reporter's own words may be any.
    odds += match (x.kind == Kind::Direct, y.kind == Kind::Direct) {
        (true, true) => -1.8,
        (false, false) => 0.0,
        _ => -0.8,
    };
    odds
}

/// An article says the same twice in its headline and its body, or where a quotation is broken; else two statements of
/// one article are two statements.
fn within_article(a: Mention, b: Mention, similarity: f32, articles: &[&Digest]) -> f32 {
    let said = |m: Mention| &articles[m.article].said[m.said];
    let (x, y) = (said(a), said(b));
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

fn speakers(a: Mention, b: Mention, articles: &[&Digest], voices: &Voices, kinship: &Kinship) -> Sameness {
    let speaker = |m: Mention| articles[m.article].said[m.said].speaker;
    let (Some(x), Some(y)) = (speaker(a), speaker(b)) else {
        return Sameness::Unknown;
    };
    let (voice, other) = (voices.of(a.article, Some(x)), voices.of(b.article, Some(y)));
    if voice.is_some() && voice == other {
        return Sameness::Same;
    }
    kinship.of((a.article, x), (b.article, y))
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
