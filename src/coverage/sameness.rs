//! Whether two speakers of two articles are one, across outlets and scripts.

use super::digest::Speaker;
use crate::names::{SAME_PERSON, same_person};
use crate::statements::EntityKind;
use crate::text::Language;

/// Below this two names are surely not one person's; between this and [`SAME_PERSON`] nothing is known.
const POSSIBLE: f32 = 0.5;

/// Whether two speakers are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// They are.
    Same,
    /// The one may speak for the other: a ministry and its official, a firm and its head, or one body under the names
    /// of two languages.
    Related,
    /// They are not.
    Different,
    /// Nothing tells.
    Unknown,
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

/// Whether two names are one person's.
pub fn persons(a: &str, a_lang: Language, b: &str, b_lang: Language) -> Sameness {
    let (english, korean) = match (a_lang, b_lang) {
        (Language::Ko, Language::Ko) => return korean_names(a, b),
        (Language::Ko, _) => (b, a),
        (_, Language::Ko) => (a, b),
        _ => return english_names(a, b),
    };
    let likeness = stretches(korean)
        .iter()
        .map(|name| same_person(english, name))
        .fold(0.0, f32::max);
    if likeness >= SAME_PERSON {
        Sameness::Same
    } else if likeness >= POSSIBLE || given_name_alone(english, korean) {
        Sameness::Unknown
    } else {
        Sameness::Different
    }
}

/// Words of a Korean name beyond which the rest is no name.
const LONGEST: usize = 4;

/// The whole name and every run of its words: what stands beside a Korean name (the town a governor governs, the firm
/// that a chief runs) is not always told from it.
fn stretches(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().take(LONGEST).collect();
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    let mut all: Vec<String> = runs.map(|(from, to)| words[from..to].join(" ")).collect();
    if words.len() != 1 {
        all.push(name.to_owned());
    }
    all
}

/// Whether the Korean name may be the English one's given name alone, which is no proof of anything.
fn given_name_alone(english: &str, korean: &str) -> bool {
    let given = english.split_whitespace().next().unwrap_or_default();
    !korean.trim().contains(' ') && same_person(given, korean) >= SAME_PERSON
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

/// Korean names are one person's where the one is a word of the other; two that share a word may be.
fn korean_names(a: &str, b: &str) -> Sameness {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let within = |few: &[&str], many: &[&str]| !few.is_empty() && few.iter().all(|word| many.contains(word));
    if within(&x, &y) || within(&y, &x) {
        Sameness::Same
    } else if x.iter().any(|word| y.contains(word)) {
        Sameness::Unknown
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

/// Two bodies are one where they are one organisation, or one country of which at least one is no more than its name.
/// That both are of one country, or of one town, is no proof: it has many bodies.
fn bodies(a: &Speaker, a_lang: Language, b: &Speaker, b_lang: Language) -> Sameness {
    let country = a.kind == EntityKind::Country || b.kind == EntityKind::Country;
    let proves = |id: &&String| id.starts_with("org:") || country && id.starts_with("country:");
    if a.concepts.iter().filter(proves).any(|id| b.concepts.contains(id)) {
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

/// From this similarity of their names on two bodies, or two offices, are taken for one.
const CALLED_ALIKE: f32 = 0.5;

/// Whether the one may speak for the other.
pub fn speak_for_one(a: &Speaker, b: &Speaker) -> bool {
    let person = |s: &Speaker| s.kind == EntityKind::Person;
    let tells = |id: &&String| !id.starts_with("role:") && !id.starts_with("place:");
    let shared = a.concepts.iter().filter(tells).any(|id| b.concepts.contains(id));
    shared || !(person(a) && person(b)) && a.vector.dot(&b.vector) >= CALLED_ALIKE
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
    fn bodies_of_one_town_are_not_one() {
        let body = |name: &str, concepts: &[&str]| Speaker {
            kind: EntityKind::Organisation,
            concepts: concepts.iter().map(|id| (*id).to_owned()).collect(),
            ..person(name)
        };
        let port = body("부산항만공사", &["place:busan"]);
        let owners = body("Busan Tug Owners' Association", &["place:busan"]);
        assert_eq!(
            sameness(&owners, Language::En, &port, Language::Ko),
            Sameness::Unknown
        );
        let (nato, same) = (body("NATO", &["org:nato"]), body("나토", &["org:nato"]));
        assert_eq!(sameness(&nato, Language::En, &same, Language::Ko), Sameness::Same);
    }

    #[test]
    fn persons_across_scripts_and_outlets() {
        use Language::{En, Ko};
        assert_eq!(same("Karen Whitlow", En, "캐런 휘틀로", Ko), Sameness::Same);
        assert_eq!(same("Karen Whitlow", En, "Whitlow", En), Sameness::Same);
        assert_eq!(same("Kim Min-su", En, "Kim Ji-ho", En), Sameness::Different);
        assert_eq!(same("김민수", Ko, "김지호", Ko), Sameness::Different);
        assert_eq!(same("캐런 휘틀로", Ko, "휘틀로", Ko), Sameness::Same);
        assert_eq!(
            same("Karen Whitlow", En, "캐런 휘틀로 에식스", Ko),
            Sameness::Same
        );
        assert_eq!(same("Karen Whitlow", En, "캐런", Ko), Sameness::Unknown);
        assert_eq!(
            same("Karen Whitlow", En, "존 스미스 런던", Ko),
            Sameness::Different
        );
    }
}
