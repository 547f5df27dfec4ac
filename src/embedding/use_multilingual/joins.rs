//! Vectors of joined sentences, for little more than the price of the sentences alone.
//!
//! A token's features depend on no more than four tokens each side, and a text's vector on their sum. So the sum of a
//! joined text is
//!
//! ```text
//! left(first) + core(first) + … + core(last) + right(last)
//! ```
//!
//! where `core(k)` sums the tokens of sentence `k` as they stand in the running text, `left(k)` puts right what
//! changes when the text begins with sentence `k` (the mark of the beginning, and the first four tokens with nothing in
//! front of them instead of the sentence before), and `right(k)` does so for the end. A joined text of fewer than eight
//! tokens, in which both ends meet, is computed by itself.
//!
//! The tokens of a joined text are those of its sentences in a row: no piece of the vocabulary reaches over a space.

use super::features::Segment;
use super::tokeniser::{BEGIN, END};
use super::weights::REACH;
use super::{UseMultilingual, WIDTH, head};
use crate::embedding::{Runs, kernel};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// Lines tokenised once; everything else is computed for the stretch that is asked for, and not kept.
pub(super) struct Joins<'a> {
    encoder: &'a UseMultilingual,
    /// The tokens of all lines in a row.
    stream: Vec<u32>,
    /// Where each line begins in the stream, and where the last one ends.
    bounds: Vec<usize>,
}

/// Projected sums of some lines: [`WIDTH`] numbers a line.
struct Parts {
    core: Vec<f32>,
    left: Vec<f32>,
    right: Vec<f32>,
}

impl<'a> Joins<'a> {
    pub fn new(encoder: &'a UseMultilingual, lines: &[&str]) -> Self {
        let ids: Vec<Vec<u32>> = lines.par_iter().map(|line| encoder.tokeniser.ids(line)).collect();
        let mut bounds = Vec::with_capacity(ids.len() + 1);
        bounds.push(0);
        bounds.extend(ids.iter().scan(0, |end, ids| {
            *end += ids.len();
            Some(*end)
        }));
        Self {
            encoder,
            stream: ids.concat(),
            bounds,
        }
    }

    /// The tokens of lines `from..to`.
    fn tokens(&self, from: usize, to: usize) -> &[u32] {
        &self.stream[self.bounds[from]..self.bounds[to]]
    }

    fn parts(&self, lines: &[usize]) -> Parts {
        let ends: Vec<(Vec<u32>, Vec<u32>)> = lines
            .iter()
            .map(|&k| (self.opening(k), self.closing(k)))
            .collect();
        let mut segments = Vec::with_capacity(lines.len() * 5);
        for (&k, (opening, closing)) in lines.iter().zip(&ends) {
            let (start, end) = (self.bounds[k], self.bounds[k + 1]);
            segments.push(self.within(start..end));
            segments.push(Segment {
                tokens: opening,
                wanted: 0..(1 + REACH).min(opening.len()),
            });
            segments.push(self.within(start..(start + REACH).min(self.stream.len())));
            segments.push(Segment {
                tokens: closing,
                wanted: closing.len().saturating_sub(1 + REACH)..closing.len(),
            });
            segments.push(self.within(end.saturating_sub(REACH)..end));
        }
        let sums = self.encoder.sums(&segments);
        let projected = head::project(&self.encoder.weights, &sums);
        let mut parts = Parts {
            core: Vec::new(),
            left: Vec::new(),
            right: Vec::new(),
        };
        for line in projected.chunks_exact(5 * WIDTH) {
            let part = |i: usize| &line[i * WIDTH..(i + 1) * WIDTH];
            parts.core.extend(part(0));
            parts
                .left
                .extend(part(1).iter().zip(part(2)).map(|(with, without)| with - without));
            parts
                .right
                .extend(part(3).iter().zip(part(4)).map(|(with, without)| with - without));
        }
        parts
    }

    /// Tokens of the stream in their own surroundings.
    fn within(&self, wanted: Range<usize>) -> Segment<'_> {
        let from = wanted.start.saturating_sub(REACH);
        let to = (wanted.end + REACH).min(self.stream.len());
        Segment {
            tokens: &self.stream[from..to],
            wanted: wanted.start - from..wanted.end - from,
        }
    }

    /// The beginning of a text that begins with line `k`, with context.
    fn opening(&self, k: usize) -> Vec<u32> {
        let start = self.bounds[k];
        let end = (start + 2 * REACH).min(self.stream.len());
        let mut tokens = vec![BEGIN];
        tokens.extend(&self.stream[start..end]);
        tokens
    }

    /// The end of a text that ends with line `k`, with context.
    fn closing(&self, k: usize) -> Vec<u32> {
        let end = self.bounds[k + 1];
        let mut tokens = self.stream[end.saturating_sub(2 * REACH)..end].to_vec();
        tokens.push(END);
        tokens
    }
}

impl Runs for Joins<'_> {
    fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    fn vectors(&self, runs: &[Range<usize>]) -> Vec<f32> {
        let lines: BTreeSet<usize> = runs.iter().flat_map(Clone::clone).collect();
        let lines: Vec<usize> = lines.into_iter().collect();
        let parts = self.parts(&lines);
        let mut exact = Rows::default();
        let mut short = (Vec::new(), Vec::new());
        for (row, run) in runs.iter().enumerate() {
            let tokens = self.tokens(run.start, run.end);
            if tokens.len() < 2 * REACH {
                short.0.push(row);
                short.1.push(self.encoder.framed(tokens));
                continue;
            }
            let first = lines.partition_point(|&line| line < run.start) * WIDTH;
            let end = first + run.len() * WIDTH;
            let mut sum = parts.left[first..first + WIDTH].to_vec();
            for core in parts.core[first..end].chunks_exact(WIDTH) {
                kernel::add(&mut sum, core);
            }
            kernel::add(&mut sum, &parts.right[end - WIDTH..end]);
            exact.push(row, &sum, tokens.len() + 2);
        }
        let mut data = vec![0.0; runs.len() * WIDTH];
        let mut place = |rows: &[usize], vectors: Vec<f32>| {
            for (&row, vector) in rows.iter().zip(vectors.chunks_exact(WIDTH)) {
                data[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(vector);
            }
        };
        place(&short.0, self.encoder.encode_tokens(&short.1));
        place(
            &exact.rows,
            head::finish(&self.encoder.weights, &exact.projected, &exact.counts),
        );
        data
    }
}

/// Projected sums waiting for the rest of the network, and where their vectors belong.
#[derive(Default)]
struct Rows {
    rows: Vec<usize>,
    projected: Vec<f32>,
    counts: Vec<usize>,
}

impl Rows {
    fn push(&mut self, row: usize, projected: &[f32], count: usize) {
        self.rows.push(row);
        self.projected.extend(projected);
        self.counts.push(count);
    }
}
