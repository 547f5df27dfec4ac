//! JSON: `"schema": "daejo.compare/1"`, one object, or an event a line.

use super::CoverageReport;
use crate::coverage::{Agreement, Carried, Coverage, Difference, Event, Slot, Told};
use crate::statements::{EntityKind, Kind, Polarity, Stance};
use crate::text::Language;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// One object; an event is written as soon as it is turned into JSON, so that memory stays small.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

/// An event a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonLines;

impl CoverageReport for Json {
    fn write(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"schema\":\"daejo.compare/1\",\"articles\":[")?;
        for (nth, article) in coverage.articles.iter().enumerate() {
            writeln!(out, "{}", if nth == 0 { "" } else { "," })?;
            serde_json::to_writer(&mut *out, &ArticleView::new(article))?;
        }
        write!(out, "],\n\"events\":[")?;
        for (nth, event) in coverage.events.iter().enumerate() {
            writeln!(out, "{}", if nth == 0 { "" } else { "," })?;
            serde_json::to_writer(&mut *out, &EventView::new(event, coverage))?;
        }
        writeln!(out, "]}}")
    }
}

impl CoverageReport for JsonLines {
    fn write(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        for event in &coverage.events {
            serde_json::to_writer(&mut *out, &EventView::new(event, coverage))?;
            writeln!(out)?;
        }
        Ok(())
    }
}

/// An article as it is listed.
#[derive(Debug, Serialize)]
struct ArticleView<'a> {
    id: &'a str,
    lang: Language,
    outlet: Option<&'a str>,
    published: Option<String>,
    headline: Option<&'a str>,
}

impl<'a> ArticleView<'a> {
    fn new(article: &'a crate::coverage::Digest) -> Self {
        Self {
            id: &article.id,
            lang: article.lang,
            outlet: article.outlet.as_deref(),
            published: article.published(),
            headline: article.headline.as_deref(),
        }
    }
}

/// One event.
#[derive(Debug, Serialize)]
pub struct EventView<'a> {
    id: &'a str,
    articles: Vec<&'a str>,
    members: Vec<MemberView<'a>>,
    statements: Vec<StatementView<'a>>,
}

#[derive(Debug, Serialize)]
struct MemberView<'a> {
    article: &'a str,
    confidence: f32,
    /// The article it was copied from or shares its source with.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_of: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct StatementView<'a> {
    id: &'a str,
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<&'a BTreeMap<Language, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity_kind: Option<EntityKind>,
    gist: &'a str,
    mentions: Vec<MentionView<'a>>,
    coverage: Carried,
    agreement: Agreement,
    differences: Vec<DifferenceView<'a>>,
    confidence: f32,
}

#[derive(Debug, Serialize)]
struct MentionView<'a> {
    article: &'a str,
    content: &'a [[usize; 2]],
    text: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<Stance>,
    polarity: Polarity,
}

#[derive(Debug, Serialize)]
struct DifferenceView<'a> {
    slot: Slot,
    values: BTreeMap<&'a str, &'a str>,
}

impl<'a> EventView<'a> {
    /// The event with the ids of its articles.
    pub fn new(event: &'a Event, coverage: &'a Coverage) -> Self {
        let id = |at: usize| coverage.articles[event.members[at].article].id.as_str();
        let members = event.members.iter().enumerate().map(|(at, member)| MemberView {
            article: id(at),
            confidence: rounded(member.confidence),
            copy_of: (member.source != at).then(|| id(member.source)),
        });
        Self {
            id: &event.id,
            articles: (0..event.members.len()).map(id).collect(),
            members: members.collect(),
            statements: event
                .statements
                .iter()
                .map(|told| statement(told, event, coverage))
                .collect(),
        }
    }
}

fn statement<'a>(told: &'a Told, event: &'a Event, coverage: &'a Coverage) -> StatementView<'a> {
    let voice = told.voice.map(|v| &event.voices.voices[v]);
    let article = |at: usize| &coverage.articles[event.members[at].article];
    let mentions = told.mentions.iter().map(|mention| {
        let (article, said) = (
            article(mention.article),
            &article(mention.article).said[mention.said],
        );
        MentionView {
            article: &article.id,
            content: &said.content,
            text: &said.text,
            kind: said.kind,
            speaker: said
                .speaker
                .and_then(|s| article.speakers.get(s))
                .map(|s| s.name.as_str()),
            cue: said.cue.as_deref(),
            stance: said.stance,
            polarity: said.polarity,
        }
    });
    let difference = |difference: &'a Difference| DifferenceView {
        slot: difference.slot,
        values: difference
            .values
            .iter()
            .map(|(&at, value)| (article(at).id.as_str(), value.as_str()))
            .collect(),
    };
    StatementView {
        id: &told.id,
        entity: voice.map(|v| v.name.as_str()),
        names: voice.map(|v| &v.names),
        entity_kind: voice.map(|v| v.kind),
        gist: &told.gist,
        mentions: mentions.collect(),
        coverage: told.carried,
        agreement: told.agreement,
        differences: told.differences.iter().map(difference).collect(),
        confidence: rounded(told.confidence),
    }
}

/// Three figures are more than the estimate bears.
fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
