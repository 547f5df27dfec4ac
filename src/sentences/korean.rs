//! Where Korean sentences end.

use super::english;
use super::scan::Site;
use crate::text::language::is_hangul;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    quotatives: Vec<String>,
    quotative_stems: Vec<String>,
    final_syllables: Vec<char>,
    enumerators: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("data/korean.toml")).expect("the file is part of the program")
});

/// Whether a Korean sentence ends at the site.
pub fn ends(site: &Site<'_>) -> bool {
    if site.rest().is_empty() {
        return true;
    }
    let finished = site
        .last_char()
        .is_some_and(|c| WORDS.final_syllables.contains(&c));
    if site.is_glued() {
        if site.mark().contains(['。', '！', '？']) {
            return !site.closes_quote();
        }
        // `했다.그러나`: a blank was lost. After a closing mark comes the particle that quotes.
        return site.mark() == "."
            && finished
            && !site.closes_quote()
            && site.rest().starts_with(is_hangul)
            && site.word().chars().filter(|&c| is_hangul(c)).count() > 1;
    }
    if site.rest().starts_with([',', '.', ';', '?', '!']) || site.closes_quote() && is_quotative(site.rest())
    {
        return false;
    }
    match site.mark() {
        "." => full_stop(site),
        mark if mark.contains(['?', '!', '。', '？', '！']) => true,
        // An ellipsis ends a sentence only where its verb has been said.
        _ => finished || site.closes_quote(),
    }
}

fn full_stop(site: &Site<'_>) -> bool {
    let word = site.word();
    let opens = site.stop - word.len() == site.start;
    match site.last_char() {
        Some(c) if is_hangul(c) => !(opens && WORDS.enumerators.iter().any(|e| e == word)),
        Some(c) if c.is_ascii_digit() => !is_number_that_goes_on(site, word, opens),
        Some(c) if c.is_ascii_alphabetic() => site.closes_quote() || !english::is_abbreviation(word),
        Some(c) => !c.is_whitespace(),
        None => false,
    }
}

/// `2024. 10. 22. 오전`, `1. 개요`: numbers with stops that are dates and items.
fn is_number_that_goes_on(site: &Site<'_>, word: &str, opens: bool) -> bool {
    let digits = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4;
    let dated = site.before_word().ends_with('.')
        && site
            .before_word()
            .trim_end_matches('.')
            .ends_with(|c: char| c.is_ascii_digit());
    let number_follows = site.rest().starts_with(|c: char| c.is_ascii_digit());
    digits && (opens || dated || number_follows)
}

fn is_quotative(rest: &str) -> bool {
    let word = rest.split(|c: char| !is_hangul(c)).next().unwrap_or_default();
    WORDS.quotatives.iter().any(|q| q == word)
        || WORDS
            .quotative_stems
            .iter()
            .any(|stem| word.starts_with(stem.as_str()))
}
