//! Hangul syllables taken apart into their letters and put together again.

const FIRST: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;
const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS: &str = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// A syllable: index of the leading consonant, the vowel, and the final consonant (a space where there is none).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syllable {
    lead: u32,
    /// The vowel as a letter.
    pub vowel: char,
    /// The final consonant as a letter, `' '` for none.
    pub coda: char,
}

impl Syllable {
    /// Takes a syllable apart; `None` for anything that is no Hangul syllable.
    pub fn of(c: char) -> Option<Self> {
        let code = u32::from(c);
        if !(FIRST..=LAST).contains(&code) {
            return None;
        }
        let n = code - FIRST;
        Some(Self {
            lead: n / 588,
            vowel: VOWELS.chars().nth((n % 588 / 28) as usize)?,
            coda: FINALS.chars().nth((n % 28) as usize)?,
        })
    }

    /// The syllable with another vowel.
    pub fn with_vowel(self, vowel: char) -> Self {
        Self { vowel, ..self }
    }

    /// The syllable with another final consonant; `' '` takes it away.
    pub fn with_coda(self, coda: char) -> Self {
        Self { coda, ..self }
    }

    /// Puts the syllable together.
    pub fn char(self) -> char {
        let place = |all: &str, letter: char| all.chars().position(|c| c == letter).unwrap_or(0) as u32;
        let code = FIRST + self.lead * 588 + place(VOWELS, self.vowel) * 28 + place(FINALS, self.coda);
        char::from_u32(code).unwrap_or('\u{FFFD}')
    }
}

/// The final consonant of the last letter of `word`: `Some(' ')` for an open syllable, `None` where the word does
/// not end in Hangul and nobody can tell how it is read (`NATO`, `5%`).
pub fn last_coda(word: &str) -> Option<char> {
    word.chars().next_back().and_then(Syllable::of).map(|s| s.coda)
}

/// Whether a character is a Hangul syllable.
pub fn is_hangul(c: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_apart_and_put_together() {
        for c in ['가', '힣', '밝', '했', '뷁'] {
            assert_eq!(Syllable::of(c).map(Syllable::char), Some(c));
        }
        assert_eq!(Syllable::of('A'), None);
    }

    #[test]
    fn final_consonants() {
        assert_eq!(last_coda("정부"), Some(' '));
        assert_eq!(last_coda("북한"), Some('ㄴ'));
        assert_eq!(last_coda("NATO"), None);
    }
}
