//! Where a moved sentence may have gone: for each that is free, the free ones of the other text most like it.

use super::crossing::Groups;
use super::score::Scorer;
use super::side::Side;
use crate::embedding::matrix::{self, View};
use std::collections::BTreeSet;
use std::ops::Range;

/// The most sentences of a side that move together as one bead.
const LONGEST: usize = 3;
/// Sentences looked at together.
const ROWS: usize = 64;
/// The most sentences of the other text looked at, those that stand nearest.
const WINDOW: usize = 1024;
/// Counterparts tried for each sentence.
const BEST: usize = 3;
/// Similarity above the background that a pair of sentences needs to be looked at.
const LEAST: f32 = 0.2;

/// Two runs that may be a bead.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub source: Range<usize>,
    pub target: Range<usize>,
}

/// All candidates, in order.
pub(super) fn find(groups: &Groups, scorer: &Scorer<'_>) -> Vec<Candidate> {
    let sources: Vec<usize> = (0..scorer.source.len())
        .filter(|&id| groups.is_free_source(id) && !scorer.source.is_given(&(id..id + 1)))
        .collect();
    let targets: Vec<usize> = (0..scorer.target.len())
        .filter(|&id| groups.is_free_target(id) && !scorer.target.is_given(&(id..id + 1)))
        .collect();
    let eligible = |&(p, q): &(usize, usize)| groups.is_alone_source(p) || groups.is_alone_target(q);
    let there = counterparts(scorer, (&scorer.source, &sources), (&scorer.target, &targets));
    let back = counterparts(scorer, (&scorer.target, &targets), (&scorer.source, &sources));
    let pairs: BTreeSet<(usize, usize)> = there
        .into_iter()
        .chain(back.into_iter().map(|(q, p)| (p, q)))
        .filter(eligible)
        .collect();
    let found: BTreeSet<(usize, usize, usize, usize)> = pairs
        .into_iter()
        .flat_map(|(p, q)| grown(groups, p, q))
        .map(|Candidate { source, target }| (source.start, source.end, target.start, target.end))
        .collect();
    found
        .into_iter()
        .map(|(a, b, c, d)| Candidate {
            source: a..b,
            target: c..d,
        })
        .collect()
}

/// The most similar sentences of the other text for each of this one's, as pairs.
fn counterparts(
    scorer: &Scorer<'_>,
    (side, ids): (&Side<'_>, &[usize]),
    (other, others): (&Side<'_>, &[usize]),
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for chunk in ids.chunks(ROWS) {
        let near = nearest(chunk, side.len(), others, other.len());
        let (rows, columns) = (gathered(side, chunk), gathered(other, near));
        let dimension = rows.len() / chunk.len();
        let mut similarities = vec![0.0; chunk.len() * near.len()];
        matrix::dot_products(
            View::dense(&rows, chunk.len(), dimension),
            View::dense(&columns, near.len(), dimension),
            &mut similarities,
            near.len(),
        );
        for (row, &id) in chunk.iter().enumerate() {
            let background = scorer.background(side.vector(id), other);
            let least = background + LEAST * (1.0 - background);
            let similarities = &similarities[row * near.len()..(row + 1) * near.len()];
            let mut best: Vec<usize> = (0..near.len()).filter(|&at| similarities[at] >= least).collect();
            best.sort_by(|&x, &y| similarities[y].total_cmp(&similarities[x]));
            pairs.extend(best.into_iter().take(BEST).map(|at| (id, near[at])));
        }
    }
    pairs
}

/// Those of `others` that stand nearest to `chunk`, by the place in the whole text.
fn nearest<'a>(chunk: &[usize], length: usize, others: &'a [usize], other_length: usize) -> &'a [usize] {
    let middle = chunk[chunk.len() / 2] * other_length / length.max(1);
    let place = others.partition_point(|&id| id < middle);
    let end = (place + WINDOW / 2).max(WINDOW).min(others.len());
    &others[end.saturating_sub(WINDOW)..end]
}

fn gathered(side: &Side<'_>, ids: &[usize]) -> Vec<f32> {
    ids.iter().flat_map(|&id| side.vector(id)).copied().collect()
}

/// The runs around a pair of sentences that are free, and on one side alone.
fn grown(groups: &Groups, p: usize, q: usize) -> Vec<Candidate> {
    let sources = runs(p, groups.source.len(), |id| groups.is_free_source(id));
    let targets = runs(q, groups.target.len(), |id| groups.is_free_target(id));
    let mut candidates = Vec::new();
    for source in &sources {
        for target in &targets {
            let alone = source.clone().all(|id| groups.is_alone_source(id))
                || target.clone().all(|id| groups.is_alone_target(id));
            if alone {
                candidates.push(Candidate {
                    source: source.clone(),
                    target: target.clone(),
                });
            }
        }
    }
    candidates
}

/// The runs of up to [`LONGEST`] sentences that hold `id` and nothing that is not free.
fn runs(id: usize, length: usize, is_free: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let starts = (id + 1).saturating_sub(LONGEST)..=id;
    starts
        .flat_map(|start| (id + 1..=(start + LONGEST).min(length)).map(move |end| start..end))
        .filter(|run| run.clone().all(&is_free))
        .collect()
}
