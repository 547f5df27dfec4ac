//! Vectors of single words: the token table is cross-lingual by itself (▁president lies nearest to ▁대통령).
//!
//! A word is the sum of its pieces, each of length 1 and weighted by how rare it is (Arora, Liang and Ma, *A simple but
//! tough-to-beat baseline for sentence embeddings*, 2017), so that Korean particles and English plurals hardly count.

use super::{UseMultilingual, WIDTH, tokeniser};

/// How common a piece is whose weight is a half, as a share of all running text.
const COMMON: f32 = 1e-3;

impl UseMultilingual {
    /// The vector of each word, of length 1; all zero for a word of no known piece.
    pub(super) fn word_vectors(&self, words: &[&str]) -> Vec<f32> {
        let mut vectors = vec![0.0; words.len() * WIDTH];
        let mut piece = [0.0; WIDTH];
        for (word, vector) in words.iter().zip(vectors.chunks_exact_mut(WIDTH)) {
            let known = self.tokeniser.ids(word).into_iter();
            for id in known.filter(|&id| id != tokeniser::UNKNOWN) {
                self.weights.embedding(id).write(&mut piece);
                let share = self.tokeniser.log_share(id).exp();
                let weight = COMMON / (COMMON + share) / length(&piece);
                vector.iter_mut().zip(&piece).for_each(|(v, p)| *v += p * weight);
            }
            let whole = length(vector);
            vector.iter_mut().for_each(|v| *v /= whole);
        }
        vectors
    }
}

/// Euclidean length; never zero, so that it can divide.
fn length(vector: &[f32]) -> f32 {
    vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6)
}
