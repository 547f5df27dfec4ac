//! What depends on one token alone, computed once for each different token of a batch.
//!
//! Rows are made in blocks of a fixed size, padded at the end, so that the matrix products have the same shape and
//! hence the same rounding wherever a token stands: its row is the same to the last bit in any batch.

use super::WIDTH;
use super::weights::{BRANCH, BRANCHES, ORDERS, SLOTS, Weights};
use crate::embedding::kernel;
use crate::embedding::matrix::{self, View};
use rayon::prelude::*;

/// Tokens in a block.
const BLOCK: usize = 32;

/// The rows of a batch's different tokens.
pub(super) struct TokenTable {
    blocks: Vec<Block>,
}

/// The rows of up to [`BLOCK`] tokens.
struct Block {
    /// `WIDTH` numbers a token.
    embeddings: Vec<f32>,
    /// `BRANCHES` numbers a token: what enters the convolutions.
    inputs: Vec<f32>,
    /// `SLOTS * BRANCH` numbers a token: `inputs` times the weights of each window position.
    products: Vec<f32>,
}

/// The row of one token.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub embedding: &'a [f32],
    pub input: &'a [f32],
    products: &'a [f32],
}

impl<'a> Row<'a> {
    /// The token's contribution at a window position.
    #[inline(always)]
    pub fn slot(&self, slot: usize) -> &'a [f32] {
        &self.products[slot * BRANCH..(slot + 1) * BRANCH]
    }
}

impl TokenTable {
    /// Makes the rows of `tokens`, in that order.
    pub fn new(weights: &Weights, tokens: &[u32]) -> Self {
        let blocks = tokens
            .par_chunks(BLOCK)
            .map(|tokens| Block::new(weights, tokens))
            .collect();
        Self { blocks }
    }

    /// The row of the token at `index` of the list the table was made of.
    #[inline(always)]
    pub fn row(&self, index: u32) -> Row<'_> {
        let (block, at) = (&self.blocks[index as usize / BLOCK], index as usize % BLOCK);
        Row {
            embedding: &block.embeddings[at * WIDTH..(at + 1) * WIDTH],
            input: &block.inputs[at * BRANCHES..(at + 1) * BRANCHES],
            products: &block.products[at * SLOTS * BRANCH..(at + 1) * SLOTS * BRANCH],
        }
    }
}

impl Block {
    fn new(weights: &Weights, tokens: &[u32]) -> Self {
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
            kernel::layer_norm(
                row,
                &weights.projection_norm.gain,
                &weights.projection_norm.bias,
                weights.epsilon,
            );
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
        Self {
            embeddings,
            inputs,
            products,
        }
    }
}
