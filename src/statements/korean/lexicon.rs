//! The words that attribute in Korean, read from `data/cues.ko.toml` and `data/acts.ko.toml`.

use super::conjugation::{Ending, Paradigms};
use crate::statements::Stance;
use crate::statements::cues::{Entry, Lexicon};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Speech acts named by nouns, and what goes with them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acts {
    verbs: Vec<String>,
    reported: Vec<String>,
    claims: Vec<String>,
    act: Vec<Act>,
    posts: Vec<String>,
    post: Vec<String>,
    evidential: Evidential,
    withheld: Withheld,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    stance: Stance,
    nouns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidential {
    verbs: Vec<String>,
    written: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Withheld {
    comment: Vec<String>,
    comment_nouns: Vec<String>,
    comment_verbs: Vec<String>,
}

/// A set of verbs or of phrases that end in a verb, read in any form.
pub struct Verbs {
    lemmas: Vec<String>,
    /// Words of a phrase before its verb, for each lemma.
    before: Vec<Vec<String>>,
    paradigms: Paradigms,
    /// Lemmas by the distinct verb at their end, in the order of `paradigms`.
    by_verb: Vec<Vec<usize>>,
}

impl Verbs {
    fn new(lemmas: Vec<String>) -> Self {
        let mut before: Vec<Vec<String>> = Vec::new();
        let mut verbs: Vec<&str> = Vec::new();
        let mut by_verb: Vec<Vec<usize>> = Vec::new();
        let mut place: HashMap<&str, usize> = HashMap::new();
        for (at, lemma) in lemmas.iter().enumerate() {
            let mut words: Vec<&str> = lemma.split(' ').collect();
            let verb = words.pop().unwrap_or_default();
            before.push(words.iter().map(|w| (*w).to_owned()).collect());
            let slot = *place.entry(verb).or_insert_with(|| {
                verbs.push(verb);
                by_verb.push(Vec::new());
                verbs.len() - 1
            });
            by_verb[slot].push(at);
        }
        // Longer phrases first: 거듭 밝히다 before 밝히다.
        for slot in &mut by_verb {
            slot.sort_by_key(|&at| std::cmp::Reverse(before[at].len()));
        }
        let paradigms = Paradigms::new(verbs.iter().copied());
        Self {
            lemmas,
            before,
            paradigms,
            by_verb,
        }
    }

    /// The lemma whose last word `words` ends in, its ending, and how many words of the phrase stand before it.
    pub fn read(&self, words: &[&str]) -> Option<(usize, Ending, usize)> {
        let (&last, rest) = words.split_last()?;
        let (verb, ending) = self.paradigms.read(last)?;
        self.by_verb[verb].iter().find_map(|&lemma| {
            let before = &self.before[lemma];
            let fits = rest.len() >= before.len()
                && rest[rest.len() - before.len()..]
                    .iter()
                    .zip(before)
                    .all(|(have, want)| have == want);
            fits.then_some((lemma, ending, before.len()))
        })
    }

    /// The dictionary form of a lemma.
    pub fn lemma(&self, at: usize) -> &str {
        &self.lemmas[at]
    }
}

/// Everything that attributes.
pub struct Cues {
    /// The cues; a lemma's number is its place here.
    pub entries: Vec<Entry>,
    /// Their forms.
    pub verbs: Verbs,
    /// 하다 behind a noun that is no cue of its own, 있다, 않다 and other helpers.
    pub helpers: Verbs,
    /// Verbs that perform an act named by a noun: 표명하다.
    pub light: Verbs,
    /// Act to stance: 우려.
    pub acts: HashMap<String, Stance>,
    /// Nouns a clause with -다는 can be of.
    pub reported: Vec<String>,
    /// Those that also take their source directly: 한국의 주장.
    pub claims: Vec<String>,
    /// What somebody puts out that holds words: 글, 댓글, 의견.
    pub posts: Vec<String>,
    /// The verbs of putting it out: 올리다, 남기다.
    pub post: Verbs,
    /// 알려지다, 전해지다.
    pub hearsay: Verbs,
    /// 적혀 있다 and the like, of what stands in a text.
    pub written: Verbs,
    /// 논평하다 and the like, that negated make a "no comment".
    pub comment: Verbs,
    /// Their nouns.
    pub comment_nouns: Vec<String>,
    /// The verbs that go with those nouns.
    pub comment_verbs: Verbs,
}

impl Cues {
    /// The cue of this dictionary form.
    pub fn entry(&self, lemma: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.lemma == lemma)
    }
}

/// Auxiliaries that go on with a predicate.
pub const HELPERS: [&str; 10] = [
    "있다",
    "없다",
    "않다",
    "못하다",
    "오다",
    "주다",
    "싶다",
    "하다",
    "나서다",
    "나가다",
];

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded(include_str!("../data/cues.ko.toml"));
    let acts: Acts =
        toml::from_str(include_str!("../data/acts.ko.toml")).expect("embedded list of acts is well formed");
    let lemmas = lexicon.entries.iter().map(|e| e.lemma.clone()).collect();
    Cues {
        entries: lexicon.entries,
        verbs: Verbs::new(lemmas),
        helpers: Verbs::new(HELPERS.iter().map(|s| (*s).to_owned()).collect()),
        light: Verbs::new(acts.verbs),
        acts: acts
            .act
            .into_iter()
            .flat_map(|a| a.nouns.into_iter().map(move |n| (n, a.stance)))
            .collect(),
        reported: acts.reported,
        claims: acts.claims,
        posts: acts.posts,
        post: Verbs::new(acts.post),
        hearsay: Verbs::new(acts.evidential.verbs),
        written: Verbs::new(acts.evidential.written),
        comment: Verbs::new(acts.withheld.comment),
        comment_nouns: acts.withheld.comment_nouns,
        comment_verbs: Verbs::new(acts.withheld.comment_verbs),
    }
});

/// The lexicon, read once.
pub fn cues() -> &'static Cues {
    &CUES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_stands_once() {
        let mut seen = std::collections::HashSet::new();
        let twice: Vec<_> = cues().entries.iter().filter(|e| !seen.insert(&e.lemma)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn phrases_and_verbs() {
        let cues = cues();
        let lemma = |words: &[&str]| {
            cues.verbs
                .read(words)
                .map(|(at, _, _)| cues.verbs.lemma(at).to_owned())
        };
        assert_eq!(lemma(&["말을", "아꼈다"]).as_deref(), Some("말을 아끼다"));
        assert_eq!(lemma(&["정부는", "일축했다"]).as_deref(), Some("일축하다"));
        assert_eq!(lemma(&["거듭", "밝혔다"]).as_deref(), Some("거듭 밝히다"));
        assert_eq!(lemma(&["북한은"]), None);
    }
}
