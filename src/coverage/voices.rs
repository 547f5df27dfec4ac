//! Who speaks in an event: the speakers of all its articles, each once, across outlets and scripts.

use super::digest::{Digest, Speaker};
use crate::names::{SAME_PERSON, same_person};
use crate::statements::EntityKind;
use crate::text::Language;
use std::collections::BTreeMap;

/// Below this two names are surely not one person's; between this and [`SAME_PERSON`] nothing is known.
const POSSIBLE: f32 = 0.5;

/// One who speaks in an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// The name shown: the fullest English one, else the fullest there is.
    pub name: String,
    /// The fullest name in each language that has one.
    pub names: BTreeMap<Language, String>,
    /// What it is.
    pub kind: EntityKind,
    /// Kept anonymous by every article.
    pub anonymous: bool,
}

/// The voices of an event, and which of them each speaker of each article is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices {
    /// Each once, in the order of their first speaking.
    pub voices: Vec<Voice>,
    /// By article (place in the event) and speaker of that article.
    of: Vec<Vec<Option<usize>>>,
}

/// Whether two speakers are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// They are.
    Same,
    /// They are not.
    Different,
    /// Nothing tells.
    Unknown,
}

impl Voices {
    /// Resolves the speakers of the articles of one event.
    pub fn new(articles: &[&Digest]) -> Self {
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut of: Vec<Vec<Option<usize>>> = articles.iter().map(|a| vec![None; a.speakers.len()]).collect();
        for (at, article) in articles.iter().enumerate() {
            for id in speaking(article) {
                let found = groups.iter().position(|group| joins((at, id), group, articles));
                let group = found.unwrap_or_else(|| {
                    groups.push(Vec::new());
                    groups.len() - 1
                });
                groups[group].push((at, id));
                of[at][id] = Some(group);
            }
        }
        let voices = groups.iter().map(|group| voice(group, articles)).collect();
        Self { voices, of }
    }

    /// The voice behind a speaker of an article.
    pub fn of(&self, article: usize, speaker: Option<usize>) -> Option<usize> {
        *self.of.get(article)?.get(speaker?)?
    }
}

/// The speakers of an article that make a statement, in the order of speaking.
fn speaking(article: &Digest) -> Vec<usize> {
    let mut ids: Vec<usize> = Vec::new();
    for said in &article.said {
        if let Some(id) = said
            .speaker
            .filter(|id| *id < article.speakers.len() && !ids.contains(id))
        {
            ids.push(id);
        }
    }
    ids
}

/// Whether a speaker is one of a group: the same as some of it, different from none. An article knows its own
/// speakers apart already.
fn joins((at, id): (usize, usize), group: &[(usize, usize)], articles: &[&Digest]) -> bool {
    let one = &articles[at].speakers[id];
    let mut same = false;
    for &(other_at, other_id) in group {
        let other = &articles[other_at].speakers[other_id];
        if other_at == at {
            return false;
        }
        match sameness(one, articles[at].lang, other, articles[other_at].lang) {
            Sameness::Different => return false,
            Sameness::Same => same = true,
            Sameness::Unknown => {}
        }
    }
    same
}

fn voice(group: &[(usize, usize)], articles: &[&Digest]) -> Voice {
    let mut names: BTreeMap<Language, String> = BTreeMap::new();
    for &(at, id) in group {
        let name = &articles[at].speakers[id].name;
        let own = names.entry(articles[at].lang).or_default();
        if name.chars().count() > own.chars().count() {
            own.clone_from(name);
        }
    }
    let name = names
        .get(&Language::En)
        .or_else(|| names.values().next())
        .cloned();
    let (at, id) = group[0];
    Voice {
        name: name.unwrap_or_default(),
        names,
        kind: articles[at].speakers[id].kind,
        anonymous: group.iter().all(|&(at, id)| articles[at].speakers[id].anonymous),
    }
}

/// Whether two speakers of two articles are one.
pub fn sameness(a: &Speaker, a_lang: Language, b: &Speaker, b_lang: Language) -> Sameness {
    use EntityKind::{Country, Group, Organisation, Other, Person, Role};
    match (a.kind, b.kind) {
        (Person, Person) => persons(&a.name, a_lang, &b.name, b_lang),
        (Country, Country) => by_concepts(a, b, "country:"),
        (Role, Role) | (Group, Group) if a_lang == b_lang && alike(&a.name, &b.name) => Sameness::Same,
        (Role, Role) | (Group, Group) => roles(a, b),
        (Organisation | Other | Country, Organisation | Other | Country) => bodies(a, a_lang, b, b_lang),
        (Person, Role) | (Role, Person) => match roles(a, b) {
            Sameness::Different => Sameness::Different,
            // An office may be held by others too; a name is wanted to be sure.
            _ => Sameness::Unknown,
        },
        (Person, Other) | (Other, Person) if a_lang != b_lang => {
            match persons(&a.name, a_lang, &b.name, b_lang) {
                Sameness::Different => Sameness::Unknown,
                known => known,
            }
        }
        _ if a_lang == b_lang && alike(&a.name, &b.name) => Sameness::Same,
        _ => Sameness::Unknown,
    }
}

