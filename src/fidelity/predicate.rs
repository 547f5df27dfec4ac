//! What a predicate says of its own time and certainty, read off the verb: from the auxiliaries before an English one, from
//! the endings of a Korean one.

use super::lexicon::Class;
use super::passage::Passage;
use crate::text::{Language, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CLASSES: LazyLock<BTreeMap<String, Class>> = LazyLock::new(|| {
    toml::from_str(include_str!("data/predicates.toml"))
        .expect("data/predicates.toml is well formed; a test reads it")
});

/// The class of that name in `data/predicates.toml`.
///
/// # Panics
/// If there is none: the names stand in this crate, and a test asks for each.
pub fn class(name: &str) -> &'static Class {
    CLASSES
        .get(name)
        .unwrap_or_else(|| panic!("data/predicates.toml has no class {name}"))
}

/// What a word says as a predicate; all false where it is none, or does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Predicate {
    /// It is still to come.
    pub ahead: bool,
    /// It is still to come, in the words of one who is quoted (*would*).
    pub reported: bool,
    /// It is done.
    pub done: bool,
    /// It may be so.
    pub open: bool,
    /// It may be so, or somebody is able to.
    pub able: bool,
    /// It is or will be so, without doubt.
    pub flat: bool,
}

/// Bytes before an English verb that its auxiliaries may take up.
const BEFORE: usize = 48;
/// Bytes from the start of a Korean verb that its endings and auxiliaries may take up.
const AFTER: usize = 72;

impl Predicate {
    /// Reads the word at `at`, whose sentence is `sentence`.
    pub fn read(passage: &Passage<'_>, sentence: Span, at: Span) -> Self {
        match passage.lang() {
            Language::Ko => Self::korean(passage, sentence, at),
            _ => Self::english(passage, sentence, at),
        }
    }

    fn english(passage: &Passage<'_>, sentence: Span, at: Span) -> Self {
        let before = passage
            .words(surroundings(passage, sentence, at))
            .to_ascii_lowercase();
        let is = |name: &str| class(name).stands(&before, Language::En);
        let past = class("past-form").stands(&passage.words(at).to_ascii_lowercase(), Language::En);
        let ahead = is("ahead");
        let open = is("open");
        Self {
            ahead,
            reported: is("reported-ahead"),
            done: past && !ahead && !open && (is("perfect") || !is("not-finite") && !is("reported-ahead")),
            open,
            able: is("able"),
            flat: is("flat") && !open,
        }
    }

    fn korean(passage: &Passage<'_>, sentence: Span, at: Span) -> Self {
        let rest = passage.words(surroundings(passage, sentence, at));
        let is = |name: &str| class(name).stands(rest, Language::Ko);
        let (ahead, open, able) = (is("ahead"), is("open"), is("able"));
        Self {
            ahead,
            reported: false,
            done: is("perfect") && !ahead && !open && !able,
            open,
            able,
            flat: is("flat") && !ahead && !open && !able,
        }
    }
}

/// The word at `at` with the auxiliaries and endings that say when and how surely.
pub fn phrase(passage: &Passage<'_>, sentence: Span, at: Span) -> Span {
    const TELLING: [&str; 6] = ["ahead", "reported-ahead", "perfect", "open", "able", "flat"];
    let around = surroundings(passage, sentence, at);
    let text = passage.words(around).to_ascii_lowercase();
    let found = TELLING
        .iter()
        .flat_map(|name| class(name).find(&text, passage.lang()));
    found.fold(at, |whole, part| {
        let part = part.shifted(around.start);
        Span::new(whole.start.min(part.start), whole.end.max(part.end))
    })
}

/// Where the auxiliaries and endings of a verb stand: before it in English, from its own start on in Korean.
fn surroundings(passage: &Passage<'_>, sentence: Span, at: Span) -> Span {
    let edge = |at: usize| passage.article.text.floor_char_boundary(at);
    match passage.lang() {
        Language::Ko => Span::new(at.start, edge((at.start + AFTER).min(sentence.end.max(at.end)))),
        _ => Span::new(
            edge(at.start.saturating_sub(BEFORE).max(sentence.start.min(at.start))),
            at.start,
        ),
    }
}
