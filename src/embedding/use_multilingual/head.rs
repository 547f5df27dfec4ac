//! From sums of token features to vectors: output projection, residual network, tanh, unit length.

use super::WIDTH;
use super::weights::{FEATURES, Weights};
use crate::embedding::kernel;
use rayon::prelude::*;

/// Rows a thread takes at a time.
const BLOCK: usize = 48;

/// The output projection of sums of features, without its bias: [`WIDTH`] numbers for each [`FEATURES`]. Linear: the
/// projection of a sum is the sum of the projections.
pub(super) fn project(weights: &Weights, sums: &[f32]) -> Vec<f32> {
    by_blocks(sums, FEATURES, |block, _| weights.output.multiply(block))
}

/// The vectors of texts, from their projected sums and their numbers of tokens.
pub(super) fn finish(weights: &Weights, projected: &[f32], counts: &[usize]) -> Vec<f32> {
    by_blocks(projected, WIDTH, |block, first| {
        let mut block = block.to_vec();
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
    let y0 = rectified(d0.multiply(input));
    let mut y1 = p1.multiply(input);
    kernel::add(&mut y1, &d1.multiply(&y0));
    let y1 = rectified(y1);
    let y2 = rectified(d2.multiply(&y1));
    let mut z = p3.multiply(&y1);
    kernel::add(&mut z, &d3.multiply(&y2));
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

/// Applies `work` to blocks of [`BLOCK`] rows, given with the number of their first row.
fn by_blocks(rows: &[f32], columns: usize, work: impl Fn(&[f32], usize) -> Vec<f32> + Sync) -> Vec<f32> {
    let blocks: Vec<Vec<f32>> = rows
        .par_chunks(BLOCK * columns)
        .enumerate()
        .map(|(index, block)| work(block, index * BLOCK))
        .collect();
    blocks.concat()
}
