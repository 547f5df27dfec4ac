//! One of the two texts: what the score asks of it besides the vectors of its joined sentences.

use super::layout::Layout;
use crate::embedding::matrix::View;
use std::ops::Range;

/// One text.
pub(super) struct Side<'a> {
    pub lines: &'a [&'a str],
    /// The vectors of its sentences, one after the other.
    vectors: &'a [f32],
    /// Their mean.
    mean: Vec<f32>,
    /// Characters in front of each sentence, and of all.
    characters: Vec<f32>,
    /// Quotations in front of each sentence, and of all. A straight mark is half of one.
    quotations: Vec<f32>,
    /// Sentences that belong to a given bead, in front of each sentence, and of all.
    given: Vec<u32>,
    /// Where its paragraphs begin and which sentences are headings, if that is known.
    pub layout: Option<&'a Layout>,
}

impl<'a> Side<'a> {
    /// `given` are the sentences that are not for the path to pair.
    pub fn new(
        lines: &'a [&'a str],
        vectors: &'a [f32],
        given: impl Fn(usize) -> bool,
        layout: Option<&'a Layout>,
    ) -> Self {
        let dimension = vectors.len() / lines.len().max(1);
        let mut mean = vec![0.0; dimension];
        for vector in vectors.chunks_exact(dimension.max(1)) {
            for (sum, x) in mean.iter_mut().zip(vector) {
                *sum += x / lines.len() as f32;
            }
        }
        Self {
            lines,
            vectors,
            mean,
            characters: sums(lines, |line| line.chars().count().max(1) as f32),
            quotations: sums(lines, quotations),
            given: std::iter::once(0)
                .chain((0..lines.len()).scan(0, |sum, id| {
                    *sum += u32::from(given(id));
                    Some(*sum)
                }))
                .collect(),
            layout: layout.filter(|layout| layout.len() == lines.len()),
        }
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The vectors of its sentences.
    pub fn sentences(&self) -> View<'a> {
        View::dense(self.vectors, self.len(), self.mean.len())
    }

    /// The vector of one sentence.
    pub fn vector(&self, id: usize) -> &'a [f32] {
        &self.vectors[id * self.mean.len()..(id + 1) * self.mean.len()]
    }

    /// Characters of a run of sentences.
    pub fn characters(&self, run: &Range<usize>) -> f32 {
        self.characters[run.end] - self.characters[run.start]
    }

    /// Characters of the whole text, at least one.
    pub fn all_characters(&self) -> f32 {
        self.characters[self.len()].max(1.0)
    }

    /// Quotations in a run of sentences.
    pub fn quotations(&self, run: &Range<usize>) -> f32 {
        self.quotations[run.end] - self.quotations[run.start]
    }

    /// Whether a sentence of the run belongs to a given bead.
    pub fn is_given(&self, run: &Range<usize>) -> bool {
        self.given[run.end] > self.given[run.start]
    }

    /// Mean similarity of a vector of the other text to the sentences of this one, drawn to `usual` as far as
    /// `prior` sentences would draw it.
    pub fn background(&self, vector: &[f32], usual: f32, prior: f32) -> f32 {
        let lines = self.len() as f32;
        (dot(vector, &self.mean) * lines + usual * prior) / (lines + prior)
    }
}

/// Sums of `of` over the lines in front of each, and over all.
fn sums(lines: &[&str], of: impl Fn(&str) -> f32) -> Vec<f32> {
    let mut sums = vec![0.0];
    sums.extend(lines.iter().scan(0.0, |sum, line| {
        *sum += of(line);
        Some(*sum)
    }));
    sums
}

/// How many quotations a sentence opens.
fn quotations(line: &str) -> f32 {
    let marks = line.chars().map(|c| match c {
        '"' | '＂' => 0.5,
        '“' | '«' | '「' | '『' | '„' => 1.0,
        _ => 0.0,
    });
    marks.sum()
}

/// The dot product, in a fixed order of additions that the processor's vectors can follow.
pub(super) fn dot(x: &[f32], y: &[f32]) -> f32 {
    const LANES: usize = 16;
    let mut lanes = [0.0f32; LANES];
    let ((xs, x_rest), (ys, y_rest)) = (x.as_chunks::<LANES>(), y.as_chunks::<LANES>());
    for (x, y) in xs.iter().zip(ys) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + x_rest.iter().zip(y_rest).map(|(x, y)| x * y).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_quotations_of_every_kind_of_mark() {
        assert_eq!(quotations("\"A strike,\" he said. \"Nothing else.\""), 2.0);
        assert_eq!(quotations("그는 “노력했다”며 「재시도」를 예고했다."), 2.0);
        assert_eq!(quotations("It's the workers' choice."), 0.0);
    }
}
