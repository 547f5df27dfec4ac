//! Sums of token features: the encoder up to the point where a text becomes one row of numbers.

use super::WIDTH;
use super::table::{CAPACITY, Row, TokenTable};
use super::weights::{BRANCH, FEATURES, ORDERS, Order, REACH, Weights};
use crate::embedding::kernel;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;

/// Windows worked on together: as many sentences as keep their features in the cache too.
const TOGETHER: usize = 8;
/// Tokens worked on in one go, so that a line of any length needs bounded memory.
const WINDOW: usize = 1024;

/// A stretch of tokens, and those of them whose features are wanted; the others only lend context. Past its ends
/// lies nothing, as past the ends of a text.
#[derive(Clone)]
pub(super) struct Segment<'t> {
    pub tokens: &'t [u32],
    pub wanted: Range<usize>,
}

impl<'t> Segment<'t> {
    /// All of a text.
    pub fn whole(tokens: &'t [u32]) -> Self {
        Self {
            tokens,
            wanted: 0..tokens.len(),
        }
    }

    /// The same in windows of bounded length.
    fn windows(self) -> impl Iterator<Item = Segment<'t>> {
        let Self { tokens, wanted } = self;
        wanted.clone().step_by(WINDOW).map(move |start| {
            let end = (start + WINDOW).min(wanted.end);
            let from = start.saturating_sub(REACH);
            Segment {
                tokens: &tokens[from..(end + REACH).min(tokens.len())],
                wanted: start - from..end - from,
            }
        })
    }
}

