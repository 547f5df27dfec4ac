//! Sentences broken into lines that fit a terminal, with the way back to the article's bytes.
//!
//! A paragraph of news is one line of several hundred columns. Cut to a window it cannot be read, so it is
//! wrapped here, by display width, before the carets are drawn.

use crate::text::Span;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Lines, and where each of their characters came from.
pub struct Wrapped {
    /// The lines, joined by `\n`.
    pub text: String,
    /// For every character kept: byte in the article, byte in `text`, length.
    kept: Vec<(usize, usize, usize)>,
}

impl Wrapped {
    /// Where `span` of the article stands in [`text`](Self::text): one range a line.
    pub fn ranges(&self, span: Span) -> Vec<Range<usize>> {
        let from = self.kept.partition_point(|&(origin, ..)| origin < span.start);
        let to = self.kept.partition_point(|&(origin, ..)| origin < span.end);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for &(_, at, len) in &self.kept[from..to.max(from)] {
            match ranges.last_mut() {
                // A newline between two characters starts another range; a space within a line does not.
                Some(last) if !self.text[last.end..at].contains('\n') => last.end = at + len,
                _ => ranges.push(at..at + len),
            }
        }
        ranges
    }
}

/// Breaks `parts` of `text`, in order, into lines of at most `width` columns. Parts follow each other with a space.
pub fn wrap(text: &str, parts: Vec<Span>, width: usize) -> Wrapped {
    let mut lines = Lines {
        out: Wrapped {
            text: String::new(),
            kept: Vec::new(),
        },
        column: 0,
        width: width.max(2),
    };
    for part in parts {
        let inside = part.of(text);
        for word in inside.split_whitespace() {
            // `word` is a slice of `inside`, so the distance of their first bytes is its offset.
            let offset = word.as_ptr() as usize - inside.as_ptr() as usize;
            lines.word(word, part.start + offset);
        }
    }
    lines.out
}

struct Lines {
    out: Wrapped,
    column: usize,
    width: usize,
}

impl Lines {
    fn word(&mut self, word: &str, origin: usize) {
        let wide: usize = word.chars().map(columns).sum();
        if self.column > 0 {
            if self.column + 1 + wide <= self.width {
                self.out.text.push(' ');
                self.column += 1;
            } else {
                self.newline();
            }
        }
        for (at, c) in word.char_indices() {
            // A word longer than a line (no spaces in Japanese; a long address) is broken where it must.
            if self.column + columns(c) > self.width {
                self.newline();
            }
            if is_shown(c) {
                self.out
                    .kept
                    .push((origin + at, self.out.text.len(), c.len_utf8()));
                self.out.text.push(c);
                self.column += columns(c);
            }
        }
    }

    fn newline(&mut self) {
        self.out.text.push('\n');
        self.column = 0;
    }
}

/// Control characters and marks that turn the direction of writing would let an article redraw the terminal.
fn is_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `text` without such characters, on one line.
pub fn shown(text: &str) -> String {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.chars().filter(|&c| is_shown(c)).collect()
}

fn columns(c: char) -> usize {
    if is_shown(c) { c.width().unwrap_or(0) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str, width: usize) -> Wrapped {
        wrap(text, vec![Span::new(0, text.len())], width)
    }

    #[test]
    fn hangul_counts_two_columns() {
        assert_eq!(
            whole("특수부대원 1천500명이 이미", 14).text,
            "특수부대원\n1천500명이\n이미"
        );
    }

    #[test]
    fn a_passage_over_two_lines_has_two_ranges() {
        let text = "one two  three four";
        let wrapped = whole(text, 9);
        assert_eq!(wrapped.text, "one two\nthree\nfour");
        let lines: Vec<&str> = wrapped
            .ranges(Span::new(4, 14))
            .into_iter()
            .map(|r| &wrapped.text[r])
            .collect();
        assert_eq!(lines, ["two", "three"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_too_wide(text in "\\PC{0,80}", width in 2usize..40) {
            let wrapped = whole(&text, width);
            for line in wrapped.text.lines() {
                prop_assert!(line.chars().map(columns).sum::<usize>() <= width.max(2), "{line:?}");
            }
            let letters = |t: &str| t.chars().filter(|&c| !c.is_whitespace() && is_shown(c)).collect::<String>();
            prop_assert_eq!(letters(&wrapped.text), letters(&text));
        }
    }
}
