//! Words as numbers, and how much each of them tells.

use crate::coverage::digest::Digest;
use crate::text::Language;
use std::collections::HashMap;

/// The words of headline and lead of every article.
pub(super) struct Vocabulary {
    /// Of each article, sorted.
    words: Vec<Vec<u32>>,
    /// Of each word, what it tells: the logarithm of how rare it is among the articles of its language.
    weights: Vec<f32>,
}

impl Vocabulary {
    pub(super) fn new(digests: &[Digest]) -> Self {
        let mut ids: HashMap<(bool, &str), u32> = HashMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut languages: Vec<bool> = Vec::new();
        let mut articles = [0u32; 2];
        let mut words = Vec::with_capacity(digests.len());
        for digest in digests {
            let korean = digest.lang == Language::Ko;
            articles[usize::from(korean)] += 1;
            let mut own: Vec<u32> = digest
                .head
                .words
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(|word| {
                    *ids.entry((korean, word)).or_insert_with(|| {
                        counts.push(0);
                        languages.push(korean);
                        counts.len() as u32 - 1
                    })
                })
                .collect();
            own.sort_unstable();
            own.dedup();
            own.iter().for_each(|&id| counts[id as usize] += 1);
            words.push(own);
        }
        let weights = counts
            .iter()
            .zip(&languages)
            .map(|(&count, &korean)| {
                let all = articles[usize::from(korean)] as f32;
                ((all + 1.0) / (count as f32 + 0.5)).ln().max(0.0)
            })
            .collect();
        Self { words, weights }
    }

    /// The share of what the words of the one tell that the words of the other tell too: the mean of both ways.
    pub(super) fn shared(&self, a: usize, b: usize) -> f32 {
        let (here, there) = (&self.words[a], &self.words[b]);
        let weight = |words: &[u32]| words.iter().map(|&w| self.weights[w as usize]).sum::<f32>();
        let both: f32 = here
            .iter()
            .filter(|word| there.binary_search(word).is_ok())
            .map(|&word| self.weights[word as usize])
            .sum();
        let (here, there) = (weight(here), weight(there));
        if here <= 0.0 || there <= 0.0 {
            return 0.0;
        }
        (both / here + both / there) / 2.0
    }
}