fn alike(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        name.trim_start_matches("the ")
            .trim_start_matches("The ")
            .to_lowercase()
    };
    plain(a) == plain(b)
}

fn persons(a: &str, a_lang: Language, b: &str, b_lang: Language) -> Sameness {
    let (english, korean) = match (a_lang, b_lang) {
        (Language::Ko, Language::Ko) => return korean_names(a, b),
        (Language::Ko, _) => (b, a),
        (_, Language::Ko) => (a, b),
        _ => return english_names(a, b),
    };
    let likeness = same_person(english, korean);
    if likeness >= SAME_PERSON {
        Sameness::Same
    } else if likeness < POSSIBLE {
        Sameness::Different
    } else {
        Sameness::Unknown
    }
}

/// Two names are one person's where the family names agree and no given name contradicts.
fn english_names(a: &str, b: &str) -> Sameness {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (Some(x), Some(y)) = (a.last(), b.last()) else {
        return Sameness::Unknown;
    };
    // Korean names stand in either order.
    let turned = a.first() == b.last() && a.last() == b.first() || a.first() == Some(y) && b.len() == 1;
    if x != y && !turned {
        return Sameness::Different;
    }
    let initial = |words: &[String]| words.first().and_then(|w| w.chars().next());
    if a.len() > 1 && b.len() > 1 && !turned && initial(&a) != initial(&b) {
        return Sameness::Different;
    }
    Sameness::Same
}

fn korean_names(a: &str, b: &str) -> Sameness {
    let (a, b) = (a.trim(), b.trim());
    let parts = |name: &str| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (x, y) = (parts(a), parts(b));
    if a == b {
        Sameness::Same
    } else if x.len() == 1 && y.len() > 1 {
        if y.contains(&x[0]) {
            Sameness::Same
        } else {
            Sameness::Different
        }
    } else if y.len() == 1 && x.len() > 1 {
        if x.contains(&y[0]) {
            Sameness::Same
        } else {
            Sameness::Different
        }
    } else {
        Sameness::Different
    }
}

fn of_kind<'s>(speaker: &'s Speaker, kind: &str) -> Vec<&'s String> {
    speaker.concepts.iter().filter(|c| c.starts_with(kind)).collect()
}

fn by_concepts(a: &Speaker, b: &Speaker, kind: &str) -> Sameness {
    let (x, y) = (of_kind(a, kind), of_kind(b, kind));
    if x.is_empty() || y.is_empty() {
        Sameness::Unknown
    } else if x.iter().any(|id| y.contains(id)) {
        Sameness::Same
    } else {
        Sameness::Different
    }
}

/// Two known by office: the office agrees, and so does the body or country where both name one.
fn roles(a: &Speaker, b: &Speaker) -> Sameness {
    let office = by_concepts(a, b, "role:");
    let bodies = |s: &Speaker| {
        s.concepts
            .iter()
            .filter(|c| !c.starts_with("role:"))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (x, y) = (bodies(a), bodies(b));
    let shared = x.iter().any(|id| y.contains(id));
    match office {
        Sameness::Same if shared => Sameness::Same,
        Sameness::Same if x.is_empty() && y.is_empty() => Sameness::Same,
        Sameness::Same if x.is_empty() || y.is_empty() => Sameness::Unknown,
        Sameness::Same => Sameness::Different,
        _ => Sameness::Unknown,
    }
}

fn bodies(a: &Speaker, a_lang: Language, b: &Speaker, b_lang: Language) -> Sameness {
    let shared = a
        .concepts
        .iter()
        .any(|id| !id.starts_with("role:") && b.concepts.contains(id));
    if shared {
        return Sameness::Same;
    }
    if a_lang == b_lang {
        let (x, y) = (a.name.to_lowercase(), b.name.to_lowercase());
        let within = x.len().min(y.len()) >= 4 && (x.contains(&y) || y.contains(&x));
        return if alike(&a.name, &b.name) || within {
            Sameness::Same
        } else {
            Sameness::Unknown
        };
    }
    let (english, korean) = if a_lang == Language::Ko { (b, a) } else { (a, b) };
    let sounds = same_person(&english.name, &korean.name.replace(' ', "")) >= SAME_PERSON;
    if sounds { Sameness::Same } else { Sameness::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Speaker {
        Speaker {
            name: name.to_owned(),
            role: None,
            kind: EntityKind::Person,
            anonymous: false,
            concepts: Vec::new(),
            vector: crate::coverage::Vector::default(),
        }
    }

    fn same(a: &str, a_lang: Language, b: &str, b_lang: Language) -> Sameness {
        sameness(&person(a), a_lang, &person(b), b_lang)
    }

    #[test]
    fn persons_across_scripts_and_outlets() {
        use Language::{En, Ko};
        assert_eq!(same("Karen Whitlow", En, "캐런 휘틀로", Ko), Sameness::Same);
        assert_eq!(same("Karen Whitlow", En, "Whitlow", En), Sameness::Same);
        assert_eq!(same("Kim Min-su", En, "Kim Ji-ho", En), Sameness::Different);
        assert_eq!(same("김민수", Ko, "김지호", Ko), Sameness::Different);
        assert_eq!(same("캐런 휘틀로", Ko, "휘틀로", Ko), Sameness::Same);
    }
}
