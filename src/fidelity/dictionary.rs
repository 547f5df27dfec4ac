//! Words that stand for each other by a list: the counts of word alignments in parallel text.

use crate::text::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The Korean beginnings that an English beginning stands for, with how surely, 0 to 1.
static LISTED: LazyLock<HashMap<&'static str, Vec<(&'static str, f32)>>> = LazyLock::new(|| {
    let mut listed: HashMap<_, Vec<_>> = HashMap::new();
    for line in include_str!("data/words.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(english), Some(korean), Some(share)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let share: f32 = share.parse().unwrap_or_default();
        listed.entry(english).or_default().push((korean, share / 100.0));
    }
    listed
});

/// Letters of an English word, and syllables of a Korean one, by which it is listed: what is left after endings are cut
/// off without a grammar.
const LETTERS: usize = 6;
const SYLLABLES: usize = 2;

/// A word as the list has it.
pub struct Listed {
    beginning: String,
    known: &'static [(&'static str, f32)],
}

impl Listed {
    pub fn new(word: &str, lang: Language) -> Self {
        let beginning: String = match lang {
            Language::Ko => word.chars().take(SYLLABLES).collect(),
            _ => word.to_lowercase().chars().take(LETTERS).collect(),
        };
        let known = LISTED.get(beginning.as_str()).map_or(&[][..], Vec::as_slice);
        Self { beginning, known }
    }

    /// How surely the two stand for each other, 0 to 1; one of them must be English and the other Korean.
    pub fn likeness(&self, other: &Self) -> f32 {
        let listed = |a: &Self, b: &Self| {
            let mut own = a.known.iter();
            own.find(|(k, _)| *k == b.beginning)
                .map_or(0.0, |(_, share)| *share)
        };
        listed(self, other).max(listed(other, self))
    }
}
