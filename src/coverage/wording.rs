//! How much two statements say in like words, word by word: greedy soft alignment (as in BERTScore, Zhang et al. 2020)
//! with the encoder's vectors of single words, which lie near each other across the two languages.
//!
//! A vector of a whole sentence is moved by everything in it; two reports of one utterance often share three words and
//! nothing else. Words that many statements of the event have in common tell little and weigh little.

use super::digest::{Digest, Said};
use super::matching::Mention;
use super::vector::{Rows, Vector};
use crate::embedding::Encoder;
use crate::fidelity::clauses::content_words;
use crate::text::Language;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The vectors of the words of articles' statements, each encoded once.
pub struct Wording<'e> {
    encoder: &'e dyn Encoder,
    vectors: HashMap<String, Vector>,
}

/// Words of a statement beyond which it is not looked at.
const LONGEST: usize = 60;

impl<'e> Wording<'e> {
    /// Knows no words yet.
    pub fn new(encoder: &'e dyn Encoder) -> Self {
        Self {
            encoder,
            vectors: HashMap::new(),
        }
    }

    /// Encodes those words of some articles' statements that are not known yet.
    pub fn learn<'d>(&mut self, digests: impl Iterator<Item = &'d Digest>) {
        let mut words: BTreeSet<String> = BTreeSet::new();
        for digest in digests {
            let own = digest.said.iter().flat_map(|said| own_words(said, digest.lang));
            words.extend(own.filter(|word| !self.vectors.contains_key(word)));
        }
        let lines: Vec<&str> = words.iter().map(String::as_str).collect();
        let numbers = self.encoder.encode(&lines);
        let vectors = numbers.chunks_exact(self.encoder.dimension()).map(Vector::new);
        self.vectors.extend(words.iter().cloned().zip(vectors));
    }

    /// The words of the statements of one event.
    pub fn event(&self, mentions: &[Mention], articles: &[&Digest]) -> EventWords {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut vectors: Vec<&Vector> = Vec::new();
        let mut statements: Vec<f32> = Vec::new();
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
                    statements.push(0.0);
                }
                own.push(id);
            }
            let distinct: HashSet<usize> = own.iter().copied().collect();
            distinct.iter().for_each(|&id| statements[id] += 1.0);
            of.push(own);
        }
        EventWords {
            of,
            weights: statements.iter().map(|count| 1.0 / count.sqrt()).collect(),
            rows: Rows::new(vectors.into_iter()),
        }
    }
}

/// The words of an event's statements.
pub struct EventWords {
    /// By mention: its words.
    of: Vec<Vec<usize>>,
    /// By word: what it tells.
    weights: Vec<f32>,
    /// By word: its vector.
    rows: Rows,
}

impl EventWords {
    /// The words of some mentions, by place in the list of mentions, against all words of the event.
    pub fn block(&self, mentions: std::ops::Range<usize>) -> BlockWords<'_> {
        let own: BTreeSet<usize> = self.of[mentions].iter().flatten().copied().collect();
        let own: Vec<usize> = own.into_iter().collect();
        let products = self.rows.products(self.rows.some(&own).view());
        // In 127ths: a quarter of the memory.
        let step = |like: f32| (like * 127.0).clamp(-127.0, 127.0) as i8;
        BlockWords {
            all: self,
            own,
            likeness: products.into_iter().map(step).collect(),
        }
    }
}

/// How alike the words of some mentions are to all words of the event.
pub struct BlockWords<'a> {
    all: &'a EventWords,
    /// Which words they are, ascending.
    own: Vec<usize>,
    /// Row by row, in 127ths.
    likeness: Vec<i8>,
}

impl BlockWords<'_> {
    /// The words of one mention of the block against all words.
    pub fn mention(&self, at: usize) -> MentionWords<'_> {
        let count = self.all.weights.len();
        let row = |word: &usize| {
            let own = self.own.binary_search(word).unwrap_or(0);
            &self.likeness[own * count..][..count]
        };
        let rows: Vec<&[i8]> = self.all.of[at].iter().map(row).collect();
        let mut nearest = vec![if rows.is_empty() { 0 } else { i8::MIN }; count];
        for row in &rows {
            nearest
                .iter_mut()
                .zip(*row)
                .for_each(|(best, &like)| *best = like.max(*best));
        }
        MentionWords {
            all: self.all,
            at,
            rows,
            nearest,
        }
    }
}

/// The words of one mention.
pub struct MentionWords<'a> {
    all: &'a EventWords,
    at: usize,
    /// For each of its words, how alike every word is.
    rows: Vec<&'a [i8]>,
    /// For every word, how alike the nearest of its words is.
    nearest: Vec<i8>,
}

impl MentionWords<'_> {
    /// How much the words of this mention and another one have a like word in the other, 0 to 1.
    pub fn shared(&self, other: usize) -> f32 {
        let there = &self.all.of[other];
        let best = |row: &&[i8]| there.iter().map(|&word| row[word]).max().unwrap_or(0);
        let here = self.covered(&self.all.of[self.at], self.rows.iter().map(best));
        let there = self.covered(there, there.iter().map(|&word| self.nearest[word]));
        (here + there) / 2.0
    }

    fn covered(&self, words: &[usize], best: impl Iterator<Item = i8>) -> f32 {
        let (mut sum, mut all) = (0.0, 0.0);
        for (&word, best) in words.iter().zip(best) {
            sum += self.all.weights[word] * f32::from(best) / 127.0;
            all += self.all.weights[word];
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
