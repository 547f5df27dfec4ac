//! Headings inside the body that a mark sets apart: `– Urge immediate withdrawal –`, `◇ 즉각 철수 촉구`.

use super::super::layout::is_terminated;
use super::words::WORDS;

/// Longest heading, in characters.
const LONGEST: usize = 70;

/// Whether marks show the line to be a sub-heading.
pub fn is_subheading(line: &str) -> bool {
    let length = line.chars().count();
    length <= LONGEST && (opens_with_mark(line) && !is_sentence(line) || is_framed(line))
}

/// Ends in a full stop; a quotation alone ends no sentence: `◇ 환경단체 "예고된 재난"`.
fn is_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '\'', '’', ' ']);
    is_terminated(bare) && !bare.ends_with(['?', '!', '…'])
}

fn opens_with_mark(line: &str) -> bool {
    WORDS
        .subheading_marks
        .iter()
        .any(|mark| line.starts_with(mark.as_str()))
}

/// Between two dashes, asterisks or angle brackets.
fn is_framed(line: &str) -> bool {
    const FRAMES: [(&str, &str); 7] = [
        ("- ", " -"),
        ("– ", " –"),
        ("— ", " —"),
        ("-- ", " --"),
        ("**", "**"),
        ("<", ">"),
        ("《", "》"),
    ];
    FRAMES.iter().any(|(open, close)| {
        let inside = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(|words| {
            words.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !is_terminated(words)
        })
    })
}

/// Whether the line is an item of a list, which is a paragraph of its own.
pub fn is_list_item(line: &str) -> bool {
    let marked = WORDS.list_marks.iter().any(|mark| {
        line.strip_prefix(mark.as_str())
            .is_some_and(|rest| !mark.is_ascii() || rest.starts_with(' '))
    });
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits)
        && line[digits..].starts_with([')', '.'])
        && line[digits + 1..].starts_with(' ');
    marked || numbered || opens_with_mark(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_lists() {
        for line in [
            "– Urge immediate withdrawal –",
            "◇ 즉각 철수 촉구",
            "■ 전망",
            "◇ 환경단체 \"예고된 재난\"",
            "<대책은 무엇인가>",
            "- 부산, 18년 만에 정상 -",
        ] {
            assert!(is_subheading(line), "{line}");
        }
        for line in [
            "- 부산은 정상이다.",
            "◇ 정부는 대책을 내놨다.",
            "– and so on",
            "** **",
        ] {
            assert!(!is_subheading(line), "{line}");
        }
        for line in ["• Ferry", "1. 개요", "▲서울 3도", "- item", "2) next"] {
            assert!(is_list_item(line), "{line}");
        }
        for line in ["-3 degrees", "2022. 3", "1,500 troops", "3.5% more"] {
            assert!(!is_list_item(line), "{line}");
        }
    }
}
