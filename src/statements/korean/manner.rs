//! How the content is put: affirmed or negated, as a fact, a plan or a wish, with what reserve.
//!
//! Korean decides all of this at the end of the clause, so only the last few words are looked at. What the patterns
//! are stands in `data/polarity.ko.toml` and `data/qualifiers.ko.toml`.

use crate::statements::{Cue, Kind, Modality, Polarity, Qualifier, QualifierKind, Stance};
use crate::text::Span;
use regex::{Regex, RegexSet};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingPatterns {
    negative: Vec<String>,
    affirmative: Vec<String>,
    future: Vec<String>,
    possible: Vec<String>,
    obligation: Vec<String>,
    question: Vec<String>,
}

struct Endings {
    negative: RegexSet,
    affirmative: RegexSet,
    future: RegexSet,
    possible: RegexSet,
    obligation: RegexSet,
    question: RegexSet,
}

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let all: EndingPatterns =
        toml::from_str(include_str!("../data/polarity.ko.toml")).expect("embedded patterns are well formed");
    let set = |patterns: &[String]| RegexSet::new(patterns).expect("embedded patterns compile");
    Endings {
        negative: set(&all.negative),
        affirmative: set(&all.affirmative),
        future: set(&all.future),
        possible: set(&all.possible),
        obligation: set(&all.obligation),
        question: set(&all.question),
    }
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierPatterns {
    hedge: Vec<String>,
    condition: Vec<String>,
    distance: Vec<String>,
    evidential: Vec<String>,
}

static QUALIFIERS: LazyLock<Vec<(Regex, QualifierKind)>> = LazyLock::new(|| {
    let all: QualifierPatterns = toml::from_str(include_str!("../data/qualifiers.ko.toml"))
        .expect("embedded patterns are well formed");
    let one = |patterns: Vec<String>, kind| {
        let joined = patterns
            .iter()
            .map(|p| format!("(?:{p})"))
            .collect::<Vec<_>>()
            .join("|");
        (Regex::new(&joined).expect("embedded patterns compile"), kind)
    };
    vec![
        one(all.condition, QualifierKind::Condition),
        one(all.evidential, QualifierKind::Evidential),
        one(all.distance, QualifierKind::Distance),
        one(all.hedge, QualifierKind::Hedge),
    ]
});

/// The last words of the content, without marks and punctuation.
fn tail(words: &[&str]) -> String {
    let last = words.last().copied().unwrap_or_default();
    let text = last.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    let kept: Vec<&str> = text.split_whitespace().rev().take(6).collect();
    let line = kept.into_iter().rev().collect::<Vec<_>>().join(" ");
    line.replace(['"', '“', '”', '\'', '‘', '’'], "")
}

/// Whether the content is a clause and not a bare noun.
pub fn is_clause(words: &[&str]) -> bool {
    let tail = tail(words);
    tail.ends_with(['다', '라', '자', '냐', '요', '것']) && tail.contains(' ')
}

/// Whether the main clause is affirmed or negated.
pub fn polarity(words: &[&str]) -> Polarity {
    let tail = tail(words);
    let tail = tail.trim_end_matches('?');
    if ENDINGS.negative.is_match(tail) && !ENDINGS.affirmative.is_match(tail) {
        Polarity::Negative
    } else {
        Polarity::Affirmative
    }
}

/// How strongly the main clause is put.
pub fn modality(words: &[&str], cue: Option<&Cue>, kind: Kind) -> Modality {
    let tail = tail(words);
    let stance = cue.map(|c| c.stance);
    if ENDINGS.question.is_match(&tail) || stance == Some(Stance::Question) {
        Modality::Question
    } else if ENDINGS.obligation.is_match(&tail) || kind == Kind::Directive {
        Modality::Obligation
    } else if ENDINGS.possible.is_match(&tail) {
        Modality::Possible
    } else if ENDINGS.future.is_match(&tail) || is_prospective(&tail) {
        if stance == Some(Stance::Expect) {
            Modality::Possible
        } else {
            Modality::Future
        }
    } else if stance == Some(Stance::Commit) {
        Modality::Future
    } else {
        Modality::Fact
    }
}

/// 시행할 것: a clause with -ㄹ before 것 is yet to come; 약화시키려는 것 is not.
fn is_prospective(tail: &str) -> bool {
    let mut words = tail.split(' ').rev();
    let last = words.next().unwrap_or_default();
    last.starts_with("것") && words.next().and_then(super::hangul::last_coda) == Some('ㄹ')
}

/// What weakens, conditions or distances the words under `span`, in order, without overlaps.
pub fn qualifiers(text: &str, span: Span) -> Vec<Qualifier> {
    let words = span.of(text);
    let mut found: Vec<Qualifier> = Vec::new();
    for (pattern, kind) in QUALIFIERS.iter() {
        for hit in pattern.find_iter(words) {
            let span = Span::new(span.start + hit.start(), span.start + hit.end());
            if !found.iter().any(|q| q.span.overlaps(&span)) {
                found.push(Qualifier { span, kind: *kind });
            }
        }
    }
    found.sort_by_key(|q| q.span);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negated_in_the_main_predicate() {
        for text in [
            "러시아에 병력을 보낸 사실이 없다",
            "논평할 필요를 전혀 느끼지 않는다",
            "한국의 안보 이익을 겨냥한 것이 아니다",
            "이를 좌시하지 않을 것",
            "그런 일을 안 했다",
            "계획이 없는 것",
        ] {
            assert_eq!(polarity(&[text]), Polarity::Negative, "{text}");
        }
        for text in [
            "철수할 수밖에 없다",
            "보내지 않은 나라를 돕고 있다",
            "틀림없다",
            "추가 병력을 보낼 준비를 하고 있다",
        ] {
            assert_eq!(polarity(&[text]), Polarity::Affirmative, "{text}");
        }
    }

    #[test]
    fn strength() {
        for (text, expected) in [
            ("대응 조치를 시행할 것", Modality::Future),
            ("끝까지 싸우겠다", Modality::Future),
            ("금리를 내릴 수 있다", Modality::Possible),
            ("즉각 철수해야 한다", Modality::Obligation),
            ("언제 끝나느냐", Modality::Question),
            ("병력을 보냈다", Modality::Fact),
        ] {
            assert_eq!(modality(&[text], None, Kind::Indirect), expected, "{text}");
        }
    }

    #[test]
    fn reserve() {
        let text = "사실이라면 이는 위험할 수 있다";
        let kinds: Vec<_> = qualifiers(text, Span::new(0, text.len()))
            .into_iter()
            .map(|q| q.kind)
            .collect();
        assert_eq!(kinds, [QualifierKind::Condition, QualifierKind::Hedge]);
    }
}
