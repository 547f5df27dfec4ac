//! Countries, organisations, institutions, places and roles in a text.

use super::data::{Entry, Lexicon, lexicon};
use crate::quantities::korean_word_ends;
use crate::text::language::is_hangul;
use crate::text::{Language, Span};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A country, or its government by whatever name.
    Country,
    /// An international organisation, a party, a company.
    Organisation,
    /// A part of a state: ministry, court, police. Which state's, the text around it says.
    Institution,
    /// A news agency, a newspaper, a broadcaster.
    Media,
    /// A city or county that does not stand for a government.
    Place,
    /// A province, a state of a federation, a sea, a part of the world: what holds cities.
    Region,
    /// What someone is: ambassador, official, source.
    Role,
}

/// By what kind of name a concept goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Its own name.
    Name,
    /// A capital or the seat of a government, which is the place as often as the government.
    Capital,
    /// A nationality: `Russian`, `Ukrainians`.
    Nationality,
    /// The short form of headlines: 北, 미, or one syllable of 한미.
    Headline,
}

/// How far a role speaks for others; the order is from the head of a body to an unnamed source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Leads a state or an organisation.
    Head,
    /// Holds a named office or calling: ambassador, spokesperson, professor.
    Office,
    /// An official without a name: 관계자, 당국자.
    Official,
    /// An anonymous source: 소식통.
    Source,
    /// No office: resident, witness.
    Lay,
}

/// One mention of a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Where it stands, particles not included.
    #[serde(skip)]
    pub span: Span,
    /// What it can mean, the same in both languages: `country:kp`, `org:nato`, `role:ambassador`. Several where the
    /// word is ambiguous: 대표 is a representative, a chief executive or a party leader.
    pub ids: Vec<&'static str>,
    /// What it is.
    pub kind: Kind,
    /// By what kind of name it goes.
    pub form: Form,
    /// For a role, how far it speaks for others.
    pub rank: Option<Rank>,
}

impl Mention {
    /// Whether the two can be the same concept.
    pub fn agrees(&self, other: &Self) -> bool {
        self.ids.iter().any(|id| other.ids.contains(id))
    }
}

/// Finds the concepts a text mentions, in order, without overlaps but for compounds: 한미 gives two mentions of one
/// syllable each. The longest name wins. Korean names may carry particles; in English, case matters for names.
pub fn concepts(text: &str, lang: Language) -> Vec<Mention> {
    let korean = lang == Language::Ko;
    let lexicon = lexicon(korean);
    let mut found = Vec::new();
    let mut at = 0;
    let mut matched_to = usize::MAX;
    while let Some(c) = text[at..].chars().next() {
        let begins = begins_word(&text[..at], c) || korean && matched_to == at;
        let posted = korean && !begins && is_posted(&text[..at]);
        let entry = if begins || posted {
            longest(lexicon, text, at, korean)
                .filter(|e| !posted || e.form.chars().count() > 1 && is_state_or_body(e.kind))
                .filter(|e| !is_given_name(e, &text[at..], korean))
        } else {
            None
        };
        match entry {
            Some(entry) => {
                let end = at + entry.form.len();
                push(&mut found, entry, at);
                at = end;
                matched_to = end;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// A name may begin where no letter of its own script stands before it: after 주 in 주한 it may not, after ( it may.
fn begins_word(before: &str, c: char) -> bool {
    before.chars().next_back().is_none_or(|last| {
        !last.is_alphanumeric() || is_hangul(c) && last.is_ascii_alphanumeric() || is_hanja(c)
    })
}

/// 주유엔, 주러시아: 주 at the start of a word says where an envoy is posted to.
fn is_posted(before: &str) -> bool {
    let word = before.strip_suffix('주');
    word.is_some_and(|w| w.chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
}

fn is_state_or_body(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Organisation)
}

/// Sofia Marinova, 소피아 마리노바: a capital or country that is a given name too, before a family name.
fn is_given_name(entry: &Entry, text: &str, korean: bool) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| rows(GIVEN).collect());
    if !NAMES.contains(entry.form.as_str()) {
        return false;
    }
    let next = text[entry.form.len()..].strip_prefix(' ').unwrap_or_default();
    let word = next
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default();
    // Without its particle: 정부는.
    let particle = [
        '은', '는', '이', '가', '을', '를', '의', '에', '도', '로', '와', '과',
    ];
    let word = if korean {
        word.trim_end_matches(particle)
    } else {
        word
    };
    if korean {
        word.chars().count() > 1 && word.chars().any(|c| is_hangul(c) && !SINO.contains(c))
    } else {
        word.len() > 1 && word.starts_with(char::is_uppercase) && !GOVERNMENT.contains(&word)
    }
}

/// Capitals and countries that people are called by.
const GIVEN: &str = include_str!("data/given_names.txt");

/// The syllables of Sino-Korean words; a word with any other is foreign or native.
const SINO: &str = include_str!("../statements/data/sino_syllables.ko.txt");

/// What may stand capitalised behind the name of a capital or country.
const GOVERNMENT: [&str; 6] = ["Government", "Ministry", "City", "University", "Airport", "Stock"];

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

fn is_hanja(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn longest<'l>(lexicon: &'l Lexicon, text: &str, at: usize, korean: bool) -> Option<&'l Entry> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    lexicon.by_first(first).iter().find(|entry| {
        let matches = rest.starts_with(entry.form.as_str())
            || entry.any_case && starts_with_any_case(rest, &entry.form);
        matches
            && ends(&rest[entry.form.len()..], entry, korean)
            && !(entry.noun && is_qualified(&text[..at]))
    })
}

