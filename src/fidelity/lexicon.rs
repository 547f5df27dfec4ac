//! Classes of words and endings, read from `data/`, and where they stand in a passage.
//!
//! The pattern language is described at the top of `data/signals.toml`.

use crate::text::{Language, Span};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// The classes of `data/signals.toml`.
static SIGNALS: LazyLock<Signals> = LazyLock::new(|| {
    toml::from_str(include_str!("data/signals.toml"))
        .expect("data/signals.toml is well formed; a test reads it")
});

/// Every class by name, and the pairs of fixed expressions.
#[derive(Deserialize)]
struct Signals {
    negation_pair: Vec<Class>,
    #[serde(flatten)]
    classes: BTreeMap<String, Class>,
}

/// The class of that name in `data/signals.toml`.
///
/// # Panics
/// If there is none: rules name classes that exist, and a test runs every rule.
pub fn class(name: &str) -> &'static Class {
    SIGNALS
        .classes
        .get(name)
        .unwrap_or_else(|| panic!("data/signals.toml has no class {name}"))
}

/// Expressions for one thing that are negative in form in at least one of the languages.
pub fn negation_pairs() -> &'static [Class] {
    &SIGNALS.negation_pair
}

/// One class: how it is said in English and in Korean.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    ko: Vec<String>,
    #[serde(default)]
    en_except: Vec<String>,
    #[serde(default)]
    ko_except: Vec<String>,
    #[serde(skip)]
    english: OnceLock<Patterns>,
    #[serde(skip)]
    korean: OnceLock<Patterns>,
}

#[derive(Debug)]
struct Patterns {
    wanted: Option<Regex>,
    except: Option<Regex>,
}

impl Class {
    /// Where the class stands in `text`, which must be lower case (ASCII) for English; byte ranges of `text`.
    pub fn find(&self, text: &str, lang: Language) -> Vec<Span> {
        let patterns = self.patterns(lang);
        let Some(wanted) = &patterns.wanted else {
            return Vec::new();
        };
        let mut found = wanted.find_iter(text).peekable();
        if found.peek().is_none() {
            return Vec::new();
        }
        let barred: Vec<Span> = patterns
            .except
            .iter()
            .flat_map(|e| e.find_iter(text))
            .map(span)
            .collect();
        found
            .map(span)
            .filter(|f| !barred.iter().any(|b| b.overlaps(f)))
            .collect()
    }

    /// Whether the class stands anywhere in `text`.
    pub fn stands(&self, text: &str, lang: Language) -> bool {
        !self.find(text, lang).is_empty()
    }

    /// Where it stands if exceptions are let pass: the widest reading.
    pub fn find_widely(&self, text: &str, lang: Language) -> Vec<Span> {
        let wanted = self.patterns(lang).wanted.iter();
        wanted.flat_map(|w| w.find_iter(text)).map(span).collect()
    }

    fn patterns(&self, lang: Language) -> &Patterns {
        match lang {
            Language::Ko => self.korean.get_or_init(|| Patterns {
                wanted: any_of(&self.ko, korean_pattern),
                except: any_of(&self.ko_except, korean_pattern),
            }),
            _ => self.english.get_or_init(|| Patterns {
                wanted: any_of(&self.en, english),
                except: any_of(&self.en_except, english),
            }),
        }
    }
}

fn span(found: regex::Match<'_>) -> Span {
    Span::new(found.start(), found.end())
}

fn any_of(patterns: &[String], translate: fn(&str) -> String) -> Option<Regex> {
    if patterns.is_empty() {
        return None;
    }
    let whole = patterns
        .iter()
        .map(|p| translate(p))
        .collect::<Vec<_>>()
        .join("|");
    Some(
        Regex::new(&whole)
            .unwrap_or_else(|e| panic!("a pattern of fidelity/data is no regular expression: {e}")),
    )
}

/// An English pattern stands between word boundaries, wherever it begins or ends in a letter.
///
/// Letters and boundaries are ASCII: twice as fast, and no English function word has another letter.
fn english(pattern: &str) -> String {
    const EDGE: &str = r"(?-u:\b)";
    let begins = pattern.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(' || c == '[')
        || pattern.starts_with(r"\w")
        || pattern.starts_with(r"\d");
    let ends = pattern.ends_with(|c: char| c.is_ascii_alphanumeric() || "+*?)}".contains(c));
    let body = pattern
        .replace(r"\w", "[a-z0-9_]")
        .replace(r"\d", "[0-9]")
        .replace(r"\b", EDGE)
        .replace('\'', "['’]");
    let edge = |wanted| if wanted { EDGE } else { "" };
    format!("{}(?:{body}){}", edge(begins), edge(ends))
}

const FIRST: u32 = '가' as u32;
/// Syllables between one initial and vowel without a final and the next.
const FINALS: u32 = 28;
/// Final consonants in the order of Unicode, from the first that is not empty.
const FINAL_LETTERS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// Spells out lone consonants (any syllable with that final) and `~` (the syllable before it with any final).
pub(super) fn korean_pattern(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        if letters.peek() == Some(&'~') {
            letters.next();
            let open = (letter as u32).saturating_sub(FIRST) / FINALS * FINALS + FIRST;
            let closed = open + FINALS - 1;
            if let (Some(open), Some(closed)) = (char::from_u32(open), char::from_u32(closed)) {
                out.extend(['[', open, '-', closed, ']']);
            }
        } else if let Some(index) = FINAL_LETTERS.chars().position(|f| f == letter) {
            out.push('[');
            out.extend(
                (0..399).filter_map(|block| char::from_u32(FIRST + block * FINALS + index as u32 + 1)),
            );
            out.push(']');
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str, lang: Language) -> Vec<String> {
        let text = text.to_ascii_lowercase();
        class(name)
            .find(&text, lang)
            .iter()
            .map(|s| s.of(&text).to_owned())
            .collect()
    }

    #[test]
    fn every_pattern_compiles() {
        for class in SIGNALS.classes.values().chain(negation_pairs()) {
            class.find("it did not", Language::En);
            class.find("하지 않았다", Language::Ko);
        }
    }

    #[test]
    fn english_stands_between_word_edges() {
        assert_eq!(
            found("negation", "Nothing but notes; they can’t.", Language::En),
            ["can’t"]
        );
        assert_eq!(found("ellipsis", "rumours... and", Language::En), ["..."]);
    }

    #[test]
    fn a_lone_consonant_is_any_syllable_with_that_final() {
        assert_eq!(
            found("likelihood", "범람할 수도 있다", Language::Ko),
            ["할 수도 있"]
        );
        assert!(found("negation", "뿐만 아니라 기다릴 수밖에 없다", Language::Ko).is_empty());
    }
}
