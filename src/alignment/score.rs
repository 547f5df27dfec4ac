//! How well a group of source sentences and a group of target sentences fit.

use super::corridor::Corridor;
use super::window::Window;
use crate::embedding::matrix::{self, View};
use crate::embedding::{Encoder, Runs};
use std::ops::Range;

/// The most sentences a bead takes of one side.
pub(super) const LONGEST: usize = 6;

/// The weights of the score. The default was set on development data; nothing here depends on the language.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Score of a sentence left without a counterpart.
    pub skip: f32,
    /// Taken off a bead for each sentence beyond one and one, for each of its sentences.
    pub size: f32,
    /// How much of the similarity hangs on the ratio of the lengths, 0 to 1.
    pub length: f32,
    /// Similarity of two unrelated sentences of one subject, where the texts are too short to tell.
    pub background: f32,
    /// How many sentences' worth of evidence that is.
    pub prior: f32,
    /// Difference of two paths' scores that makes one e times less likely than the other.
    pub temperature: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            skip: 0.1,
            size: 0.1,
            length: 0.3,
            background: 0.15,
            prior: 4.0,
            temperature: 0.12,
        }
    }
}

/// Scores beads of two documents.
pub(super) struct Scorer<'a> {
    source: Side<'a>,
    target: Side<'a>,
    /// Target characters for a source character.
    ratio: f32,
    weights: &'a Weights,
}

/// One document.
struct Side<'a> {
    runs: Box<dyn Runs + 'a>,
    /// Characters in front of each line, and of all.
    length: Vec<f32>,
    /// The vectors of its lines.
    vectors: Vec<f32>,
    /// Their mean.
    mean: Vec<f32>,
}

/// The run vectors of both documents around the place where the path is being sought.
pub(super) struct Windows<'a> {
    source: Window<'a>,
    target: Window<'a>,
}

impl Windows<'_> {
    /// Moves on to the beads that begin at `rows` and `columns`.
    pub fn cover(&mut self, rows: &Range<usize>, columns: &Range<usize>) {
        self.source.cover(rows);
        self.target.cover(columns);
    }
}

/// The similarities and scores of all beads that begin at some source and some target sentences.
pub(super) struct Block {
    rows: Range<usize>,
    columns: Range<usize>,
    similarities: Vec<f32>,
    scores: Vec<f32>,
}

impl Block {
    fn index(&self, i: usize, j: usize, a: usize, b: usize) -> usize {
        let row = (i - self.rows.start) * LONGEST + a - 1;
        let column = (j - self.columns.start) * LONGEST + b - 1;
        row * self.columns.len() * LONGEST + column
    }

    /// The score of the bead of `a` source and `b` target sentences that begins at `(i, j)`.
    pub fn score(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        self.scores[self.index(i, j, a, b)]
    }

    /// The similarity of the same, -1 to 1.
    pub fn similarity(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        self.similarities[self.index(i, j, a, b)]
    }
}

