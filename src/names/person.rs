//! Whether a name in Latin letters and a name in Hangul are one person's.

use super::data::rows;
use super::sounds::{Sound, hangul, latin};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// From this likeness on two names are taken for one person's; chosen on `tests/names/persons.tsv`.
pub const SAME_PERSON: f32 = 0.72;

/// How alike `en` and `ko` sound as names of one person, 0 to 1.
///
/// Full names are compared part by part, in either order of family and given name; a family name alone agrees with
/// the full name (`Wood` and 로버트 우드), a little less surely. Korean names are read by their family name first,
/// whatever its spelling (Lee, Yi, Rhee for 이). Titles are no part of a name and should be left out.
pub fn same_person(en: &str, ko: &str) -> f32 {
    // Jae-myung, al-Assad and O'Neill are one part each.
    let en = parts(en, |c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    let ko = parts(ko, |c| c.is_alphabetic());
    if en.is_empty() || ko.is_empty() {
        return 0.0;
    }
    let foreign = by_parts(&en, &ko);
    korean_name(&en, &ko, foreign).unwrap_or(foreign)
}

fn parts(name: &str, belongs: impl Fn(char) -> bool) -> Vec<String> {
    name.split(|c| !belongs(c))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The price of comparing a part of a name with a whole one.
const PART: f32 = 0.92;

fn by_parts(en: &[String], ko: &[String]) -> f32 {
    let whole = alike(&en.concat(), &ko.concat());
    match (en.len(), ko.len()) {
        (1, 1) => whole,
        // A family name alone; a given name alone is less to go by.
        (1, _) => whole.max(PART * alike(&en[0], &ko[ko.len() - 1])),
        (_, 1) => whole.max(PART * alike(&en[en.len() - 1], &ko[0])),
        _ => {
            let turned: Vec<String> = en.iter().rev().cloned().collect();
            whole.max(in_order(en, ko)).max(0.97 * in_order(&turned, ko))
        }
    }
}

/// Two full names: the first and the last parts must both agree; what one leaves out between them is let go.
fn in_order(en: &[String], ko: &[String]) -> f32 {
    let first = alike(&en[0], &ko[0]);
    let last = alike(&en[en.len() - 1], &ko[ko.len() - 1]);
    let worst = first.min(last);
    let mean = (first + last) / 2.0;
    if en.len() == 2 && ko.len() == 2 {
        (worst + mean) / 2.0
    } else {
        PART * (worst + mean) / 2.0
    }
}

/// A name that in Hangul is built like a Korean one: a family name from the list, then the given name. Where the
/// English has a Korean family name too, the two must be the same and the given names alike; else the likeness of the
/// whole counts a little less. `None` where the Hangul is built otherwise.
fn korean_name(en: &[String], ko: &[String], foreign: f32) -> Option<f32> {
    let [ko] = ko else {
        return None;
    };
    let (spellings, given) = family_name(ko)?;
    let lower: Vec<String> = en.iter().map(|part| part.to_lowercase()).collect();
    let family = |part: &String| spellings.contains(&part.as_str());
    if given.is_empty() || lower.len() == 1 {
        let same = lower.first().is_some_and(family) || lower.last().is_some_and(family);
        return Some(if same { PART } else { PART * foreign });
    }
    let (first, last) = (&lower[0], &lower[lower.len() - 1]);
    let before = family(last).then(|| alike(&lower[..lower.len() - 1].concat(), given));
    let after = family(first).then(|| alike(&lower[1..].concat(), given));
    let korean = before.into_iter().chain(after).reduce(f32::max);
    let other_family = is_family_name(first) || is_family_name(last);
    Some(korean.unwrap_or(if other_family {
        foreign / 2.0
    } else {
        PART * foreign
    }))
}

/// Whether a word is a spelling of some Korean family name.
fn is_family_name(word: &str) -> bool {
    static SPELLINGS: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| SURNAMES.values().flatten().copied().collect());
    SPELLINGS.contains(word)
}

static SURNAMES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("data/surnames.tsv"))
        .map(|row| (row[0], row[1].split(';').collect()))
        .collect()
});

/// The spellings of a Korean name's family name, and its given name.
fn family_name(ko: &str) -> Option<(&'static [&'static str], &str)> {
    let syllables = ko.chars().count();
    [2, 1].into_iter().find_map(|count| {
        let cut = ko.char_indices().nth(count).map_or(ko.len(), |(at, _)| at);
        let given = &ko[cut..];
        let fits = syllables - count.min(syllables) <= 3;
        let spellings = SURNAMES.get(&ko[..cut]).filter(|_| fits)?;
        Some((spellings.as_slice(), given))
    })
}

