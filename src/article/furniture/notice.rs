//! Copyright lines, publication dates, page numbers, "read more" and separators.

use super::super::published;
use super::words::{WORDS, opens_with};
use regex::Regex;
use std::sync::LazyLock;

/// Longest service line, in characters: longer ones are prose that happens to open that way.
const LONGEST_SERVICE_LINE: usize = 60;

/// Whether the line is a notice as a whole.
pub fn is_notice(line: &str) -> bool {
    let lower = line.to_lowercase();
    let short = line.chars().count() <= LONGEST_SERVICE_LINE;
    is_page_number(line)
        || is_date_line(line)
        || !line.chars().any(char::is_alphanumeric) && is_separator(line)
        || WORDS
            .notice_parts
            .iter()
            .any(|part| lower.contains(part.as_str()))
            && !quotes(line)
        || short && opens_with(&lower, &WORDS.notice_starts) && !super::super::layout::is_terminated(line)
        || lower.starts_with("copyright") && line.chars().any(|c| c.is_ascii_digit())
}

/// A line of prose may speak of copyright; it is then quoted or a sentence with a quotation in it.
fn quotes(line: &str) -> bool {
    line.contains(['"', '“', '”'])
}

fn is_separator(line: &str) -> bool {
    line.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '-'
                    | '_'
                    | '='
                    | '~'
                    | '#'
                    | '—'
                    | '–'
                    | '─'
                    | '━'
                    | '·'
                    | '.'
                    | '\u{200b}'
                    | '\u{feff}'
                    | '\u{200c}'
                    | '\u{200d}'
                    | '\u{2060}'
            )
    })
}

static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^(?:[-–—]\s*\d{1,4}\s*[-–—]|\[\d{1,3}\]|\d{1,3}\s*/\s*\d{1,3}|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,3}\s*(?:쪽|페이지)|\d{1,3})$";
    Regex::new(pattern).expect("the pattern is fixed and tested")
});

/// Whether the line is the number of a page: `- 3 -`, `Page 3 of 10`, `3/10`.
pub fn is_page_number(line: &str) -> bool {
    line.len() < 24 && PAGE_NUMBER.is_match(line)
}

static DATE_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    // Once the date and what usually goes with it (weekday, time, zone) are taken away, nothing is left.
    let pattern = r"(?ix)^(?:
        (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b | [월화수목금토일]요일 | \([월화수목금토일]\)
        | (?:january|february|march|april|may|june|july|august|september|october|november|december)\b
        | (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?
        | \d{1,4}(?:st|nd|rd|th)? | [년월일시분초] | 오전 | 오후 | (?:a\.?m|p\.?m)\b\.? | (?:gmt|utc|kst|est|edt|et|pt|bst|cet)\b
        | [-/.,:|+()T\s]
    )+$";
    Regex::new(pattern).expect("the pattern is fixed and tested")
});

/// Whether the line gives the date of publication: a full date alone, or after a word such as `입력`, `Published`.
pub fn is_date_line(line: &str) -> bool {
    if line.chars().count() > 90 || published::in_line(line).is_none() {
        return false;
    }
    let lower = line.trim_start_matches(['[', '(', '<', ' ']).to_lowercase();
    DATE_ONLY.is_match(line)
        || opens_with(&lower, &WORDS.date_starts)
            && (lower.ends_with(".m.") || !super::super::layout::is_terminated(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices() {
        for line in [
            "<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>",
            "ⓒ 새누리일보. 무단전재 및 재배포 금지",
            "Copyright 2024 Harbour Times. All rights reserved.",
            "입력 2024.10.22 14:30 수정 2024.10.22 15:01",
            "Published: Oct. 22, 2024 9:15 a.m.",
            "Tuesday, October 22, 2024",
            "2024-10-22 09:15",
            "2024년 10월 22일 화요일",
            "Read more: Ferry services resume",
            "* * *",
            "- 3 -",
            "Page 2 of 4",
        ] {
            assert!(is_notice(line), "{line}");
        }
    }

    #[test]
    fn prose() {
        for line in [
            "Published reports on Oct. 22, 2024 said the ferry had sunk.",
            "2024년 10월 22일 정부는 새 규칙을 내놨다.",
            "Read more books, the minister told pupils.",
            "\"저작권자와 협의하겠다\"고 밝혔다.",
            "3.5%",
            "Page Museum",
        ] {
            assert!(!is_notice(line), "{line}");
        }
    }
}
