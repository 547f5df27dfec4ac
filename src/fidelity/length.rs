//! How long two texts of different languages are beside each other, after W. A. Gale and K. W. Church (1993), *A Program
//! for Aligning Sentences in Bilingual Corpora*: what was added or cut shows in the length as well as in the words.

use crate::text::Language;

/// English letters that a Korean syllable takes, in news.
const PER_SYLLABLE: f32 = 2.3;

/// The length of a text in English letters; blanks and marks do not count.
pub fn letters(text: &str, lang: Language) -> f32 {
    let count = text.chars().filter(|c| c.is_alphanumeric()).count() as f32;
    match lang {
        Language::Ko => count * PER_SYLLABLE,
        _ => count,
    }
}

/// Whether a text of `own` letters comes closer in length to one of `other` without a `part` of it.
pub fn is_surplus(own: f32, part: f32, other: f32) -> bool {
    (own * (own - part).max(0.0)).sqrt() > other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_more() {
        assert!(is_surplus(100.0, 40.0, 60.0));
        assert!(!is_surplus(100.0, 40.0, 95.0));
        assert!(!is_surplus(100.0, 100.0, 95.0));
    }
}
