//! From sums of token features to vectors: output projection, residual network, tanh, unit length.
//!
//! Rows go through in blocks of a fixed size, padded at the end, for the same reason as in the token table: a row's
//! result is the same to the last bit whatever stands around it.

use super::WIDTH;
use super::weights::{FEATURES, INNER, Weights};
use crate::embedding::kernel;
use crate::embedding::matrix::{self, View};
use rayon::prelude::*;

/// Rows in a block.
const BLOCK: usize = 48;

/// The output projection of sums of features, without its bias: [`WIDTH`] numbers for each [`FEATURES`]. Linear: the
/// projection of a sum is the sum of the projections.
pub(super) fn project(weights: &Weights, sums: &[f32]) -> Vec<f32> {
    by_blocks(sums, FEATURES, |block, _| {
        product(block, FEATURES, &weights.output, WIDTH)
    })
}

/// The vectors of texts, from their projected sums and their numbers of tokens.
pub(super) fn finish(weights: &Weights, projected: &[f32], counts: &[usize]) -> Vec<f32> {
    by_blocks(projected, WIDTH, |mut block, first| {
        for (row, &count) in block.chunks_exact_mut(WIDTH).zip(&counts[first..]) {
            let count = count as f32;
            for (x, bias) in row.iter_mut().zip(&weights.output_bias) {
                *x = (*x + count * bias) / count.sqrt();
            }
        }
        residual_network(weights, &block)
    })
}

fn residual_network(weights: &Weights, input: &[f32]) -> Vec<f32> {
    let [d0, d1, d2, d3] = &weights.dense;
    let [p1, p3] = &weights.skip;
    let y0 = rectified(product(input.to_vec(), WIDTH, d0, INNER));
    let mut y1 = product(input.to_vec(), WIDTH, p1, INNER);
    kernel::add(&mut y1, &product(y0, INNER, d1, INNER));
    let y1 = rectified(y1);
    let y2 = rectified(product(y1.clone(), INNER, d2, WIDTH));
    let mut z = product(y1, INNER, p3, WIDTH);
    kernel::add(&mut z, &product(y2, WIDTH, d3, WIDTH));
    for row in z.chunks_exact_mut(WIDTH) {
        for x in row.iter_mut() {
            *x = x.tanh();
        }
        let length = kernel::sum(row, |x| x * x).max(weights.epsilon).sqrt();
        for x in row.iter_mut() {
            *x /= length;
        }
    }
    z
}

fn rectified(mut rows: Vec<f32>) -> Vec<f32> {
    for x in &mut rows {
        *x = x.max(0.0);
    }
    rows
}

fn product(rows: Vec<f32>, columns: usize, weights: &[f32], width: usize) -> Vec<f32> {
    let mut out = vec![0.0; rows.len() / columns * width];
    let left = View::dense(&rows, rows.len() / columns, columns);
    matrix::multiply(left, View::dense(weights, columns, width), &mut out, width);
    out
}

/// Applies `work` to blocks of [`BLOCK`] rows, given with the number of their first row.
fn by_blocks(rows: &[f32], columns: usize, work: impl Fn(Vec<f32>, usize) -> Vec<f32> + Sync) -> Vec<f32> {
    let blocks: Vec<Vec<f32>> = rows
        .par_chunks(BLOCK * columns)
        .enumerate()
        .map(|(index, block)| {
            let mut padded = block.to_vec();
            padded.resize(BLOCK * columns, 0.0);
            let mut out = work(padded, index * BLOCK);
            out.truncate(block.len() / columns * WIDTH);
            out
        })
        .collect();
    blocks.concat()
}
