//! Which articles are about the same event.
//!
//! ```text
//! digests ─► nearest neighbours in a window of days ─► likeness of each pair ─► clusters ─► groups with confidences
//! ```
//!
//! Neighbours are found by vectors alone, so that no pair of languages, outlets or subjects is left out; whether two
//! neighbours are one event is then decided by what headline and lead name. Articles further apart than the window are
//! never compared, and so the work grows with the articles of a window, not with those of the collection.

mod cluster;
mod copies;
mod likeness;
mod memo;
mod neighbours;
mod persons;
mod sounds;
mod vocabulary;

use super::digest::Digest;
use rayon::prelude::*;
use std::collections::HashMap;

pub(super) use cluster::clusters;
pub use copies::sources;

/// How events are told apart.
#[derive(Debug, Clone)]
pub struct Options {
    /// Days after which an article is no longer about the same event.
    pub window: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { window: 4.0 }
    }
}

/// Articles about one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Positions of the articles, by time of publication.
    pub members: Vec<usize>,
    /// How surely each belongs to it, 0 to 1; for an article alone, how surely it belongs to no other.
    pub confidence: Vec<f32>,
}

/// A pair of articles, by position, the earlier in the input first, and what speaks for their being one event in
/// themselves.
pub type Pair = (usize, usize, f32);

/// What is known of pairs of articles from another run, by position, the earlier in the input first.
pub type KnownPairs<'k> = dyn Fn(usize, usize) -> Option<f32> + Sync + 'k;

/// Groups articles into events, every article in exactly one. The events are ordered by their first article.
pub fn group(digests: &[Digest], options: &Options) -> Vec<Group> {
    group_knowing(digests, options, &|_, _| None).0
}

/// As [`group`], where something is known of pairs; and what was found out about others, in order.
pub fn group_knowing(
    digests: &[Digest],
    options: &Options,
    known: &KnownPairs<'_>,
) -> (Vec<Group>, Vec<Pair>) {
    let near = neighbours::neighbours(digests, options.window);
    let judge = likeness::Judge::new(digests, options.window);
    let judged: Vec<(Pair, bool)> = near
        .par_iter()
        .map(|&(a, b, _)| match known(a, b) {
            Some(evidence) => ((a, b, evidence), true),
            None => ((a, b, judge.in_themselves(a, b)), false),
        })
        .collect();
    let edges: Vec<Pair> = near
        .par_iter()
        .zip(&judged)
        .map(|(&(a, b, similarity), &((.., evidence), _))| {
            (a, b, judge.log_odds((a, b), similarity, evidence))
        })
        .collect();
    let made = judged
        .into_iter()
        .filter(|(_, known)| !known)
        .map(|(pair, _)| pair);
    (groups(digests, &edges), made.collect())
}

/// The groups that the log odds of pairs give.
fn groups(digests: &[Digest], edges: &[Pair]) -> Vec<Group> {
    let clusters = cluster::clusters(digests.len(), edges);
    let odds: HashMap<(usize, usize), f32> = edges.iter().map(|&(a, b, odds)| ((a, b), odds)).collect();
    let mut strangers = vec![f32::NEG_INFINITY; digests.len()];
    let mut cluster_of = vec![0; digests.len()];
    for (id, members) in clusters.iter().enumerate() {
        members.iter().for_each(|&m| cluster_of[m] = id);
    }
    for &(a, b, odds) in edges {
        if cluster_of[a] != cluster_of[b] {
            strangers[a] = strangers[a].max(odds);
            strangers[b] = strangers[b].max(odds);
        }
    }
    let mut groups: Vec<Group> = clusters
        .into_iter()
        .map(|mut members| {
            members.sort_by(|&a, &b| by_time(digests, a, b));
            let confidence = members
                .iter()
                .map(|&m| confidence(m, &members, &odds, strangers[m]))
                .collect();
            Group { members, confidence }
        })
        .collect();
    groups.sort_by(|a, b| by_time(digests, a.members[0], b.members[0]));
    groups
}

/// By time, then by place in the input; articles without a date come last.
fn by_time(digests: &[Digest], a: usize, b: usize) -> std::cmp::Ordering {
    let time = |at: usize| digests[at].hours().unwrap_or(f64::INFINITY);
    time(a).total_cmp(&time(b)).then(a.cmp(&b))
}

/// The probability that the evidence gives: that of the mean log odds with the others, or against the nearest stranger.
fn confidence(member: usize, members: &[usize], odds: &HashMap<(usize, usize), f32>, stranger: f32) -> f32 {
    let known: Vec<f32> = members
        .iter()
        .filter(|&&other| other != member)
        .filter_map(|&other| odds.get(&(member.min(other), member.max(other))).copied())
        .collect();
    if members.len() == 1 {
        return probability(-stranger.max(-8.0));
    }
    let mean = known.iter().sum::<f32>() / known.len().max(1) as f32;
    probability(mean)
}

fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}
