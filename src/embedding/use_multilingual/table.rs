//! What depends on one token alone, computed once and kept for the next time the token is met.
//!
//! The matrices are levels of 8 bits, and so are the embeddings; what lies between, the input of the convolutions, is
//! cut into levels of 14 bits, finer than the floats it is kept in afterwards. The products are then exact, and a
//! token's row is the same in any batch.

use super::WIDTH;
use super::weights::{BRANCH, BRANCHES, Embedding, ORDERS, Order, SLOTS, Weights};
use crate::embedding::kernel;
use crate::embedding::levels::Levels;
use rayon::prelude::*;
use std::collections::HashMap;

/// Tokens in a block: as many as keep their products in the processor's second cache.
const BLOCK: usize = 48;
/// Where the levels of the input have their zero: they take two numbers of 7 bits, the high one and the low one.
const ZERO: i32 = 1 << 13;
/// Rows kept, of about 12 kB each. A batch never has more different tokens.
pub(super) const CAPACITY: usize = 16384;
/// Where the products stand in a row, after what enters the convolutions.
const PRODUCTS: usize = BRANCHES;
const ROW: usize = PRODUCTS + SLOTS * BRANCH;

/// Rows of tokens. When it is full, the tokens longest not met make room.
#[derive(Default)]
pub(super) struct TokenTable {
    /// Halved floats: the rows do not fit the processor's cache, and reading them is what costs time.
    rows: Vec<Box<[u16]>>,
    /// The token of each row, and the batch that last used it.
    used: Vec<(u32, u64)>,
    row_of: HashMap<u32, u32>,
    batch: u64,
}

/// The row of one token.
#[derive(Clone, Copy)]
pub(super) struct Row<'a>(&'a [u16]);

impl<'a> Row<'a> {
    /// What enters a branch of the convolutions.
    #[inline(always)]
    pub fn input(&self, branch: usize) -> &'a [u16] {
        &self.0[branch * BRANCH..(branch + 1) * BRANCH]
    }

    /// The token's contribution at a window position.
    #[inline(always)]
    pub fn slot(&self, slot: usize) -> &'a [u16] {
        &self.0[PRODUCTS + slot * BRANCH..PRODUCTS + (slot + 1) * BRANCH]
    }
}

impl TokenTable {
    /// Sees to it that every one of `tokens`, which are different and no more than [`CAPACITY`], has a row.
    pub fn ensure(&mut self, weights: &Weights, tokens: &[u32]) {
        self.batch += 1;
        let mut missing = Vec::new();
        for &token in tokens {
            match self.row_of.get(&token) {
                Some(&row) => self.used[row as usize].1 = self.batch,
                None => missing.push(token),
            }
        }
        let made: Vec<Vec<Box<[u16]>>> = missing
            .par_chunks(BLOCK)
            .map(|tokens| rows(weights, tokens))
            .collect();
        let mut free = self
            .oldest((self.rows.len() + missing.len()).saturating_sub(CAPACITY))
            .into_iter();
        for (token, row) in missing.into_iter().zip(made.into_iter().flatten()) {
            match free.next() {
                Some(index) => {
                    self.row_of.remove(&self.used[index].0);
                    self.rows[index] = row;
                    self.used[index] = (token, self.batch);
                    self.row_of.insert(token, index as u32);
                }
                None => {
                    self.row_of.insert(token, self.rows.len() as u32);
                    self.rows.push(row);
                    self.used.push((token, self.batch));
                }
            }
        }
    }

    /// The rows that may be given up first.
    fn oldest(&self, count: usize) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.used.len())
            .filter(|&row| self.used[row].1 < self.batch)
            .collect();
        rows.sort_by_key(|&row| self.used[row].1);
        rows.truncate(count);
        rows
    }

    /// The row of a token that [`ensure`](Self::ensure) has seen last.
    pub fn row(&self, token: u32) -> Row<'_> {
        Row(&self.rows[self.row_of[&token] as usize])
    }
}

/// The rows of some tokens.
fn rows(weights: &Weights, tokens: &[u32]) -> Vec<Box<[u16]>> {
    pulp::Arch::new().dispatch(Rows { weights, tokens })
}

