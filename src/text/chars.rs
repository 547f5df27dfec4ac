//! From bytes to the characters that people and JSON count.

use super::Span;

/// Answers how many Unicode scalar values stand before a byte of one text.
///
/// Memory is one number per 64 bytes of text; a look-up counts at most 64 bytes.
pub struct CharIndex<'t> {
    text: &'t str,
    /// Characters before byte `64 * i` (rounded down to a character boundary by the way UTF-8 is counted).
    before: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'t> CharIndex<'t> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += starts(chunk);
        }
        Self { text, before }
    }

    /// Characters before byte `at`. An `at` past the end counts the whole text.
    pub fn char_at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let Some(&before) = self.before.get(at / STRIDE) else {
            return self.text.chars().count();
        };
        before + starts(&self.text.as_bytes()[at / STRIDE * STRIDE..at])
    }

    /// The span as `[start, end]` in characters, the form JSON carries.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.char_at(span.start), self.char_at(span.end)]
    }

    /// Several spans at once.
    pub fn spans(&self, spans: &[Span]) -> Vec<[usize; 2]> {
        spans.iter().map(|&s| self.span(s)).collect()
    }
}

/// Counts the bytes that begin a character.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,200}") {
            let index = CharIndex::new(&text);
            for (chars, (bytes, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_at(bytes), chars);
            }
            prop_assert_eq!(index.char_at(text.len()), text.chars().count());
        }
    }
}
