//! The data behind the furniture: names of outlets and the words of the trade.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The lists of `data/words.toml`; each is explained there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each is explained in data/words.toml")]
pub struct Words {
    pub reporter_titles_ko: Vec<String>,
    pub credit_starts_en: Vec<String>,
    pub byline_tails_en: Vec<String>,
    pub photo_words: Vec<String>,
    pub caption_starts: Vec<String>,
    pub end_marks: Vec<String>,
    pub notice_parts: Vec<String>,
    pub notice_starts: Vec<String>,
    pub date_starts: Vec<String>,
    pub subheading_marks: Vec<String>,
    pub list_marks: Vec<String>,
}

/// The lists.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("data/words.toml")).expect("the file is part of the program")
});

/// An outlet of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlet {
    /// The name to show.
    pub name: &'static str,
    /// Whether it is a news agency.
    pub agency: bool,
}

static OUTLETS: LazyLock<HashMap<&'static str, Outlet>> = LazyLock::new(|| {
    let rows = include_str!("data/outlets.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .flat_map(|row| {
            let mut fields = row.split('\t');
            let agency = fields.next() == Some("agency");
            let names: Vec<_> = fields.collect();
            let name = names.first().copied().unwrap_or_default();
            names
                .into_iter()
                .map(move |alias| (alias, Outlet { name, agency }))
        })
        .collect()
});

/// The outlet of exactly this name.
pub fn outlet(name: &str) -> Option<Outlet> {
    OUTLETS.get(name.trim()).copied()
}

/// Whether `line`, in lower case, opens with one of the words.
pub fn opens_with(lower: &str, words: &[String]) -> bool {
    words.iter().any(|word| lower.starts_with(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_well_formed() {
        assert!(!WORDS.end_marks.is_empty());
        assert_eq!(
            outlet("연합뉴스"),
            Some(Outlet {
                name: "Yonhap",
                agency: true
            })
        );
        assert_eq!(outlet("조선일보").map(|o| o.agency), Some(false));
        assert_eq!(outlet("김"), None);
    }
}
