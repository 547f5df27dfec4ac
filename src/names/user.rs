//! A user's own list of names, which comes before everything else.

use super::person::{SAME_PERSON, same_person};
use std::collections::HashMap;

/// Names of persons across scripts, with a user's own list before the likeness of sounds.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// From the English name, in lower case, to the Korean ones.
    listed: HashMap<String, Vec<String>>,
}

/// A line of a user's list that is not two names with a tab between them.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the list of names is not \"English name<TAB>Korean name\": {text:?}")]
pub struct BadList {
    /// Its number, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

impl Names {
    /// Reads a list: an English name, a tab, a Korean name on each line. Blank lines and lines that begin with `#`
    /// are left out; a name may stand on several lines.
    ///
    /// # Errors
    /// A line without a tab, or with nothing on one side of it.
    pub fn with_user_list(list: &str) -> Result<Self, BadList> {
        let mut names = Self::default();
        for (number, line) in (1..).zip(list.trim_start_matches('\u{feff}').lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let pair = line.split_once('\t').map(|(en, ko)| (en.trim(), ko.trim()));
            let Some((en, ko)) = pair.filter(|(en, ko)| !en.is_empty() && !ko.is_empty()) else {
                let text = line.chars().take(60).collect();
                return Err(BadList { line: number, text });
            };
            names.listed.entry(key(en)).or_default().push(ko.to_owned());
        }
        Ok(names)
    }

    /// How sure it is that `en` and `ko` name one person, 0 to 1. A listed English name agrees with its Korean
    /// names alone, or with the last part of one.
    pub fn same_person(&self, en: &str, ko: &str) -> f32 {
        match self.listed.get(&key(en)) {
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
        assert_eq!(Names::with_user_list("a b").expect_err("no tab").line, 1);
    }
}
