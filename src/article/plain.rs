//! Plain text: the text is kept to the byte, and its lines are the evidence for paragraphs.

use super::compose::{Draft, Piece};
use super::lines::lines;

/// Reads decoded plain text.
pub fn read(text: String) -> Draft {
    let pieces = lines(&text)
        .into_iter()
        .map(|line| Piece { line, role: None })
        .collect();
    Draft {
        text,
        pieces,
        ..Draft::default()
    }
}
