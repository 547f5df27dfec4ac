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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Tokens in a block: as many as keep their products in the processor's second cache.
const BLOCK: usize = 48;
/// Rows kept, of about 12 kB each. A batch never has more different tokens.
pub(super) const CAPACITY: usize = 11264;
/// Where the products stand in a row, after what enters the convolutions.
const PRODUCTS: usize = BRANCHES;
const ROW: usize = PRODUCTS + SLOTS * BRANCH;

/// What is known of tokens met before, for all threads. When it is full, the tokens longest not met make room.
///
/// It is locked only to look rows up and to put new ones in, never while they are computed: a thread that waits for
/// others to finish a sum may take up another sum in the meantime.
#[derive(Default)]
pub(super) struct TokenTable(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Halved floats, and the batch that last used them: the rows do not fit the processor's cache, and reading them
    /// is what costs time.
    rows: HashMap<u32, (Arc<[u16]>, u64)>,
    batch: u64,
}

/// The rows of a batch of tokens.
pub(super) struct Rows(HashMap<u32, Arc<[u16]>>);

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
    /// The rows of `tokens`, which are different and no more than [`CAPACITY`].
    pub fn rows(&self, weights: &Weights, tokens: &[u32]) -> Rows {
        let (mut found, missing) = self.known().look_up(tokens);
        if missing.is_empty() {
            return Rows(found);
        }
        let made: Vec<Vec<Arc<[u16]>>> = missing
            .par_chunks(BLOCK)
            .map(|tokens| rows(weights, tokens))
            .collect();
        let made: Vec<(u32, Arc<[u16]>)> = missing.into_iter().zip(made.into_iter().flatten()).collect();
        found.extend(made.iter().cloned());
        self.known().keep(made);
        Rows(found)
    }

    /// A thread that panicked left whole rows behind, if any.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// The rows of those tokens that have one, and the tokens that have none.
    fn look_up(&mut self, tokens: &[u32]) -> (HashMap<u32, Arc<[u16]>>, Vec<u32>) {
        self.batch += 1;
        let mut found = HashMap::with_capacity(tokens.len());
        let mut missing = Vec::new();
        for &token in tokens {
            match self.rows.get_mut(&token) {
                Some((row, batch)) => {
                    *batch = self.batch;
                    found.insert(token, row.clone());
                }
                None => missing.push(token),
            }
        }
        (found, missing)
    }

    fn keep(&mut self, made: Vec<(u32, Arc<[u16]>)>) {
        let batch = self.batch;
        self.rows
            .extend(made.into_iter().map(|(token, row)| (token, (row, batch))));
        let excess = self.rows.len().saturating_sub(CAPACITY);
        if excess > 0 {
            let mut oldest: Vec<(u64, u32)> = self.rows.iter().map(|(&token, row)| (row.1, token)).collect();
            oldest.sort_unstable();
            for (_, token) in &oldest[..excess] {
                self.rows.remove(token);
            }
        }
    }
}

impl Rows {
    /// The row of one of the tokens.
    pub fn row(&self, token: u32) -> Row<'_> {
        Row(&self.0[&token])
    }
}

/// The rows of some tokens.
fn rows(weights: &Weights, tokens: &[u32]) -> Vec<Arc<[u16]>> {
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
    rows.into_iter().map(Arc::from).collect()
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
