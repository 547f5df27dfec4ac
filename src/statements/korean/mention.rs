//! What the words of a mention tell of who it is: 로버트 우드 유엔 주재 미국 대사, 우드 대사, 이 대표, 그는, 정부 소식통.
//!
//! A name stands before its title (홍길동 삼성전자 부사장) or behind it (경제학자 아리 펠드먼). A family name with a title
//! means the one of that name and title named before. 이 대표 is Lee the party leader if the article has a Lee of that
//! title, and "this representative" if it has such a one without a name.

use super::bodies::{body, bracketed, country, named_body};
pub(super) use super::bodies::{is_kind, kind_word};
use super::data;
use super::josa::Josa;
use super::known::Known;
use super::names::parts;
use super::nouns::{self, Class};
use super::phrase::Phrase;
pub(super) use super::same_role::same_role;
use super::token::Token;
use crate::statements::{EntityKind, Features, Form, Gender, Mention};
use crate::text::Span;
use std::sync::LazyLock;

pub(super) const NOUNS: &str = include_str!("../data/nouns.ko.txt");

pub(super) fn in_section(name: &str, word: &str) -> bool {
    static SECTIONS: LazyLock<data::Sections> = LazyLock::new(|| data::Sections::new(NOUNS));
    SECTIONS.has(name, word)
}

