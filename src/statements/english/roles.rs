//! Nouns for those who speak, and names of countries: `data/roles.en.toml`, `data/countries.en.tsv`.

use crate::statements::draft::Gender;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    person: BTreeMap<String, Vec<String>>,
    body: BTreeMap<String, Vec<String>>,
    gender: GenderWords,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GenderWords {
    male: HashSet<String>,
    female: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    titles: HashSet<String>,
    ranks: HashSet<String>,
    body_names: HashSet<String>,
    family_first: HashSet<String>,
    particles: HashSet<String>,
    bare: HashSet<String>,
    put_out: HashSet<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/roles.en.toml")).expect("embedded roles are well formed")
});

/// Each noun's classes, those of persons marked.
static CLASSES: LazyLock<HashMap<&'static str, Vec<(&'static str, bool)>>> = LazyLock::new(|| {
    let mut classes: HashMap<&str, Vec<(&str, bool)>> = HashMap::new();
    for (table, person) in [(&DATA.person, true), (&DATA.body, false)] {
        for (class, nouns) in table {
            for noun in nouns {
                classes.entry(noun).or_default().push((class, person));
            }
        }
    }
    classes
});

struct Country {
    name: &'static str,
    /// Lower case, for names; hyphens are spaces.
    people: Vec<String>,
    others: Vec<String>,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let lines = include_str!("../data/countries.en.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default();
            let people = columns.next().unwrap_or_default();
            let others = columns.next().unwrap_or_default();
            Country {
                name,
                people: people
                    .split(' ')
                    .filter(|p| !p.is_empty())
                    .map(|p| p.to_lowercase().replace('-', " "))
                    .collect(),
                others: others
                    .split('|')
                    .filter(|o| !o.is_empty())
                    .map(str::to_lowercase)
                    .collect(),
            }
        })
        .collect()
});

/// By every name: the country and whether the name is its people's.
static COUNTRY_NAMES: LazyLock<HashMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for country in COUNTRIES.iter() {
        names.insert(country.name.to_lowercase(), (country.name, false));
        country.people.iter().for_each(|p| {
            names.entry(p.clone()).or_insert((country.name, true));
        });
        country.others.iter().for_each(|o| {
            names.insert(o.clone(), (country.name, false));
        });
    }
    names
});

/// The country that `words` (lower case) name: itself, its people, its capital or its government.
pub(super) fn country(words: &str) -> Option<&'static str> {
    COUNTRY_NAMES.get(words).map(|(name, _)| *name)
}

/// The country, where `words` are a name of the state and not of its people.
pub(super) fn state(words: &str) -> Option<&'static str> {
    COUNTRY_NAMES
        .get(words)
        .filter(|(_, people)| !people || words == "us" || words == "u.s." || words == "uk")
        .map(|(name, _)| *name)
}

/// "Swede", "Briton", "American": one of a country's people.
pub(super) fn is_one_of_people(word: &str) -> bool {
    let people = |w: &str| COUNTRY_NAMES.get(w).is_some_and(|(_, people)| *people);
    people(&format!("{word}s")) || people(word) && word.ends_with("an")
}

/// The singular of a noun that is in the tables, else the word itself.
pub(super) fn singular(word: &str) -> String {
    let known = |w: &str| CLASSES.contains_key(w);
    if known(word) {
        return word.to_owned();
    }
    let candidates = [
        word.strip_suffix("ies").map(|s| format!("{s}y")),
        word.strip_suffix("men").map(|s| format!("{s}man")),
        word.strip_suffix("women").map(|s| format!("{s}woman")),
        word.strip_suffix("es").map(str::to_owned),
        word.strip_suffix('s').map(str::to_owned),
    ];
    candidates
        .into_iter()
        .flatten()
        .find(|c| known(c) || is_learned(c))
        .unwrap_or_else(|| word.to_owned())
}

/// Classes of a noun (singular, lower case).
pub(super) fn classes(noun: &str) -> Vec<String> {
    let noun = noun
        .rsplit('-')
        .next()
        .filter(|_| !CLASSES.contains_key(noun))
        .unwrap_or(noun);
    let learned = || {
        if is_learned(noun) {
            vec!["scientist".to_owned()]
        } else {
            Vec::new()
        }
    };
    CLASSES.get(noun).map_or_else(learned, |c| {
        c.iter().map(|(name, _)| (*name).to_owned()).collect()
    })
}

