//! How much two statements say in like words, word by word: greedy soft alignment (as in BERTScore, Zhang et al. 2020)
//! with the encoder's vectors of single words, which lie near each other across the two languages.
//!
//! A vector of a whole sentence is moved by everything in it; two reports of one utterance often share three words and
//! nothing else. Words that many statements of the event have in common tell little and weigh little.

use super::digest::{Digest, Said};
use super::matching::Mention;
use super::vector::Vector;
use crate::embedding::Encoder;
use crate::fidelity::clauses::content_words;
use crate::text::Language;
use std::collections::{HashMap, HashSet};

/// The vectors of all words of some articles' statements, each once.
pub struct Wording {
    vectors: HashMap<String, Vector>,
}

/// Words of a statement beyond which it is not looked at.
const LONGEST: usize = 60;

impl Wording {
    /// Encodes the words of all statements.
    pub fn new(digests: &[Digest], encoder: &dyn Encoder) -> Self {
        let said = digests
            .iter()
            .flat_map(|d| d.said.iter().map(move |s| (s, d.lang)));
        let mut words: HashSet<String> = HashSet::new();
        for (said, lang) in said {
            words.extend(own_words(said, lang));
        }
        let mut words: Vec<String> = words.into_iter().collect();
        words.sort_unstable();
        let lines: Vec<&str> = words.iter().map(String::as_str).collect();
        let numbers = encoder.encode(&lines);
        let vectors = numbers.chunks_exact(encoder.dimension()).map(Vector::new);
        let vectors = words.iter().cloned().zip(vectors).collect();
        Self { vectors }
    }

    /// The words of the statements of one event.
    pub fn event(&self, mentions: &[Mention], articles: &[&Digest]) -> EventWords {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut vectors: Vec<&Vector> = Vec::new();
        let mut statements: HashMap<usize, f32> = HashMap::new();
        let mut of = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let article = articles[mention.article];
            let mut own: Vec<usize> = Vec::new();
            for word in own_words(&article.said[mention.said], article.lang) {
                let Some(vector) = self.vectors.get(&word) else {
                    continue;
                };
                let id = *ids.entry(word).or_insert(vectors.len());
                if id == vectors.len() {
                    vectors.push(vector);
                }
                own.push(id);
            }
            let distinct: HashSet<usize> = own.iter().copied().collect();
            distinct
                .iter()
                .for_each(|&id| *statements.entry(id).or_insert(0.0) += 1.0);
            of.push(own);
        }
        let count = vectors.len();
        let weights = (0..count)
            .map(|id| 1.0 / statements.get(&id).copied().unwrap_or(1.0).max(1.0).sqrt())
            .collect();
        let mut likeness = vec![0i8; count * count];
        for a in 0..count {
            for b in a..count {
                let like = (vectors[a].dot(vectors[b]) * 127.0).clamp(-127.0, 127.0) as i8;
                likeness[a * count + b] = like;
                likeness[b * count + a] = like;
            }
        }
        EventWords {
            of,
            weights,
            likeness,
        }
    }
}

/// The words of an event's statements, and how alike any two of them are.
pub struct EventWords {
    /// By mention: its words.
    of: Vec<Vec<usize>>,
    /// By word: what it tells.
    weights: Vec<f32>,
    /// Row by row, in 127ths.
    likeness: Vec<i8>,
}

impl EventWords {
    /// How much the words of two mentions (by place in the list of mentions) have a like word in the other, 0 to 1.
    pub fn shared(&self, a: usize, b: usize) -> f32 {
        (self.covered(a, b) + self.covered(b, a)) / 2.0
    }

    fn covered(&self, a: usize, b: usize) -> f32 {
        let count = self.weights.len();
        let (mut sum, mut all) = (0.0, 0.0);
        for &word in &self.of[a] {
            let row = &self.likeness[word * count..][..count];
            let best = self.of[b].iter().map(|&other| row[other]).max().unwrap_or(0);
            sum += self.weights[word] * f32::from(best) / 127.0;
            all += self.weights[word];
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }
}

/// Names keep their capitals, which the encoder knows.
fn own_words(said: &Said, lang: Language) -> Vec<String> {
    let lower = said.text.to_ascii_lowercase();
    let words = content_words(&lower, lang).into_iter().take(LONGEST);
    words.map(|span| span.of(&said.text).to_owned()).collect()
}
