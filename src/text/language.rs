//! Which language a text is in.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A language, by its ISO 639-1 code.
///
/// English and Korean are served by every stage. The other languages of the default encoder are served by
/// alignment alone, with sentence splitting by general rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each variant is its ISO 639-1 code")]
pub enum Language {
    En,
    Ko,
    Ar,
    De,
    Es,
    Fr,
    It,
    Ja,
    Nl,
    Pl,
    Pt,
    Ru,
    Th,
    Tr,
    Zh,
}

impl Language {
    /// The ISO 639-1 code, lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::Ar => "ar",
            Self::De => "de",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::It => "it",
            Self::Ja => "ja",
            Self::Nl => "nl",
            Self::Pl => "pl",
            Self::Pt => "pt",
            Self::Ru => "ru",
            Self::Th => "th",
            Self::Tr => "tr",
            Self::Zh => "zh",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language code that Daejo does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown language {0:?}; give an ISO 639-1 code such as en or ko")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        const ALL: [Language; 15] = {
            use Language::*;
            [En, Ko, Ar, De, Es, Fr, It, Ja, Nl, Pl, Pt, Ru, Th, Tr, Zh]
        };
        let wanted = code.trim().to_ascii_lowercase();
        let wanted = wanted.split(['-', '_']).next().unwrap_or_default();
        ALL.into_iter()
            .find(|l| l.code() == wanted)
            .ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

/// Recognises the language of `text`; `None` where there are no letters to judge by.
///
/// A share of Hangul above a fifth of the letters is Korean (Korean news carries Latin acronyms and Hanja but
/// no other language carries Hangul); the rest is left to trigram statistics.
pub fn recognise(text: &str) -> Option<Language> {
    let sample: String = text
        .chars()
        .filter(|c| c.is_alphabetic() || c.is_whitespace())
        .take(4000)
        .collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return None;
    }
    let hangul = sample.chars().filter(|&c| is_hangul(c)).count();
    if hangul * 5 > letters {
        return Some(Language::Ko);
    }
    let latin = sample.chars().filter(char::is_ascii_alphabetic).count();
    let guess = whatlang::detect(&sample);
    // A headline is too short for trigrams to tell Latin languages apart; English is what this is for.
    if latin * 2 > letters && guess.as_ref().is_none_or(|info| !info.is_reliable()) {
        return Some(Language::En);
    }
    guess.and_then(|info| of_whatlang(info.lang()))
}

/// Whether `c` is a Hangul syllable or letter.
pub const fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㆎ' | '\u{1100}'..='\u{11FF}')
}

fn of_whatlang(lang: whatlang::Lang) -> Option<Language> {
    use whatlang::Lang;
    Some(match lang {
        Lang::Eng => Language::En,
        Lang::Kor => Language::Ko,
        Lang::Ara => Language::Ar,
        Lang::Deu => Language::De,
        Lang::Spa => Language::Es,
        Lang::Fra => Language::Fr,
        Lang::Ita => Language::It,
        Lang::Jpn => Language::Ja,
        Lang::Nld => Language::Nl,
        Lang::Pol => Language::Pl,
        Lang::Por => Language::Pt,
        Lang::Rus => Language::Ru,
        Lang::Tha => Language::Th,
        Lang::Tur => Language::Tr,
        Lang::Cmn => Language::Zh,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_news() {
        assert_eq!(
            recognise("정부는 22일 UN 안보리 결의를 환영했다."),
            Some(Language::Ko)
        );
        assert_eq!(
            recognise("The government welcomed the resolution on Tuesday."),
            Some(Language::En)
        );
        assert_eq!(recognise("1,500"), None);
    }
}
