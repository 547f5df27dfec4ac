//! Quotation marks of both languages: where a quoted stretch begins and ends.
//!
//! Curly marks and corner brackets say themselves what they are. A straight mark is read by its neighbours and by
//! what is open: `said "no" and`, `6'2"`, `workers' rights`, `'러 파병'을`. What stays open ends with its paragraph
//! (`closed: false`), and a paragraph that begins with the same mark goes on with it, as quotations of several
//! paragraphs are printed. A single mark that never closes was an apostrophe.

use super::kinds::Mark;
use crate::article::Block;
use crate::text::Span;

/// The pairs of marks told apart, straight and curly alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Double,
    Single,
    Corner,
    DoubleCorner,
    Guillemet,
}

/// What one character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Open(Shape),
    Close(Shape),
    Nothing,
}

#[derive(Debug, Clone, Copy)]
struct Opening {
    at: usize,
    shape: Shape,
}

/// Finds the quoted stretches in the prose of `blocks`, in order of their start, outer before inner.
pub fn find(text: &str, blocks: &[Block]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut left_open: Option<Shape> = None;
    for (n, block) in blocks.iter().enumerate() {
        if !block.role.is_prose() {
            continue;
        }
        let mut scanner = Scanner {
            text,
            end: block.span.end,
            start: block.span.start,
            open: Vec::new(),
            found: Vec::new(),
        };
        scanner.run();
        let next = blocks[n + 1..].iter().find(|b| b.role.is_prose());
        let open = scanner.finish(next.and_then(|b| leading_shape(b.span.of(text))));
        let mut found = scanner.found;
        found.sort_by_key(|(span, _, _)| (span.start, std::cmp::Reverse(span.end)));
        for (span, shape, closed) in found {
            marks.push(Mark {
                span,
                single: matches!(shape, Shape::Single | Shape::Corner),
                ellipsis: has_ellipsis(span.of(text)),
                closed,
                depth: 0,
                continues: left_open == Some(shape) && span.start == block.span.trim(text).start,
            });
        }
        left_open = open;
    }
    set_depths(&mut marks);
    marks
}

fn set_depths(marks: &mut [Mark]) {
    let mut around: Vec<Span> = Vec::new();
    for mark in marks {
        while around.last().is_some_and(|outer| !outer.contains(&mark.span)) {
            around.pop();
        }
        mark.depth = u8::try_from(around.len()).unwrap_or(u8::MAX);
        around.push(mark.span);
    }
}

fn has_ellipsis(quoted: &str) -> bool {
    ["…", "...", ". . .", "(중략)", "[...]"]
        .iter()
        .any(|e| quoted.contains(e))
}

/// The mark a paragraph begins with, if any.
fn leading_shape(block: &str) -> Option<Shape> {
    match block.trim_start().chars().next()? {
        '“' | '"' => Some(Shape::Double),
        '‘' | '\'' => Some(Shape::Single),
        '「' => Some(Shape::Corner),
        '『' => Some(Shape::DoubleCorner),
        '«' => Some(Shape::Guillemet),
        _ => None,
    }
}

