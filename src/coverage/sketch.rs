//! Near-duplicates: the smallest hashes of an article's shingles (bottom-k sketch, Broder 1997; Cohen and Kaplan 2007).

use serde::{Deserialize, Serialize};

/// Words in a shingle. Four running words are rarely shared by reporters who do not copy, but for quotations.
const SHINGLE: usize = 4;
/// Hashes kept; the error of the estimate is about a tenth.
const KEPT: usize = 128;

/// What of a text tells whether another is a copy of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sketch {
    /// The smallest hashes, ascending.
    hashes: Vec<u64>,
    /// How many different shingles the text has.
    shingles: usize,
}

impl Sketch {
    /// Sketches a text; only letters and digits count.
    pub fn new(text: &str) -> Self {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| fold(word.chars().flat_map(char::to_lowercase).map(u64::from)))
            .collect();
        let mut hashes: Vec<u64> = words
            .windows(SHINGLE)
            .map(|shingle| mix(fold(shingle.iter().copied())))
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        let shingles = hashes.len();
        hashes.truncate(KEPT);
        Self { hashes, shingles }
    }

    /// The share of the shorter text's shingles that the longer one has, estimated; 0 to 1.
    pub fn shared(&self, other: &Self) -> f32 {
        if self.shingles == 0 || other.shingles == 0 {
            return 0.0;
        }
        let alike = self.resemblance(other);
        let both = alike / (1.0 + alike) * (self.shingles + other.shingles) as f32;
        (both / self.shingles.min(other.shingles) as f32).min(1.0)
    }

    /// Jaccard's index of the two sets of shingles, estimated on the smallest hashes of their union.
    fn resemblance(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.hashes.iter().peekable(), other.hashes.iter().peekable());
        let (mut seen, mut both) = (0usize, 0usize);
        while seen < KEPT {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) => {
                    let (x, y) = (**x, **y);
                    both += usize::from(x == y);
                    if x <= y {
                        a.next();
                    }
                    if y <= x {
                        b.next();
                    }
                }
                // Beyond the last hash of a full sketch nothing is known of that text.
                (Some(_), None) if other.shingles <= KEPT => drop(a.next()),
                (None, Some(_)) if self.shingles <= KEPT => drop(b.next()),
                _ => break,
            }
            seen += 1;
        }
        both as f32 / seen.max(1) as f32
    }
}

/// FNV-1a over numbers.
fn fold(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0xcbf2_9ce4_8422_2325, |hash, n| {
        (hash ^ n).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Spreads the bits so that the smallest hashes are a fair sample (the finaliser of SplitMix64).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("w{n} ")).collect()
    }

    #[test]
    fn a_shortened_copy_is_contained() {
        let (whole, cut) = (Sketch::new(&words(0, 600)), Sketch::new(&words(0, 300)));
        assert!(cut.shared(&whole) > 0.8, "{}", cut.shared(&whole));
        assert!(whole.shared(&Sketch::new(&words(0, 600).to_uppercase())) > 0.99);
    }

    #[test]
    fn other_words_are_not() {
        assert!(Sketch::new(&words(0, 400)).shared(&Sketch::new(&words(390, 800))) < 0.1);
        assert!(Sketch::new("").shared(&Sketch::new(&words(0, 9))) < 0.1);
    }
}
