//! A house's terms, honoured in the translation.
//!
//! ```text
//! as the model has it ─► term there? ─► the model's own word for it replaced ─► the sentence with the term put in
//!                        done            particles agree                         before it is translated
//! ```
//!
//! The sentence as the model has it is the most fluent, so it comes first. Where it lacks the term, what the model
//! wrote in its place is sought: its translation of the term alone, the term left as it was, or a name that sounds so.
//! Only where nothing is found is the sentence translated again around the term, or around a sign that stands for it.
//! What holds the term in none of these ways is marked ([`Kind::Term`](super::guard::Kind::Term)): never passed in
//! silence. No model is trusted to carry a sign through; each sentence is looked at.

pub mod matching;
pub(super) mod particles;
pub(super) mod repair;

use crate::names;
use crate::text::{Language, Span};
use std::collections::HashMap;

/// What is no glossary.
#[derive(Debug, thiserror::Error)]
pub enum BadGlossary {
    /// A line that is not two terms with a tab between them.
    #[error("line {line} of the glossary is not two terms with a tab between them: {text:?}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// TBX or TMX that is no well-formed XML.
    #[error(transparent)]
    Xml(#[from] names::BadList),
}

/// Terms in English and Korean.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// English, Korean, in the order of the list.
    pairs: Vec<(String, String)>,
    english: Index,
    korean: Index,
}

/// A term of the source language with what it is to become.
#[derive(Debug, Clone, Default)]
struct Entry {
    term: String,
    /// The first is what is put in; any of them is right.
    targets: Vec<String>,
}

/// Entries by the first two characters of the term, the longest first.
#[derive(Debug, Clone, Default)]
struct Index(HashMap<[char; 2], Vec<Entry>>);

/// A term that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where, in the sentence.
    pub span: Span,
    /// The term as the glossary has it.
    pub term: String,
    /// What it is to become; the first is what is put in.
    pub targets: Vec<String>,
}

impl Found {
    /// Whether a translation honours it.
    pub fn is_honoured(&self, translation: &str, lang: Language) -> bool {
        self.targets
            .iter()
            .any(|target| matching::holds(translation, target, lang))
    }
}

impl Glossary {
    /// Reads TBX or TMX, told by the XML, else lines with a tab: English and Korean, or as a first line of the
    /// language codes says (`ko<TAB>en`). Blank lines and lines that begin with `#` are left out, as are further columns.
    /// A term may stand on several lines: the first is what is put in, each of them is right.
    ///
    /// # Errors
    /// A line without two terms, or XML that is not well formed.
    pub fn read(list: &str) -> Result<Self, BadGlossary> {
        let list = list.trim_start_matches('\u{feff}');
        let pairs = if list.trim_start().starts_with('<') {
            names::pairs_of_xml(list)?
        } else {
            rows(list)?
        };
        Ok(Self::of_pairs(pairs))
    }

    /// Of English and Korean terms.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        let (mut english, mut korean) = (Index::default(), Index::default());
        for (en, ko) in &pairs {
            english.add(en, ko);
            korean.add(ko, en);
        }
        english.sort();
        korean.sort();
        Self {
            pairs,
            english,
            korean,
        }
    }

    /// English and Korean terms, in the order of the list.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The terms in a sentence of this language, in order, without overlap, the longest first.
    pub fn terms(&self, sentence: &str, lang: Language) -> Vec<Found> {
        let index = match lang {
            Language::En => &self.english,
            Language::Ko => &self.korean,
            _ => return Vec::new(),
        };
        let (mut found, mut from) = (Vec::new(), 0);
        for (at, _) in sentence.char_indices() {
            if at < from {
                continue;
            }
            let Some((entry, span)) = index.at(sentence, at, lang) else {
                continue;
            };
            from = span.end;
            found.push(Found {
                span,
                term: entry.term.clone(),
                targets: entry.targets.clone(),
            });
        }
        found
    }
}

impl Index {
    fn add(&mut self, term: &str, target: &str) {
        let Some(key) = key(term) else { return };
        let entries = self.0.entry(key).or_default();
        match entries.iter_mut().find(|entry| entry.term == term) {
            Some(entry) => entry.targets.push(target.to_owned()),
            None => entries.push(Entry {
                term: term.to_owned(),
                targets: vec![target.to_owned()],
            }),
        }
    }

    fn sort(&mut self) {
        for entries in self.0.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.term.len()));
        }
    }

    fn at(&self, sentence: &str, at: usize, lang: Language) -> Option<(&Entry, Span)> {
        let entries = self.0.get(&key(&sentence[at..])?)?;
        entries
            .iter()
            .find_map(|entry| Some((entry, matching::at(sentence, at, &entry.term, lang)?)))
    }
}

/// The first two characters in lower case, blanks left out; a term of one character has only one.
fn key(text: &str) -> Option<[char; 2]> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let mut chars = text.chars().filter(|c| !c.is_whitespace()).map(lower);
    Some([chars.next()?, chars.next()?])
}

fn rows(list: &str) -> Result<Vec<(String, String)>, BadGlossary> {
    let mut pairs = Vec::new();
    let mut is_turned = false;
    let mut is_first = true;
    for (line, row) in (1..).zip(list.lines()) {
        if row.trim().is_empty() || row.starts_with('#') {
            continue;
        }
        let mut cells = row.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        let (Some(a), Some(b)) = (cells.next(), cells.next()) else {
            let text = row.chars().take(60).collect();
            return Err(BadGlossary::Line { line, text });
        };
        let codes: (Result<Language, _>, Result<Language, _>) = (a.parse(), b.parse());
        if let (true, (Ok(first), Ok(_))) = (std::mem::take(&mut is_first), codes) {
            is_turned = first == Language::Ko;
            continue;
        }
        let (en, ko) = if is_turned { (b, a) } else { (a, b) };
        pairs.push((en.to_owned(), ko.to_owned()));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_term_counts() {
        let glossary = Glossary::read("# ours\nsea\t바다\nSea Guard\t해양경비대\nSea Guard\t해경\n").unwrap();
        let found = glossary.terms("The Sea Guard left the sea.", Language::En);
        let terms: Vec<&str> = found.iter().map(|f| f.term.as_str()).collect();
        assert_eq!(terms, ["Sea Guard", "sea"]);
        assert_eq!(found[0].targets, ["해양경비대", "해경"]);
        assert!(found[0].is_honoured("해경은 떠났다.", Language::Ko));
    }

    #[test]
    fn a_heading_says_which_side_is_which() {
        let glossary = Glossary::read("ko\ten\n해경\tSea Guard\n").unwrap();
        assert_eq!(glossary.pairs(), [("Sea Guard".to_owned(), "해경".to_owned())]);
        assert_eq!(
            glossary.terms("해경은 떠났다.", Language::Ko)[0].targets,
            ["Sea Guard"]
        );
        assert!(matches!(
            Glossary::read("a b\n"),
            Err(BadGlossary::Line { line: 1, .. })
        ));
    }
}
