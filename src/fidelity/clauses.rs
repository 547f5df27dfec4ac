//! A passage cut into clauses, roughly: so that a sign can be compared with what stands for its own clause in the other
//! language, and not with whatever a long passage holds elsewhere.

use super::lexicon::korean_pattern;
use crate::text::{Language, Span};
use regex::Regex;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

static CUTS: LazyLock<Cuts> = LazyLock::new(|| {
    let data: Data = toml::from_str(include_str!("data/clauses.toml"))
        .expect("data/clauses.toml is well formed; a test reads it");
    let regex =
        |pattern: String| Regex::new(&pattern).expect("the patterns of data/clauses.toml; a test reads it");
    let endings: Vec<String> = data.ko_endings.iter().map(|e| korean_pattern(e)).collect();
    Cuts {
        english: regex(format!(
            r"[,;:—–”\u{{22}}]\s+|\s(?-u:\b)(?:{})(?-u:\b)|[“\u{{22}}]\b",
            data.en_openers.join("|")
        )),
        korean: regex(format!(r"(?:{}|[,;:…”’\u{{22}}'])$", endings.join("|"))),
        nouns: regex(format!("(?:{})$", data.ko_nouns.join("|"))),
        quotative: regex(
            r"(?:[다라자냐]고|[다라자]며|[다라]면서|것[”’\u{22}']?이?라고|[.”\u{22}])[,.”’\u{22}]*$"
                .to_owned(),
        ),
        auxiliary: regex(format!(r"^(?:{})", data.ko_auxiliaries.join("|"))),
        empty: (
            data.en_empty.into_iter().collect(),
            data.ko_empty.into_iter().collect(),
        ),
    }
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    en_openers: Vec<String>,
    ko_endings: Vec<String>,
    ko_nouns: Vec<String>,
    ko_auxiliaries: Vec<String>,
    en_empty: Vec<String>,
    ko_empty: Vec<String>,
}

struct Cuts {
    english: Regex,
    korean: Regex,
    nouns: Regex,
    quotative: Regex,
    auxiliary: Regex,
    empty: (HashSet<String>, HashSet<String>),
}

/// Cuts one sentence, in lower case (ASCII), into clauses: byte ranges that together cover it. Another language than
/// English and Korean is one clause.
pub fn cut(sentence: &str, lang: Language) -> Vec<Span> {
    let at = match lang {
        Language::En => english(sentence),
        Language::Ko => korean(sentence),
        _ => Vec::new(),
    };
    let mut from = 0;
    let mut clauses = Vec::with_capacity(at.len() + 1);
    for to in at.into_iter().chain([sentence.len()]) {
        // A lone word is part of what follows.
        if to > from && (sentence[from..to].split_whitespace().nth(1).is_some() || to == sentence.len()) {
            clauses.push(Span::new(from, to));
            from = to;
        }
    }
    match clauses.as_slice() {
        [.., before, last] if last.of(sentence).split_whitespace().nth(1).is_none() => {
            let joined = Span::new(before.start, last.end);
            clauses.truncate(clauses.len() - 2);
            clauses.push(joined);
        }
        _ => {}
    }
    clauses
}

fn english(sentence: &str) -> Vec<usize> {
    let opens =
        |m: &str| m.starts_with(char::is_whitespace) || m.starts_with(['"', '“']) && !m.ends_with(' ');
    let cuts = CUTS.english.find_iter(sentence);
    cuts.map(|m| if opens(m.as_str()) { m.start() } else { m.end() })
        .collect()
}

fn korean(sentence: &str) -> Vec<usize> {
    let words: Vec<Span> = eojeols(sentence).collect();
    let ends = |pair: &&[Span]| {
        let (word, next) = (pair[0].of(sentence), pair[1].of(sentence));
        let quoted = next.starts_with(['"', '“']) && next.chars().count() > 1;
        let completed = word.ends_with('고') && CUTS.auxiliary.is_match(next);
        quoted || CUTS.korean.is_match(word) && !completed && !CUTS.nouns.is_match(word)
    };
    words.windows(2).filter(ends).map(|pair| pair[1].start).collect()
}

/// Whether a Korean clause closes what is said or told, so that no later ending takes it in: `…다고`, `…다며`, `…다.`
pub fn closes(clause: &str) -> bool {
    CUTS.quotative.is_match(clause.trim_end())
}

fn eojeols(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    text.split_whitespace().map(move |word| {
        let start = from + text[from..].find(word).unwrap_or(0);
        from = start + word.len();
        Span::new(start, from)
    })
}

/// The words of `text` (lower case, ASCII) that say what it is about, by span. Numbers count, empty words do not.
pub fn content_words(text: &str, lang: Language) -> Vec<Span> {
    let empty = match lang {
        Language::Ko => &CUTS.empty.1,
        _ => &CUTS.empty.0,
    };
    let inside = |c: char| c.is_alphanumeric();
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inside(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words.retain(|w| !empty.contains(w.of(text)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, lang: Language) -> Vec<&str> {
        cut(text, lang).iter().map(|s| s.of(text).trim()).collect()
    }

    #[test]
    fn english_clauses() {
        assert_eq!(
            pieces("if the water rises, the road may close, she said", Language::En),
            ["if the water rises,", "the road may close,", "she said"]
        );
    }

    #[test]
    fn korean_clauses() {
        assert_eq!(
            pieces("물이 오르면 도로를 폐쇄할 수 있다고 말했다", Language::Ko),
            ["물이 오르면", "도로를 폐쇄할 수 있다고 말했다"]
        );
        assert_eq!(pieces("검토하고 있다", Language::Ko), ["검토하고 있다"]);
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["", " ", "a", "가, 나", "— — —"] {
            let cut = cut(text, Language::Ko);
            assert!(cut.windows(2).all(|w| w[0].end == w[1].start));
        }
    }
}
