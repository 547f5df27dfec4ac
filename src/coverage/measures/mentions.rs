//! One row a mention: a statement in an article.

use super::table::{Column, Table, columns};
use super::{Given, article, earliest, lag};
use crate::coverage::Coverage;
use crate::statements::Polarity;

const COLUMNS: &[Column] = columns![
    "event" Text "Event.",
    "statement" Text "Statement.",
    "article" Text "Article that carries it.",
    "outlet" Text "Outlet of that article.",
    "lang" Text "Language of that article.",
    "speaker" Text "Who says it, by the fullest name this article gives.",
    "anonymous" Truth "Whether this article keeps the speaker's name back.",
    "given" Text "`direct` (quoted whole), `partly` (with a quoted stretch) or `indirect`.",
    "kind" Text "Kind of statement, such as `direct`, `denial`, `no-comment`, `according-to`.",
    "cue" Text "Dictionary form of the words that attribute it.",
    "stance" Text "Class of those words, such as `neutral`, `claim`, `deny`, `criticise`.",
    "negative" Truth "Whether the content is negated.",
    "lag_hours" Number "Hours since the first article that carries the statement.",
    "text" Text "The words, as printed.",
];

pub(super) fn table(coverage: &Coverage) -> Table {
    let mut rows = Vec::new();
    for event in &coverage.events {
        for told in &event.statements {
            let first = earliest(
                told.mentions
                    .iter()
                    .map(|m| article(coverage, event, m.article).hours()),
            );
            for mention in &told.mentions {
                let own = article(coverage, event, mention.article);
                let said = &own.said[mention.said];
                let speaker = said.speaker.and_then(|s| own.speakers.get(s));
                rows.push(vec![
                    event.id.as_str().into(),
                    told.id.as_str().into(),
                    own.id.as_str().into(),
                    own.outlet_name().into(),
                    own.lang.code().into(),
                    speaker.map(|s| s.name.clone()).into(),
                    speaker.is_some_and(|s| s.anonymous).into(),
                    Given::of(said.kind).name().into(),
                    name(&said.kind).as_str().into(),
                    said.cue.clone().into(),
                    said.stance.as_ref().map(name).into(),
                    (said.polarity == Polarity::Negative).into(),
                    lag(first, own.hours()),
                    said.text.as_str().into(),
                ]);
            }
        }
    }
    Table {
        name: "mentions",
        row: "a statement in an article",
        columns: COLUMNS,
        rows,
    }
}

/// The name that JSON gives a plain value.
pub(super) fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
