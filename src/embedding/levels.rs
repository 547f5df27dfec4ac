//! Products of matrices whose numbers are small whole levels of a step: exact, and several times as fast as in floats.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::Matrix;

/// The highest level of the left matrix. One bit is left free, so that no processor's 8-bit arithmetic overflows
/// its 16-bit sums of pairs: the result is the same everywhere.
pub(crate) const TOP: u8 = 127;
/// How far from a whole number a level may lie and still be taken for one.
const TOLERANCE: f32 = 0.01;

/// A matrix for the right-hand side, with one step for each column.
pub(crate) struct Levels {
    packed: PackedBMatrix<i8>,
    rows: usize,
    /// Of each column: its step.
    pub steps: Vec<f32>,
    /// Of each column: the sum of its levels.
    pub sums: Vec<i32>,
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
        let packed = executor().prepack_b(Matrix::from_data([rows, columns], &levels[..]));
        Some(Self {
            packed,
            rows,
            steps,
            sums,
        })
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.steps.len()
    }

    /// `left · self` in levels: the rows of `left`, none above [`TOP`], against every column.
    pub fn products(&self, left: &[u8]) -> Vec<i32> {
        debug_assert!(left.iter().all(|&level| level <= TOP));
        let rows = left.len() / self.rows;
        let mut out = vec![0; rows * self.columns()];
        let left = Matrix::from_data([rows, self.rows], left);
        executor()
            .gemm(
                &mut out,
                GemmInputA::Unpacked(left.view()),
                GemmInputB::Packed(&self.packed),
                GemmOptions::default(),
            )
            .expect("the shapes agree, and the packing is this processor's");
        out
    }
}

/// The step of a tensor that was cut into levels from -127 to 127.
pub(crate) fn step(numbers: &[f32]) -> f32 {
    numbers.iter().fold(0.0f32, |top, x| top.max(x.abs())) / 127.0
}

fn executor() -> GemmExecutor<u8, i8, i32> {
    GemmExecutor::default()
}

fn level(x: f32, step: f32) -> Option<i8> {
    let level = if step > 0.0 { x / step } else { 0.0 };
    let whole = level.round();
    ((level - whole).abs() < TOLERANCE && whole.abs() <= 127.0).then_some(whole as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_by_hand() {
        let levels = Levels::side_by_side(&[(&[12.7, 0.1], 0.1), (&[-1.27, 0.02], 0.01)], 2).expect("levels");
        assert_eq!(levels.products(&[1, 2, 127, 127]), [129, -123, 16256, -15875]);
        assert_eq!(levels.sums, [128, -125]);
    }

    #[test]
    fn numbers_between_levels_are_refused() {
        let numbers = [1.27, 0.005];
        assert!(Levels::side_by_side(&[(&numbers, step(&numbers))], 2).is_none());
    }
}
