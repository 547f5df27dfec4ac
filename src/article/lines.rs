//! The physical lines of a text.

use crate::text::Span;

/// A line that holds more than white space, without the white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub span: Span,
    /// How many blank lines stand before it.
    pub blanks: usize,
    /// Whether a new page begins between the line before and this one.
    pub new_page: bool,
}

/// Splits at every mark that Unicode calls a mandatory break; `\r\n` is one of them, not two.
pub fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut start, mut blanks, mut new_page) = (0, 0, false);
    let mut chars = text.char_indices().peekable();
    let mut end_line = |start: usize, end: usize, blanks: &mut usize, new_page: &mut bool| {
        let span = Span::new(start, end).trim(text);
        if span.is_empty() {
            *blanks += 1;
            return;
        }
        found.push(Line {
            span,
            blanks: std::mem::take(blanks),
            new_page: std::mem::take(new_page),
        });
    };
    while let Some((at, c)) = chars.next() {
        if !is_break(c) {
            continue;
        }
        end_line(start, at, &mut blanks, &mut new_page);
        if c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n') {
            chars.next();
        }
        new_page |= c == '\u{c}';
        start = chars.peek().map_or(text.len(), |&(next, _)| next);
    }
    end_line(start, text.len(), &mut blanks, &mut new_page);
    found
}

const fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_blank_lines_and_pages() {
        let text = "\n one\r\ntwo \r\n\r\nthree\n\u{c}\nfour";
        let found: Vec<_> = lines(text)
            .iter()
            .map(|l| (l.span.of(text), l.blanks, l.new_page))
            .collect();
        assert_eq!(
            found,
            [
                ("one", 1, false),
                ("two", 0, false),
                ("three", 1, false),
                ("four", 2, true)
            ]
        );
    }
}
