//! What a noun can be: a title, a body, a country, a name, or nothing that speaks.

use super::data;
use super::hangul::{is_hangul, last_coda};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Classes of nouns by what they can be as a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A title or role of one person: 대사.
    Title,
    /// A body: 국방부, 연구팀.
    Organisation,
    /// A news outlet.
    Media,
    /// A text that states something: 보고서.
    Document,
    /// A country or its government.
    Country,
    /// Several: 양국, 주민들.
    Group,
    /// 그, 그녀, 이들.
    Pronoun,
    /// A Korean personal name.
    Name,
    /// Looks foreign: a name or a loan word.
    Foreign,
    /// Nothing that speaks: 매출, 사고.
    Not,
    /// Not known.
    Unknown,
}

impl Class {
    /// Whether a noun of this class is likely to speak when it carries a topic or subject particle.
    pub fn speaks(self) -> bool {
        !matches!(self, Self::Not | Self::Unknown)
    }
}

const NOUNS: &str = include_str!("../data/nouns.ko.txt");

struct Lists {
    words: HashMap<&'static str, Class>,
    suffixes: HashMap<&'static str, Class>,
    not: HashSet<&'static str>,
    places: HashSet<&'static str>,
    hearers: HashSet<&'static str>,
    surnames: HashSet<&'static str>,
    foreign: HashSet<char>,
    countries: HashMap<&'static str, &'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (name, class) in [
        ("pronoun", Class::Pronoun),
        ("document", Class::Document),
        ("group", Class::Group),
        ("media", Class::Media),
        ("organisation", Class::Organisation),
        ("title", Class::Title),
    ] {
        words.extend(data::section(NOUNS, name).map(|w| (w, class)));
    }
    let mut countries = HashMap::new();
    for row in data::rows(include_str!("../data/countries.ko.txt")) {
        let mut names = row.split_whitespace();
        if let Some(shown) = names.next() {
            countries.insert(shown, shown);
            countries.extend(names.map(|other| (other, shown)));
        }
    }
    words.extend(countries.keys().map(|&name| (name, Class::Country)));
    let mut suffixes = HashMap::new();
    for (name, class) in [
        ("title suffix", Class::Title),
        ("organisation suffix", Class::Organisation),
        ("media suffix", Class::Media),
    ] {
        for suffix in data::section(NOUNS, name) {
            suffixes.entry(suffix).or_insert(class);
        }
    }
    Lists {
        words,
        suffixes,
        not: data::section(NOUNS, "not").collect(),
        places: data::section(NOUNS, "place").collect(),
        hearers: data::section(NOUNS, "hearer").collect(),
        surnames: data::words(include_str!("../data/surnames.ko.txt")).collect(),
        foreign: data::words(include_str!("../data/foreign_syllables.ko.txt"))
            .flat_map(str::chars)
            .collect(),
        countries,
    }
});

/// The word without what stands in brackets behind it: 국가안전보장회의(NSC), 최(81).
pub fn bare(word: &str) -> &str {
    match word.find('(') {
        Some(at) if at > 0 => &word[..at],
        _ => word,
    }
}

/// The class of a noun, without its particle.
pub fn class(word: &str) -> Class {
    let lists = &*LISTS;
    let word = bare(word);
    if let Some(&class) = lists.words.get(word) {
        return class;
    }
    if let Some(single) = plural(word) {
        let class = class(single);
        return if class == Class::Not && !matches!(single, "환자") {
            Class::Not
        } else {
            Class::Group
        };
    }
    if lists.not.contains(word) {
        return Class::Not;
    }
    if is_foreign_given(word) {
        return Class::Foreign;
    }
    // 여당 간사인 국지석 의원: a title and the copula.
    let copula = word
        .strip_suffix('인')
        .is_some_and(|w| lists.words.get(w) == Some(&Class::Title));
    if is_korean_name(word) && !ends_like_common(word) && !copula {
        return Class::Name;
    }
    let whole = |ending: &str| ending.len() == word.len() && ending.chars().count() == 1;
    let mut endings = data::endings(word).filter(|ending| !whole(ending));
    if let Some(&class) = endings.find_map(|ending| lists.suffixes.get(ending)) {
        return class;
    }
    if is_quantity(word) {
        return Class::Not;
    }
    // 도로교통안전국, 식품의약품안전처: an office of state, told by its last syllable in a long word.
    if word.chars().count() >= 5 && word.ends_with(['국', '청', '처']) && !looks_odd(word) {
        return Class::Organisation;
    }
    if is_foreign(word) {
        Class::Foreign
    } else {
        Class::Unknown
    }
}

