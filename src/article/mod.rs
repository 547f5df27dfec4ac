//! Articles, and one reader a format.
//!
//! An [`Article`] keeps its text exactly as it was read and says of every block what part of the page it is, so
//! that wire furniture (byline, dateline, caption, "(끝)") is recognised as such and nothing is thrown away.

mod assemble;
mod compose;
mod feed;
mod furniture;
mod html;
mod jsonl;
mod layout;
mod lines;
mod markdown;
mod news_xml;
mod plain;
mod published;
mod read;
mod roles;
mod table;
#[cfg(test)]
mod tests;

pub use feed::feed;
pub use news_xml::news_xml;
pub use published::{NotADate, Published};
pub use read::{Format, ReadOptions, Record, read, read_many, read_object};
#[cfg(feature = "parquet")]
pub use table::parquet_rows;
pub use table::{csv_rows, separator};

use crate::text::{Language, Span};
use serde::{Deserialize, Serialize};

/// A news article: its text as read, and blocks over it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// What the caller calls it: the `id` of a JSONL line, else the file's name.
    pub id: String,
    /// The language of the body.
    pub lang: Language,
    /// Who published it, where the input or the furniture says so.
    pub outlet: Option<String>,
    /// When it was published, where the input or the caller says so.
    pub published: Option<Published>,
    /// The whole text as read, after decoding (and, for HTML and Markdown, after taking the marks away).
    pub text: String,
    /// The parts of the text in order. They do not overlap; between them stands only white space.
    pub blocks: Vec<Block>,
    /// What page layout put inside a block: the number of a page between two halves of a sentence. In order.
    pub interruptions: Vec<Span>,
}

impl Article {
    /// A bare segment of one or more sentences, as translation tests hold them: one block of running text,
    /// no furniture sought.
    pub fn segment(
        id: impl Into<String>,
        text: impl Into<String>,
        lang: Language,
        published: Option<Published>,
    ) -> Self {
        let text = text.into();
        let span = Span::new(0, text.len()).trim(&text);
        let role = Role::Body;
        let blocks = (!span.is_empty()).then_some(Block { span, role });
        Self {
            id: id.into(),
            lang,
            outlet: None,
            published,
            blocks: blocks.into_iter().collect(),
            interruptions: Vec::new(),
            text,
        }
    }

    /// The blocks of one role, in order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.role == role)
    }

    /// The title, where there is one.
    pub fn headline(&self) -> Option<&str> {
        let block = self.with_role(Role::Headline).next()?;
        Some(block.span.of(&self.text))
    }

    /// The words of a span on one line: every run of white space becomes one space, and what page layout put in
    /// between (a page number) is left out.
    pub fn line(&self, span: Span) -> String {
        let mut words: Vec<&str> = Vec::new();
        let mut from = span.start;
        for hole in self.interruptions.iter().filter(|hole| span.contains(hole)) {
            words.extend(self.text[from..hole.start].split_whitespace());
            from = hole.end;
        }
        words.extend(self.text[from..span.end].split_whitespace());
        words.join(" ")
    }
}

/// A stretch of an article with one part to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands. A paragraph broken by a page break or a stray blank line is one block.
    pub span: Span,
    /// What it is.
    pub role: Role,
}

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The title.
    Headline,
    /// A second title under it.
    Deck,
    /// A heading inside the body, such as `– Urge immediate withdrawal –` or `◇ 즉각 철수 촉구`.
    Subheading,
    /// Running text.
    Body,
    /// Words under a picture.
    Caption,
    /// Who wrote it, with the e-mail address.
    Byline,
    /// Place, date or agency in front of the first sentence: `SEOUL, Oct. 22 (AP) —`, `(서울=연합뉴스)`.
    Dateline,
    /// An agency's name standing alone.
    Agency,
    /// An end mark: `(끝)`, `(END)`, `###`.
    End,
    /// Date of publication, copyright, "read more" and what else is no text of the article.
    Notice,
}

impl Role {
    /// Whether the block holds language to be split into sentences and aligned.
    pub const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Deck | Self::Subheading | Self::Body | Self::Caption
        )
    }
}
