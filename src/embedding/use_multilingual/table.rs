//! What depends on one token alone, computed once and kept for the next time the token is met.
//!
//! The embeddings and all matrices are levels of 8 bits, so the products are exact but for the input of the
//! convolutions, which is cut into finer levels than the floats it is kept in afterwards ([`Levels`]): a token's row is
//! the same in any batch.

use super::weights::{BRANCH, BRANCHES, Embedding, ORDERS, SLOTS, Weights};
use crate::embedding::kernel;
use crate::embedding::levels::Levels;
use rayon::prelude::*;
use std::collections::HashMap;

/// Tokens in a block: as many as keep their products in the processor's second cache.
const BLOCK: usize = 48;
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
    let inputs = pulp::Arch::new().dispatch(Inputs { weights, tokens });
    let mut rows = vec![vec![0; ROW].into_boxed_slice(); tokens.len()];
    for (row, input) in rows.iter_mut().zip(inputs.chunks_exact(BRANCHES)) {
        for (x, &input) in row.iter_mut().zip(input) {
            *x = kernel::halve(input);
        }
    }
    for ((index, order), branch) in ORDERS.iter().enumerate().zip(&weights.branches) {
        let inputs: Vec<f32> = inputs
            .chunks_exact(BRANCHES)
            .flat_map(|input| &input[index * BRANCH..(index + 1) * BRANCH])
            .copied()
            .collect();
        let first = PRODUCTS + order.slot * BRANCH;
        let slots = first..first + branch.products.columns();
        let mut places: Vec<&mut [u16]> = rows.iter_mut().map(|row| &mut row[slots.clone()]).collect();
        branch.products.multiply_into(&inputs, &mut places);
    }
    rows
}

/// What enters the convolutions: projected embeddings after their layer norm, [`BRANCHES`] numbers a token.
struct Inputs<'a> {
    weights: &'a Weights,
    tokens: &'a [u32],
}

impl pulp::WithSimd for Inputs<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Vec<f32> {
        let Self { weights, tokens } = self;
        let embeddings: Vec<Embedding<'_>> = tokens.iter().map(|&token| weights.embedding(token)).collect();
        let levels: Vec<&[u8]> = embeddings.iter().map(|embedding| embedding.levels).collect();
        let products = weights.projection.products(&levels.concat());
        let mut inputs = vec![0.0; tokens.len() * BRANCHES];
        let rows = inputs
            .chunks_exact_mut(BRANCHES)
            .zip(products.chunks_exact(BRANCHES));
        for ((row, products), embedding) in rows.zip(&embeddings) {
            project(weights, embedding, products, row);
            let norm = &weights.projection_norm;
            kernel::layer_norm(row, &norm.gain, &norm.bias, weights.epsilon);
        }
        inputs
    }
}

/// An embedding's projection, from the products of its levels.
#[inline(always)]
fn project(weights: &Weights, embedding: &Embedding<'_>, products: &[i32], row: &mut [f32]) {
    let Levels { steps, sums, .. } = &weights.projection;
    let Embedding { scale, low, .. } = embedding;
    let columns = steps.iter().zip(sums).zip(&weights.projection_bias);
    for ((x, &product), ((step, &sum), bias)) in row.iter_mut().zip(products).zip(columns) {
        *x = (scale * product as f32 + low * sum as f32) * step + bias;
    }
}
