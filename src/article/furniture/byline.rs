//! Who wrote it: `By Jane Doe`, `홍길동 기자 hong@example.com`, `(Reporting by …; Editing by …)`.

use super::words::{WORDS, opens_with, outlet};
use regex::Regex;
use std::sync::LazyLock;

static E_MAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,64}\.[A-Za-z]{2,8}")
        .expect("the pattern is fixed and tested")
});

static BY_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|al|bin|la|di|da|du|el)){0,4}";
    let pattern = format!(
        r"^(?:By|BY) {name}(?:(?:, | and | AND |, and ){name}){{0,5}}(?:,? (?:in|for|of) [\p{{L}} ]{{2,30}})?$"
    );
    Regex::new(&pattern).expect("the pattern is fixed and tested")
});

/// Whether the line is a byline as a whole.
pub fn is_byline(line: &str) -> bool {
    let bare = line.trim_matches(['(', ')', '[', ']', ' ', '<', '>']);
    let lower = bare.to_lowercase();
    if opens_with(&lower, &WORDS.credit_starts_en) {
        return true;
    }
    let without_mail = E_MAIL.replace_all(line, " ");
    let mailed = matches!(without_mail, std::borrow::Cow::Owned(_));
    let words = without_mail.split_whitespace().count();
    let ended = without_mail.trim_end().ends_with(['.', '?', '!', '다', '요']);
    mailed && words <= 8 && !ended || is_english(bare) || is_korean(&without_mail)
}

fn is_english(line: &str) -> bool {
    if line.chars().count() > 120 {
        return false;
    }
    let names = line.split(['|', '/']).next().unwrap_or_default().trim();
    BY_NAMES.is_match(names) || {
        // "Jane Doe, staff writer"
        let Some((name, tail)) = line.rsplit_once(", ") else {
            return false;
        };
        let capital = name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
        let tail = tail.to_lowercase();
        capital && name.split_whitespace().count() <= 4 && WORDS.byline_tails_en.contains(&tail)
    }
}

/// Whether a Korean line holds nothing but names, titles of reporters, outlets and places.
fn is_korean(line: &str) -> bool {
    if line.chars().count() > 60 {
        return false;
    }
    let parts: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || "()[]【】〔〕<>|/=·,ㆍ:&".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    // A title closes the names: `기자 회견` is no byline.
    let titled =
        parts.last().is_some_and(|part| is_title(part)) && parts.first().is_some_and(|part| *part != "기자");
    titled
        && parts.len() <= 9
        && parts
            .iter()
            .all(|part| is_title(part) || is_name(part) || outlet(part).is_some())
}

/// A reporter's title, alone or glued to the name: 기자, 홍길동기자.
pub fn is_title(word: &str) -> bool {
    WORDS.reporter_titles_ko.iter().any(|title| {
        word.strip_suffix(title.as_str())
            .is_some_and(|name| name.is_empty() || title.chars().count() > 1 && is_name(name))
    })
}

/// Two to four Hangul syllables: a Korean name, or a place in a dateline.
fn is_name(word: &str) -> bool {
    let length = word.chars().count();
    (2..=4).contains(&length) && word.chars().all(|c| ('가'..='힣').contains(&c))
}

/// Length of the byline glued to the end of a paragraph, after its last sentence: `…고 밝혔다. 홍길동 기자
/// hong@example.com`.
pub fn at_end(text: &str) -> Option<usize> {
    const WINDOW: usize = 160;
    let from = (text.len().saturating_sub(WINDOW)..=text.len()).find(|&at| text.is_char_boundary(at))?;
    let stop = text[from..]
        .char_indices()
        .filter(|&(_, c)| matches!(c, '.' | '!' | '?' | '"' | '”'));
    // The earliest full stop after which nothing but a byline follows.
    for (at, c) in stop {
        let rest = from + at + c.len_utf8();
        let glued = &text[rest..];
        let spaced = glued.starts_with(char::is_whitespace) || glued.starts_with(['/', '(', '[', '=']);
        if spaced && is_byline(glued.trim()) {
            return Some(glued.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for line in [
            "By Jane Doe",
            "By JANE DOE and Kim Min-ji",
            "By Jane Doe in Seoul",
            "Jane Doe, staff writer",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "홍길동 기자 hong@example.com",
            "홍길동·김철수 기자",
            "(서울=연합뉴스) 홍길동 기자",
            "hong@example.com",
            "[새벽신문 홍길동 기자]",
            "홍길동 워싱턴 특파원",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Monday the water had gone.",
            "By Monday the water had gone",
            "By 2030, half of all cars will be electric",
            "기자 회견 열어 유감 표명",
            "정부 기자회견 연기",
            "문의는 hong@example.com으로 하면 된다.",
            "기자들이 몰려들었다",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn glued_to_the_end() {
        let text = "정부는 22일 이같이 밝혔다. 홍길동 기자 hong@example.com";
        assert_eq!(
            at_end(text).map(|n| &text[text.len() - n..]),
            Some(" 홍길동 기자 hong@example.com")
        );
        assert_eq!(at_end("정부는 22일 밝혔다. 기자들은 놀랐다."), None);
    }
}