/// Describes the phrase as a mention.
pub fn describe(tokens: &[Token<'_>], phrase: Phrase, known: &Known) -> Mention {
    let span = phrase.span(tokens);
    let features = joint(tokens, phrase, known).unwrap_or_else(|| single(tokens, phrase, known));
    Mention { span, features }
}

/// A subject left out at `at`; `goes_on` where an adverb says that whoever spoke goes on.
pub fn dropped(at: usize, goes_on: bool) -> Mention {
    Mention {
        span: Span::new(at, at),
        features: Features {
            form: Form::Dropped,
            goes_on,
            ..Features::default()
        },
    }
}

/// 북대서양조약기구와 미국: several under one verb.
fn joint(tokens: &[Token<'_>], phrase: Phrase, known: &Known) -> Option<Features> {
    let mut members = Vec::new();
    let mut first = phrase.first;
    for i in phrase.first..phrase.head {
        if matches!(tokens[i].josa, Some(Josa::With | Josa::Also)) || tokens[i].comma {
            members.push(describe(tokens, Phrase { first, head: i }, known));
            first = i + 1;
        }
    }
    if members.is_empty() {
        return None;
    }
    members.push(describe(
        tokens,
        Phrase {
            first,
            head: phrase.head,
        },
        known,
    ));
    Some(Features {
        form: Form::Description,
        kind: EntityKind::Group,
        plural: true,
        fullness: u8::try_from(members.len()).unwrap_or(u8::MAX),
        members,
        ..Features::default()
    })
}

fn single(tokens: &[Token<'_>], phrase: Phrase, known: &Known) -> Features {
    let mut words: Vec<&str> = (phrase.first..=phrase.head)
        .filter(|&i| tokens[i].mark.is_none() || tokens[i].is_quoted_name())
        .map(|i| {
            if i == phrase.head {
                tokens[i].stem()
            } else {
                word(&tokens[i])
            }
        })
        .collect();
    // 한미 양국 모두, 정부 측, 당국자 등: what follows the head adds nothing.
    while words.len() > 1
        && matches!(
            words.last(),
            Some(&("측" | "등" | "모두" | "자신" | "본인" | "일각" | "안팎" | "내부" | "사이"))
        )
    {
        words.pop();
    }
    // 주민 60여 명: those counted.
    while words.len() > 2
        && nouns::is_counter(words[words.len() - 1])
        && nouns::is_numeral(words[words.len() - 2])
    {
        words.truncate(words.len() - 2);
    }
    let Some(&head) = words.last() else {
        return Features::default();
    };
    if let Some(f) = named_body(&words) {
        return f;
    }
    let mut f = match nouns::class(head) {
        Class::Pronoun => pronoun(head),
        Class::Country => country(&words),
        Class::Organisation | Class::Media | Class::Document => body(&words, known),
        _ => person(&words, phrase, tokens, known),
    };
    // 부산해양대 연구팀 tells more than 국내 연구팀.
    f.fullness = u8::try_from(words.len().min(12)).unwrap_or(12)
        + u8::from(f.name.is_some())
        + u8::from(!f.modifiers.is_empty());
    f
}

/// A word of a phrase without its particle, but for 의, which sets off what it belongs to.
pub(super) fn word<'a>(token: &Token<'a>) -> &'a str {
    if token.josa == Some(Josa::Genitive) && token.mark.is_none() {
        token.text
    } else {
        token.stem()
    }
}

fn pronoun(head: &str) -> Features {
    Features {
        form: Form::Pronoun,
        kind: EntityKind::Other,
        gender: match head {
            "그" => Gender::Male,
            "그녀" => Gender::Female,
            _ => Gender::Unknown,
        },
        plural: matches!(head, "그들" | "이들" | "저들" | "양자" | "모두"),
        ..Features::default()
    }
}

/// Countries and bodies named in the phrase.
pub(super) fn modifiers(words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for word in &words[..words.len() - 1] {
        let word = word.strip_suffix('의').unwrap_or(word);
        let word = posted_to(word).unwrap_or(word);
        if let Some(country) = nouns::country(word) {
            found.push(country.to_owned());
        } else if matches!(nouns::class(word), Class::Organisation | Class::Media) {
            found.push(nouns::bare(word).to_owned());
        }
    }
    found
}

/// 유족 대표, 하청업체 대표, 주민 대표: whose representative, in the word before a title without a name.
fn of_whom(words: &[&str], parts: &super::names::Parts<'_>) -> Option<String> {
    let before = words.len().checked_sub(2).map(|i| words[i])?;
    let group =
        matches!(nouns::class(before), Class::Group | Class::Title) || nouns::plural(before).is_some();
    (parts.name.is_none() && group).then(|| nouns::plural(before).unwrap_or(before).to_owned())
}

/// 주유엔, 주러시아, 주한: where an envoy is posted to.
fn posted_to(word: &str) -> Option<&str> {
    let place = word.strip_prefix('주')?;
    let known = nouns::country(place).is_some() || nouns::class(place) == Class::Organisation;
    known.then_some(place)
}

/// Everything before an official or a source: 참관단 관계자 is no 병원 관계자.
fn all_modifiers(words: &[&str]) -> Vec<String> {
    let plain = |w: &&&str| {
        !in_section("definite", w)
            && !in_section("indefinite", w)
            && !matches!(**w, "또" | "익명을" | "요구한" | "복수의")
    };
    let before = words[..words.len() - 1].iter().filter(plain);
    before
        .map(|w| w.strip_suffix('의').unwrap_or(w))
        .map(|w| nouns::country(w).unwrap_or_else(|| nouns::bare(w)).to_owned())
        .collect()
}

/// A person, by name, family name and title, or description.
fn person(words: &[&str], phrase: Phrase, tokens: &[Token<'_>], known: &Known) -> Features {
    let parts = parts(words);
    let at = tokens[phrase.first].span.start;
    let head = parts.title.map(title_word);
    let anonymous =
        head.is_some_and(|h| in_section("anonymous", h)) || words.iter().any(|w| w.starts_with("익명"));
    let single =
        parts.title.and_then(nouns::plural).is_some() || words.last().is_some_and(|w| w.ends_with('들'));
    let mut f = Features {
        form: Form::Description,
        kind: if head.is_some() {
            EntityKind::Role
        } else {
            EntityKind::Other
        },
        head: head.map(str::to_owned),
        classes: head.map(same_role).map(str::to_owned).into_iter().collect(),
        modifiers: if anonymous {
            all_modifiers(words)
        } else {
            let mut found = modifiers(words);
            found.extend(of_whom(words, &parts));
            found
        },
        apart: words.contains(&"다른") && !single,
        anonymous,
        indefinite: words.len() > 1 && words.iter().any(|w| in_section("indefinite", w)),
        plural: single,
        gender: gender(words),
        ..Features::default()
    };
    if single {
        f.kind = EntityKind::Group;
        return f;
    }
    let Some(name) = parts
        .name
        .as_deref()
        .filter(|n| !n.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return f;
    };
    let common = head.is_none() && words.len() > 1 && nouns::class(words[words.len() - 1]) == Class::Unknown;
    if common && !name.contains(' ') {
        f.head = Some(name.to_owned());
        f.classes = vec![same_role(name).to_owned()];
        return f;
    }
    let full = if parts.family_only {
        known.full_name(name, head, at)
    } else {
        Some(name.to_owned())
    };
    if parts.family_only && full.is_none() && words[0] == "이" && known.has_unnamed(head, at) {
        // "This representative", not a Mr Lee.
        return f;
    }
    f.form = Form::Name;
    let short = name.chars().count() <= 5;
    let called = words.last().is_some_and(|w| w.ends_with('씨'));
    let proper = head.is_some()
        || called
        || nouns::is_korean_name(name)
        || name.contains(' ')
        || nouns::is_foreign(name) && short;
    f.kind = if proper {
        EntityKind::Person
    } else {
        EntityKind::Other
    };
    f.indefinite = false;
    let name = full.unwrap_or_else(|| {
        if parts.family_only && name.chars().count() == 1 {
            words.join(" ")
        } else {
            name.to_owned()
        }
    });
    f.surname = family(&name);
    if head.is_none() && f.aliases.is_empty() {
        f.aliases = bracketed(words[words.len() - 1])
            .into_iter()
            .filter(|a| a.chars().all(char::is_alphabetic))
            .collect();
    }
    f.role = parts.role;
    f.name = Some(name);
    f
}

/// What a later short mention would use: 우드 of 로버트 우드, 김 of 김민수.
pub(super) fn family(name: &str) -> Option<String> {
    match name.rsplit_once(' ') {
        Some((_, last)) => Some(last.to_owned()),
        None if nouns::is_korean_name(name) => nouns::surname(name).map(str::to_owned),
        // 김모 씨, a name kept back.
        None if name.chars().count() == 2 && name.ends_with('모') => nouns::surname(name).map(str::to_owned),
        None => Some(name.to_owned()),
    }
}

fn gender(words: &[&str]) -> Gender {
    let any = |list: &[&str]| words.iter().any(|w| list.contains(w));
    if any(&[
        "여사",
        "여성",
        "여자",
        "어머니",
        "아내",
        "딸",
        "할머니",
        "수녀",
        "여왕",
        "왕비",
        "누나",
        "언니",
        "이모",
        "고모",
        "소녀",
        "부인",
    ]) {
        Gender::Female
    } else if any(&[
        "남성",
        "남자",
        "아버지",
        "남편",
        "아들",
        "할아버지",
        "신부",
        "형",
        "오빠",
        "삼촌",
        "소년",
        "국왕",
        "교황",
    ]) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// The title's own word within a compound: 장관 of 보건장관.
pub(super) fn title_word(title: &str) -> &str {
    let title = nouns::plural(title).unwrap_or(title);
    if in_section("title", title) {
        return title;
    }
    static ENDINGS: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| data::section(NOUNS, "title suffix").collect());
    let mut best = title;
    for &word in &*ENDINGS {
        if title.ends_with(word) && (best == title || word.len() > best.len()) {
            best = word;
        }
    }
    best
}
