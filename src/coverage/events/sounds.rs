//! Whether an English name stands somewhere in a Korean text, by its sound.

use super::memo::Memo;
use crate::coverage::digest::Digest;
use crate::coverage::head::stems;
use crate::names::{self, Heard};
use crate::text::Language;
use std::collections::HashMap;
use std::sync::OnceLock;

/// From this likeness on a Korean word is taken for the English name. Higher than for persons known to be persons,
/// since every word of the text is a candidate.
const SAME: f32 = 0.78;

/// The names and words of all articles, each heard once: reports of a day hold the same ones over and over.
pub(super) struct Sounds {
    names: Vec<Name>,
    words: Vec<Word>,
    /// By article: the names of an English one, the words of a Korean one; words by their initial consonant.
    of: Vec<Vec<u32>>,
    /// Whether a name is heard in a word.
    known: Memo,
}

/// A word of an English name.
struct Name {
    text: String,
    /// How it sounds, worked out when it is first asked for.
    heard: OnceLock<Heard>,
    /// Initial consonants it may begin with in Hangul, as a set of bits.
    begins: u32,
    /// Spelled like a Korean family name, which stands for a whole name.
    family: bool,
}

/// A word of a Korean text.
struct Word {
    text: String,
    initial: Option<u32>,
    /// With and without what may be particles; worked out when they are first asked for.
    stems: OnceLock<Vec<(String, Heard)>>,
}

impl Sounds {
    pub(super) fn new(digests: &[Digest]) -> Self {
        let (mut names, mut words) = (Ids::default(), Ids::default());
        let mut of: Vec<Vec<u32>> = digests
            .iter()
            .map(|digest| match digest.lang {
                Language::Ko => words.all(&digest.head.searched),
                _ => names.all(&digest.head.names),
            })
            .collect();
        let names = names.texts.into_iter().map(Name::new).collect();
        let words: Vec<Word> = words.texts.into_iter().map(Word::new).collect();
        for (own, digest) in of.iter_mut().zip(digests) {
            if digest.lang == Language::Ko {
                own.retain(|&w| words[w as usize].initial.is_some());
                own.sort_by_key(|&w| (words[w as usize].initial, w));
            }
        }
        Self {
            names,
            words,
            of,
            known: Memo::new(),
        }
    }

    /// How many names the English article has, and how many of them are words of the Korean one in Hangul.
    pub(super) fn heard(&self, english: usize, korean: usize) -> (usize, usize) {
        let names = &self.of[english];
        let heard = names.iter().filter(|&&name| self.stands(name, &self.of[korean]));
        (names.len(), heard.count())
    }

    fn stands(&self, id: u32, korean: &[u32]) -> bool {
        let name = &self.names[id as usize];
        let candidate = |word: &Word| word.initial.is_some_and(|i| name.begins & 1 << i != 0);
        korean.iter().any(|&at| {
            let word = &self.words[at as usize];
            candidate(word) && self.known.ask(id, at, || name.is_heard_in(word))
        })
    }
}

impl Name {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            heard: OnceLock::new(),
            begins: initials(text),
            family: names::is_korean_family_name(text),
        }
    }

    fn is_heard_in(&self, word: &Word) -> bool {
        let own = self.heard.get_or_init(|| Heard::latin(&self.text));
        word.stems().iter().any(|(stem, heard)| {
            (self.family || own.likeness(heard) >= SAME) && names::same_person(&self.text, stem) >= SAME
        })
    }
}

impl Word {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            initial: initial(text),
            stems: OnceLock::new(),
        }
    }

    fn stems(&self) -> &[(String, Heard)] {
        let heard = |stem: &str| (stem.to_owned(), Heard::hangul(stem));
        self.stems.get_or_init(|| stems(&self.text).map(heard).collect())
    }
}

/// Texts as numbers.
#[derive(Default)]
struct Ids<'a> {
    ids: HashMap<&'a str, u32>,
    texts: Vec<&'a str>,
}

impl<'a> Ids<'a> {
    /// The numbers of words divided by spaces.
    fn all(&mut self, words: &'a str) -> Vec<u32> {
        let words = words.split(' ').filter(|w| !w.is_empty());
        words.map(|word| self.id(word)).collect()
    }

    fn id(&mut self, text: &'a str) -> u32 {
        *self.ids.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() as u32 - 1
        })
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
        let words = ["휘틀로는", "장관은", "여수항에"].map(Word::new);
        let heard = |name: &str| words.iter().any(|word| Name::new(name).is_heard_in(word));
        assert!(heard("Whitlow"));
        assert!(!heard("Jakarta") && !heard("Winston"));
    }
}
