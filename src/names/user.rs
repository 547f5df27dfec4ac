//! A user's own list of names, which comes before everything else.

use super::person::{SAME_PERSON, same_person};
use std::collections::HashMap;

/// A user's names across scripts, which come before the likeness of sounds and every list of the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// From the English name, in lower case, to the Korean ones.
    korean: HashMap<String, Vec<String>>,
    /// From the Korean name, without spaces, to the English ones.
    english: HashMap<String, Vec<String>>,
}

/// What is no list of names.
#[derive(Debug, thiserror::Error)]
pub enum BadList {
    /// A line that is not two names with a tab between them.
    #[error("line {line} of the list of names is not \"English name<TAB>Korean name\": {text:?}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A file that looks like TMX or TBX and is no well-formed XML.
    #[error("line {line} of the list of names is no well-formed XML: {text:?}")]
    Xml {
        /// Where it breaks, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
}

impl Names {
    /// Reads a list in any of the forms it is kept in: TMX or TBX, told by the XML, else lines with a tab.
    ///
    /// # Errors
    /// As [`Names::with_user_list`], and XML that is not well formed.
    pub fn read(list: &str) -> Result<Self, BadList> {
        if !list.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
            return Self::with_user_list(list);
        }
        let mut names = Self::default();
        for (en, ko) in super::list::pairs(list)? {
            names.add(&en, &ko);
        }
        Ok(names)
    }

    /// Reads a list: an English name, a tab, a Korean name on each line. Blank lines and lines that begin with `#`
    /// are left out; a name may stand on several lines, and further columns are left out.
    ///
    /// # Errors
    /// A line without a tab, or with nothing on one side of it.
    pub fn with_user_list(list: &str) -> Result<Self, BadList> {
        let mut names = Self::default();
        for (line, row) in (1..).zip(list.trim_start_matches('\u{feff}').lines()) {
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let mut cells = row.split('\t').map(str::trim);
            let (Some(en), Some(ko)) = (
                cells.next().filter(|c| !c.is_empty()),
                cells.next().filter(|c| !c.is_empty()),
            ) else {
                let text = row.chars().take(60).collect();
                return Err(BadList::Line { line, text });
            };
            names.add(en, ko);
        }
        Ok(names)
    }

    fn add(&mut self, en: &str, ko: &str) {
        self.korean.entry(key(en)).or_default().push(ko.to_owned());
        self.english
            .entry(korean_key(ko))
            .or_default()
            .push(en.to_owned());
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.korean.is_empty()
    }

    /// Every Korean name listed for an English one.
    pub fn korean(&self, en: &str) -> &[String] {
        self.korean.get(&key(en)).map_or(&[], Vec::as_slice)
    }

    /// Every English name listed for a Korean one.
    pub fn english(&self, ko: &str) -> &[String] {
        self.english.get(&korean_key(ko)).map_or(&[], Vec::as_slice)
    }

    /// The name in the other language, for one in either; the first listed.
    pub fn other(&self, name: &str) -> Option<&str> {
        let listed = self
            .korean
            .get(&key(name))
            .or_else(|| self.english.get(&korean_key(name)))?;
        listed.first().map(String::as_str)
    }

    /// How sure it is that `en` and `ko` name one person, 0 to 1. A listed English name agrees with its Korean
    /// names alone, or with the last part of one.
    pub fn same_person(&self, en: &str, ko: &str) -> f32 {
        match self.korean.get(&key(en)) {
            Some(listed) => {
                let ko = ko.trim();
                let same = listed
                    .iter()
                    .any(|l| l == ko || l.split_whitespace().next_back() == Some(ko));
                if same { 1.0 } else { 0.0 }
            }
            None => same_person(en, ko),
        }
    }

    /// Whether the two names are taken for one person.
    pub fn is_same_person(&self, en: &str, ko: &str) -> bool {
        self.same_person(en, ko) >= SAME_PERSON
    }
}

/// English and Korean names or terms of a file in TMX or TBX, in its order.
///
/// # Errors
/// XML that is not well formed.
pub fn pairs_of_xml(xml: &str) -> Result<Vec<(String, String)>, BadList> {
    super::list::pairs(xml)
}

fn korean_key(name: &str) -> String {
    name.split_whitespace().collect()
}

fn key(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_comes_first() {
        let names = Names::with_user_list("# mine\nStephen Yeun\t연상엽\n").expect("well formed");
        assert!(names.is_same_person("stephen  yeun", "연상엽"));
        assert!(!names.is_same_person("Stephen Yeun", "스티븐 연"));
        assert!(names.is_same_person("Robert Wood", "로버트 우드"));
        let error = Names::with_user_list("a b").expect_err("no tab");
        assert!(matches!(error, BadList::Line { line: 1, .. }));
    }

    #[test]
    fn either_name_gives_the_other() {
        let names = Names::read("Stephen Yeun\t연상엽\tactor\n").expect("well formed");
        assert_eq!(names.other("STEPHEN YEUN"), Some("연상엽"));
        assert_eq!(names.other("연 상엽"), Some("Stephen Yeun"));
        assert_eq!(names.other("Robert Wood"), None);
        assert!(Names::read("<tmx></tmx>").expect("well formed").is_empty());
    }
}
