//! Nouns that look like verbs: 세온은 (a company; 세다), 카란다는 (a country; -ㄴ다는).
//!
//! An article names what it is about more than once. A word that takes 이/가, 을/를, 의, 에서 or 에게 anywhere in it is a
//! noun, since no form of a verb does, and then it is one wherever else it stands.

use super::forms;
use super::josa::{self, Josa};
use super::nouns::{self, Class};
use super::token::Token;
use std::collections::HashSet;

/// The nouns of an article that could be read as verbs elsewhere in it.
#[derive(Debug, Default)]
pub struct Proper<'a> {
    stems: HashSet<&'a str>,
    /// Family names of people from abroad: 래넉 of 엘스페스 래넉.
    families: HashSet<&'a str>,
    /// Family names of one syllable that look like verbs: 민 of 민달래 (밀다).
    short: HashSet<char>,
}

impl<'a> Proper<'a> {
    /// Takes note of the nouns among the words of an article.
    pub fn note(&mut self, tokens: &[Token<'a>]) {
        for token in tokens.iter().filter(|t| t.mark.is_none()) {
            let Some((stem, josa)) = split(token.text) else {
                continue;
            };
            let shows = matches!(
                josa,
                Josa::Subject | Josa::Object | Josa::Genitive | Josa::From | Josa::To | Josa::Source
            );
            if shows && may_be_taken_for_verb(stem) {
                self.stems.insert(stem);
            }
        }
    }

    /// Takes note of people from abroad: two words in a row that look foreign, the second with a particle of a subject or
    /// in front of a title.
    pub fn note_people(&mut self, tokens: &[Token<'a>]) {
        let names = tokens
            .iter()
            .filter(|t| t.mark.is_none() && nouns::is_korean_name(nouns::bare(t.stem())));
        self.short.extend(names.filter_map(|t| t.text.chars().next()));
        for pair in tokens.windows(2) {
            let (given, family) = (&pair[0], &pair[1]);
            let plain = given.mark.is_none() && family.mark.is_none() && !given.comma;
            let stem = nouns::bare(family.stem());
            let foreign = |w: &str| nouns::looks_foreign(w) || nouns::is_foreign_given(w);
            let named = plain
                && given.josa.is_none()
                && given.ending.is_none()
                && family.is_subject()
                && family.ending.is_none()
                && foreign(given.text)
                && (nouns::is_foreign_given(given.text) && stem.chars().count() <= 5
                    || nouns::looks_foreign(stem));
            if named
                && stem.chars().count() >= 2
                && matches!(nouns::class(stem), Class::Unknown | Class::Foreign)
            {
                self.families.insert(stem);
            }
        }
    }

    /// Marks their later mentions.
    pub fn mark_people(&self, tokens: &mut [Token<'a>]) {
        // 민 연구관: a family name before a title.
        for i in 0..tokens.len().saturating_sub(1) {
            let mut letters = tokens[i].text.chars();
            let one = letters.next().filter(|_| letters.next().is_none());
            let title = nouns::class(tokens[i + 1].stem()) == Class::Title && tokens[i + 1].mark.is_none();
            let named = title && tokens[i].mark.is_none() && one.is_some_and(|c| self.short.contains(&c));
            if named && tokens[i].josa.is_none() {
                tokens[i].ending = None;
            }
        }
        for token in tokens.iter_mut().filter(|t| t.mark.is_none()) {
            token.named = self.families.contains(nouns::bare(token.stem()));
        }
    }

    /// Takes back from these nouns what they seemed to be, and gives them their particle.
    pub fn mend(&self, tokens: &mut [Token<'a>]) {
        if self.stems.is_empty() {
            return;
        }
        for token in tokens.iter_mut().filter(|t| t.mark.is_none()) {
            let split = split(token.text);
            let (stem, josa) = split.map_or((token.text, None), |(stem, josa)| (stem, Some(josa)));
            let (stem, josa) = if self.stems.contains(token.text) {
                (token.text, None)
            } else {
                (stem, josa)
            };
            if self.stems.contains(stem) {
                token.closing = None;
                token.ending = None;
                token.josa = josa;
                token.stem_end = token.span.start + stem.len();
            }
        }
    }
}

fn split(word: &str) -> Option<(&str, Josa)> {
    josa::strip(word).map(|(length, josa)| (&word[..length], josa))
}

/// Two syllables or more, no noun of the lists, no form of a verb of saying, and no nominal form: 밝히기, 했음.
fn may_be_taken_for_verb(stem: &str) -> bool {
    let nominal = stem.ends_with(['기', '음', '함', '됨', '지', '고', '서', '것']);
    let name = nouns::is_korean_name(stem) && stem.ends_with('하');
    stem.chars().count() >= 2
        && stem.chars().all(super::hangul::is_hangul)
        && !nominal
        && matches!(nouns::class(stem), Class::Unknown | Class::Foreign | Class::Name)
        && !forms::is_cue(stem)
        && (name || forms::ending(stem).is_some() || stem.ends_with(['다', '라']))
}
