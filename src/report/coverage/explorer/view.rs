//! What the page needs of an event, as JSON, and its line in the list.

use crate::coverage::{Agreement, Carried, Coverage, Event, Slot, Told};
use crate::statements::Kind;
use crate::text::Language;
use serde::Serialize;
use std::collections::BTreeMap;

/// An event, opened.
#[derive(Debug, Serialize)]
pub(super) struct EventData<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) title_lang: Language,
    pub(super) articles: Vec<ArticleData<'a>>,
    pub(super) outlets: Vec<OutletData<'a>>,
    voices: Vec<VoiceData<'a>>,
    pub(super) statements: Vec<StatementData<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ArticleData<'a> {
    id: &'a str,
    pub(super) lang: Language,
    outlet: &'a str,
    pub(super) published: Option<String>,
    /// Hours since the epoch.
    hours: Option<f64>,
    headline: &'a str,
    confidence: f32,
    copy_of: Option<usize>,
}

/// A column of the matrix: an outlet in one language.
#[derive(Debug, Serialize)]
pub(super) struct OutletData<'a> {
    pub(super) name: &'a str,
    pub(super) lang: Language,
    articles: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct VoiceData<'a> {
    name: &'a str,
    ko: Option<&'a str>,
    anonymous: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct StatementData<'a> {
    id: &'a str,
    voice: Option<usize>,
    gist: &'a str,
    pub(super) coverage: Carried,
    pub(super) agreement: Agreement,
    confidence: f32,
    mentions: Vec<MentionData<'a>>,
    differences: Vec<DifferenceData<'a>>,
}

#[derive(Debug, Serialize)]
struct MentionData<'a> {
    article: usize,
    speaker: Option<&'a str>,
    /// `direct`, `partly` or `indirect`.
    given: &'static str,
    cue: Option<&'a str>,
    text: &'a str,
    passage: &'a str,
}

#[derive(Debug, Serialize)]
struct DifferenceData<'a> {
    slot: Slot,
    values: &'a BTreeMap<usize, String>,
}

impl<'a> EventData<'a> {
    pub(super) fn new(event: &'a Event, coverage: &'a Coverage) -> Self {
        let of = |place: usize| &coverage.articles[event.members[place].article];
        let places = 0..event.members.len();
        let article = |place: usize| {
            let own = of(place);
            let member = event.members[place];
            ArticleData {
                id: &own.id,
                lang: own.lang,
                outlet: own.outlet_name(),
                published: own.published(),
                hours: own.hours(),
                headline: own.headline.as_deref().unwrap_or(&own.id),
                confidence: member.confidence,
                copy_of: (member.source != place).then_some(member.source),
            }
        };
        let mut outlets: BTreeMap<(Language, &str), Vec<usize>> = BTreeMap::new();
        for place in places.clone() {
            outlets
                .entry((of(place).lang, of(place).outlet_name()))
                .or_default()
                .push(place);
        }
        // An English headline serves readers of both languages, if there is one.
        let titled = places
            .clone()
            .find(|&p| of(p).lang == Language::En && of(p).headline.is_some())
            .unwrap_or(0);
        let title = places
            .clone()
            .nth(titled)
            .map(|p| of(p).headline.as_deref().unwrap_or(&of(p).id));
        let mut statements: Vec<StatementData<'_>> = event
            .statements
            .iter()
            .map(|told| statement(told, event, coverage))
            .collect();
        // Disagreements first, then what most carry.
        statements.sort_by_key(|s| {
            (
                s.agreement != Agreement::Differ,
                s.coverage != Carried::Both,
                std::cmp::Reverse(s.mentions.len()),
            )
        });
        Self {
            id: &event.id,
            title: title.unwrap_or_default(),
            title_lang: places.clone().nth(titled).map_or(Language::En, |p| of(p).lang),
            articles: places.map(article).collect(),
            outlets: outlets
                .into_iter()
                .map(|((lang, name), articles)| OutletData { name, lang, articles })
                .collect(),
            voices: event
                .voices
                .voices
                .iter()
                .map(|v| VoiceData {
                    name: &v.name,
                    ko: v.names.get(&Language::Ko).map(String::as_str),
                    anonymous: v.anonymous,
                })
                .collect(),
            statements,
        }
    }
}

fn statement<'a>(told: &'a Told, event: &'a Event, coverage: &'a Coverage) -> StatementData<'a> {
    let mention = |mention: &crate::coverage::Mention| {
        let own = &coverage.articles[event.members[mention.article].article];
        let said = &own.said[mention.said];
        MentionData {
            article: mention.article,
            speaker: said
                .speaker
                .and_then(|s| own.speakers.get(s))
                .map(|s| s.name.as_str()),
            given: match said.kind {
                Kind::Direct => "direct",
                Kind::Mixed | Kind::Partial => "partly",
                _ => "indirect",
            },
            cue: said.cue.as_deref(),
            text: &said.text,
            passage: &said.passage,
        }
    };
    StatementData {
        id: &told.id,
        voice: told.voice,
        gist: &told.gist,
        coverage: told.carried,
        agreement: told.agreement,
        confidence: told.confidence,
        mentions: told.mentions.iter().map(mention).collect(),
        differences: told
            .differences
            .iter()
            .map(|d| DifferenceData {
                slot: d.slot,
                values: &d.values,
            })
            .collect(),
    }
}

/// The line of an event in the list.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) at: usize,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) lang: &'static str,
    pub(super) day: String,
    pub(super) articles: usize,
    pub(super) en: usize,
    pub(super) ko: usize,
    pub(super) both: bool,
    pub(super) shared: usize,
    pub(super) differing: usize,
    /// Headlines, outlets and speakers, in lower case, to be searched.
    pub(super) words: String,
}

impl Row {
    pub(super) fn new(event: &EventData<'_>, at: usize) -> Self {
        let ko = event.articles.iter().filter(|a| a.lang == Language::Ko).count();
        let en = event.articles.len() - ko;
        let headlines = event.articles.iter().map(|a| a.headline);
        let outlets = event.outlets.iter().map(|o| o.name);
        let voices = event
            .voices
            .iter()
            .flat_map(|v| [v.name, v.ko.unwrap_or_default()]);
        let words: Vec<&str> = headlines.chain(outlets).chain(voices).collect();
        let published = event
            .articles
            .first()
            .and_then(|a| a.published.clone())
            .unwrap_or_default();
        Self {
            at,
            id: event.id.to_owned(),
            title: event.title.to_owned(),
            lang: event.title_lang.code(),
            day: published.chars().take(10).collect(),
            articles: event.articles.len(),
            en,
            ko,
            both: en > 0 && ko > 0,
            shared: event
                .statements
                .iter()
                .filter(|s| s.coverage == Carried::Both)
                .count(),
            differing: event
                .statements
                .iter()
                .filter(|s| s.agreement == Agreement::Differ)
                .count(),
            words: words.join(" ").to_lowercase(),
        }
    }
}
