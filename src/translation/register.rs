//! Polite Korean (합니다) in the plain style of newspapers (한다), outside quotation marks.
//!
//! ```text
//! 말했습니다 → 말했다    말합니다 → 말한다    필요합니다 → 필요하다    기자입니다 → 기자다    받습니다 → 받는다
//! ```
//!
//! Whether the plain form takes 는다 or 다 depends on the part of speech, which the polite form does not show: the lists
//! of `data/register.toml` say it for the stems that end in a consonant and for adjectives. What neither they nor a rule
//! decide stays polite; a wrong form would be worse. What is quoted stays as it was said.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Words {
    verbs: HashSet<String>,
    adjectives: HashSet<String>,
    open_adjectives: HashSet<String>,
    ha_adjectives: HashSet<String>,
    i_verbs: HashSet<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("data/register.toml")).expect("the list is tested"));

/// The sentence in the plain style, as far as that is safe.
pub fn plain(sentence: &str) -> String {
    const MARKS: [char; 8] = ['"', '“', '”', '\'', '‘', '’', '「', '」'];
    let mut out = String::with_capacity(sentence.len());
    let (mut quoted, mut rest) = (false, sentence);
    while let Some(at) = rest.find(MARKS) {
        let (before, after) = rest.split_at(at);
        out += &if quoted {
            before.to_owned()
        } else {
            endings(before, false)
        };
        let mark = after.chars().next().unwrap_or('"');
        quoted = match mark {
            '“' | '‘' | '「' => true,
            '”' | '’' | '」' => false,
            _ => !quoted,
        };
        out.push(mark);
        rest = &after[mark.len_utf8()..];
    }
    // A mark that is never closed says nothing about what is quoted.
    out += &if quoted {
        rest.to_owned()
    } else {
        endings(rest, true)
    };
    out
}

/// Every predicate at the end of a sentence in a stretch outside quotation marks.
fn endings(text: &str, to_the_end: bool) -> String {
    const ENDING: &str = "니다";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(ENDING) {
        let after = &rest[at + ENDING.len()..];
        let ends = match after.chars().next() {
            None => to_the_end,
            Some(c) => matches!(c, '.' | '!' | '…'),
        };
        let word_starts = rest[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let word = rest[..at].get(word_starts..).unwrap_or_default();
        match plain_form(word).filter(|_| ends) {
            Some(form) => {
                out += &rest[..word_starts];
                out += &form;
            }
            None => out += &rest[..at + ENDING.len()],
        }
        rest = after;
    }
    out + rest
}

/// The plain form of a polite predicate given without its 니다: `말했습`, `말합`.
fn plain_form(word: &str) -> Option<String> {
    let last = word.chars().next_back()?;
    let before = &word[..word.len() - last.len_utf8()];
    if last == '습' {
        return after_consonant(before);
    }
    let (stem, Some('ㅂ')) = parted(last)? else {
        return None;
    };
    after_vowel(before, stem)
}

/// `말했` → `말했다`, `받` → `받는다`, `좋` → `좋다`.
fn after_consonant(stem: &str) -> Option<String> {
    let last = stem.chars().next_back()?;
    let (_, end) = parted(last)?;
    let listed = |words: &HashSet<String>| words.iter().any(|word| stem.ends_with(word.as_str()));
    let adjective = ["스럽", "롭", "답", "없", "있", "많", "싶"]
        .iter()
        .any(|e| stem.ends_with(e));
    // Past and future are alike for both: 했, 됐, 겠.
    if end == Some('ㅆ') || adjective || WORDS.adjectives.contains(stem) {
        return Some(format!("{stem}다"));
    }
    let verb = WORDS.verbs.contains(stem) || (stem.chars().count() > 1 && listed(&WORDS.verbs));
    verb.then(|| format!("{stem}는다"))
}

/// `말하` → `말한다`, `필요하` → `필요하다`, `기자이` → `기자다`, `보이` → `보인다`, `크` → `크다`.
fn after_vowel(before: &str, syllable: char) -> Option<String> {
    match syllable {
        '하' if WORDS.ha_adjectives.contains(before) => return Some(format!("{before}하다")),
        '이' if !WORDS.i_verbs.contains(before) => return copula(before),
        _ => {}
    }
    let stem = format!("{before}{syllable}");
    let adjective = |stem: &str| WORDS.open_adjectives.contains(stem);
    if adjective(&stem) {
        return Some(format!("{stem}다"));
    }
    let with_rieul = format!("{before}{}", with_final(syllable, RIEUL)?);
    if adjective(&with_rieul) {
        return Some(format!("{with_rieul}다"));
    }
    Some(format!("{before}{}다", with_final(syllable, NIEUN)?))
}

/// `기자` → `기자다`, `학생` → `학생이다`; `것` and numbers likewise.
fn copula(noun: &str) -> Option<String> {
    let last = noun.chars().next_back()?;
    match parted(last) {
        Some((_, None)) => Some(format!("{noun}다")),
        _ => Some(format!("{noun}이다")),
    }
}

const FIRST: u32 = 0xAC00;
const FINALS: u32 = 28;
const NIEUN: u32 = 4;
const RIEUL: u32 = 8;

/// A syllable without its final consonant, and that consonant where it is one that matters here.
fn parted(syllable: char) -> Option<(char, Option<char>)> {
    let index = u32::from(syllable)
        .checked_sub(FIRST)
        .filter(|_| ('가'..='힣').contains(&syllable))?;
    let end = index % FINALS;
    let open = char::from_u32(FIRST + index - end)?;
    let end = match end {
        0 => None,
        17 => Some('ㅂ'),
        20 => Some('ㅆ'),
        _ => Some('ㄱ'),
    };
    Some((open, end))
}

/// An open syllable closed by a final consonant.
fn with_final(open: char, consonant: u32) -> Option<char> {
    char::from_u32(u32::from(open) + consonant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_become_plain() {
        for (polite, expected) in [
            ("대통령이 말했습니다.", "대통령이 말했다."),
            ("정부는 대책을 발표합니다.", "정부는 대책을 발표한다."),
            ("협력이 필요합니다.", "협력이 필요하다."),
            ("그는 기자입니다.", "그는 기자다."),
            ("그는 학생입니다.", "그는 학생이다."),
            ("사실이 아닙니다.", "사실이 아니다."),
            ("가능성이 커 보입니다.", "가능성이 커 보인다."),
            ("지원을 받습니다.", "지원을 받는다."),
            ("결과가 좋습니다.", "결과가 좋다."),
            ("문제가 있습니다.", "문제가 있다."),
            ("규모가 큽니다.", "규모가 크다."),
            ("거리가 멉니다.", "거리가 멀다."),
            ("제품을 만듭니다.", "제품을 만든다."),
            ("비가 올 것입니다.", "비가 올 것이다."),
            ("회담이 열립니다.", "회담이 열린다."),
            ("내일 공개하겠습니다.", "내일 공개하겠다."),
            ("걱정스럽습니다.", "걱정스럽다."),
        ] {
            assert_eq!(plain(polite), expected);
        }
    }

    #[test]
    fn what_is_quoted_or_unsure_stays() {
        for text in [
            "\"사실이 아닙니다.\"",
            "그는 “감사합니다. 기쁩니다.”라고 했다.",
            "어머니다.",
            "비가 오지 않습니다.",
            "습니다",
        ] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(
            plain("그는 \"갑니다.\"라고 말했습니다."),
            "그는 \"갑니다.\"라고 말했다."
        );
    }
}
