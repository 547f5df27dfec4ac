//! What the words of a mention tell of a government, a body or an outlet: 한국 정부, 이 회사, 환경단체 푸른숲연대.

use super::data;
use super::known::Known;
use super::mention::{NOUNS, in_section, modifiers, same_role};
use super::nouns::{self, Class};
use super::same_role::is_listed;
use crate::statements::{EntityKind, Features, Form};
use std::sync::LazyLock;

/// 환경단체 푸른숲연대, 완성차 업체인 동아모터스: a name behind the kind of body it is.
pub(super) fn named_body(words: &[&str]) -> Option<Features> {
    let (name, before) = words.split_last()?;
    let kind = before.last()?;
    let kind = kind.strip_suffix("인").unwrap_or(kind);
    let unnamed = matches!(
        nouns::class(name),
        Class::Unknown | Class::Foreign | Class::Name | Class::Organisation | Class::Media
    );
    let of_kind = is_kind(kind) || same_role(kind) == "회사" || same_role(kind) == "단체";
    if !unnamed || !of_kind || is_kind(name) || nouns::is_venue(name) {
        return None;
    }
    Some(Features {
        form: Form::Name,
        kind: EntityKind::Organisation,
        aliases: bracketed(name),
        name: Some(nouns::bare(name).to_owned()),
        head: Some(kind_word(kind).to_owned()),
        classes: vec![same_role(kind).to_owned()],
        fullness: u8::try_from(words.len().min(12)).unwrap_or(12),
        ..Features::default()
    })
}

pub(super) fn country(words: &[&str]) -> Features {
    let head = words[words.len() - 1];
    Features {
        form: Form::Name,
        kind: EntityKind::Country,
        name: nouns::country(head).map(str::to_owned),
        ..Features::default()
    }
}

/// A body: by name (국방부), as a country's government (한국 정부), or by kind (한국 정보기관).
pub(super) fn body(words: &[&str], known: &Known) -> Features {
    let raw = words[words.len() - 1];
    let head = nouns::bare(raw);
    let of_country = words.len() == 2 && nouns::class(words[0].trim_end_matches('의')) == Class::Country;
    if of_country && head == "정부" {
        return Features {
            form: Form::Name,
            kind: EntityKind::Country,
            name: nouns::country(words[0].trim_end_matches('의')).map(str::to_owned),
            head: Some(head.to_owned()),
            classes: vec![head.to_owned()],
            ..Features::default()
        };
    }
    let kind = kind_word(head);
    let generic = is_kind(head) || nouns::class(head) == Class::Document;
    let indefinite = generic && words.len() > 1 && in_section("indefinite", words[0]);
    let bare = words.len() == 1 || words.len() == 2 && in_section("definite", words[0]);
    // 인도네시아 상공회의소: the country before it is part of its name.
    let full = if of_country && !words[0].ends_with('의') {
        words.join(" ")
    } else {
        head.to_owned()
    };
    let name = if generic {
        known.body(kind).filter(|_| bare)
    } else {
        Some(full.clone())
    };
    let mut aliases = bracketed(raw);
    if !generic && full != head {
        aliases.push(head.to_owned());
    }
    Features {
        form: if name.is_some() {
            Form::Name
        } else {
            Form::Description
        },
        kind: EntityKind::Organisation,
        aliases,
        name,
        head: Some(kind.to_owned()),
        classes: vec![same_role(kind).to_owned()],
        modifiers: modifiers(words),
        indefinite,
        // 회사 측, 이 제약사; a bare 제약사 is one not named.
        points_back: generic
            && nouns::class(head) != Class::Document
            && bare
            && (words.len() > 1 || same_role(kind) == kind)
            && !super::known::is_name_by_itself(kind),
        plural: head.ends_with('들'),
        ..Features::default()
    }
}

/// The body's kind, the longest generic noun at the end of its name: 참여연대… gives itself, 서울경찰청 경찰청.
pub(super) fn kind_word(head: &str) -> &str {
    static GENERIC: LazyLock<Vec<&'static str>> = LazyLock::new(|| data::section(NOUNS, "generic").collect());
    let mut best = head;
    for &word in &*GENERIC {
        if head.ends_with(word) && (best == head || word.len() > best.len()) {
            best = word;
        }
    }
    best
}

/// A noun for a kind of body: 회사, 제약사, 노조.
pub(super) fn is_kind(word: &str) -> bool {
    in_section("generic", word) || is_listed(word)
}

/// The name in brackets: (NSC), (NATO·나토).
pub(super) fn bracketed(word: &str) -> Vec<String> {
    let inside = word
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(inside, _)| inside);
    let inside = inside.filter(|i| i.chars().any(char::is_alphabetic));
    inside.map_or_else(Vec::new, |i| {
        i.split(['·', ',', '/']).map(|w| w.trim().to_owned()).collect()
    })
}