struct Scanner<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    open: Vec<Opening>,
    found: Vec<(Span, Shape, bool)>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        for (offset, c) in self.text[self.start..self.end].char_indices() {
            let at = self.start + offset;
            match self.act(at, c) {
                Act::Open(shape) => self.open(at, shape),
                Act::Close(shape) => self.close(at + c.len_utf8(), shape),
                Act::Nothing => {}
            }
        }
    }

    /// The character before `at` and the one after the mark `c` that stands there.
    fn neighbours(&self, at: usize, c: char) -> (Option<char>, Option<char>) {
        (
            self.text[self.start..at].chars().next_back(),
            self.text[at + c.len_utf8()..self.end].chars().next(),
        )
    }

    fn is_open(&self, shape: Shape) -> bool {
        self.open.iter().any(|o| o.shape == shape)
    }

    fn act(&self, at: usize, c: char) -> Act {
        match c {
            '“' | '„' => Act::Open(Shape::Double),
            '”' => Act::Close(Shape::Double),
            '「' => Act::Open(Shape::Corner),
            '」' => Act::Close(Shape::Corner),
            '『' => Act::Open(Shape::DoubleCorner),
            '』' => Act::Close(Shape::DoubleCorner),
            '«' => Act::Open(Shape::Guillemet),
            '»' => Act::Close(Shape::Guillemet),
            '"' => self.straight_double(at),
            '‘' => Act::Open(Shape::Single),
            '’' => self.closing_single(at, c),
            '\'' => self.straight_single(at),
            _ => Act::Nothing,
        }
    }

    fn straight_double(&self, at: usize) -> Act {
        let (before, after) = self.neighbours(at, '"');
        let open = self.is_open(Shape::Double);
        if opens_by_shape(before, after) {
            return Act::Open(Shape::Double);
        }
        if open {
            return Act::Close(Shape::Double);
        }
        // Inches, or the end of something that never began.
        let closes_by_shape = before.is_some_and(|b| !b.is_whitespace())
            && after.is_none_or(|a| a.is_whitespace() || a.is_ascii_punctuation());
        if closes_by_shape || before.is_some_and(|b| b.is_ascii_digit()) {
            Act::Nothing
        } else {
            Act::Open(Shape::Double)
        }
    }

    fn straight_single(&self, at: usize) -> Act {
        let (before, after) = self.neighbours(at, '\'');
        if opens_by_shape(before, after) && !is_elision(&self.text[at + 1..self.end]) {
            return Act::Open(Shape::Single);
        }
        self.closing_single(at, '\'')
    }

    /// A mark that closes a single quotation or is an apostrophe.
    fn closing_single(&self, at: usize, c: char) -> Act {
        let (before, after) = self.neighbours(at, c);
        let apostrophe = before.is_some_and(is_latin) && after.is_some_and(is_latin);
        let spaced = before.is_none_or(char::is_whitespace);
        if !self.is_open(Shape::Single) || apostrophe || (spaced && after.is_some_and(is_latin)) {
            return Act::Nothing;
        }
        if before.is_some_and(|b| matches!(b, 's' | 'S')) && self.closes_later(at + c.len_utf8(), c) {
            return Act::Nothing;
        }
        Act::Close(Shape::Single)
    }

    /// Whether `workers’` at this place is a possessive, for the quotation has a better end further on: a closing
    /// mark right after a stop, before any other begins.
    fn closes_later(&self, from: usize, c: char) -> bool {
        let rest = &self.text[from..self.end];
        if !rest.starts_with(' ') || !rest[1..].starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        {
            return false;
        }
        let mut before = ' ';
        for next in rest.chars() {
            match next {
                '‘' => return false,
                '\'' if before.is_whitespace() => return false,
                _ if next == c && matches!(before, ',' | '.' | '!' | '?' | '…') => return true,
                _ => before = next,
            }
        }
        false
    }

    fn open(&mut self, at: usize, shape: Shape) {
        if let Some(place) = self.open.iter().position(|o| o.shape == shape) {
            // The one before was never closed: it ends where this one begins.
            let opening = self.open[place];
            self.open.truncate(place);
            if shape != Shape::Single {
                let span = Span::new(opening.at, at).trim(self.text);
                self.found.push((span, shape, false));
            }
        }
        self.open.push(Opening { at, shape });
    }

    fn close(&mut self, end: usize, shape: Shape) {
        if let Some(place) = self.open.iter().rposition(|o| o.shape == shape) {
            // What was opened inside and is still open was no quotation.
            let opening = self.open[place];
            self.open.truncate(place);
            self.found.push((Span::new(opening.at, end), shape, true));
        }
    }

    /// Ends what is open with the paragraph; the shape that the next paragraph goes on with, if it does.
    fn finish(&mut self, next: Option<Shape>) -> Option<Shape> {
        let mut goes_on = None;
        for opening in std::mem::take(&mut self.open) {
            let continued = next == Some(opening.shape);
            if opening.shape == Shape::Single && !continued {
                continue;
            }
            let span = Span::new(opening.at, self.end).trim(self.text);
            self.found.push((span, opening.shape, false));
            goes_on = continued.then_some(opening.shape);
            break;
        }
        goes_on
    }
}

