//! Words under a picture, known by their credit.

use super::super::layout::is_terminated;
use super::words::{WORDS, opens_with, outlet};

/// Whether the line is a caption: it opens as one, or closes with the credit of a picture.
pub fn is_caption(line: &str) -> bool {
    let lower = line.to_lowercase();
    opens_with(&lower, &WORDS.caption_starts)
        || credit_at_end(line).is_some_and(is_credit)
        || slash_credit(line)
}

/// What stands in the last bracket of the line.
fn credit_at_end(line: &str) -> Option<&str> {
    let body = line.trim_end_matches('.');
    let open = match body.chars().next_back()? {
        ')' => body.rfind('(')?,
        ']' => body.rfind('[')?,
        _ => return None,
    };
    Some(&body[open + 1..body.len() - 1])
}

/// Whether the words in a bracket credit a picture: a word of the trade, or agencies tied by `=` or `via`.
fn is_credit(inside: &str) -> bool {
    if inside.chars().count() > 60 {
        return false;
    }
    let lower = inside.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    // "자료사진", "홍길동 촬영", "AP Photo/Jane Doe": the trade's word with something that is no sentence around it.
    let of_trade = words.any(|word| WORDS.photo_words.iter().any(|photo| photo == word));
    let tied = inside.contains('=') || lower.contains(" via ");
    let by_agency = inside
        .split(['=', '/', ',', ' '])
        .any(|part| outlet(part).is_some());
    let slashed_agency = inside.split('/').skip(1).any(|part| outlet(part).is_some());
    of_trade && !is_terminated(inside) || tied && by_agency || slashed_agency
}

/// `…/사진=홍길동 기자`, `… /연합뉴스`, `…/AFP` at the end of a line.
fn slash_credit(line: &str) -> bool {
    let Some((_, credit)) = line.rsplit_once('/') else {
        return false;
    };
    let credit = credit.trim();
    credit.starts_with("사진") || outlet(credit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions() {
        for line in [
            "FILE PHOTO: A ferry leaves the harbour. REUTERS/Jane Doe",
            "A ferry leaves the harbour on Monday. (AP Photo/Jane Doe)",
            "The minister speaks in Sejong. [Photo by Hong Gil-dong]",
            "지난 21일 부산항에 정박한 여객선. [연합뉴스 자료사진]",
            "부산항 전경. [로이터=연합뉴스]",
            "부산항 전경 /사진=홍길동 기자",
            "부산항 전경(사진=부산시 제공)",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "The ferry (built in 1998) sank.",
            "The party (which the file mentions but nobody read.) won.",
            "정부는 북대서양조약기구(NATO·나토)",
            "Police seized photos from the office.",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
