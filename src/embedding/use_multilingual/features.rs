//! Sums of token features: the encoder up to the point where a text becomes one row of numbers.

use super::WIDTH;
use super::table::{CAPACITY, Row, Rows, TokenTable};
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
pub(super) fn sums(weights: &Weights, table: &TokenTable, segments: &[Segment<'_>]) -> Vec<f32> {
    let mut sums = vec![0.0; segments.len() * FEATURES];
    let windows: Vec<(usize, Segment<'_>)> = segments
        .iter()
        .enumerate()
        .flat_map(|(index, segment)| segment.clone().windows().map(move |window| (index, window)))
        .collect();
    let mut rest = windows.as_slice();
    while !rest.is_empty() {
        let (taken, tokens) = batch(rest);
        let table = &table.rows(weights, &tokens);
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
    /// What a layer makes of each token, before its activation.
    hidden: Vec<[f32; BRANCH]>,
    /// For each token the end of its stretch of `active`.
    ends: Vec<usize>,
    /// The features of the wanted tokens.
    features: Vec<f32>,
}

impl Scratch {
    fn sums(&mut self, weights: &Weights, table: &Rows, windows: &[(usize, Segment<'_>)]) -> Vec<Vec<f32>> {
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
        self.fill_hidden(&branch.first_bias, rows.len());
        for (at, row) in rows.iter().enumerate() {
            for (position, window) in windows(order, 0..rows.len(), at) {
                kernel::add_halved(&mut self.hidden[window], row.slot(order.slot + position));
            }
        }
        self.active.clear();
        self.ends.clear();
        for hidden in &self.hidden {
            push_active(&mut self.active, hidden);
            self.ends.push(self.active.len());
        }
    }

    /// The second layer of the wanted tokens, with what it adds itself to. Their features stand from row `first` on.
    #[inline(always)]
    fn second_layer(&mut self, weights: &Weights, index: usize, text: &Text<'_>, first: usize) {
        let Text { rows, wanted, .. } = text;
        let (order, branch) = (ORDERS[index], &weights.branches[index]);
        self.fill_hidden(&branch.second_bias, wanted.len());
        for (at, row) in rows.iter().enumerate() {
            let (fours, rest) = active(&self.active, &self.ends, at).as_chunks::<4>();
            for (position, window) in windows(order, wanted.clone(), at) {
                let hidden = &mut self.hidden[window];
                kernel::add_halved(hidden, row.slot(order.slot + order.width + position));
                let second = &branch.second[position * BRANCH..(position + 1) * BRANCH];
                let scaled = |(place, value): (u32, f32)| (&second[place as usize], value);
                for &four in fours {
                    kernel::add_scaled(hidden, four.map(scaled));
                }
                for &one in rest {
                    kernel::add_scaled(hidden, [scaled(one)]);
                }
            }
        }
        let columns = WIDTH + index * BRANCH..WIDTH + (index + 1) * BRANCH;
        let features = self.features[first * FEATURES..].chunks_exact_mut(FEATURES);
        for ((out, hidden), at) in features.zip(&self.hidden).zip(wanted.clone()) {
            let out = &mut out[columns.clone()];
            for ((out, &hidden), &input) in out.iter_mut().zip(hidden).zip(rows[at].input(index)) {
                *out = hidden.max(0.0) + kernel::whole(input);
            }
            for &(place, value) in active(&self.active, &self.ends, at) {
                out[place as usize] += value;
            }
        }
    }

    /// Makes `hidden` that many rows of `bias`.
    #[inline(always)]
    fn fill_hidden(&mut self, bias: &[f32], rows: usize) {
        let mut row = [0.0; BRANCH];
        row.copy_from_slice(bias);
        self.hidden.clear();
        self.hidden.resize(rows, row);
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

/// The windows that token `at` stands in: its position there, and which of the `wanted` tokens' windows it is. A
/// token's row is thus read once, from end to end.
#[inline(always)]
fn windows(order: Order, wanted: Range<usize>, at: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..order.width).filter_map(move |position| {
        let window = (at + order.left).wrapping_sub(position);
        wanted
            .contains(&window)
            .then(|| (position, window - wanted.start))
    })
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