/// The work of [`rows`], for pulp to compile with the widest vectors of each kind of processor.
struct Rows<'a> {
    weights: &'a Weights,
    tokens: &'a [u32],
}

impl pulp::WithSimd for Rows<'_> {
    type Output = Vec<Box<[u16]>>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Self::Output {
        let Self { weights, tokens } = self;
        let inputs = inputs(weights, tokens);
        let mut rows: Vec<Box<[u16]>> = inputs
            .chunks_exact(BRANCHES)
            .map(|input| {
                let mut row = vec![0; ROW].into_boxed_slice();
                kernel::halve_all(&mut row[..PRODUCTS], input);
                row
            })
            .collect();
        for ((index, order), branch) in ORDERS.iter().enumerate().zip(&weights.branches) {
            let columns = index * BRANCH..(index + 1) * BRANCH;
            let inputs: Vec<&[f32]> = inputs
                .chunks_exact(BRANCHES)
                .map(|input| &input[columns.clone()])
                .collect();
            write_products(&mut rows, &inputs, &branch.products, order);
        }
        rows
    }
}

/// What enters the convolutions: projected embeddings after their layer norm, [`BRANCHES`] numbers a token.
#[inline(always)]
fn inputs(weights: &Weights, tokens: &[u32]) -> Vec<f32> {
    let projection = &weights.projection;
    let embeddings: Vec<Embedding<'_>> = tokens.iter().map(|&token| weights.embedding(token)).collect();
    let mut levels = Vec::with_capacity(tokens.len() * WIDTH);
    for embedding in &embeddings {
        levels.extend_from_slice(embedding.levels);
    }
    let products = projection.products(&levels);
    let mut inputs = vec![0.0; tokens.len() * BRANCHES];
    for ((row, products), embedding) in inputs
        .chunks_exact_mut(BRANCHES)
        .zip(products.chunks_exact(BRANCHES))
        .zip(&embeddings)
    {
        for column in 0..BRANCHES {
            let product =
                embedding.scale * products[column] as f32 + embedding.low * projection.sums[column] as f32;
            row[column] = product * projection.steps[column] + weights.projection_bias[column];
        }
        let norm = &weights.projection_norm;
        kernel::layer_norm(row, &norm.gain, &norm.bias, weights.epsilon);
    }
    inputs
}

/// Writes one branch's products of the inputs to their places in the rows.
#[inline(always)]
fn write_products(rows: &mut [Box<[u16]>], inputs: &[&[f32]], matrix: &Levels, order: &Order) {
    let (count, columns) = (inputs.len(), matrix.columns());
    let mut levels = vec![0u8; 2 * count * BRANCH];
    let (high, low) = levels.split_at_mut(count * BRANCH);
    let mut steps = Vec::with_capacity(count);
    for ((input, high), low) in inputs
        .iter()
        .zip(high.chunks_exact_mut(BRANCH))
        .zip(low.chunks_exact_mut(BRANCH))
    {
        steps.push(split(input, high, low));
    }
    let products = matrix.products(&levels);
    let (high, low) = products.split_at(count * columns);
    let place = PRODUCTS + order.slot * BRANCH..PRODUCTS + order.slot * BRANCH + columns;
    for (((row, step), high), low) in rows
        .iter_mut()
        .zip(steps)
        .zip(high.chunks_exact(columns))
        .zip(low.chunks_exact(columns))
    {
        let row = &mut row[place.clone()];
        for column in 0..columns {
            let product = 128 * high[column] + low[column] - ZERO * matrix.sums[column];
            row[column] = kernel::halve(product as f32 * step * matrix.steps[column]);
        }
    }
}

/// Cuts numbers into levels and says what a level is worth.
#[inline(always)]
fn split(numbers: &[f32], high: &mut [u8], low: &mut [u8]) -> f32 {
    let largest = numbers.iter().fold(0.0f32, |top, x| top.max(x.abs()));
    let step = largest.max(f32::MIN_POSITIVE) / (ZERO - 1) as f32;
    for ((&x, high), low) in numbers.iter().zip(high).zip(low) {
        let level = (x / step).round_ties_even() as i32 + ZERO;
        *high = (level >> 7) as u8;
        *low = (level & 127) as u8;
    }
    step
}
