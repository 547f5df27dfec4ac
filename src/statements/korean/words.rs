//! Small classes of words around a predicate: adverbs, dates, postpositions.

use super::data;
use std::collections::HashSet;
use std::sync::LazyLock;

const ADVERBS: &str = include_str!("../data/adverbs.ko.txt");

macro_rules! list {
    ($name:ident, $section:literal) => {
        static $name: LazyLock<HashSet<&'static str>> =
            LazyLock::new(|| data::section(ADVERBS, $section).collect());
    };
}

list!(CONNECTIVE, "connective");
list!(FRESH, "fresh");
list!(MANNER, "manner");
list!(DATE, "date");
list!(BOUNDARY, "boundary");
list!(ABOUT, "about");

/// 이어, 또, 그러면서: who spoke goes on speaking.
pub fn is_connective(word: &str) -> bool {
    CONNECTIVE.contains(word)
}

/// 한편, 반면: who spoke does not go on.
pub fn is_fresh(word: &str) -> bool {
    FRESH.contains(word)
}

/// An adverb between a subject and its predicate.
pub fn is_adverb(word: &str) -> bool {
    CONNECTIVE.contains(word) || MANNER.contains(word)
}

/// A noun that closes a clause before it, so that no phrase reaches over it: 후, 뒤, 결과.
pub fn is_boundary(word: &str) -> bool {
    BOUNDARY.contains(word) || ABOUT.contains(word)
}

/// 대해, 관련해, 두고: what goes before is what is spoken about.
pub fn is_about(word: &str) -> bool {
    ABOUT.contains(word)
}

/// A day: 21일(현지시간), 월요일.
pub fn is_day(word: &str) -> bool {
    let bare = super::nouns::bare(word);
    bare.ends_with("요일") || bare.starts_with(|c: char| c.is_ascii_digit()) && bare.ends_with('일')
}

/// A word that can say when something was said: 이날, 21일(현지시간), 월요일, 오전.
pub fn is_date(word: &str) -> bool {
    let bare = super::nouns::bare(word);
    if DATE.contains(bare) {
        return true;
    }
    let day = bare.strip_suffix("에").unwrap_or(bare);
    let figures = day.trim_start_matches(|c: char| c.is_ascii_digit());
    figures.len() < day.len()
        && matches!(
            figures,
            "일" | "시" | "월" | "년" | "분" | "시께" | "분께" | "일께" | "시쯤"
        )
}

list!(PRELIMINARY, "preliminary");
list!(OF_CONTENT, "of the content");

/// 이미, 더, 매우: part of what is said.
pub fn is_of_content(word: &str) -> bool {
    OF_CONTENT.contains(word)
}

/// How something was said: 거듭, 단호히.
pub fn is_manner(word: &str) -> bool {
    MANNER.contains(word)
}

/// What a speaker does in order to speak: (성명을) 내고, (회견을) 열고.
pub fn is_preliminary(word: &str) -> bool {
    PRELIMINARY.contains(word)
}
