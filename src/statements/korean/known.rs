//! The people an article names, so that a family name with a title finds its full name.

use super::mention::{family, is_kind, kind_word, same_role, title_word, word};
use super::names::parts;
use super::nouns::{self, Class};
use super::phrase::Phrase;
use super::token::Token;

#[derive(Debug)]
struct Person {
    at: usize,
    name: Option<String>,
    title: Option<String>,
}

/// Everyone named, in the order of the text.
#[derive(Debug, Default)]
pub struct Known {
    people: Vec<Person>,
    /// Named bodies: kind (회사) and name.
    bodies: Vec<(String, String)>,
}

impl Known {
    /// Takes note of a phrase that may name someone.
    pub fn note(&mut self, tokens: &[Token<'_>], phrase: Phrase) {
        let words: Vec<&str> = (phrase.first..=phrase.head)
            .filter(|&i| tokens[i].mark.is_none() || tokens[i].is_quoted_name())
            .map(|i| word(&tokens[i]))
            .collect();
        let mut words = words;
        while words.len() > 1 && matches!(words.last(), Some(&("측" | "등" | "모두"))) {
            words.pop();
        }
        let Some(&last) = words.last().filter(|w| **w != "측") else {
            return;
        };
        self.note_body(&words, last);
        if !matches!(
            nouns::class(last),
            Class::Title | Class::Name | Class::Foreign | Class::Unknown
        ) {
            return;
        }
        let parts = parts(&words);
        let definite = words.len() == 2 && words[0] == "이";
        if parts.family_only || definite {
            return;
        }
        if parts.title.is_none()
            && !parts
                .name
                .as_deref()
                .is_some_and(|n| n.contains(' ') || nouns::is_korean_name(n))
        {
            return;
        }
        self.people.push(Person {
            at: tokens[phrase.first].span.start,
            name: parts.name,
            title: parts.title.map(|t| title_word(t).to_owned()),
        });
    }

    /// Takes note of a phrase only if it gives a full name and a title.
    pub fn note_full(&mut self, tokens: &[Token<'_>], phrase: Phrase) {
        let words: Vec<&str> = (phrase.first..=phrase.head)
            .filter(|&i| tokens[i].mark.is_none())
            .map(|i| word(&tokens[i]))
            .collect();
        let parts = if words.is_empty() { return } else { parts(&words) };
        let full = parts
            .name
            .as_deref()
            .is_some_and(|n| n.contains(' ') || nouns::is_korean_name(n));
        if full && !parts.family_only {
            self.people.push(Person {
                at: tokens[phrase.first].span.start,
                name: parts.name,
                title: parts.title.map(|t| title_word(t).to_owned()),
            });
        }
    }

    /// Takes note of one who is interviewed under a name.
    pub fn note_named(&mut self, mention: &crate::statements::Mention) {
        let f = &mention.features;
        self.people.push(Person {
            at: mention.span.start,
            name: f.name.clone(),
            title: f.head.clone(),
        });
    }

    fn note_body(&mut self, words: &[&str], last: &str) {
        let name = nouns::bare(last);
        let before = words
            .len()
            .checked_sub(2)
            .map(|i| words[i].strip_suffix("인").unwrap_or(words[i]));
        let own = (nouns::class(last) == Class::Organisation && !is_kind(name)).then(|| kind_word(name));
        let told = before
            .filter(|k| is_kind(k) || same_role(k) == "회사" || same_role(k) == "단체")
            .filter(|_| {
                matches!(
                    nouns::class(last),
                    Class::Unknown | Class::Foreign | Class::Name | Class::Organisation
                ) && !is_kind(name)
                    && !nouns::is_venue(name)
            });
        if let Some(kind) = told.or(own) {
            let entry = (same_role(kind).to_owned(), name.to_owned());
            if !self.bodies.contains(&entry) {
                self.bodies.push(entry);
            }
        }
    }

    /// The name of the one body of this kind that the article names: 이 회사, 노조. `None` for what is a name by itself
    /// (정부, 경찰) and where there are several.
    pub fn body(&self, kind: &str) -> Option<String> {
        if is_name_by_itself(kind) {
            return None;
        }
        let kind = same_role(kind);
        let mut named = self.bodies.iter().filter(|(k, _)| k == kind);
        let one = named.next()?;
        named.next().is_none().then(|| one.1.clone())
    }

    /// The full name of one called by family name and title at byte `at`: one of that title, else the only one, of
    /// those named before.
    pub fn full_name(&self, family_name: &str, title: Option<&str>, at: usize) -> Option<String> {
        let mut namesakes: Vec<&Person> = self
            .people
            .iter()
            .filter(|p| {
                p.at < at
                    && p.name
                        .as_deref()
                        .is_some_and(|n| n != family_name && bears(n, family_name))
            })
            .collect();
        let titled = namesakes
            .iter()
            .rev()
            .find(|p| title.is_some() && p.title.as_deref() == title);
        if let Some(person) = titled {
            return person.name.clone();
        }
        namesakes.dedup_by(|a, b| a.name == b.name);
        let one = namesakes.len() == 1;
        // 이 대표 with one 이민정 교수 around is not hers: a family name that is also "this" needs the title.
        namesakes
            .first()
            .filter(|_| one && family_name != "이")
            .and_then(|p| p.name.clone())
    }

    /// Whether someone of that title was mentioned before without a name.
    pub fn has_unnamed(&self, title: Option<&str>, at: usize) -> bool {
        let title = title.unwrap_or_default();
        self.people
            .iter()
            .any(|p| p.at < at && p.name.is_none() && p.title.as_deref() == Some(title))
    }
}

/// Kinds of body of which a country has one, so that the word is as good as a name.
pub(super) fn is_name_by_itself(kind: &str) -> bool {
    matches!(
        kind,
        "정부"
            | "당국"
            | "경찰"
            | "검찰"
            | "법원"
            | "군"
            | "국회"
            | "의회"
            | "여당"
            | "야당"
            | "재판부"
            | "언론"
            | "매체"
    )
}

fn bears(name: &str, family_name: &str) -> bool {
    family(name).as_deref() == Some(family_name) || name.split(' ').any(|part| part == family_name)
}
