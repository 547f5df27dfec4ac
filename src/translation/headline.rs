//! Headlines in the style of the target's newspapers.
//!
//! ```text
//! 정부는 대책을 발표했다. → 정부는 대책 발표      여객선을 띄우기로 했다. → 여객선을 띄우기로
//! 비가 올 것으로 보인다. → 비가 올 듯            The government approves a plan. → Government approves a plan
//! ```
//!
//! A Korean headline ends in the noun of its verb where that is a noun of its own (발표하다, not 좋아하다), in English
//! the article at the beginning goes. What is not sure to be right stays a sentence, only without its stop; the tense
//! that a headline drops is nothing the guard should miss, and it looks at what comes out.

use crate::text::Language;
use crate::text::language::is_hangul;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Words {
    /// Endings and what becomes of them, in order.
    endings: Vec<(String, String)>,
    /// Forms of 하다 and 되다 that a noun of action may drop.
    light_verbs: Vec<String>,
    /// Last syllables of what stands before 하다 in verbs that are made of no noun.
    no_noun: Vec<String>,
    /// Nouns before 하다 that say too little alone.
    stays: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("data/headline.toml")).expect("the list is tested"));

/// A headline without its stop, in headline style.
pub fn styled(words: &str, lang: Language) -> String {
    match lang {
        Language::Ko => korean(words),
        Language::En => english(words),
        _ => words.to_owned(),
    }
}

fn english(words: &str) -> String {
    let rest = ["The ", "A ", "An "]
        .iter()
        .find_map(|article| words.strip_prefix(article));
    // `The Hague`, `The New York Times`: an article before a capital may be part of a name; so may one before a number.
    let Some(rest) = rest.filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase())) else {
        return words.to_owned();
    };
    let mut chars = rest.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn korean(words: &str) -> String {
    for (ending, becomes) in &WORDS.endings {
        if let Some(start) = words.strip_suffix(ending.as_str()) {
            return format!("{start}{becomes}");
        }
    }
    noun_of_action(words).unwrap_or_else(|| words.to_owned())
}

/// `대책을 발표했다` → `대책 발표`.
fn noun_of_action(words: &str) -> Option<String> {
    let start = WORDS
        .light_verbs
        .iter()
        .find_map(|verb| words.strip_suffix(verb.as_str()))?;
    let (before, noun) = start.rsplit_once(' ').unwrap_or(("", start));
    let ends = |list: &[String]| list.iter().any(|end| noun.ends_with(end.as_str()));
    let is_noun = noun.chars().count() >= 2 && noun.chars().all(is_hangul) && !ends(&WORDS.no_noun);
    if !is_noun || WORDS.stays.iter().any(|stays| stays == noun) || before.is_empty() {
        return None;
    }
    // The object stands before its noun without a particle.
    let before = match before.strip_suffix(['을', '를']) {
        Some(object) if object.ends_with(is_hangul) => object,
        _ => before,
    };
    Some(format!("{before} {noun}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_headlines_end_in_a_noun_where_that_is_sure() {
        for (sentence, headline) in [
            ("정부는 대책을 발표했다", "정부는 대책 발표"),
            ("항구가 폭풍 후 재개됐다", "항구가 폭풍 후 재개"),
            ("의회, 예산안을 통과시켰다", "의회, 예산안을 통과시켰다"),
            ("시, 다리를 다시 놓기로 했다", "시, 다리를 다시 놓기로"),
            ("내일 비가 올 것으로 보인다", "내일 비가 올 듯"),
            ("다리는 5월에 열릴 것이다", "다리는 5월에 열릴 것"),
            ("다리는 5월에 열릴 예정이다", "다리는 5월에 열릴 예정"),
            ("그는 축구를 좋아했다", "그는 축구를 좋아했다"),
            ("시장은 아니라고 말했다", "시장은 아니라고 말했다"),
            ("정부는 대책을 발표하지 않았다", "정부는 대책을 발표하지 않았다"),
            ("발표했다", "발표했다"),
        ] {
            assert_eq!(styled(sentence, Language::Ko), headline);
        }
    }

    #[test]
    fn english_headlines_begin_without_an_article() {
        let head = |words| styled(words, Language::En);
        assert_eq!(
            head("The government approves a plan"),
            "Government approves a plan"
        );
        assert_eq!(head("The Hague hears the case"), "The Hague hears the case");
        assert_eq!(head("Ferry returns"), "Ferry returns");
    }
}
