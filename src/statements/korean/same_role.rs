//! Nouns that can mean the same body or office: 업체 and 제약사 are a 회사. A row of `data/same_role.ko.txt` each.

use super::data;
use std::collections::HashMap;
use std::sync::LazyLock;

struct Rows {
    /// The word that stands for each row.
    first: Vec<&'static str>,
    /// Of each word, the first row that has it.
    row: HashMap<&'static str, usize>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows = Rows {
        first: Vec::new(),
        row: HashMap::new(),
    };
    for line in data::rows(include_str!("../data/same_role.ko.txt")) {
        for word in line.split_whitespace() {
            rows.row.entry(word).or_insert(rows.first.len());
        }
        rows.first.extend(line.split_whitespace().next());
    }
    rows
});

/// The word that stands for all that can mean the same: that of the word itself, else that of an ending of it which is
/// longer than a syllable.
pub(super) fn same_role(head: &str) -> &str {
    let rows = &*ROWS;
    let exact = rows.row.get(head).copied();
    let ending = || {
        let endings = data::endings(head).filter(|ending| ending.chars().count() > 1);
        endings.filter_map(|ending| rows.row.get(ending).copied()).min()
    };
    exact
        .or_else(ending)
        .and_then(|row| rows.first.get(row).copied())
        .unwrap_or(head)
}

/// Whether the word stands in some row.
pub(super) fn is_listed(word: &str) -> bool {
    ROWS.row.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_word_and_by_ending() {
        assert_eq!(same_role("업체"), same_role("제약사"));
        assert_eq!(same_role("통신업체"), same_role("업체"));
        assert_eq!(same_role("없는낱말"), "없는낱말");
        assert!(is_listed("업체") && !is_listed("통신업체"));
    }
}
