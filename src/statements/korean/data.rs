//! Reading the word lists that stand in `data/`.

use std::collections::HashSet;

/// The lines of a list, without comments (`# …`) and empty lines.
pub fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a list in which a line holds several.
pub fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    rows(file).flat_map(str::split_whitespace)
}

/// The lists of a file in sections: `[name]`, then words.
pub fn section(file: &'static str, name: &str) -> impl Iterator<Item = &'static str> {
    let head = format!("[{name}]");
    let mut inside = false;
    rows(file)
        .filter(move |line| {
            if line.starts_with('[') {
                inside = *line == head;
                return false;
            }
            inside
        })
        .flat_map(str::split_whitespace)
}

/// The words of some sections of a file, to be looked up again and again.
pub struct Sections {
    words: HashSet<(&'static str, &'static str)>,
}

impl Sections {
    /// Of all sections of a file.
    pub fn new(file: &'static str) -> Self {
        let mut name = "";
        let mut words = HashSet::new();
        for row in rows(file) {
            match row.strip_prefix('[').and_then(|r| r.strip_suffix(']')) {
                Some(section) => name = section,
                None => words.extend(row.split_whitespace().map(|word| (name, word))),
            }
        }
        Self { words }
    }

    /// Whether a section has a word.
    pub fn has(&self, section: &str, word: &str) -> bool {
        self.words.contains(&(section, word))
    }
}

/// Every ending of a word, the longest, which is the whole word, first.
pub fn endings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().map(|(at, _)| &word[at..])
}
