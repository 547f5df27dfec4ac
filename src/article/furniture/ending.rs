//! What closes an article: `(끝)`, `(END)`, `###`, the agency's bare name.

use super::super::Role;
use super::byline;
use super::words::{WORDS, outlet};

const BRACKETS: [char; 14] = [
    '(', ')', '[', ']', '<', '>', '-', '–', '—', '=', ' ', '/', '【', '】',
];

/// The role of a line that is nothing but an end mark or an outlet's name.
pub fn of_line(line: &str) -> Option<Role> {
    if line.len() > 60 {
        return None;
    }
    let bare = line.trim_matches(BRACKETS);
    let marked = bare != line || bare.starts_with('#') || bare.len() > 2;
    if marked && WORDS.end_marks.iter().any(|mark| mark == bare) && is_framed_number(bare, line) {
        return Some(Role::End);
    }
    outlet(bare).map(|_| Role::Agency)
}

/// `-30-` and `-0-` close American copy; `- 30 -` among pages is a page.
fn is_framed_number(bare: &str, line: &str) -> bool {
    !bare.bytes().all(|b| b.is_ascii_digit()) || !line.contains(' ')
}

/// Length and role of the last piece of furniture glued to the end of a paragraph. An agency's bare name counts
/// only at the end of the last paragraph.
pub fn at_end(text: &str, last: bool) -> Option<(usize, Role)> {
    if let Some(length) = mark_at_end(text) {
        return Some((length, Role::End));
    }
    if last && let Some(length) = agency_at_end(text) {
        return Some((length, Role::Agency));
    }
    byline::at_end(text).map(|length| (length, Role::Byline))
}

fn mark_at_end(text: &str) -> Option<usize> {
    let marks = WORDS
        .end_marks
        .iter()
        .filter(|mark| mark.chars().any(char::is_alphabetic));
    for mark in marks {
        for (open, close) in [("(", ")"), ("[", "]"), ("<", ">"), ("【", "】")] {
            let framed = text
                .strip_suffix(close)
                .and_then(|t| t.strip_suffix(mark.as_str()));
            if let Some(rest) = framed.and_then(|t| t.strip_suffix(open)) {
                return Some(text.len() - rest.len());
            }
        }
    }
    let rest = text.trim_end_matches(['#', ' ']);
    (text.len() - rest.len() >= 3 && text.ends_with("##")).then(|| text.len() - rest.len())
}

fn agency_at_end(text: &str) -> Option<usize> {
    // The name stands after the last full stop: "… Monday. AFP", "…Monday.AFP", "… Monday. (Yonhap)".
    let stop = text.rfind(['.', '!', '?', '"', '”'])?;
    let after = stop + text[stop..].chars().next().map_or(0, char::len_utf8);
    let tail = &text[after..];
    let known = outlet(tail.trim().trim_matches(BRACKETS)).is_some_and(|o| o.agency);
    (tail.len() <= 40 && known).then_some(tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_marks() {
        for line in ["(끝)", "(END)", "###", "[끝]", "-30-", "-0-"] {
            assert_eq!(of_line(line), Some(Role::End), "{line}");
        }
        for line in ["AFP", "(연합뉴스)", "— Reuters"] {
            assert_eq!(of_line(line), Some(Role::Agency), "{line}");
        }
        for line in ["30", "End of the line", "끝이 없다", "연합뉴스는"] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }

    #[test]
    fn glued() {
        let tail = |text: &'static str| at_end(text, true).map(|(n, role)| (&text[text.len() - n..], role));
        assert_eq!(tail("보도했다. (끝)"), Some(("(끝)", Role::End)));
        assert_eq!(tail("on Monday.AFP"), Some(("AFP", Role::Agency)));
        assert_eq!(tail("on Monday. (Yonhap)"), Some((" (Yonhap)", Role::Agency)));
        assert_eq!(tail("according to AFP."), None);
        assert_eq!(tail("He told AFP"), None);
    }
}
