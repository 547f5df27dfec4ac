//! Whether a quotation is a sentence of its own, and whether a form of saying says anything.

use super::josa::{self, Josa};
use super::predicate::Predicate;
use super::token::Token;

/// Whether a quotation is a sentence of its own and not a piece of the reporter's.
pub(super) fn is_whole(inside: &str) -> bool {
    let sentences = inside.trim_end_matches(['.', '!', '?', '…', ' ']);
    if sentences.len() < inside.len() || sentences.contains(". ") {
        return true;
    }
    let last = sentences.split_whitespace().next_back().unwrap_or_default();
    // 달라, 하라, 가자, 하느냐, 습니까, 어요: sentences end so; a single word may too.
    let verbal = last.ends_with(['다', '요', '까', '라', '자', '냐', '나', '네', '죠', '지']);
    verbal && sentences.split_whitespace().count() > 1 || last.ends_with("니다") || last.ends_with("했다")
}

/// Whether a quotation that ends in a noun is a clause all the same: "다음 경기는 다를 것"이라고.
pub(super) fn is_clause(inside: &str) -> bool {
    let subject = |word: &str| matches!(josa::strip(word), Some((_, Josa::Topic | Josa::Subject)));
    inside.ends_with('것') || inside.split_whitespace().rev().skip(1).any(subject)
}

/// 있다, 없다, 되다: nothing is said.
pub(super) fn is_mere(lemma: &str) -> bool {
    const VERBS: [&str; 10] = [
        "아니다",
        "있다",
        "없다",
        "되다",
        "않다",
        "들리다",
        "나오다",
        "어렵다",
        "싶다",
        "같다",
    ];
    VERBS.iter().any(|v| lemma.ends_with(v))
}

/// -다고 해서, -라고 볼 수 없다, -다고 하더라도: forms of saying that report nothing.
pub(super) fn is_no_saying(tokens: &[Token<'_>], p: &Predicate) -> bool {
    let verb = tokens[p.verb].text;
    let bare = p.lemma == "하다";
    // 통보해야 했다: it was to be said.
    if verb.ends_with("해야") {
        return true;
    }
    bare && (verb.starts_with("해")
        || verb.starts_with("하더")
        || verb.starts_with("할")
        || verb.starts_with("하면") && !verb.starts_with("하면서"))
        || p.lemma == "보다" && (verb.starts_with("볼") || verb == "보기")
}
