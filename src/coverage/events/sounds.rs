//! Whether an English name stands somewhere in a Korean text, by its sound.

use crate::coverage::head::stems;
use crate::names;
use std::collections::HashMap;
use std::sync::Mutex;

/// From this likeness on a Korean word is taken for the English name. Higher than for persons known to be persons,
/// since every word of the text is a candidate.
const SAME: f32 = 0.78;
/// Parts of the memory, each with a lock of its own.
const PARTS: usize = 64;

/// Remembers which names sound alike: reports of a day hold the same names over and over.
pub(super) struct Sounds {
    known: Vec<Mutex<HashMap<(String, String), bool>>>,
}

impl Sounds {
    pub(super) fn new() -> Self {
        Self {
            known: (0..PARTS).map(|_| Mutex::default()).collect(),
        }
    }

    /// Whether some word of `korean` (words by spaces) is `name` in Hangul, particles aside.
    pub(super) fn stands(&self, name: &str, korean: &str) -> bool {
        let begins = initials(name);
        let mut words = korean
            .split(' ')
            .filter(|word| initial(word).is_some_and(|i| begins & 1 << i != 0));
        words.any(|word| self.alike(name, word))
    }

    fn alike(&self, name: &str, word: &str) -> bool {
        let part = name
            .bytes()
            .fold(0usize, |sum, b| sum.wrapping_mul(31).wrapping_add(usize::from(b)))
            % PARTS;
        let lock = || {
            self.known[part]
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        };
        let key = (name.to_owned(), word.to_owned());
        if let Some(&known) = lock().get(&key) {
            return known;
        }
        let alike = stems(word).any(|stem| names::same_person(name, stem) >= SAME);
        lock().insert(key, alike);
        alike
    }
}

/// The initial consonant of a word's first syllable, 0 to 18 in the order of Unicode.
fn initial(word: &str) -> Option<u32> {
    let first = word.chars().next().filter(|c| ('가'..='힣').contains(c))?;
    Some((first as u32 - '가' as u32) / 588)
}

/// The initial consonants that a Latin word may begin with in Hangul, as a set of bits. Wide on purpose: it only spares
/// the comparison of words that cannot be alike.
fn initials(name: &str) -> u32 {
    // ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
    let set = |indices: &[u32]| indices.iter().fold(0, |bits, i| bits | 1 << i);
    match name.chars().next().map(|c| c.to_ascii_lowercase()) {
        Some('b') => set(&[7, 8]),
        Some('c') => set(&[0, 1, 9, 10, 12, 14, 15]),
        Some('d') => set(&[3, 4, 12]),
        Some('f') => set(&[7, 17, 18]),
        Some('g') => set(&[0, 1, 12, 15]),
        Some('h') => set(&[11, 18]),
        Some('j') => set(&[11, 12, 14, 18]),
        Some('k') => set(&[0, 1, 2, 15]),
        Some('l' | 'r') => set(&[2, 5, 11]),
        Some('m') => set(&[6]),
        Some('n') => set(&[2, 11]),
        Some('p') => set(&[7, 8, 17]),
        Some('q') => set(&[1, 14, 15]),
        Some('s') => set(&[9, 10, 12, 14]),
        Some('t') => set(&[3, 4, 9, 14, 16]),
        Some('v') => set(&[7, 11, 17]),
        Some('w') => set(&[7, 11, 18]),
        Some('x') => set(&[9, 12, 15, 18]),
        Some('y') => set(&[11]),
        Some('z') => set(&[9, 12, 14]),
        _ => set(&[11, 18]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_heard_under_particles() {
        let sounds = Sounds::new();
        let korean = "휘틀로는 장관은 여수항에";
        assert!(sounds.stands("Whitlow", korean));
        assert!(!sounds.stands("Jakarta", korean));
        assert!(!sounds.stands("Winston", korean));
    }
}
