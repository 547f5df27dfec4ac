//! Closed classes of English words, from `data/words.en.toml`.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a closed-class word can be. A word may be in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Determiner,
    Possessive,
    SubjectPronoun,
    ObjectPronoun,
    Relative,
    Preposition,
    Conjunction,
    Subordinator,
    Modal,
    Be,
    Have,
    Do,
    Negation,
    Adverb,
    NotAdverb,
    Day,
    Month,
    Time,
    NotPast,
    NotIng,
    AdjectiveIng,
    SpeechThird,
    SpeechBase,
    AdjectiveEd,
    Adjective,
    NotAdjective,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    determiners: Vec<String>,
    possessives: Vec<String>,
    subject_pronouns: Vec<String>,
    object_pronouns: Vec<String>,
    relatives: Vec<String>,
    prepositions: Vec<String>,
    conjunctions: Vec<String>,
    subordinators: Vec<String>,
    modals: Vec<String>,
    be: Vec<String>,
    have: Vec<String>,
    r#do: Vec<String>,
    negations: Vec<String>,
    adverbs: Vec<String>,
    not_adverbs: Vec<String>,
    days: Vec<String>,
    months: Vec<String>,
    times: Vec<String>,
    not_past: Vec<String>,
    not_ing: Vec<String>,
    adjectives_ing: Vec<String>,
    speech_third: Vec<String>,
    speech_base: Vec<String>,
    adjectives_ed: Vec<String>,
    adjectives: Vec<String>,
    not_adjectives: Vec<String>,
    adjective_endings: Vec<String>,
}

static CLASSES: LazyLock<HashMap<String, HashSet<Class>>> = LazyLock::new(|| {
    let data = data();
    let lists = [
        (Class::Determiner, data.determiners),
        (Class::Possessive, data.possessives),
        (Class::SubjectPronoun, data.subject_pronouns),
        (Class::ObjectPronoun, data.object_pronouns),
        (Class::Relative, data.relatives),
        (Class::Preposition, data.prepositions),
        (Class::Conjunction, data.conjunctions),
        (Class::Subordinator, data.subordinators),
        (Class::Modal, data.modals),
        (Class::Be, data.be),
        (Class::Have, data.have),
        (Class::Do, data.r#do),
        (Class::Negation, data.negations),
        (Class::Adverb, data.adverbs),
        (Class::NotAdverb, data.not_adverbs),
        (Class::Day, data.days),
        (Class::Month, data.months),
        (Class::Time, data.times),
        (Class::NotPast, data.not_past),
        (Class::NotIng, data.not_ing),
        (Class::AdjectiveIng, data.adjectives_ing),
        (Class::SpeechThird, data.speech_third),
        (Class::SpeechBase, data.speech_base),
        (Class::AdjectiveEd, data.adjectives_ed),
        (Class::Adjective, data.adjectives),
        (Class::NotAdjective, data.not_adjectives),
    ];
    let mut classes: HashMap<String, HashSet<Class>> = HashMap::new();
    for (class, words) in lists {
        for word in words {
            classes.entry(word).or_default().insert(class);
        }
    }
    classes
});

fn data() -> Data {
    toml::from_str(include_str!("../data/words.en.toml")).expect("embedded word list is well formed")
}

/// Whether `word` (lower case) ends as adjectives do: "dangerous", "military".
pub(super) fn ends_like_adjective(word: &str) -> bool {
    static ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| data().adjective_endings);
    ENDINGS.iter().any(|e| word.ends_with(e.as_str()))
}

/// Whether `word` (lower case) is in `class`.
pub(super) fn is(word: &str, class: Class) -> bool {
    CLASSES.get(word).is_some_and(|c| c.contains(&class))
}

/// Whether `word` (lower case) is a weekday or a month.
pub(super) fn is_calendar(word: &str) -> bool {
    is(word.trim_end_matches('.'), Class::Day) || is(word.trim_end_matches('.'), Class::Month)
}
