//! Coverage of one event across outlets and languages: which articles are about the same event, what did each report,
//! and where do they disagree?
//!
//! ```text
//! articles ─► digests ─► events ─► matching ─► agreement ─► coverage
//!                                   ▲
//!                                 voices
//! ```
//!
//! [`digest()`] reads an article once and keeps what the comparison needs; [`compare()`] does the rest. Digests can be
//! kept ([`store`]), so that a day's articles cost a day's work.

mod agreement;
mod digest;
pub mod evaluate;
mod events;
mod figures;
mod flips;
mod head;
mod kinship;
mod matching;
pub mod measures;
mod parts;
mod sameness;
mod sketch;
pub mod store;
mod vector;
mod voices;
mod wording;

pub use agreement::{Agreement, Difference, Slot};
pub use digest::{Digest, Said, Speaker, VERSION, digest};
pub use events::Options;
pub use figures::Figure;
pub use matching::Mention;
pub use sketch::Sketch;
pub use vector::Vector;
pub use voices::{Voice, Voices};

use crate::embedding::Encoder;
use crate::statements::Kind;
use crate::text::Language;
use events::clusters as events_clusters;
use kinship::Kinship;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use wording::Wording;

/// Articles compared: the events and what was said in each.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The articles, in the order of the input.
    pub articles: Vec<Digest>,
    /// By time of their first article; every article is in exactly one.
    pub events: Vec<Event>,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// `e1`, `e2` … in the order of time.
    pub id: String,
    /// Its articles by time of publication.
    pub members: Vec<Member>,
    /// Who speaks in it.
    pub voices: Voices,
    /// What is said in it, each once.
    pub statements: Vec<Told>,
}

/// An article of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Position in [`Coverage::articles`].
    pub article: usize,
    /// How surely it belongs to the event, 0 to 1.
    pub confidence: f32,
    /// Place in the event of the earliest article with the same source; its own where it is that one.
    pub source: usize,
}

/// One statement of an event, with everyone who carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// `e1.s1`, `e1.s2` …
    pub id: String,
    /// Who says it, by position in the event's voices.
    pub voice: Option<usize>,
    /// The words that say it best, English where there are any.
    pub gist: String,
    /// Who carries it and where; articles by place in the event.
    pub mentions: Vec<Mention>,
    /// In which languages it is reported.
    pub carried: Carried,
    /// Whether those who carry it agree.
    pub agreement: Agreement,
    /// In which slots they do not.
    pub differences: Vec<Difference>,
    /// How surely the mentions are one statement, 0 to 1.
    pub confidence: f32,
}

/// In which languages a statement is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// In English and in Korean.
    Both,
    /// In English alone.
    EnOnly,
    /// In Korean alone.
    KoOnly,
}

/// Groups digested articles into events and compares what was said in each. The encoder is the one that digested them.
pub fn compare(articles: Vec<Digest>, encoder: &dyn Encoder, options: &Options) -> Coverage {
    let groups = events::group(&articles, options);
    let wording = Wording::new(&articles, encoder);
    let events = groups
        .into_par_iter()
        .enumerate()
        .map(|(nth, group)| event(format!("e{}", nth + 1), &group, &articles, &wording))
        .collect();
    Coverage { articles, events }
}

fn event(id: String, group: &events::Group, articles: &[Digest], wording: &Wording) -> Event {
    let sources = events::sources(articles, &group.members);
    let own: Vec<&Digest> = group.members.iter().map(|&m| &articles[m]).collect();
    let kinship = Kinship::new(&own);
    let voices = Voices::new(&own, &kinship);
    let statements = matching::matches(&own, &voices, &kinship, wording)
        .iter()
        .enumerate()
        .map(|(nth, found)| told(format!("{id}.s{}", nth + 1), found, &own, &sources, &voices))
        .collect();
    let members = group.members.iter().zip(&group.confidence).zip(sources);
    Event {
        id,
        members: members
            .map(|((&article, &confidence), source)| Member {
                article,
                confidence,
                source,
            })
            .collect(),
        voices,
        statements,
    }
}

fn told(
    id: String,
    found: &matching::Match,
    articles: &[&Digest],
    sources: &[usize],
    voices: &Voices,
) -> Told {
    let (agreement, differences) = agreement::judge(found, articles, sources);
    let languages: BTreeSet<bool> = found
        .mentions
        .iter()
        .map(|m| articles[m.article].lang == Language::Ko)
        .collect();
    let carried = match (languages.contains(&false), languages.contains(&true)) {
        (true, true) => Carried::Both,
        (_, false) => Carried::EnOnly,
        _ => Carried::KoOnly,
    };
    Told {
        id,
        voice: voice(found, articles, voices),
        gist: gist(found, articles),
        mentions: found.mentions.clone(),
        carried,
        agreement,
        differences,
        confidence: found.confidence,
    }
}

/// The voice that most mentions give; of equals the earliest.
fn voice(found: &matching::Match, articles: &[&Digest], voices: &Voices) -> Option<usize> {
    let all: Vec<usize> = found
        .mentions
        .iter()
        .filter_map(|m| voices.of(m.article, articles[m.article].said[m.said].speaker))
        .collect();
    let count = |voice: usize| all.iter().filter(|&&v| v == voice).count();
    all.iter().copied().rev().max_by_key(|&v| count(v))
}

/// The words of the mention nearest to all others: whole sentences before headlines and scraps, English before Korean.
fn gist(found: &matching::Match, articles: &[&Digest]) -> String {
    let said = |m: &Mention| &articles[m.article].said[m.said];
    let rank = |m: &Mention| {
        let scrap = matches!(said(m).kind, Kind::Headline | Kind::Partial | Kind::SpeechAct);
        let korean = articles[m.article].lang == Language::Ko;
        let near: f32 = found
            .mentions
            .iter()
            .map(|o| said(m).vector.dot(&said(o).vector))
            .sum();
        (!korean, !scrap, near)
    };
    let best = found.mentions.iter().rev().max_by(|a, b| {
        let (x, y) = (rank(a), rank(b));
        x.0.cmp(&y.0).then(x.1.cmp(&y.1)).then(x.2.total_cmp(&y.2))
    });
    best.map(|m| said(m).text.clone()).unwrap_or_default()
}
