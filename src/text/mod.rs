//! What every stage needs to know of text: typed spans, language, encoding.

pub mod chars;
pub mod encoding;
pub mod language;
pub mod span;

pub use chars::CharIndex;
pub use language::Language;
pub use span::Span;