impl<'a> Scorer<'a> {
    pub fn new(
        source: &'a [&'a str],
        target: &'a [&'a str],
        encoder: &'a dyn Encoder,
        weights: &'a Weights,
    ) -> Self {
        let (source, target) = rayon::join(|| Side::new(source, encoder), || Side::new(target, encoder));
        Self {
            ratio: target.characters() / source.characters(),
            source,
            target,
            weights,
        }
    }

    /// What a sentence without counterpart adds to the path.
    pub fn skip(&self) -> f32 {
        self.weights.skip
    }

    /// See [`Weights::temperature`].
    pub fn temperature(&self) -> f32 {
        self.weights.temperature
    }

    /// The corridor in which the path is to be sought.
    pub fn corridor(&self) -> Corridor {
        Corridor::seek(self.source.sentences(), self.target.sentences())
    }

    /// Windows that stand at the beginning of both documents.
    pub fn windows(&self) -> Windows<'_> {
        Windows {
            source: Window::new(&*self.source.runs, LONGEST),
            target: Window::new(&*self.target.runs, LONGEST),
        }
    }

    /// Scores every bead that begins at a sentence of `rows` and a sentence of `columns`, which the windows cover;
    /// minus infinity where it would pass the end.
    pub fn block(&self, windows: &Windows<'_>, rows: Range<usize>, columns: Range<usize>) -> Block {
        let width = columns.len() * LONGEST;
        let mut similarities = vec![0.0; rows.len() * LONGEST * width];
        for (start, x) in windows.source.stretches(&rows) {
            for (first, y) in windows.target.stretches(&columns) {
                let corner = (start - rows.start) * LONGEST * width + (first - columns.start) * LONGEST;
                matrix::dot_products(x, y, &mut similarities[corner..], width);
            }
        }
        let backgrounds = |window: &Window<'_>, lines, other: &Side<'_>| -> Vec<f32> {
            let vectors = window.stretches(lines).flat_map(|(_, view)| view.iter());
            vectors
                .map(|vector| other.background(vector, self.weights))
                .collect()
        };
        let row_backgrounds = backgrounds(&windows.source, &rows, &self.target);
        let column_backgrounds = backgrounds(&windows.target, &columns, &self.source);
        let mut scores = vec![f32::NEG_INFINITY; similarities.len()];
        for (row, x_background) in row_backgrounds.iter().enumerate() {
            let a = row % LONGEST + 1;
            let Some(x_length) = self.source.length(rows.start + row / LONGEST, a) else {
                continue;
            };
            for (column, y_background) in column_backgrounds.iter().enumerate() {
                let b = column % LONGEST + 1;
                let Some(y_length) = self.target.length(columns.start + column / LONGEST, b) else {
                    continue;
                };
                let background = (x_background + y_background) / 2.0;
                let similarity = (similarities[row * width + column] - background) / (1.0 - background);
                scores[row * width + column] =
                    self.weights
                        .bead(similarity, x_length * self.ratio, y_length, a + b);
            }
        }
        Block {
            rows,
            columns,
            similarities,
            scores,
        }
    }
}

impl Weights {
    fn bead(&self, similarity: f32, x_length: f32, y_length: f32, sentences: usize) -> f32 {
        let ratio = x_length.min(y_length) / x_length.max(y_length);
        let fit = similarity * (1.0 - self.length + self.length * ratio);
        sentences as f32 * (fit - self.size * (sentences - 2) as f32)
    }
}

impl<'a> Side<'a> {
    fn new(lines: &'a [&'a str], encoder: &'a dyn Encoder) -> Self {
        let vectors = encoder.encode(lines);
        let mut mean = vec![0.0; encoder.dimension()];
        for vector in vectors.chunks_exact(encoder.dimension()) {
            for (sum, x) in mean.iter_mut().zip(vector) {
                *sum += x / lines.len() as f32;
            }
        }
        let mut length = vec![0.0];
        length.extend(lines.iter().scan(0.0, |sum, line| {
            *sum += line.chars().count().max(1) as f32;
            Some(*sum)
        }));
        let runs = encoder.runs(lines);
        Self {
            runs,
            length,
            vectors,
            mean,
        }
    }

    /// The vectors of its sentences.
    fn sentences(&self) -> View<'_> {
        View::dense(&self.vectors, self.length.len() - 1, self.mean.len())
    }

    fn characters(&self) -> f32 {
        self.length.last().copied().unwrap_or_default().max(1.0)
    }

    /// Characters of the run of `n` lines at `start`, where there are so many.
    fn length(&self, start: usize, n: usize) -> Option<f32> {
        Some(self.length.get(start + n)? - self.length[start])
    }

    /// Mean similarity of a vector of the other document to the lines of this one, drawn to the prior where the lines
    /// are few.
    fn background(&self, vector: &[f32], weights: &Weights) -> f32 {
        let lines = (self.length.len() - 1) as f32;
        (dot(vector, &self.mean) * lines + weights.background * weights.prior) / (lines + weights.prior)
    }
}

fn dot(x: &[f32], y: &[f32]) -> f32 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}
