//! Arithmetic on rows of numbers.
//!
//! Plain loops with a fixed order of additions, small enough to be inlined where [`pulp::Arch`] has switched the
//! processor's widest vectors on; the order, and with it the result, does not depend on how wide they are.

/// Independent sums a reduction keeps, so that the compiler may use vectors without changing the result.
const LANES: usize = 16;

/// `row += other`.
#[inline(always)]
pub(crate) fn add(row: &mut [f32], other: &[f32]) {
    for (x, y) in row.iter_mut().zip(other) {
        *x += y;
    }
}

/// `row += factor * other`.
#[inline(always)]
pub(crate) fn add_scaled(row: &mut [f32], other: &[f32], factor: f32) {
    for (x, y) in row.iter_mut().zip(other) {
        *x += factor * y;
    }
}

/// Sum of `f` over the numbers of `row`.
#[inline(always)]
pub(crate) fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += f(x);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|&x| f(x)).sum::<f32>()
}

/// Mean of a row, and the factor that brings it to unit variance.
#[inline(always)]
pub(crate) fn moments(row: &[f32], epsilon: f32) -> (f32, f32) {
    let length = row.len() as f32;
    let mean = sum(row, |x| x) / length;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / length;
    (mean, 1.0 / (variance + epsilon).sqrt())
}

/// Layer norm of a row, in place.
#[inline(always)]
pub(crate) fn layer_norm(row: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let (mean, factor) = moments(row, epsilon);
    for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * factor * gain + bias;
    }
}
