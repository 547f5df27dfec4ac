//! Products of matrices whose numbers are whole levels of a step: exact, and several times as fast as in floats.
//!
//! The right-hand matrix is made of levels from -127 to 127. A left-hand row is either made of levels itself, or it is
//! floats, which are cut into levels of 14 bits, in two halves of 7. No half uses its eighth bit, so no processor's
//! 8-bit arithmetic overflows its 16-bit sums of pairs: a row's product is the same on every processor and in any batch.

use crate::embedding::kernel;
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::Matrix;

/// How far from a whole number a level may lie and still be taken for one.
const TOLERANCE: f32 = 0.01;
/// Where 14-bit levels have their zero.
const ZERO: i32 = 1 << 13;
/// What counts as nothing: a step cut from less would not have an inverse.
const SMALLEST: f32 = 1e-30;
/// Rows worked on together: as many as keep their products in the processor's second cache.
const BLOCK: usize = 48;

/// A matrix for the right-hand side, with one step for each column.
pub(crate) struct Levels {
    packed: PackedBMatrix<i8>,
    rows: usize,
    /// Of each column: its step.
    pub steps: Vec<f32>,
    /// Of each column: the sum of its levels.
    pub sums: Vec<i32>,
}

/// What a product is stored as.
pub(crate) trait Product {
    /// From the number itself.
    fn from_float(x: f32) -> Self;
}

impl Product for f32 {
    #[inline(always)]
    fn from_float(x: f32) -> Self {
        x
    }
}

/// A halved float.
impl Product for u16 {
    #[inline(always)]
    fn from_float(x: f32) -> Self {
        kernel::halve(x)
    }
}

impl Levels {
    /// The matrices of `rows` rows each, with their steps, put next to one another; `None` if their numbers are not
    /// levels of the step.
    pub fn side_by_side(matrices: &[(&[f32], f32)], rows: usize) -> Option<Self> {
        let columns: usize = matrices.iter().map(|(matrix, _)| matrix.len() / rows).sum();
        let mut levels = vec![0i8; rows * columns];
        let mut steps = Vec::with_capacity(columns);
        for &(matrix, step) in matrices {
            let (width, first) = (matrix.len() / rows, steps.len());
            for (row, numbers) in matrix.chunks_exact(width).enumerate() {
                for (column, &x) in numbers.iter().enumerate() {
                    levels[row * columns + first + column] = level(x, step)?;
                }
            }
            steps.resize(first + width, step);
        }
        let mut sums = vec![0; columns];
        for row in levels.chunks_exact(columns) {
            for (sum, &level) in sums.iter_mut().zip(row) {
                *sum += i32::from(level);
            }
        }
        let matrix = Matrix::from_data([rows, columns], &levels[..]);
        Some(Self {
            packed: EXECUTOR.with(|executor| executor.prepack_b(matrix)),
            rows,
            steps,
            sums,
        })
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.steps.len()
    }

    /// The products of rows of levels, none above 127, with every column, as sums of products of levels.
    pub fn products(&self, left: &[u8]) -> Vec<i32> {
        let mut out = vec![0; left.len() / self.rows * self.columns()];
        self.multiply_levels(left, &mut out);
        out
    }

    /// `rows · self`, each row of floats cut into levels.
    pub fn multiply(&self, rows: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; rows.len() / self.rows * self.columns()];
        self.multiply_into(
            rows,
            &mut out.chunks_exact_mut(self.columns()).collect::<Vec<_>>(),
        );
        out
    }

    /// The same with a place for each row's product.
    pub fn multiply_into<T: Product>(&self, rows: &[f32], out: &mut [&mut [T]]) {
        let mut products = vec![0; 2 * out.len().min(BLOCK) * self.columns()];
        for (rows, out) in rows.chunks(BLOCK * self.rows).zip(out.chunks_mut(BLOCK)) {
            pulp::Arch::new().dispatch(Multiply {
                right: self,
                rows,
                products: &mut products[..2 * out.len() * self.columns()],
                out,
            });
        }
    }

    fn multiply_levels(&self, left: &[u8], out: &mut [i32]) {
        debug_assert!(left.iter().all(|&level| level <= 127));
        let left = Matrix::from_data([left.len() / self.rows, self.rows], left);
        EXECUTOR.with(|executor| {
            executor
                .gemm(
                    out,
                    GemmInputA::Unpacked(left),
                    GemmInputB::Packed(&self.packed),
                    GemmOptions::default(),
                )
                .expect("the shapes agree, and the packing is this processor's");
        });
    }
}

