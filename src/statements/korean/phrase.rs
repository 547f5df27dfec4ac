//! Noun phrases that end in a given word.

use super::conjugation::Ending;
use super::josa::Josa;
use super::nouns::{self, Class};
use super::token::Token;
use super::words;
use crate::text::Span;

/// A noun phrase: words `first..=head` of the stretch, the head with its particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// First word.
    pub first: usize,
    /// Last word, which carries the particle.
    pub head: usize,
}

impl Phrase {
    /// Where it stands, without the particle.
    pub fn span(&self, tokens: &[Token<'_>]) -> Span {
        let start = tokens[self.first].span.start;
        Span::new(start, tokens[self.head].stem_end.max(start))
    }

    /// The class of its head.
    pub fn class(&self, tokens: &[Token<'_>]) -> Class {
        let head = &tokens[self.head];
        if head.is_quoted_name() {
            // 시민단체 '맑은한빛': told by what stands before it.
            let kind = (self.first < self.head).then(|| nouns::class(tokens[self.head - 1].stem()));
            return kind
                .filter(|k| matches!(k, Class::Organisation | Class::Title))
                .unwrap_or(Class::Unknown);
        }
        if head.mark.is_some() {
            return Class::Unknown;
        }
        let own = nouns::class(head.stem());
        // 이 검사: a test, unless a prosecutor of that name was named before.
        if head.stem() == "검사" && self.first < self.head && tokens[self.first].text == "이" {
            return Class::Not;
        }
        // 국방부 관계자 3명은, 주민 20여명은: those counted speak.
        let apart = self.head > self.first + 1
            && nouns::is_counter(head.stem())
            && nouns::is_numeral(tokens[self.head - 1].stem());
        let counted = apart || own == Class::Not && head.stem().starts_with(|c: char| c.is_ascii_digit());
        if (counted || head.stem() == "등") && self.head > self.first {
            let of = (self.first..self.head)
                .rev()
                .find(|&i| !is_share(tokens[i].text) && !is_count(tokens[i].stem()))
                .unwrap_or(self.head - 1);
            return nouns::class(tokens[of].stem());
        }
        // 정원사 데이지 핀: the name behind its title.
        // 상인 오마르 바(52)는: an age shows a person.
        if has_age(head.stem()) {
            return Class::Name;
        }
        let shaped = head.named
            || own == Class::Foreign
            || nouns::looks_foreign(nouns::bare(head.stem()))
            || matches!(head.stem().chars().count(), 3 | 4);
        if head.named && matches!(own, Class::Unknown | Class::Foreign) {
            return Class::Name;
        }
        let named = shaped
            && matches!(own, Class::Unknown | Class::Foreign)
            && (self.first..self.head)
                .any(|i| tokens[i].josa.is_none() && nouns::class(tokens[i].stem()) == Class::Title);
        if named { Class::Name } else { own }
    }
}

/// The longest noun phrase that ends in word `head` and begins no earlier than `floor`.
pub fn ending_in(tokens: &[Token<'_>], head: usize, floor: usize) -> Phrase {
    let mut first = head;
    while first > floor && belongs(tokens, first - 1, head) {
        first -= 1;
    }
    while first > floor && is_anonymity(tokens, first) && tokens[first].ending.is_some() {
        first -= 1;
    }
    // A phrase does not begin with what only joins: 와 함께, 등.
    while first < head && (tokens[first].text == "등" || words::is_adverb(tokens[first].text)) {
        first += 1;
    }
    Phrase { first, head }
}

/// 최옥순(74), A(38).
fn has_age(stem: &str) -> bool {
    let age = stem.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    age.is_some_and(|a| matches!(a.len(), 1..=3) && a.chars().all(|c| c.is_ascii_digit()))
}

/// 6명, 20여명, 두 명.
fn is_count(stem: &str) -> bool {
    nouns::is_numeral(stem) || nouns::is_counter(stem)
}

/// 위원 6명 가운데 2명.
fn is_share(word: &str) -> bool {
    matches!(word, "가운데" | "중")
}

/// Whether word `i` belongs to the phrase that goes on to its right.
fn belongs(tokens: &[Token<'_>], i: usize, head: usize) -> bool {
    let token = &tokens[i];
    if token.stop || token.closing.is_some() {
        return false;
    }
    if token.comma {
        // 미국, 일본과 한국은: a list goes on over its commas if its members are of a kind.
        let kind = nouns::class(token.stem());
        return token.josa.is_none()
            && token.mark.is_none()
            && kind == nouns::class(tokens[head].stem())
            && matches!(kind, Class::Country | Class::Organisation);
    }
    if let Some(mark) = token.mark {
        return mark.single && matches!(token.josa, None | Some(Josa::Genitive)) && token.ending.is_none();
    }
    if is_share(token.text) && i + 1 == head && is_count(tokens[head].stem()) {
        return true;
    }
    match token.josa {
        Some(Josa::Genitive) => return true,
        Some(Josa::With) => {
            let next = tokens.get(i + 1).map_or("", |t| t.text);
            return nouns::class(token.stem()).speaks()
                && !matches!(next, "함께" | "달리" | "관련해" | "관련한" | "만나" | "만난");
        }
        // 나토도 미국도: two under one verb.
        Some(Josa::Also) => {
            return i + 1 == head
                && tokens[head].josa == Some(Josa::Also)
                && nouns::class(token.stem()).speaks()
                && nouns::class(tokens[head].stem()).speaks();
        }
        Some(_) => return false,
        None => {}
    }
    // 글을 써 온 시인, 결승전에 온 팬: a verb, not "whole".
    let verbal = i > 0
        && (tokens[i - 1].ending == Some(Ending::A)
            || matches!(tokens[i - 1].josa, Some(Josa::At | Josa::From)));
    if matches!(token.text, "온" | "준" | "둔" | "간") && verbal {
        return false;
    }
    // 전 대통령, 전 국회의원: former, not before.
    let titled = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| nouns::class(t.stem()) == Class::Title)
    };
    let since = i > 0
        && (tokens[i - 1].ending.is_some() || tokens[i - 1].text.starts_with(|c: char| c.is_ascii_digit()));
    if token.text == "전" && !since && (titled(i + 1) || titled(i + 2)) {
        return true;
    }
    match token.ending {
        Some(Ending::Adnominal) => is_anonymity(tokens, i) || token.text == "한",
        Some(_) => false,
        None => {
            !words::is_adverb(token.text) && !words::is_boundary(token.text) && !words::is_date(token.text)
        }
    }
}

/// 익명을 요구한 당국자: the relative clause is part of who speaks.
fn is_anonymity(tokens: &[Token<'_>], i: usize) -> bool {
    tokens[i].ending == Some(Ending::Adnominal)
        && tokens[i.saturating_sub(2)..i]
            .iter()
            .any(|t| matches!(t.stem(), "익명" | "이름" | "신원"))
}