/// A straight mark with space (or an opening bracket, a dash, another mark) before it and a word after it.
fn opens_by_shape(before: Option<char>, after: Option<char>) -> bool {
    let free = before.is_none_or(|b| b.is_whitespace() || "([{<—–-“‘\"'·/".contains(b));
    free && after.is_some_and(|a| !a.is_whitespace() && !",.;:!?)]}".contains(a))
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !('\u{1100}'..='\u{11ff}').contains(&c) && !('\u{3040}'..='\u{d7af}').contains(&c)
}

/// `'90s`, `'em`: an apostrophe at the front of a word.
fn is_elision(after: &str) -> bool {
    let word: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    let decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit) && word.len() <= 3;
    decade && !after[word.len()..].starts_with('\'')
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "em" | "til" | "tis" | "twas" | "cause" | "round" | "n"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;
    use proptest::prelude::*;

    /// Blocks of a text whose paragraphs stand on their own lines.
    fn blocks(text: &str) -> Vec<Block> {
        let mut at = 0;
        let mut blocks = Vec::new();
        for line in text.split('\n') {
            blocks.push(Block {
                span: Span::new(at, at + line.len()),
                role: Role::Body,
            });
            at += line.len() + 1;
        }
        blocks
    }

    fn quoted(text: &str) -> Vec<&str> {
        find(text, &blocks(text))
            .iter()
            .map(|m| m.span.of(text))
            .collect()
    }

    #[test]
    fn straight_and_curly() {
        assert_eq!(
            quoted(r#"He said "no" and “yes, sir”."#),
            [r#""no""#, "“yes, sir”"]
        );
        assert_eq!(quoted("‘Never,’ he said."), ["‘Never,’"]);
        assert_eq!(quoted("「그렇다」고 『책』에서"), ["「그렇다」", "『책』"]);
    }

    #[test]
    fn apostrophes_and_inches_are_none() {
        assert!(quoted("It's the workers' rights, rock 'n' roll and the '90s.").is_empty());
        assert!(quoted(r#"He is 6'2" tall with a 27" screen."#).is_empty());
        assert!(quoted("The minister’s and workers’ plan doesn’t hold.").is_empty());
    }

    #[test]
    fn british_single_quotes_hold_possessives() {
        assert_eq!(
            quoted("'The workers' rights don't matter,' she said."),
            ["'The workers' rights don't matter,'"]
        );
        assert_eq!(
            quoted("‘It’s the nurses’ turn,’ he said."),
            ["‘It’s the nurses’ turn,’"]
        );
    }

    #[test]
    fn korean_particles_follow_closing_marks() {
        assert_eq!(quoted("'러 파병'을 \"부인\"했다"), ["'러 파병'", "\"부인\""]);
        assert_eq!(quoted("'AI'를 말했다"), ["'AI'"]);
    }

    #[test]
    fn nested_marks_know_their_depth() {
        let text = "“He told me ‘go’ and left,” she said.";
        let marks = find(text, &blocks(text));
        assert_eq!(marks.iter().map(|m| m.depth).collect::<Vec<_>>(), [0, 1]);
        assert!(marks[1].single);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        let text = "“One thing.\n“And another,” he said.";
        let marks = find(text, &blocks(text));
        assert_eq!(marks.len(), 2);
        assert!(!marks[0].closed && marks[1].continues && marks[1].closed);
    }

    #[test]
    fn an_unbalanced_mark_ends_with_its_paragraph() {
        let text = "He said \"this is all.\nNext one.";
        let marks = find(text, &blocks(text));
        assert_eq!(marks[0].span.of(text), "\"this is all.");
        assert!(!marks[0].closed);
    }

    #[test]
    fn words_inside() {
        let text = "He said “ no way ”.";
        let marks = find(text, &blocks(text));
        assert_eq!(marks[0].inside(text).of(text), "no way");
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_within_it(text in "[a-z가-힣 '\"“”‘’「」«».,\n0-9]{0,80}") {
            let blocks = blocks(&text);
            let marks = find(&text, &blocks);
            for mark in &marks {
                prop_assert!(blocks.iter().any(|b| b.span.contains(&mark.span)));
                prop_assert!(!mark.span.is_empty());
                let _ = mark.inside(&text);
            }
            prop_assert!(marks.windows(2).all(|w| w[0].span.start <= w[1].span.start));
        }
    }
}
