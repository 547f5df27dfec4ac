//! Byte ranges that know which text they index.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// The text of an article as it was read, after decoding. The default thing a [`Span`] indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Original {}

/// A half-open byte range, `start..end`, in a text of kind `In`.
///
/// Spans of different texts are different types, so a position in a normalised copy cannot be used on the
/// original by mistake. Both ends lie on character boundaries of the text they index. People are shown
/// characters, never bytes: see [`CharIndex`](super::CharIndex).
///
/// ```
/// use daejo::text::Span;
/// let span: Span = Span::new(0, 6);
/// assert_eq!(span.of("북한은"), "북한");
/// ```
pub struct Span<In = Original> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    text: PhantomData<In>,
}

impl<In> Span<In> {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            text: PhantomData,
        }
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// The stretch of `text` that the span covers.
    ///
    /// # Panics
    /// If the span does not lie on character boundaries of `text`, which means it was made for another text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// The same span `by` bytes further on: from a part's own offsets to those of the whole.
    pub const fn shifted(&self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(&self, other: &Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without the white space at its ends.
    pub fn trim(&self, text: &str) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }

    /// The plain range, for indexing.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl<In> From<Range<usize>> for Span<In> {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

// Written out because a derive would ask the same of `In`, which is only a name.
impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Span<In> {}
impl<In> PartialEq for Span<In> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<In> Eq for Span<In> {}
impl<In> Hash for Span<In> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<In> PartialOrd for Span<In> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<In> Ord for Span<In> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<In> fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