fn starts_with_any_case(text: &str, form: &str) -> bool {
    text.get(..form.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(form))
}

/// Whether a name may end here. In Korean an unmistakable name may be followed by anything (북한군, 미국산), a name
/// that is also a common word only by particles.
fn ends(rest: &str, entry: &Entry, korean: bool) -> bool {
    let Some(next) = rest.chars().next() else {
        return true;
    };
    if !korean || entry.form.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        // "Iranian" is no "Iran"; an owner's s is no part of the word.
        return !next.is_alphanumeric() || korean && is_hangul(next);
    }
    if !is_hangul(next) || is_hanja(entry.form.chars().next().unwrap_or(' ')) {
        return true;
    }
    // 인도했다 is no India: 하다 makes verbs.
    !entry.strict || korean_word_ends(rest) && !rest.starts_with(['하', '했'])
}

/// Whether a Korean noun after `before` is qualified as only a common noun is: 모든 수단, 평화적 수단, 가능한 수단.
fn is_qualified(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    // 에 대한 and the like lead to any noun; 북한 and 남한 are names.
    let leads = [
        "대한", "관한", "위한", "의한", "통한", "향한", "인한", "북한", "남한",
    ];
    word.ends_with(['한', '적', '든', '른', '떤', '런']) && !leads.iter().any(|w| word.ends_with(w))
}

fn push(found: &mut Vec<Mention>, entry: &Entry, at: usize) {
    if entry.parts.is_empty() {
        found.push(Mention {
            span: Span::new(at, at + entry.form.len()),
            ids: entry.ids.clone(),
            kind: entry.kind,
            form: entry.name,
            rank: entry.rank,
        });
        return;
    }
    // 한미일: a syllable a country.
    for ((offset, c), &id) in entry.form.char_indices().zip(&entry.parts) {
        found.push(Mention {
            span: Span::new(at + offset, at + offset + c.len_utf8()),
            ids: vec![id],
            kind: Kind::Country,
            form: Form::Headline,
            rank: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str, lang: Language) -> String {
        let found = concepts(text, lang);
        found
            .iter()
            .map(|m| m.ids.join("|"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn en(text: &str) -> String {
        ids(text, Language::En)
    }

    fn ko(text: &str) -> String {
        ids(text, Language::Ko)
    }

    #[test]
    fn one_country_has_many_names() {
        for text in ["North Korea said", "the DPRK", "Pyongyang's envoy"] {
            assert!(en(text).starts_with("country:kp"), "{text}");
        }
        for text in [
            "북한은",
            "북측이",
            "北 유엔대표",
            "조선민주주의인민공화국의",
            "북한군이",
        ] {
            assert!(ko(text).starts_with("country:kp"), "{text}");
        }
    }

    #[test]
    fn compounds_name_each_country() {
        assert_eq!(ko("한미 양국은"), "country:kr country:us role:both-sides");
        assert_eq!(ko("북러 군사협력"), "country:kp country:ru");
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(ko("인도네시아는 인도적 지원을 했다"), "country:id");
        assert_eq!(en("the UN Security Council"), "org:un-sc");
        assert_eq!(en("the Iranian people of South Sudan"), "country:ir country:ss");
    }

    #[test]
    fn common_words_are_no_countries() {
        assert_eq!(ko("오만한 수단을 인도했다"), "");
        assert_eq!(ko("모든 수단을 동원해"), "");
        assert_eq!(ko("이란에 대한 수단의 입장"), "country:ir country:sd");
        assert_eq!(ko("그는 수단에서 인도를 거쳤다"), "country:sd country:in");
        assert_eq!(ko("중 일부는 한 미술관에서"), "");
        assert_eq!(en("let us go"), "");
    }

    #[test]
    fn envoys_are_posted_somewhere() {
        assert!(
            ko("주유엔 대사는").starts_with("org:un "),
            "{}",
            ko("주유엔 대사는")
        );
        assert!(ko("주러시아 대사가").starts_with("country:ru "));
    }

    #[test]
    fn people_called_as_capitals_are() {
        assert_eq!(en("Sofia Marinova spoke"), "");
        assert_eq!(ko("소피아 마리노바가"), "");
        assert_eq!(en("in Sofia on Monday"), "country:bg");
        assert_eq!(ko("소피아에서"), "country:bg");
        assert!(ko("소피아 정부는").starts_with("country:bg"));
    }

    #[test]
    fn roles_have_ranks() {
        let found = concepts("익명을 요구한 소식통은", Language::Ko);
        assert_eq!(found[0].rank, Some(Rank::Source));
        assert_eq!(ko("대사관은"), "org:embassy");
    }
}