/// The sum of the wanted features of each segment: rows of [`FEATURES`] numbers.
pub(super) fn sums(weights: &Weights, table: &mut TokenTable, segments: &[Segment<'_>]) -> Vec<f32> {
    let mut sums = vec![0.0; segments.len() * FEATURES];
    let windows: Vec<(usize, Segment<'_>)> = segments
        .iter()
        .enumerate()
        .flat_map(|(index, segment)| segment.clone().windows().map(move |window| (index, window)))
        .collect();
    let mut rest = windows.as_slice();
    while !rest.is_empty() {
        let (taken, tokens) = batch(rest);
        table.ensure(weights, &tokens);
        let table = &*table;
        let parts: Vec<Vec<f32>> = rest[..taken]
            .par_chunks(TOGETHER)
            .map_init(Scratch::default, |scratch, windows| {
                scratch.sums(weights, table, windows)
            })
            .flatten_iter()
            .collect();
        for ((index, _), part) in rest[..taken].iter().zip(parts) {
            kernel::add(&mut sums[index * FEATURES..(index + 1) * FEATURES], &part);
        }
        rest = &rest[taken..];
    }
    sums
}

/// How many windows, at least one, have no more different tokens than the table has room for; and those tokens, in
/// order of first use.
fn batch(windows: &[(usize, Segment<'_>)]) -> (usize, Vec<u32>) {
    let mut seen = HashSet::new();
    let mut tokens = Vec::new();
    let mut taken = 0;
    for (_, window) in windows {
        if taken > 0 && tokens.len() + window.tokens.len() > CAPACITY / 2 {
            break;
        }
        tokens.extend(window.tokens.iter().filter(|&&token| seen.insert(token)));
        taken += 1;
    }
    (taken, tokens)
}

/// Working memory of one thread.
#[derive(Default)]
struct Scratch {
    /// Where the first layer is not zero: position in the row, and value.
    active: Vec<(u32, f32)>,
    /// For each token the end of its stretch of `active`.
    ends: Vec<usize>,
    /// The features of the wanted tokens.
    features: Vec<f32>,
}

impl Scratch {
    fn sums(
        &mut self,
        weights: &Weights,
        table: &TokenTable,
        windows: &[(usize, Segment<'_>)],
    ) -> Vec<Vec<f32>> {
        let texts = windows.iter().map(|(_, window)| Text {
            tokens: window.tokens,
            rows: window.tokens.iter().map(|&token| table.row(token)).collect(),
            wanted: window.wanted.clone(),
        });
        pulp::Arch::new().dispatch(Sums {
            scratch: self,
            weights,
            texts: &texts.collect::<Vec<_>>(),
        })
    }

    /// The activation of the first layer for every token, kept where it is not zero.
    #[inline(always)]
    fn first_layer(&mut self, weights: &Weights, index: usize, rows: &[Row<'_>]) {
        let (order, branch) = (ORDERS[index], &weights.branches[index]);
        self.active.clear();
        self.ends.clear();
        for at in 0..rows.len() {
            let mut hidden = [0.0f32; BRANCH];
            hidden.copy_from_slice(&branch.first_bias);
            for (position, row) in window(order, rows.len(), at) {
                kernel::add_halved(&mut hidden, rows[row].slot(order.slot + position));
            }
            push_active(&mut self.active, &hidden);
            self.ends.push(self.active.len());
        }
    }

    /// The second layer of the wanted tokens, with what it adds itself to. Their features stand from row `first` on.
    #[inline(always)]
    fn second_layer(&mut self, weights: &Weights, index: usize, text: &Text<'_>, first: usize) {
        let Text { rows, wanted, .. } = text;
        let (order, branch) = (ORDERS[index], &weights.branches[index]);
        let columns = WIDTH + index * BRANCH..WIDTH + (index + 1) * BRANCH;
        let features = &mut self.features[first * FEATURES..];
        for (out, at) in features.chunks_exact_mut(FEATURES).zip(wanted.clone()) {
            let mut hidden = [0.0f32; BRANCH];
            hidden.copy_from_slice(&branch.second_bias);
            for (position, row) in window(order, rows.len(), at) {
                kernel::add_halved(&mut hidden, rows[row].slot(order.slot + order.width + position));
                let second = &branch.second[position * BRANCH..(position + 1) * BRANCH];
                let scaled = |(place, value): (u32, f32)| (&second[place as usize], value);
                let (fours, rest) = active(&self.active, &self.ends, row).as_chunks::<4>();
                for &four in fours {
                    kernel::add_scaled(&mut hidden, four.map(scaled));
                }
                for &one in rest {
                    kernel::add_scaled(&mut hidden, [scaled(one)]);
                }
            }
            let input = rows[at].input(index);
            let out = &mut out[columns.clone()];
            for ((out, &hidden), &input) in out.iter_mut().zip(&hidden).zip(input) {
                *out = hidden.max(0.0) + kernel::whole(input);
            }
            for &(place, value) in active(&self.active, &self.ends, at) {
                out[place as usize] += value;
            }
        }
    }

    /// The layer norm of some features, summed over the tokens.
    #[inline(always)]
    fn normalised_sum(&self, weights: &Weights, tokens: Range<usize>) -> Vec<f32> {
        let mut sum = vec![0.0f32; FEATURES];
        let count = tokens.len() as f32;
        for row in self.features[tokens.start * FEATURES..tokens.end * FEATURES].chunks_exact(FEATURES) {
            let (mean, factor) = kernel::moments(row, weights.epsilon);
            for (sum, &x) in sum.iter_mut().zip(row) {
                *sum += (x - mean) * factor;
            }
        }
        for ((sum, gain), bias) in sum.iter_mut().zip(&weights.norm.gain).zip(&weights.norm.bias) {
            *sum = *sum * gain + count * bias;
        }
        sum
    }
}

/// A window's tokens and those that are wanted.
struct Text<'t> {
    tokens: &'t [u32],
    rows: Vec<Row<'t>>,
    wanted: Range<usize>,
}

/// The work of [`Scratch::sums`], for pulp to compile with the widest vectors of each kind of processor. (A closure
/// would be called, not inlined, and stay with the narrowest.)
struct Sums<'a, 't> {
    scratch: &'a mut Scratch,
    weights: &'a Weights,
    texts: &'a [Text<'t>],
}

impl pulp::WithSimd for Sums<'_, '_> {
    type Output = Vec<Vec<f32>>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Vec<Vec<f32>> {
        let Self {
            scratch,
            weights,
            texts,
        } = self;
        let mut places = Vec::with_capacity(texts.len());
        scratch.features.clear();
        for text in texts {
            let first = scratch.features.len() / FEATURES;
            let end = first + text.wanted.len();
            scratch.features.resize(end * FEATURES, 0.0);
            let features = scratch.features[first * FEATURES..].chunks_exact_mut(FEATURES);
            for (row, &token) in features.zip(&text.tokens[text.wanted.clone()]) {
                weights.embedding(token).write(&mut row[..WIDTH]);
            }
            places.push(first..end);
        }
        // One branch after the other, so that its weights stay in the cache.
        for index in 0..ORDERS.len() {
            for (text, place) in texts.iter().zip(&places) {
                scratch.first_layer(weights, index, &text.rows);
                scratch.second_layer(weights, index, text, place.start);
            }
        }
        places
            .into_iter()
            .map(|place| scratch.normalised_sum(weights, place))
            .collect()
    }
}

/// The window around token `at`: positions in the window and the tokens that stand there, those past the ends of the
/// text left out.
#[inline(always)]
fn window(order: Order, length: usize, at: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..order.width)
        .map(move |position| (position, (at + position).wrapping_sub(order.left)))
        .filter(move |&(_, row)| row < length)
}

/// Appends where `hidden` is above zero: few places, so whole stretches are passed over at once.
#[inline(always)]
fn push_active(all: &mut Vec<(u32, f32)>, hidden: &[f32; BRANCH]) {
    for (stretch, values) in (0..).step_by(16).zip(hidden.as_chunks::<16>().0) {
        let mut above = 0u32;
        for (bit, &value) in values.iter().enumerate() {
            above |= u32::from(value > 0.0) << bit;
        }
        while above != 0 {
            let bit = above.trailing_zeros();
            all.push((stretch + bit, values[bit as usize]));
            above &= above - 1;
        }
    }
}

/// The stretch of `all` that belongs to token `at`.
#[inline(always)]
fn active<'a>(all: &'a [(u32, f32)], ends: &[usize], at: usize) -> &'a [(u32, f32)] {
    let start = if at == 0 { 0 } else { ends[at - 1] };
    &all[start..ends[at]]
}