thread_local! {
    /// Knows the processor, which takes a while to ask.
    static EXECUTOR: GemmExecutor<u8, i8, i32> = GemmExecutor::default();
}

/// The step of a tensor that was cut into levels from -127 to 127.
pub(crate) fn step(numbers: &[f32]) -> f32 {
    numbers.iter().fold(0.0f32, |top, x| top.max(x.abs())) / 127.0
}

fn level(x: f32, step: f32) -> Option<i8> {
    let level = if step > 0.0 { x / step } else { 0.0 };
    let whole = (level + 0.5f32.copysign(level)) as i8;
    ((level - f32::from(whole)).abs() < TOLERANCE).then_some(whole)
}

/// One block of [`Levels::multiply`], for pulp to compile with the widest vectors of each kind of processor.
struct Multiply<'a, 'o, T> {
    right: &'a Levels,
    rows: &'a [f32],
    products: &'a mut [i32],
    out: &'a mut [&'o mut [T]],
}

impl<T: Product> pulp::WithSimd for Multiply<'_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Self {
            right,
            rows,
            products,
            out,
        } = self;
        let mut levels = vec![0u8; 2 * rows.len()];
        let (high, low) = levels.split_at_mut(rows.len());
        let halves = high
            .chunks_exact_mut(right.rows)
            .zip(low.chunks_exact_mut(right.rows));
        let steps: Vec<f32> = rows
            .chunks_exact(right.rows)
            .zip(halves)
            .map(|(row, (high, low))| split(row, high, low))
            .collect();
        right.multiply_levels(&levels, products);
        let columns = right.columns();
        let (high, low) = products.split_at(out.len() * columns);
        let halves = high.chunks_exact(columns).zip(low.chunks_exact(columns));
        for ((out, step), (high, low)) in out.iter_mut().zip(steps).zip(halves) {
            let columns = right.steps.iter().zip(&right.sums);
            for (((out, high), low), (column, sum)) in out.iter_mut().zip(high).zip(low).zip(columns) {
                let product = 128 * high + low - ZERO * sum;
                *out = T::from_float(product as f32 * step * column);
            }
        }
    }
}

/// Cuts numbers into levels and says what a level is worth.
#[inline(always)]
fn split(numbers: &[f32], high: &mut [u8], low: &mut [u8]) -> f32 {
    let step = kernel::largest(numbers).max(SMALLEST) / (ZERO - 1) as f32;
    let steps = 1.0 / step;
    for ((&x, high), low) in numbers.iter().zip(high).zip(low) {
        // Half a level more, and cut off: rounded.
        let level = (x * steps + (ZERO as f32 + 0.5)) as i32;
        *high = (level >> 7) as u8;
        *low = (level & 127) as u8;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_by_hand() {
        let levels = Levels::side_by_side(&[(&[12.7, 0.1], 0.1), (&[-1.27, 0.02], 0.01)], 2).expect("levels");
        assert_eq!(levels.products(&[1, 2, 127, 127]), [129, -123, 16256, -15875]);
        assert_eq!(levels.sums, [128, -125]);
        let products = levels.multiply(&[1.0, 2.0, -100.0, 0.0]);
        for (product, wanted) in products.into_iter().zip([12.9, -1.23, -1270.0, 127.0]) {
            assert!((product / wanted - 1.0).abs() < 1e-3, "{product} for {wanted}");
        }
    }

    #[test]
    fn a_row_of_nothing_stays_nothing() {
        let levels = Levels::side_by_side(&[(&[1.27, 0.01], 0.01)], 2).expect("levels");
        assert_eq!(levels.multiply(&[0.0, 0.0]), [0.0]);
    }

    #[test]
    fn numbers_between_levels_are_refused() {
        let numbers = [1.27, 0.005];
        assert!(Levels::side_by_side(&[(&numbers, step(&numbers))], 2).is_none());
    }
}
