//! Building the text of an article from the blocks of a format that has marks of its own.

use super::Role;
use super::compose::{Draft, Piece};
use super::lines::{Line, lines};
use crate::text::Span;

/// Text put together block by block, with a blank line between two blocks.
#[derive(Debug, Default)]
pub struct Assembler {
    text: String,
    pieces: Vec<Piece>,
}

impl Assembler {
    /// Adds a block: its white space becomes single blanks. Nothing is added for a block without words.
    pub fn block(&mut self, words: &str, role: Option<Role>) {
        self.line(words, 1, role);
    }

    /// Adds a line after `blanks` blank lines.
    pub fn line(&mut self, words: &str, blanks: usize, role: Option<Role>) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        let blanks = if self.text.is_empty() { 0 } else { blanks };
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', blanks + 1));
        }
        let start = self.text.len();
        self.text.push_str(&words);
        let span = Span::new(start, self.text.len());
        let line = Line {
            span,
            blanks,
            new_page: false,
        };
        self.pieces.push(Piece { line, role });
    }

    /// Adds text whose line breaks mean what they mean in plain text.
    pub fn plain(&mut self, text: &str) {
        for (nth, line) in lines(text).into_iter().enumerate() {
            let blanks = if nth == 0 { 1 } else { line.blanks.min(1) };
            self.line(line.span.of(text), blanks, None);
        }
    }

    /// Whether nothing has been added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The draft of what was added.
    pub fn finish(self) -> Draft {
        Draft {
            text: self.text,
            pieces: self.pieces,
            ..Draft::default()
        }
    }
}
