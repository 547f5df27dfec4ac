//! Exact scores of a few beads: their groups are read by the encoder as one text.

use super::estimate::BACKGROUND;
use super::progress::{Progress, Stage};
use super::prune::Edge;
use super::score::Scorer;
use super::side::{Side, dot};
use crate::embedding::{Encoder, Runs};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Source sentences whose beads are scored together, so that few vectors are held at a time.
const ROWS: u32 = 512;

/// Groups of the source, and groups of the target.
pub(super) type Wanted = (Vec<Range<usize>>, Vec<Range<usize>>);

/// Scores beads once the vectors of their groups have been prepared.
pub(super) struct Exact<'a> {
    scorer: &'a Scorer<'a>,
    source: Groups<'a>,
    target: Groups<'a>,
}

/// The vectors of some groups of one text.
struct Groups<'a> {
    side: &'a Side<'a>,
    /// Made when a group is first asked for: it reads the whole text once more.
    runs: Option<Box<dyn Runs + 'a>>,
    encoder: &'a dyn Encoder,
    places: HashMap<Range<usize>, usize>,
    vectors: Vec<f32>,
}

impl<'a> Exact<'a> {
    pub fn new(scorer: &'a Scorer<'a>, encoder: &'a dyn Encoder) -> Self {
        let groups = |side| Groups {
            side,
            runs: None,
            encoder,
            places: HashMap::new(),
            vectors: Vec::new(),
        };
        Self {
            scorer,
            source: groups(&scorer.source),
            target: groups(&scorer.target),
        }
    }

    /// Gives `edges`, which are in order, their exact similarity and score.
    pub fn score_all(&mut self, edges: &mut [Edge], progress: &dyn Progress) {
        progress.begin(Stage::Scoring, edges.len());
        let mut rest = edges;
        while let Some(first) = rest.first() {
            let next = rest.partition_point(|edge| edge.i < first.i + ROWS);
            let (chunk, after) = rest.split_at_mut(next);
            self.score_chunk(chunk);
            self.forget();
            progress.advance(chunk.len());
            rest = after;
        }
    }

    fn score_chunk(&mut self, edges: &mut [Edge]) {
        let both = edges.iter().filter(|edge| edge.a > 0 && edge.b > 0);
        self.prepare(both.map(|edge| (edge.source(), edge.target())).unzip());
        for edge in edges.iter_mut().filter(|edge| edge.a > 0 && edge.b > 0) {
            (edge.similarity, edge.score) = self.score(&edge.source(), &edge.target());
        }
    }

    /// Makes what vectors are still wanting of groups of the source and of the target.
    pub fn prepare(&mut self, (sources, targets): Wanted) {
        self.source.prepare(sources);
        self.target.prepare(targets);
    }

    /// Similarity and score of a bead that has been prepared; minus infinity for any other.
    pub fn score(&self, source: &Range<usize>, target: &Range<usize>) -> (f32, f32) {
        let (Some(x), Some(y)) = (self.source.vector(source), self.target.vector(target)) else {
            return (0.0, f32::NEG_INFINITY);
        };
        let similarity = dot(x, y);
        let own = self.scorer.background(x, &self.scorer.target);
        let other = self.scorer.background(y, &self.scorer.source);
        let background = ((own + other) / 2.0).min(BACKGROUND);
        (
            similarity,
            self.scorer.score(source, target, similarity, background),
        )
    }

    fn forget(&mut self) {
        for groups in [&mut self.source, &mut self.target] {
            groups.places.clear();
            groups.vectors.clear();
        }
    }
}

impl<'a> Groups<'a> {
    fn prepare(&mut self, groups: Vec<Range<usize>>) {
        let wanting: BTreeSet<(usize, usize)> = groups
            .into_iter()
            .filter(|group| group.len() > 1 && !self.places.contains_key(group))
            .map(|group| (group.start, group.end))
            .collect();
        if wanting.is_empty() {
            return;
        }
        let wanting: Vec<Range<usize>> = wanting.into_iter().map(|(start, end)| start..end).collect();
        let (encoder, lines) = (self.encoder, self.side.lines);
        let runs = self.runs.get_or_insert_with(|| encoder.runs(lines));
        self.vectors.extend(runs.vectors(&wanting));
        for group in wanting {
            let place = self.places.len();
            self.places.insert(group, place);
        }
    }

    fn vector(&self, group: &Range<usize>) -> Option<&[f32]> {
        if group.len() == 1 {
            return Some(self.side.vector(group.start));
        }
        let dimension = self.encoder.dimension();
        let place = *self.places.get(group)?;
        Some(&self.vectors[place * dimension..(place + 1) * dimension])
    }
}
