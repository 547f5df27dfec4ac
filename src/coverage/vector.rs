//! Unit vectors in a byte a number: a tenth of a thousandth of similarity is lost, and four fifths of the memory saved.

use crate::embedding::matrix::{View, dot_products};

/// A unit vector, quantised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vector {
    scale: f32,
    bytes: Box<[i8]>,
}

impl Vector {
    /// Quantises a vector whose length is 1.
    pub fn new(numbers: &[f32]) -> Self {
        let largest = numbers.iter().fold(0.0f32, |most, n| most.max(n.abs()));
        if largest <= 0.0 {
            return Self {
                scale: 0.0,
                bytes: vec![0; numbers.len()].into(),
            };
        }
        let steps = f32::from(i8::MAX);
        Self {
            scale: largest / steps,
            bytes: numbers
                .iter()
                .map(|n| (n / largest * steps).round() as i8)
                .collect(),
        }
    }

    /// Similarity of two vectors, −1 to 1; 0 where either is empty.
    pub fn dot(&self, other: &Self) -> f32 {
        let sum: i32 = self
            .bytes
            .iter()
            .zip(&other.bytes)
            .map(|(&a, &b)| i32::from(a) * i32::from(b))
            .sum();
        sum as f32 * self.scale * other.scale
    }

    /// The numbers again.
    pub fn numbers(&self) -> impl Iterator<Item = f32> + '_ {
        self.bytes.iter().map(|&b| f32::from(b) * self.scale)
    }

    /// As it is kept on disk: the scale, then the bytes.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.scale.to_le_bytes());
        out.extend(self.bytes.iter().map(|b| b.to_le_bytes()[0]));
    }

    /// The vector of `width` numbers at the beginning of `from`, which moves on past it.
    pub(super) fn read(from: &mut &[u8], width: usize) -> Option<Self> {
        let (scale, rest) = from.split_first_chunk::<4>()?;
        let (bytes, rest) = rest.split_at_checked(width)?;
        *from = rest;
        Some(Self {
            scale: f32::from_le_bytes(*scale),
            bytes: bytes.iter().map(|&b| i8::from_le_bytes([b])).collect(),
        })
    }

    /// How many numbers it holds.
    pub(super) fn width(&self) -> usize {
        self.bytes.len()
    }
}

/// Vectors as the rows of a matrix, for many similarities at once.
pub(super) struct Rows {
    numbers: Vec<f32>,
    count: usize,
    width: usize,
}

/// Columns of one product: what fits a core's cache.
const COLUMNS: usize = 1024;

impl Rows {
    /// Of vectors of one length; an empty one is a row of zeros.
    pub fn new<'v>(vectors: impl Iterator<Item = &'v Vector> + Clone) -> Self {
        let width = vectors.clone().map(Vector::width).max().unwrap_or(0);
        let mut rows = Self {
            numbers: Vec::new(),
            count: 0,
            width,
        };
        for vector in vectors {
            rows.numbers.extend(vector.numbers());
            rows.count += 1;
            rows.numbers.resize(rows.count * width, 0.0);
        }
        rows
    }

    /// Some of the rows.
    pub fn some(&self, ids: &[usize]) -> Self {
        let row = |&id: &usize| &self.numbers[id * self.width..][..self.width];
        Self {
            numbers: ids.iter().flat_map(row).copied().collect(),
            count: ids.len(),
            width: self.width,
        }
    }

    /// The rows as a matrix.
    pub fn view(&self) -> View<'_> {
        View::dense(&self.numbers, self.count, self.width)
    }

    /// The similarity of each row of `left` with each row: as many numbers a row as there are rows here.
    pub fn products(&self, left: View<'_>) -> Vec<f32> {
        let mut products = vec![0.0; left.rows * self.count];
        if self.width == 0 {
            return products;
        }
        for from in (0..self.count).step_by(COLUMNS) {
            let to = (from + COLUMNS).min(self.count);
            if let Some(out) = products.get_mut(from..).filter(|out| !out.is_empty()) {
                dot_products(left, self.view().part(&(from..to)), out, self.count);
            }
        }
        products
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn products_of_rows() {
        let vectors = [[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]].map(|numbers| Vector::new(&numbers));
        let rows = Rows::new(vectors.iter());
        let products = rows.products(rows.some(&[1]).view());
        for (product, vector) in products.iter().zip(&vectors) {
            assert!((product - vector.dot(&vectors[1])).abs() < 1e-6);
        }
    }

    fn unit(numbers: &[f32]) -> Vec<f32> {
        let length = numbers.iter().map(|n| n * n).sum::<f32>().sqrt().max(1e-6);
        numbers.iter().map(|n| n / length).collect()
    }

    proptest! {
        #[test]
        fn similarity_is_kept(a in prop::collection::vec(-1.0f32..1.0, 64), b in prop::collection::vec(-1.0f32..1.0, 64)) {
            let (a, b) = (unit(&a), unit(&b));
            let exact: f32 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
            prop_assert!((Vector::new(&a).dot(&Vector::new(&b)) - exact).abs() < 0.02);
            let mut kept = Vec::new();
            Vector::new(&a).write(&mut kept);
            prop_assert_eq!(Vector::read(&mut kept.as_slice(), 64), Some(Vector::new(&a)));
        }
    }
}
