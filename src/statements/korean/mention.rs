//! What the words of a mention tell of who it is: 로버트 우드 유엔 주재 미국 대사, 우드 대사, 이 대표, 그는, 정부 소식통.
//!
//! A name stands before its title (홍길동 삼성전자 부사장) or behind it (경제학자 아리 펠드먼). A family name with a title
//! means the one of that name and title named before. 이 대표 is Lee the party leader if the article has a Lee of that
//! title, and "this representative" if it has such a one without a name.

use super::data;
use super::josa::Josa;
use super::known::Known;
use super::nouns::{self, Class};
use super::phrase::Phrase;
use super::token::Token;
use crate::statements::{EntityKind, Features, Form, Gender, Mention};
use crate::text::Span;

const NOUNS: &str = include_str!("../data/nouns.ko.txt");

pub(super) fn in_section(name: &str, word: &str) -> bool {
    data::section(NOUNS, name).any(|w| w == word)
}

/// Describes the phrase as a mention.
pub fn describe(tokens: &[Token<'_>], phrase: Phrase, known: &Known) -> Mention {
    let span = phrase.span(tokens);
    let features = joint(tokens, phrase, known).unwrap_or_else(|| single(tokens, phrase, known));
    Mention { span, features }
}

/// A subject left out at `at`.
pub fn dropped(at: usize) -> Mention {
    Mention {
        span: Span::new(at, at),
        features: Features {
            form: Form::Dropped,
            ..Features::default()
        },
    }
}

/// 북대서양조약기구와 미국: several under one verb.
fn joint(tokens: &[Token<'_>], phrase: Phrase, known: &Known) -> Option<Features> {
    let mut members = Vec::new();
    let mut first = phrase.first;
    for i in phrase.first..phrase.head {
        if tokens[i].josa == Some(Josa::With) || tokens[i].comma {
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
        .filter(|&i| tokens[i].mark.is_none())
        .map(|i| tokens[i].stem())
        .collect();
    // 한미 양국 모두, 정부 측, 당국자 등: what follows the head adds nothing.
    while words.len() > 1 && matches!(words.last(), Some(&("측" | "등" | "모두" | "자신" | "본인"))) {
        words.pop();
    }
    let Some(&head) = words.last() else {
        return Features::default();
    };
    let mut f = match nouns::class(head) {
        Class::Pronoun => pronoun(head),
        Class::Country => country(&words),
        Class::Organisation | Class::Media | Class::Document => body(&words),
        _ => person(&words, phrase, tokens, known),
    };
    f.fullness = u8::try_from(words.len().min(12)).unwrap_or(12) + u8::from(f.name.is_some());
    f
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

fn country(words: &[&str]) -> Features {
    let head = words[words.len() - 1];
    Features {
        form: Form::Name,
        kind: EntityKind::Country,
        name: nouns::country(head).map(str::to_owned),
        ..Features::default()
    }
}

/// A body: by name (국방부), as a country's government (한국 정부), or by kind (한국 정보기관).
fn body(words: &[&str]) -> Features {
    let raw = words[words.len() - 1];
    let head = nouns::bare(raw);
    let modifiers = modifiers(words);
    let of_country = words.len() == 2 && nouns::class(words[0]) == Class::Country;
    if of_country && head == "정부" {
        return Features {
            form: Form::Name,
            kind: EntityKind::Country,
            name: nouns::country(words[0]).map(str::to_owned),
            head: Some(head.to_owned()),
            classes: vec![head.to_owned()],
            ..Features::default()
        };
    }
    let generic = in_section("generic", head);
    let name = (!generic).then(|| head.to_owned());
    Features {
        form: if generic { Form::Description } else { Form::Name },
        kind: EntityKind::Organisation,
        aliases: bracketed(raw),
        name,
        head: Some(kind_word(head).to_owned()),
        classes: vec![same_role(kind_word(head)).to_owned()],
        modifiers,
        indefinite: generic && words.len() > 1 && in_section("indefinite", words[0]),
        plural: head.ends_with('들'),
        ..Features::default()
    }
}

/// The body's kind, the longest generic noun at the end of its name: 참여연대… gives itself, 서울경찰청 경찰청.
fn kind_word(head: &str) -> &str {
    let mut best = head;
    for word in data::section(NOUNS, "generic") {
        if head.ends_with(word) && (best == head || word.len() > best.len()) {
            best = word;
        }
    }
    best
}

/// The name in brackets: (NSC), (NATO·나토).
fn bracketed(word: &str) -> Vec<String> {
    let inside = word
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(inside, _)| inside);
    let inside = inside.filter(|i| i.chars().any(char::is_alphabetic));
    inside.map_or_else(Vec::new, |i| {
        i.split(['·', ',', '/']).map(|w| w.trim().to_owned()).collect()
    })
}

/// Countries and bodies named in the phrase.
fn modifiers(words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for word in &words[..words.len() - 1] {
        let word = word.strip_suffix('의').unwrap_or(word);
        if let Some(country) = nouns::country(word) {
            found.push(country.to_owned());
        } else if matches!(nouns::class(word), Class::Organisation | Class::Media) {
            found.push(nouns::bare(word).to_owned());
        }
    }
    found
}

fn same_role(head: &str) -> &str {
    data::rows(include_str!("../data/same_role.ko.txt"))
        .find(|row| row.split_whitespace().any(|w| w == head))
        .and_then(|row| row.split_whitespace().next())
        .unwrap_or(head)
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
        modifiers: modifiers(words),
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
    let Some(name) = parts.name.as_deref() else {
        return f;
    };
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
    let proper =
        head.is_some() || nouns::is_korean_name(name) || name.contains(' ') || nouns::is_foreign(name);
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
    f.role = parts.role;
    f.name = Some(name);
    f
}

/// What a later short mention would use: 우드 of 로버트 우드, 김 of 김민수.
pub(super) fn family(name: &str) -> Option<String> {
    match name.rsplit_once(' ') {
        Some((_, last)) => Some(last.to_owned()),
        None if nouns::is_korean_name(name) => nouns::surname(name).map(str::to_owned),
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
    let mut best = title;
    for word in data::section(NOUNS, "title suffix") {
        if title.ends_with(word) && (best == title || word.len() > best.len()) {
            best = word;
        }
    }
    best
}

/// A person's phrase taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The name, if one is given.
    pub name: Option<String>,
    /// The name is a family name only.
    pub family_only: bool,
    /// The title nearest to the name.
    pub title: Option<&'a str>,
    /// All words that are no name.
    pub role: Option<String>,
}

fn is_title(word: &str) -> bool {
    nouns::class(word) == Class::Title || nouns::plural(word).is_some_and(|w| nouns::class(w) == Class::Title)
}

fn may_be_name(word: &str) -> bool {
    let word = nouns::bare(word);
    matches!(nouns::class(word), Class::Name | Class::Foreign | Class::Unknown)
        && !word.ends_with('의')
        && !in_section("definite", word)
        && !in_section("indefinite", word)
        && !matches!(
            word,
            "전" | "현"
                | "주재"
                | "신임"
                | "겸"
                | "고"
                | "새"
                | "출신"
                | "소속"
                | "담당"
                | "수석"
                | "선임"
                | "고위"
        )
        && !word.starts_with('주') // 주한, 주유엔
}

pub(super) fn parts<'a>(words: &[&'a str]) -> Parts<'a> {
    let last = words.len() - 1;
    let head = nouns::bare(words[last]);
    if let Some(parts) = with_ssi(words, head) {
        return parts;
    }
    let named = |from: usize, to: usize| -> String {
        words[from..to]
            .iter()
            .map(|w| nouns::bare(w))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let rest = |from: usize, to: usize| -> Option<String> {
        let role: Vec<&str> = words[..from].iter().chain(&words[to..]).copied().collect();
        (!role.is_empty()).then(|| role.join(" "))
    };
    if !is_title(head) {
        // 경제학자 아리 펠드먼: the name behind the title, or a bare name.
        let title = (0..last).rev().find(|&i| is_title(nouns::bare(words[i])));
        let from = title.map_or_else(
            || {
                (0..=last)
                    .rev()
                    .take_while(|&i| may_be_name(words[i]))
                    .last()
                    .unwrap_or(last)
            },
            |t| t + 1,
        );
        return Parts {
            name: Some(named(from, last + 1)),
            family_only: false,
            title: title.map(|t| words[t]),
            role: rest(from, last + 1),
        };
    }
    // A title last: the name before it. 한 유엔 주재 대표 has none.
    let run = words[..last].iter().take_while(|w| may_be_name(w)).count();
    let korean = nouns::class(words[0]) == Class::Name && last > 0;
    let (name_len, family_only) = if korean {
        (1, false)
    } else if last == 1 && is_family_position(words[0], head) {
        (1, true)
    } else if run >= 2 && words[..run].iter().any(|w| nouns::is_foreign(w)) {
        (run.min(3), false)
    } else {
        (0, false)
    };
    let behind = (0..last).rev().take_while(|&i| may_be_name(words[i])).count();
    if name_len == 0 && behind >= 1 && behind < last {
        // 국무부 매슈 밀러 대변인, 국방부 김민수 대변인: between body and title.
        let from = last - behind;
        let real = words[from..last].iter().any(|w| nouns::class(w) == Class::Name)
            || behind >= 2 && words[from..last].iter().any(|w| nouns::is_foreign(w));
        if real {
            return Parts {
                name: Some(named(from, last)),
                family_only: false,
                title: Some(words[last]),
                role: rest(from, last),
            };
        }
    }
    Parts {
        name: (name_len > 0).then(|| named(0, name_len)),
        family_only,
        title: Some(words[last]),
        role: if name_len > 0 { rest(0, name_len) } else { None },
    }
}

/// 우드 in 우드 대사, 김 in 김 장관.
fn is_family_position(word: &str, title: &str) -> bool {
    let addressed = in_section("address", title_word(title));
    addressed && (nouns::is_surname(word) || may_be_name(word) && nouns::is_foreign(word))
}

/// A씨, 김모(35)씨, 김민수 씨.
fn with_ssi<'a>(words: &[&'a str], head: &'a str) -> Option<Parts<'a>> {
    let stem = head.strip_suffix('씨')?;
    let last = words.len() - 1;
    let (name, roles) = if stem.is_empty() {
        (
            last.checked_sub(1).map(|i| nouns::bare(words[i]).to_owned())?,
            last - 1,
        )
    } else {
        (nouns::bare(stem).to_owned(), last)
    };
    let title = words[..roles].iter().rev().copied().find(|w| is_title(w));
    let family_only = nouns::is_surname(&name);
    Some(Parts {
        name: Some(name),
        family_only,
        title,
        role: (roles > 0).then(|| words[..roles].join(" ")),
    })
}