/// A number with or without a counter: 120명, 3곳.
fn is_quantity(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A counter of people or bodies: 명, 인, 곳.
pub fn is_counter(word: &str) -> bool {
    matches!(word, "명" | "인" | "분" | "곳" | "팀" | "개사" | "개국" | "개교")
}

/// A number before a counter: 60여, 두, 수십, 여러.
pub fn is_numeral(word: &str) -> bool {
    const NATIVE: [&str; 20] = [
        "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두", "스무", "서너",
        "두어", "여러", "몇", "몇몇", "수십", "수백",
    ];
    is_quantity(word)
        || NATIVE.contains(&word)
        || word.strip_suffix('여').is_some_and(|w| NATIVE.contains(&w))
}

/// A three-syllable word that ends in a title or body is no personal name: 이사회, 조사단, 국방부.
fn ends_like_common(word: &str) -> bool {
    data::endings(word).any(|s| s.chars().count() >= 2 && LISTS.suffixes.contains_key(s))
        || word.ends_with([
            '부', '청', '처', '회', '당', '단', '측', '군', '팀', '법', '률', '력', '화', '자', '제', '계',
        ])
}

/// Whether the two syllables after the family name are common as a given name.
fn looks_given(word: &str) -> bool {
    static GIVEN: LazyLock<HashSet<char>> = LazyLock::new(|| {
        data::words(include_str!("../data/given_names.ko.txt"))
            .flat_map(str::chars)
            .collect()
    });
    word.chars().skip(1).all(|c| GIVEN.contains(&c))
}

/// The singular of a plural: 주민들 gives 주민.
pub fn plural(word: &str) -> Option<&str> {
    word.strip_suffix('들').filter(|single| !single.is_empty())
}

/// Three syllables of which the first is a family name, or four with one of the two-syllable ones.
pub fn is_korean_name(word: &str) -> bool {
    let lists = &*LISTS;
    if !word.chars().all(is_hangul) || lists.not.contains(word) || lists.words.contains_key(word) {
        return false;
    }
    let chars: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    match chars.len() {
        3 => lists.surnames.contains(&word[..chars[1]]) && looks_given(word),
        4 => lists.surnames.contains(&word[..chars[2]]),
        _ => false,
    }
}

/// Whether a word of one or two syllables is a family name.
pub fn is_surname(word: &str) -> bool {
    LISTS.surnames.contains(word)
}

/// The family name a Korean full name begins with.
pub fn surname(name: &str) -> Option<&str> {
    let at = |n: usize| name.char_indices().nth(n).map(|(at, _)| at);
    match name.chars().count() {
        4 => at(2).map(|end| &name[..end]),
        _ => at(1).map(|end| &name[..end]),
    }
}

/// Has a syllable that Sino-Korean words lack, and is no known word.
pub fn is_foreign(word: &str) -> bool {
    last_coda(word).is_some() && word.chars().any(|c| LISTS.foreign.contains(&c))
}

/// Has a syllable that no Chinese character has in Korean, and is no known word: 워런, 티그.
pub fn looks_foreign(word: &str) -> bool {
    let known = matches!(class(word), Class::Unknown | Class::Foreign);
    known && word.chars().count() <= 6 && word.chars().all(is_hangul) && looks_odd(word)
}

/// Has a syllable that no Chinese character has in Korean.
fn looks_odd(word: &str) -> bool {
    static SINO: LazyLock<HashSet<char>> = LazyLock::new(|| {
        data::words(include_str!("../data/sino_syllables.ko.txt"))
            .flat_map(str::chars)
            .collect()
    });
    word.chars().any(|c| !SINO.contains(&c))
}

/// A given name from abroad.
pub fn is_foreign_given(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| data::words(include_str!("../data/foreign_names.ko.txt")).collect());
    NAMES.contains(word)
}

/// Shaped like a Korean full name, whatever its syllables, and no known word.
pub fn is_shaped_like_name(word: &str) -> bool {
    let first = word.chars().next().map_or(0, char::len_utf8);
    word.chars().count() == 3
        && word.chars().all(is_hangul)
        && LISTS.surnames.contains(&word[..first])
        && matches!(class(word), Class::Unknown | Class::Name | Class::Foreign)
}

/// The name a government is shown under, for any of its names.
pub fn country(word: &str) -> Option<&'static str> {
    LISTS.countries.get(word).copied()
}

/// Whether things are said there, with 에서: 기자회견, 회의.
pub fn is_venue(word: &str) -> bool {
    LISTS.places.contains(word)
        || LISTS
            .places
            .iter()
            .any(|p| p.chars().count() >= 2 && word.ends_with(p))
}

/// Whether people of this name are told things for the public: 기자들.
pub fn is_hearer(word: &str) -> bool {
    LISTS.hearers.iter().any(|h| word.ends_with(h)) || class(word) == Class::Media
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for (word, expected) in [
            ("대사", Class::Title),
            ("보건장관", Class::Title),
            ("국가안전보장회의(NSC)", Class::Organisation),
            ("미국", Class::Country),
            ("주민들", Class::Group),
            ("연합뉴스", Class::Media),
            ("매출", Class::Not),
            ("김민수", Class::Name),
            ("이준석", Class::Name),
            ("켈러", Class::Foreign),
        ] {
            assert_eq!(class(word), expected, "{word}");
        }
    }
}
