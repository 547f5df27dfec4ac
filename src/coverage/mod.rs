//! Coverage of one event across outlets and languages: which articles are about the same event, what did each report,
//! and where do they disagree?
//!
//! ```text
//! articles ─► digests ─► events ─► matching ─► agreement ─► coverage
//!                                   ▲
//!                                 voices
//! ```
//!
//! [`digest()`] reads an article once and keeps what the comparison needs; [`compare()`] does the rest, which is
//! [`group()`], an [`Analyst`] at each event, and [`assemble()`]. Digests and analyses can be kept ([`store`]), so that a
//! day's articles cost a day's work.

mod agreement;
mod analysis;
mod digest;
pub mod evaluate;
mod events;
mod figures;
mod flips;
mod head;
mod kinship;
mod matching;
pub mod measures;
mod nearness;
mod parts;
mod sameness;
mod sketch;
pub mod store;
mod vector;
mod voices;
mod wording;

pub use agreement::{Agreement, Difference, Slot};
pub use analysis::{Analysis, Analyst};
pub use digest::{Digest, Said, Speaker, VERSION, digest};
pub use events::{Group, KnownPairs, Options, Pair, group, group_knowing};
pub use figures::Figure;
pub use flips::{Flip, KnownFlips, Mentions, Values};
pub use matching::Mention;
pub use sketch::Sketch;
pub use vector::Vector;
pub use voices::{Voice, Voices};

use crate::embedding::Encoder;
use events::clusters as events_clusters;
use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    let groups = group(&articles, options);
    let wanted: Vec<&Group> = groups.iter().collect();
    let analyses = Analyst::new(encoder).analyse(&wanted, &articles);
    assemble(articles, groups, analyses)
}

/// The events of articles that were grouped and analysed, an analysis for each group.
pub fn assemble(articles: Vec<Digest>, groups: Vec<Group>, analyses: Vec<Analysis>) -> Coverage {
    let events = groups.into_iter().zip(analyses).enumerate();
    Coverage {
        articles,
        events: events
            .map(|(nth, (group, analysis))| event(format!("e{}", nth + 1), group, analysis))
            .collect(),
    }
}

fn event(id: String, group: Group, analysis: Analysis) -> Event {
    let members = group.members.into_iter().zip(group.confidence);
    let mut statements = analysis.statements;
    for told in &mut statements {
        told.id.insert_str(0, &format!("{id}."));
    }
    Event {
        id,
        members: members
            .zip(analysis.sources)
            .map(|((article, confidence), source)| Member {
                article,
                confidence,
                source,
            })
            .collect(),
        voices: analysis.voices,
        statements,
    }
}
