//! Sentences as vectors: the same meaning in two languages lies close together.

/// Turns sentences into unit vectors whose dot product is their similarity across languages.
pub trait Encoder: Send + Sync {
    /// Length of a vector.
    fn dimension(&self) -> usize;

    /// Encodes each line: row-major, `lines.len()` rows of [`dimension`](Self::dimension) numbers, each row of length 1.
    fn encode(&self, lines: &[&str]) -> Vec<f32>;
}