/// The sound of one word of a name, computed once and compared often.
#[derive(Debug, Clone)]
pub struct Heard {
    sounds: Vec<Sound>,
    weight: f32,
}

impl Heard {
    /// Of a word in Latin letters.
    pub fn latin(word: &str) -> Self {
        Self::new(latin(word))
    }

    /// Of a word in Hangul.
    pub fn hangul(word: &str) -> Self {
        Self::new(hangul(word))
    }

    fn new(sounds: Vec<Sound>) -> Self {
        let weight = sounds.iter().map(|s| s.weight()).sum();
        Self { sounds, weight }
    }

    /// How alike the two sound, 0 to 1; `self` in Latin letters, `other` in Hangul. Words of very different length are
    /// not compared at length.
    pub fn likeness(&self, other: &Self) -> f32 {
        let most = self.weight.max(other.weight);
        if most <= 0.0 || self.weight.min(other.weight) < 0.5 * most {
            return 0.0;
        }
        (1.0 - distance(&self.sounds, &other.sounds) / most).max(0.0)
    }
}

/// Whether a word is how a Korean family name is spelled in Latin letters: `Kim`, `Park`.
pub fn is_korean_family_name(word: &str) -> bool {
    is_family_name(&word.to_lowercase())
}

/// The likeness of two stretches of sound, 1 less the cost of turning one into the other over their weight.
fn alike(en: &str, ko: &str) -> f32 {
    let (a, b) = (latin(en), hangul(ko));
    let weight = |sounds: &[Sound]| sounds.iter().map(|s| s.weight()).sum::<f32>();
    let most = weight(&a).max(weight(&b));
    if a.is_empty() || b.is_empty() || most <= 0.0 {
        return 0.0;
    }
    (1.0 - distance(&a, &b) / most).max(0.0)
}

/// The cheapest way to turn one row of sounds into the other (Wagner and Fischer 1974), with the weights of the
/// sounds as costs.
fn distance(a: &[Sound], b: &[Sound]) -> f32 {
    let mut row: Vec<f32> = std::iter::once(0.0)
        .chain(b.iter().scan(0.0, |sum, sound| {
            *sum += sound.weight();
            Some(*sum)
        }))
        .collect();
    for x in a {
        let mut diagonal = row[0];
        row[0] += x.weight();
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + change(*x, *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + y.weight()).min(diagonal + x.weight());
        }
    }
    row[b.len()]
}

/// The cost of a consonant written as another that some language's spelling allows (Kuk for 국).
const ALLOWED: f32 = 0.45;

fn change(x: Sound, y: Sound) -> f32 {
    match (x, y) {
        (
            Sound::Consonant { near, far, weight },
            Sound::Consonant {
                near: n,
                far: f,
                weight: w,
            },
        ) => {
            if near & n != 0 {
                0.0
            } else if (near | far) & (n | f) != 0 {
                ALLOWED
            } else {
                weight.max(w)
            }
        }
        (Sound::Vowel(a, w), Sound::Vowel(b, v)) => {
            let shared = (a & b).count_ones() as f32 / (a | b).count_ones().max(1) as f32;
            let factor = if shared > 0.0 { (1.0 - shared) / 2.0 } else { 1.0 };
            w.max(v) * factor
        }
        (x, y) => x.weight() + y.weight(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_alike() {
        for (en, ko) in [
            ("Robert Wood", "로버트 우드"),
            ("Wood", "로버트 우드"),
            ("Emmanuel Macron", "에마뉘엘 마크롱"),
            ("Xi Jinping", "시진핑"),
            ("Kim Jong Un", "김정은"),
            ("Lee Jae-myung", "이재명"),
            ("Tanaka", "다나카"),
            ("Fumio Kishida", "기시다 후미오"),
        ] {
            assert!(
                same_person(en, ko) >= SAME_PERSON,
                "{en} {ko} {}",
                same_person(en, ko)
            );
        }
    }

    #[test]
    fn sounds_different() {
        for (en, ko) in [
            ("Robert Wood", "제임스 우드"),
            ("Kim Jong Un", "김여정"),
            ("Putin", "바이든"),
            ("", "우드"),
        ] {
            assert!(
                same_person(en, ko) < SAME_PERSON,
                "{en} {ko} {}",
                same_person(en, ko)
            );
        }
    }
}
