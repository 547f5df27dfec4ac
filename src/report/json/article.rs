//! An article as JSON carries it.

use super::CharSpan;
use crate::article::{Published, Role};
use crate::pipeline::Side;
use crate::statements::{Entity, EntityKind};
use crate::text::{CharIndex, Language};
use serde::{Serialize, Serializer};

/// An article with its text, its blocks and its sentences.
#[derive(Serialize)]
pub struct ArticleView<'a> {
    id: &'a str,
    lang: Language,
    outlet: Option<&'a str>,
    #[serde(serialize_with = "iso_8601")]
    published: Option<&'a Published>,
    text: &'a str,
    blocks: Vec<BlockView>,
    sentences: Vec<SentenceView>,
}

#[derive(Serialize)]
struct BlockView {
    span: CharSpan,
    role: Role,
}

#[derive(Serialize)]
struct SentenceView {
    id: usize,
    span: CharSpan,
    block: usize,
    role: Role,
}

impl<'a> ArticleView<'a> {
    /// The view of a side's article; `chars` indexes its text.
    pub fn new(side: &'a Side, chars: &CharIndex<'_>) -> Self {
        let article = &side.article;
        let block = |b: &crate::article::Block| BlockView {
            span: chars.span(b.span),
            role: b.role,
        };
        let sentence = |s: &crate::sentences::Sentence| SentenceView {
            id: s.id,
            span: chars.span(s.span),
            block: s.block,
            role: s.role,
        };
        Self {
            id: &article.id,
            lang: article.lang,
            outlet: article.outlet.as_deref(),
            published: article.published.as_ref(),
            text: &article.text,
            blocks: article.blocks.iter().map(block).collect(),
            sentences: side.sentences.iter().map(sentence).collect(),
        }
    }
}

/// The instant in UTC where it is known, else the day.
fn iso_8601<S: Serializer>(published: &Option<&Published>, to: S) -> Result<S::Ok, S::Error> {
    match published {
        None => to.serialize_none(),
        Some(p) => match p.instant {
            Some(instant) => to.collect_str(&instant),
            None => to.collect_str(&p.date),
        },
    }
}

/// One who speaks, with every mention.
#[derive(Serialize)]
pub struct EntityView<'a> {
    id: usize,
    kind: EntityKind,
    name: &'a str,
    role: Option<&'a str>,
    anonymous: bool,
    mentions: Vec<CharSpan>,
}

impl<'a> EntityView<'a> {
    /// The view of an entity; `chars` indexes the text of its article.
    pub fn new(entity: &'a Entity, chars: &CharIndex<'_>) -> Self {
        Self {
            id: entity.id,
            kind: entity.kind,
            name: &entity.name,
            role: entity.role.as_deref(),
            anonymous: entity.anonymous,
            mentions: chars.spans(&entity.mentions),
        }
    }
}
