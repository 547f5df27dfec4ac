//! The words that attribute, as data: `data/cues.en.toml`, `data/cues.ko.toml`.

use super::kinds::{Kind, Stance};
use serde::Deserialize;

/// One cue: its dictionary form, how it casts the act of saying, and what it takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Dictionary form: `say`, `call for`, `밝히다`, `우려를 표명하다`.
    pub lemma: String,
    /// How it casts the act of saying.
    pub stance: Stance,
    /// The kind of statement it makes where the form of the content does not decide.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// What it takes, by names the language module gives: `that`, `quote`, `noun`, `다고`, `을`.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Inflected forms that no rule gives.
    #[serde(default)]
    pub forms: Vec<String>,
}

impl Entry {
    /// Whether the cue takes a complement of this name.
    pub fn takes(&self, what: &str) -> bool {
        self.takes.iter().any(|t| t == what)
    }
}

/// All cues of one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// The entries, in the order of the file.
    #[serde(rename = "cue")]
    pub entries: Vec<Entry>,
    /// Lemmas whose negation is silence: `has not commented`.
    #[serde(default)]
    pub silence: Vec<String>,
}

impl Lexicon {
    /// Reads a lexicon compiled into the program.
    ///
    /// # Panics
    /// If the data file is malformed, which a test of each language module rules out.
    pub fn embedded(toml: &str) -> Self {
        toml::from_str(toml).expect("embedded cue lexicon is well formed")
    }
}
