//! Inflection of English verbs: from a form to its dictionary form.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

type Forms = HashMap<String, Vec<(String, Form)>>;

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms::new();
    let mut doubling = Vec::new();
    let lines = include_str!("../data/verbs.en.txt")
        .lines()
        .filter(|l| !l.starts_with('#'));
    for word in lines.flat_map(str::split_whitespace) {
        match word.strip_suffix('+') {
            Some(base) => doubling.push(base),
            None => enter(&mut forms, word),
        }
    }
    for base in doubling {
        let last = base.chars().next_back().map(String::from).unwrap_or_default();
        add(&mut forms, base, base.to_owned(), Form::Base);
        add(&mut forms, base, third(base), Form::Third);
        for form in [Form::Past, Form::Participle] {
            add(&mut forms, base, format!("{base}{last}ed"), form);
        }
        add(&mut forms, base, format!("{base}{last}ing"), Form::Ing);
    }
    forms
});

fn enter(forms: &mut Forms, word: &str) {
    let mut parts = word.split('/');
    let base = parts.next().unwrap_or(word);
    let past = parts.next().map_or_else(|| past(base), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    add(forms, base, base.to_owned(), Form::Base);
    add(forms, base, third(base), Form::Third);
    add(forms, base, past, Form::Past);
    add(forms, base, participle, Form::Participle);
    add(forms, base, ing(base), Form::Ing);
}

fn add(forms: &mut Forms, base: &str, form: String, kind: Form) {
    let entries = forms.entry(form).or_default();
    if !entries.iter().any(|(b, k)| b == base && *k == kind) {
        entries.push((base.to_owned(), kind));
    }
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// A final y after a consonant: deny, reply.
fn ends_in_y(base: &str) -> bool {
    let bytes = base.as_bytes();
    bytes.len() > 1 && bytes[bytes.len() - 1] == b'y' && !is_vowel(bytes[bytes.len() - 2])
}

fn third(base: &str) -> String {
    if ends_in_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn past(base: &str) -> String {
    if ends_in_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else if base.ends_with('e') {
        format!("{base}d")
    } else {
        format!("{base}ed")
    }
}

fn ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('e') && !base.ends_with("ee") && base != "be" {
        format!("{}ing", &base[..base.len() - 1])
    } else {
        format!("{base}ing")
    }
}

/// Every verb and form that `word` (lower case) can be; empty for a word that is no known verb.
pub(super) fn analyse(word: &str) -> &'static [(String, Form)] {
    FORMS.get(word).map_or(&[], Vec::as_slice)
}

/// Whether `word` can be this form of a known verb.
pub(super) fn can_be(word: &str, form: Form) -> bool {
    analyse(word).iter().any(|(_, f)| *f == form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(word: &str) -> Option<&'static str> {
        analyse(word).first().map(|(l, _)| l.as_str())
    }

    #[test]
    fn regular_and_irregular_forms() {
        for (word, base) in [
            ("denied", "deny"),
            ("denies", "deny"),
            ("says", "say"),
            ("said", "say"),
            ("told", "tell"),
            ("citing", "cite"),
            ("stressed", "stress"),
            ("urging", "urge"),
            ("admitted", "admit"),
            ("vowing", "vow"),
            ("began", "begin"),
            ("lying", "lie"),
        ] {
            assert_eq!(lemma(word), Some(base), "{word}");
        }
    }

    #[test]
    fn nouns_are_no_verbs() {
        assert_eq!(lemma("minister"), None);
    }
}