/// Whether a noun is of a class.
pub(super) fn is_of_class(noun: &str, class: &str) -> bool {
    CLASSES
        .get(singular(noun).as_str())
        .is_some_and(|c| c.iter().any(|(name, _)| *name == class))
}

/// "neurologist", "oceanographer": sciences make those who practise them by rule.
fn is_learned(noun: &str) -> bool {
    const NOT: [&str; 14] = [
        "consist",
        "persist",
        "assist",
        "resist",
        "insist",
        "exist",
        "enlist",
        "checklist",
        "shortlist",
        "blacklist",
        "playlist",
        "waitlist",
        "subsist",
        "desist",
    ];
    // Lindqvist, Quist and Christ are names.
    let name = ["qvist", "quist", "hrist", "wist"]
        .iter()
        .any(|e| noun.ends_with(e));
    let practises = noun.ends_with("ist") && noun.len() > 5 && !NOT.contains(&noun) && !name;
    practises || noun.ends_with("ographer") || noun.ends_with("ician")
}

/// Whether a noun (singular) means a person.
pub(super) fn is_person(noun: &str) -> bool {
    noun.ends_with("-year-old")
        || is_learned(noun)
        || CLASSES
            .get(noun)
            .is_some_and(|c| c.iter().any(|(_, person)| *person))
}

/// Whether a noun (singular) means a body of people.
pub(super) fn is_body(noun: &str) -> bool {
    CLASSES
        .get(noun)
        .is_some_and(|c| c.iter().any(|(class, person)| !person && *class != "document"))
}

/// Whether a definite noun for a kind of body is how the news goes on to call a name: "the company", "the group". A
/// government, a court or an army is not so called.
pub(super) fn points_back(noun: &str) -> bool {
    const KINDS: [&str; 6] = ["company", "association", "agency", "outlet", "club", "school"];
    KINDS.iter().any(|class| is_of_class(noun, class))
}

/// Gender that a noun or title shows.
pub(super) fn gender(word: &str) -> Gender {
    if DATA.gender.male.contains(word) {
        Gender::Male
    } else if DATA.gender.female.contains(word) {
        Gender::Female
    } else {
        Gender::Unknown
    }
}

/// Gender that a given name (lower case) tells, from `data/given_names.en.txt`.
pub(super) fn gender_of_given(name: &str) -> Gender {
    static NAMES: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
        let mut names = HashMap::new();
        let mut gender = Gender::Unknown;
        let lines = include_str!("../data/given_names.en.txt").lines();
        for line in lines.filter(|l| !l.starts_with('#')) {
            match line {
                "[female]" => gender = Gender::Female,
                "[male]" => gender = Gender::Male,
                _ => names.extend(line.split_whitespace().map(|n| (n, gender))),
            }
        }
        names
    });
    NAMES.get(name).copied().unwrap_or(Gender::Unknown)
}

/// A statement, a letter: what somebody puts out in their own name.
pub(super) fn is_put_out(noun: &str) -> bool {
    DATA.words.put_out.contains(noun)
}

/// Mr, Dr, Gen.
pub(super) fn is_title(word: &str) -> bool {
    DATA.words.titles.contains(word)
}

/// Words that make up a role: prime, deputy, foreign.
pub(super) fn is_rank(word: &str) -> bool {
    DATA.words.ranks.contains(word)
}

/// Words in the name of a body: Ministry, Corp, Times.
pub(super) fn is_body_name(word: &str) -> bool {
    DATA.words.body_names.contains(word)
}

/// Family names that come first: Kim Jong Un.
pub(super) fn is_family_first(word: &str) -> bool {
    DATA.words.family_first.contains(word)
}

/// von, de, bin.
pub(super) fn is_particle(word: &str) -> bool {
    DATA.words.particles.contains(word)
}

/// Collectives that are definite without an article: "police", "officials".
pub(super) fn is_bare_collective(word: &str) -> bool {
    DATA.words.bare.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_government_is_one_country() {
        assert_eq!(country("seoul"), Some("South Korea"));
        assert_eq!(country("south korean"), Some("South Korea"));
        assert_eq!(country("dprk"), country("pyongyang"));
        assert_eq!(state("russians"), None);
    }

    #[test]
    fn nouns_know_their_singular_and_class() {
        assert_eq!(singular("representatives"), "representative");
        assert_eq!(singular("spokesmen"), "spokesman");
        assert_eq!(singular("agencies"), "agency");
        assert!(is_of_class("envoy", "representative") && is_of_class("ambassadors", "representative"));
        assert!(is_person("lawyer") && is_body("ministry") && !is_body("statement"));
    }
}
