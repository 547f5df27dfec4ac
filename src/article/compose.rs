//! From the pieces that a reader found to the blocks of an article.
//!
//! Every reader hands over a [`Draft`]: text, and pieces of it (lines, paragraphs, headings) in order. What comes
//! after is the same for all formats: furniture is named, broken paragraphs are made whole, the headline is
//! found, and datelines and end marks are cut off the paragraphs they are glued to.

use super::lines::Line;
use super::{Article, Block, Published, ReadOptions, Role, furniture, layout, roles};
use crate::text::{Language, Span, language};

/// What a reader found in a file.
#[derive(Debug, Default)]
pub struct Draft {
    /// The text as read.
    pub text: String,
    /// Its lines or paragraphs, in order, without overlap, and with nothing but white space between them.
    pub pieces: Vec<Piece>,
    /// `id`, where the input gives one.
    pub id: Option<String>,
    /// The language the input declares for this very text.
    pub lang: Option<Language>,
    /// The language a page declares of itself, which is often that of its template.
    pub lang_hint: Option<Language>,
    /// Whether the format would have said so if there were a headline.
    pub headless: bool,
    /// The outlet the input declares.
    pub outlet: Option<String>,
    /// The time of publication the input declares.
    pub published: Option<Published>,
}

/// A line or paragraph, with the role that the format's own marks give it.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Where it stands and what stands before it.
    pub line: Line,
    /// Its role, where the format says so (`<h1>`, `<figcaption>`, `"headline"`).
    pub role: Option<Role>,
}

/// A paragraph on its way to a block.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// From its first line to its last.
    pub span: Span,
    /// What it is, as far as it is known.
    pub role: Option<Role>,
    /// Page numbers inside.
    pub interruptions: Vec<Span>,
    /// Whether a blank line or a page break stands before it.
    pub apart: bool,
}

/// Composes the article. `name` serves as the id where the input gives none.
pub fn compose(draft: Draft, name: &str, options: &ReadOptions) -> Article {
    let lang = options
        .lang
        .or(draft.lang)
        .or_else(|| language::recognise(&draft.text))
        .or(draft.lang_hint)
        .unwrap_or(Language::En);
    let text = &draft.text;
    let named: Vec<Piece> = draft
        .pieces
        .iter()
        .map(|piece| Piece {
            role: piece
                .role
                .or_else(|| furniture::of_line(piece.line.span.of(text))),
            ..*piece
        })
        .collect();
    let mut paragraphs = layout::paragraphs(text, &named, lang);
    roles::assign(text, &mut paragraphs, draft.headless);
    let mut blocks: Vec<Block> = Vec::with_capacity(paragraphs.len());
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        let last = nth + 1 == paragraphs.len();
        blocks.extend(furniture::cut(text, paragraph, nth, last));
    }
    if !blocks.iter().any(|block| block.role.is_prose()) {
        // A text of nothing but a date or a number is still someone's text.
        blocks.iter_mut().for_each(|block| block.role = Role::Body);
    }
    let outlet = draft.outlet.or_else(|| furniture::outlet(text, &blocks));
    let published = options
        .published
        .clone()
        .or(draft.published)
        .or_else(|| furniture::published(text, &blocks));
    Article {
        id: draft.id.unwrap_or_else(|| name.to_owned()),
        lang,
        outlet,
        published,
        interruptions: paragraphs.into_iter().flat_map(|p| p.interruptions).collect(),
        blocks,
        text: draft.text,
    }
}
