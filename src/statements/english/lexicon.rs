//! The English cues, found by the first word of their lemma.

use super::tags::Tag;
use super::unit::Unit;
use super::verbs::{self, Form};
use crate::statements::cues::{Entry, Lexicon};
use crate::statements::kinds::Stance;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A cue with what is asked of it often.
#[derive(Debug)]
pub(super) struct Cue {
    pub(super) entry: Entry,
    /// Words after the first.
    rest: Vec<String>,
    /// Its negation is silence.
    pub(super) silence: bool,
}

impl Cue {
    pub(super) fn takes(&self, what: &str) -> bool {
        self.entry.takes(what)
    }

    pub(super) fn confirms(&self) -> bool {
        self.entry.stance == Stance::Confirm
    }

    /// The prepositions it takes.
    pub(super) fn takes_preposition(&self, word: &str) -> bool {
        self.takes(word)
            && matches!(
                word,
                "of" | "for" | "about" | "against" | "on" | "over" | "at" | "to" | "with" | "in" | "into"
            )
    }
}

static CUES: LazyLock<HashMap<String, Vec<Cue>>> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded(include_str!("../data/cues.en.toml"));
    let mut cues: HashMap<String, Vec<Cue>> = HashMap::new();
    for entry in lexicon.entries {
        let mut words = entry.lemma.split(' ').map(str::to_owned);
        let first = words.next().unwrap_or_default();
        let silence = lexicon.silence.contains(&entry.lemma);
        let rest = words.collect();
        cues.entry(first).or_default().push(Cue { entry, rest, silence });
    }
    for same_verb in cues.values_mut() {
        same_verb.sort_by_key(|c| std::cmp::Reverse(c.rest.len()));
    }
    cues
});

/// The cue whose verb stands at `verb`, the one of most words first, and the position after it.
pub(super) fn at(unit: &Unit<'_>, verb: usize) -> Option<(&'static Cue, usize)> {
    let tag = unit.tags[verb];
    // "was adamant that", "had no comment": cues of several words whose verb is an auxiliary elsewhere.
    let auxiliary = match tag {
        Tag::Be => Some("be"),
        Tag::Have => Some("have"),
        _ => None,
    };
    if let Some(cues) = auxiliary.and_then(|verb| CUES.get(verb)) {
        return cues
            .iter()
            .find_map(|cue| Some((cue, rest_at(unit, verb + 1, &cue.rest)?)));
    }
    let form = |f: Form| match tag {
        Tag::Ing => f == Form::Ing,
        Tag::Third => f == Form::Third,
        Tag::Base => f == Form::Base,
        _ => matches!(f, Form::Past | Form::Participle),
    };
    verbs::analyse(unit.lower(verb))
        .iter()
        .filter(|(_, f)| form(*f))
        .filter_map(|(lemma, _)| CUES.get(lemma))
        .flatten()
        .find_map(|cue| Some((cue, rest_at(unit, verb + 1, &cue.rest)?)))
}

/// Whether `word` (lower case) is one of these forms of a cue's verb.
pub(super) fn is_form(word: &str, forms: &[Form]) -> bool {
    verbs::analyse(word)
        .iter()
        .any(|(lemma, form)| forms.contains(form) && CUES.contains_key(lemma))
}

/// Whether `word` (lower case) is a form of a cue that takes "of": "warns".
pub(super) fn takes_of(word: &str) -> bool {
    verbs::analyse(word).iter().any(|(lemma, _)| {
        CUES.get(lemma)
            .is_some_and(|c| c.iter().any(|c| c.takes("of") && c.rest.is_empty()))
    })
}

/// A verb that is in no table but stands where only a cue can: beside a quotation.
pub(super) fn any() -> &'static Cue {
    static ANY: LazyLock<Cue> = LazyLock::new(|| Cue {
        entry: Entry {
            lemma: String::new(),
            stance: Stance::Neutral,
            kind: None,
            takes: vec!["quote".to_owned()],
            forms: Vec::new(),
        },
        rest: Vec::new(),
        silence: false,
    });
    &ANY
}

/// Words that may come between the parts of a cue of several words.
const GAP: usize = 3;

fn rest_at(unit: &Unit<'_>, start: usize, rest: &[String]) -> Option<usize> {
    let mut at = start;
    for (n, word) in rest.iter().enumerate() {
        // Particles stand right after their verb; nouns may have adjectives before them.
        let gap = if n == 0 && word.len() > 4 || n > 0 { GAP } else { 0 };
        let found = (at..=at + gap).find(|&k| unit.lower(k) == word)?;
        let between = (at..found).all(|k| {
            matches!(
                unit.tags[k],
                Tag::Adv | Tag::Adj | Tag::Det | Tag::Ing | Tag::Noun | Tag::Neg
            ) || unit.tags[k] == Tag::Quote
        });
        if !between {
            return None;
        }
        at = found + 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_begins_with_a_known_verb() {
        for (verb, cues) in CUES.iter() {
            assert!(
                verbs::can_be(verb, Form::Base) || matches!(verb.as_str(), "be" | "have"),
                "{verb} is missing in verbs.en.txt"
            );
            assert!(cues.iter().all(|c| !c.entry.lemma.is_empty()));
        }
    }
}
