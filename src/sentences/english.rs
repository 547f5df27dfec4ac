//! Where English sentences end.

use super::scan::Site;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    before_name: HashSet<String>,
    before_number: HashSet<String>,
    months: HashSet<String>,
    maybe_last: HashSet<String>,
    after_clock: HashSet<String>,
}

static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| {
    toml::from_str(include_str!("data/abbreviations.en.toml")).expect("the file is part of the program")
});
static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(include_str!("data/openers.en.txt")));
static REPORTING_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("data/reporting_verbs.en.txt")));

fn words(file: &'static str) -> HashSet<&'static str> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

/// Whether an English sentence ends at the site.
pub fn ends(site: &Site<'_>) -> bool {
    if site.rest().is_empty() {
        return true;
    }
    if site.is_glued() {
        return is_missing_blank(site);
    }
    let next = site.next_word();
    if is_lower_case(next) || site.rest().starts_with(['.', '?', '!', ',', ';']) {
        return false;
    }
    if site.closes_quote() && names_speaker(site.rest()) {
        return false;
    }
    match site.mark() {
        // Names that carry a mark of their own: Yahoo! Inc.
        "!" if ABBREVIATIONS
            .before_name
            .contains(format!("{}!", site.word()).as_str()) =>
        {
            false
        }
        "." if site.closes_quote() => true,
        "." => full_stop(site, next),
        _ => true,
    }
}

/// A full stop after a word, with a blank and no lower case after it.
fn full_stop(site: &Site<'_>, next: &str) -> bool {
    let word = site.word();
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    let opens = OPENERS.contains(next);
    let lists = &*ABBREVIATIONS;
    if word.is_empty() {
        return site.last_char().is_some_and(|c| !c.is_whitespace());
    }
    if is_enumerator(site, word) {
        return false;
    }
    if lists.before_name.contains(word) {
        return word == "St" && opens && !number;
    }
    if lists.before_number.contains(word) {
        return !number;
    }
    if lists.months.contains(word) {
        return !number;
    }
    if matches!(word.to_ascii_lowercase().as_str(), "a.m" | "p.m") {
        return !number && !lists.after_clock.contains(next) && next.starts_with(char::is_uppercase);
    }
    if lists.maybe_last.contains(word) || is_acronym(word) {
        return opens;
    }
    if is_initial(word) {
        return opens && !site.before_word().ends_with(char::is_uppercase) && follows_lower_case(site);
    }
    true
}

/// `Plan B. The`, `vitamin C. It`: a letter after a word in lower case is no initial of a name.
fn follows_lower_case(site: &Site<'_>) -> bool {
    let before = site
        .before_word()
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    !before.is_empty()
}

fn is_lower_case(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// `U.S`, `U.N`, `D.C`, `J.R`: letters with stops between.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// `1. Ferry`, `a. Ferry` at the beginning of a sentence.
fn is_enumerator(site: &Site<'_>, word: &str) -> bool {
    site.stop - word.len() == site.start
        && (word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
            || word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase()))
}

/// `…of the war.The next…`: a blank was lost between two sentences.
fn is_missing_blank(site: &Site<'_>) -> bool {
    let lower = site.word().chars().rev().take_while(|c| c.is_lowercase()).count();
    let whole = site.word().chars().all(char::is_alphabetic);
    let next = site.rest();
    let mut letters = next.chars();
    let capital = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let end = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    let free = next[end..].starts_with([' ', ',', '\'', '’']);
    site.mark() == "." && lower >= 3 && whole && capital && free
}

/// `"Stop!" Kim Min-ji said.`: after a closing mark, up to five words of a name and a verb of saying go on with
/// the sentence.
fn names_speaker(rest: &str) -> bool {
    const LONGEST_NAME: usize = 6;
    for (nth, word) in rest.split_whitespace().take(LONGEST_NAME + 1).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        if REPORTING_VERBS.contains(bare) {
            return nth > 0;
        }
        let particle = matches!(word, "of" | "the" | "de" | "van" | "von" | "al" | "bin" | "and");
        let name = word.starts_with(char::is_uppercase) && (nth > 0 || !is_pronoun_with_more(word));
        let stopped = word.ends_with(['.', '?', '!', ';', ':'])
            && !ABBREVIATIONS.before_name.contains(bare)
            && !is_initial(bare);
        if stopped || !(name || nth > 0 && particle) {
            return false;
        }
    }
    false
}

/// `"…" He said nothing` opens a new sentence; `"Why?" She asked` does not occur in edited copy either.
fn is_pronoun_with_more(word: &str) -> bool {
    OPENERS.contains(word) && word != "The"
}

/// Whether a word that ends in a full stop is an abbreviation after which an English name, number or word goes on.
pub fn is_abbreviation(word: &str) -> bool {
    let lists = &*ABBREVIATIONS;
    is_initial(word)
        || is_acronym(word)
        || [
            &lists.before_name,
            &lists.maybe_last,
            &lists.months,
            &lists.before_number,
        ]
        .iter()
        .any(|list| list.contains(word))
}
