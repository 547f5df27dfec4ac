//! Words, numbers and signs of an English text.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with inner apostrophes and points (`p.m.`, `U.S.`).
    Word,
    /// Digits with separators: `1,500`, `3.5`, `7:30`.
    Digits,
    /// Any other sign, one character, but a currency sign keeps its letters (`US$`).
    Sign,
}

/// One token of a text.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// As it stands.
    pub(super) text: &'t str,
    /// In lower case, without the point of an abbreviation and the `'s` of an owner.
    pub(super) word: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// White space stands before it.
    pub(super) gap: bool,
}

impl Token<'_> {
    /// Whether it begins with a capital.
    pub(super) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is this sign.
    pub(super) fn is(&self, sign: &str) -> bool {
        self.text == sign
    }

    /// A hyphen or a dash that joins two numbers.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "‐" | "‑" | "−" | "~" | "∼" | "—")
    }
}

/// Splits a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut gap = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            gap = true;
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let (kind, len) = if c.is_ascii_digit() {
            (Kind::Digits, digits(rest))
        } else if is_letter(c) {
            let len = letters(rest);
            if len <= 2 && rest[len..].starts_with('$') {
                (Kind::Sign, len + 1)
            } else {
                (Kind::Word, len)
            }
        } else {
            (Kind::Sign, c.len_utf8())
        };
        found.push(Token {
            kind,
            text: &rest[..len],
            word: normal(&rest[..len]),
            start: at,
            end: at + len,
            gap,
        });
        gap = false;
        at += len;
    }
    found
}

fn normal(text: &str) -> String {
    let word = text.to_lowercase().trim_end_matches('.').replace('’', "'");
    match word.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => owner.to_owned(),
        _ => word,
    }
}

/// Letters, and the signs that stand for a unit (°C, ㎞, m²).
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c,
            '°' | '²' | '³' | '\u{2103}' | '\u{2109}' | '\u{3380}'..='\u{33DF}'
        )
}

fn letters(text: &str) -> usize {
    let mut end = 0;
    let mut inside = text.char_indices().peekable();
    let mut points = false;
    while let Some((at, c)) = inside.next() {
        let next = inside.peek().map(|(_, c)| *c);
        let joins = match c {
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            // p.m., U.S.: a point after a single letter.
            '.' => {
                let single = single_before(text, at);
                points |= single && next.is_some_and(char::is_alphabetic);
                single && (points || next.is_some_and(char::is_alphabetic)) || is_abbreviation(&text[..at])
            }
            '/' => next.is_some_and(char::is_alphabetic) && at <= 2,
            c => is_letter(c) || c.is_ascii_digit() && at <= 2 && end > 0 && is_power(c, next),
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// m2, km3.
fn is_power(c: char, next: Option<char>) -> bool {
    matches!(c, '2' | '3') && !next.is_some_and(char::is_alphanumeric)
}

fn single_before(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    before.next().is_some_and(char::is_alphabetic) && !before.next().is_some_and(char::is_alphabetic)
}

/// Months are shortened with a point that belongs to them.
fn is_abbreviation(word: &str) -> bool {
    const MONTHS: [&str; 11] = [
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov",
    ];
    MONTHS.contains(&word) || word == "Dec"
}

/// `1,500`, `3.5`, `7:30`, but not the comma or point that ends a clause.
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    let mut colon = false;
    while end < bytes.len() {
        let next = run((end + 1).min(bytes.len()));
        let more = match bytes[end] {
            b',' => next == 3 && !colon,
            b'.' => next > 0,
            b':' => next == 2 && !text[..end].contains('.'),
            _ => false,
        };
        if !more {
            break;
        }
        colon |= bytes[end] == b':';
        end += 1 + next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.text).collect()
    }

    #[test]
    fn keeps_numbers_and_abbreviations_whole() {
        assert_eq!(
            split("At 7:30 p.m., 1,500 won."),
            ["At", "7:30", "p.m.", ",", "1,500", "won", "."]
        );
        assert_eq!(
            split("US$3.5bn on Oct. 22, 2024."),
            ["US$", "3.5", "bn", "on", "Oct.", "22", ",", "2024", "."]
        );
        assert_eq!(split("The U.S. said"), ["The", "U.S.", "said"]);
        assert_eq!(split("37°C and 5 km/h"), ["37", "°C", "and", "5", "km/h"]);
    }
}
