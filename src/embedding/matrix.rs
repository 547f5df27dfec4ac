//! Row-major matrix products.

use gemm::Parallelism;

/// A row-major matrix over borrowed numbers: row `r` starts at `r * stride`.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub data: &'a [f32],
    pub rows: usize,
    pub columns: usize,
    pub stride: usize,
}

impl<'a> View<'a> {
    /// A matrix whose rows follow one another without a gap.
    pub fn dense(data: &'a [f32], rows: usize, columns: usize) -> Self {
        Self {
            data,
            rows,
            columns,
            stride: columns,
        }
    }

    /// Row `at`.
    pub fn row(&self, at: usize) -> &'a [f32] {
        &self.data[at * self.stride..at * self.stride + self.columns]
    }

    /// Some of its rows.
    pub fn part(&self, rows: &std::ops::Range<usize>) -> Self {
        Self {
            data: &self.data[rows.start * self.stride..],
            rows: rows.len(),
            ..*self
        }
    }

    /// Its rows.
    pub fn iter(self) -> impl Iterator<Item = &'a [f32]> {
        (0..self.rows).map(move |row| self.row(row))
    }

    fn fits(&self) -> bool {
        self.rows == 0 || (self.rows - 1) * self.stride + self.columns <= self.data.len()
    }
}

/// `out = left · rightᵀ`, on the calling thread: the dot product of every row of `left` with every row of `right`. Row
/// `r` of `out` starts at `r * stride`.
pub(crate) fn dot_products(left: View<'_>, right: View<'_>, out: &mut [f32], stride: usize) {
    let (m, n, k) = (left.rows, right.rows, left.columns);
    if m == 0 || n == 0 {
        return;
    }
    assert!(k > 0 && k == right.columns, "rows of different lengths");
    assert!(left.fits() && right.fits(), "matrix larger than its numbers");
    assert!(stride >= n && (m - 1) * stride + n <= out.len());
    // SAFETY: the asserts above prove that every element the strides reach lies inside its slice; `out` is
    // borrowed mutably, so it overlaps neither operand.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            out.as_mut_ptr(),
            1,
            stride as isize,
            false,
            left.data.as_ptr(),
            1,
            left.stride as isize,
            right.data.as_ptr(),
            right.stride as isize,
            1,
            0.0,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_by_hand() {
        let (a, b) = ([1., 2., 3., 4., 5., 6.], [1., 0., 2., 1., 0., 3.]);
        let mut out = [0.0; 4];
        dot_products(View::dense(&a, 2, 3), View::dense(&b, 2, 3), &mut out, 2);
        assert_eq!(out, [7., 10., 16., 22.]);
    }
}
