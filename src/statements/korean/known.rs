//! The people an article names, so that a family name with a title finds its full name.

use super::mention::{family, parts, title_word};
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
}

impl Known {
    /// Takes note of a phrase that may name someone.
    pub fn note(&mut self, tokens: &[Token<'_>], phrase: Phrase) {
        let words: Vec<&str> = (phrase.first..=phrase.head)
            .filter(|&i| tokens[i].mark.is_none())
            .map(|i| tokens[i].stem())
            .collect();
        let Some(&last) = words.last() else { return };
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

fn bears(name: &str, family_name: &str) -> bool {
    family(name).as_deref() == Some(family_name) || name.split(' ').any(|part| part == family_name)
}
