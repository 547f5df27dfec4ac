//! What depends on one token alone, computed once and kept for the next time the token is met.
//!
//! Rows are made in blocks of a fixed size, padded at the end, so that the matrix products have the same shape and
//! hence the same rounding wherever a token stands: its row is the same to the last bit in any batch.

use super::WIDTH;
use super::weights::{BRANCH, BRANCHES, ORDERS, SLOTS, Weights};
use crate::embedding::kernel;
use crate::embedding::matrix::{self, View};
use rayon::prelude::*;
use std::collections::HashMap;

/// Tokens in a block: a multiple of the six rows that the widest kernel of the matrix product takes at once.
const BLOCK: usize = 96;
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

/// The rows of up to [`BLOCK`] tokens.
fn rows(weights: &Weights, tokens: &[u32]) -> Vec<Box<[u16]>> {
    let mut embeddings = vec![0.0; BLOCK * WIDTH];
    for (row, &token) in embeddings.chunks_exact_mut(WIDTH).zip(tokens) {
        weights.embedding(token, row);
    }
    let mut inputs = vec![0.0; BLOCK * BRANCHES];
    let projection = View::dense(&weights.projection, WIDTH, BRANCHES);
    matrix::multiply(
        View::dense(&embeddings, BLOCK, WIDTH),
        projection,
        &mut inputs,
        BRANCHES,
    );
    for row in inputs.chunks_exact_mut(BRANCHES) {
        kernel::add(row, &weights.projection_bias);
        let norm = &weights.projection_norm;
        kernel::layer_norm(row, &norm.gain, &norm.bias, weights.epsilon);
    }
    let mut products = vec![0.0; BLOCK * SLOTS * BRANCH];
    for ((index, order), branch) in ORDERS.iter().enumerate().zip(&weights.branches) {
        let input = View {
            data: &inputs[index * BRANCH..],
            rows: BLOCK,
            columns: BRANCH,
            stride: BRANCHES,
        };
        let positions = View::dense(&branch.products, BRANCH, 2 * order.width * BRANCH);
        matrix::multiply(
            input,
            positions,
            &mut products[order.slot * BRANCH..],
            SLOTS * BRANCH,
        );
    }
    let row = |at: usize| {
        let mut row = Vec::with_capacity(ROW);
        let inputs = &inputs[at * BRANCHES..(at + 1) * BRANCHES];
        let products = &products[at * SLOTS * BRANCH..(at + 1) * SLOTS * BRANCH];
        row.extend(inputs.iter().map(|&x| kernel::halve(x)));
        row.extend(products.iter().map(|&x| kernel::halve(x)));
        row.into_boxed_slice()
    };
    (0..tokens.len()).map(row).collect()
}
