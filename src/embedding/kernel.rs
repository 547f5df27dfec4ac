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

/// The upper half of a 32-bit float, rounded to nearest (bfloat16): 8 bits of significand, half the memory traffic.
#[inline(always)]
pub(crate) fn halve(x: f32) -> u16 {
    let bits = x.to_bits();
    ((bits + 0x7fff + (bits >> 16 & 1)) >> 16) as u16
}

/// The float whose upper half is `x`.
#[inline(always)]
pub(crate) fn whole(x: u16) -> f32 {
    f32::from_bits(u32::from(x) << 16)
}

/// `row += other`, where `other` is halved.
#[inline(always)]
pub(crate) fn add_halved(row: &mut [f32], other: &[u16]) {
    for (x, &y) in row.iter_mut().zip(other) {
        *x += whole(y);
    }
}

/// `row += Σ factor * other`, where the others are halved: several at a time, so that `row` is read and written once
/// for all of them. Multiplied and added in one step, which every processor of the last ten years has.
#[inline(always)]
pub(crate) fn add_scaled<const N: usize, const SEVERAL: usize>(
    row: &mut [f32; N],
    others: [(&[u16; N], f32); SEVERAL],
) {
    for at in 0..N {
        let mut x = row[at];
        for (other, factor) in others {
            x = factor.mul_add(whole(other[at]), x);
        }
        row[at] = x;
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

/// The largest absolute value in a row.
#[inline(always)]
pub(crate) fn largest(row: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane = lane.max(x.abs());
        }
    }
    lanes.iter().chain(rest).fold(0.0, |top, x| top.max(x.abs()))
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
