//! What was said in one event. It hangs on nothing but the event's articles, in their order, so that it can be kept and need
//! not be worked out again while no article comes or goes.

use super::agreement;
use super::digest::Digest;
use super::events::{Group, sources};
use super::flips::{Flip, KnownFlips, Reader};
use super::kinship::Kinship;
use super::matching::{self, Match, Mention};
use super::voices::Voices;
use super::wording::Wording;
use super::{Carried, Told};
use crate::embedding::Encoder;
use crate::statements::Kind;
use crate::text::Language;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An event's statements and who makes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// For each article, by place in the event, that of the earliest one with the same source.
    pub(super) sources: Vec<usize>,
    /// Who speaks.
    pub(super) voices: Voices,
    /// What is said, each once; the ids lack that of the event.
    pub(super) statements: Vec<Told>,
}

impl Analysis {
    /// Whether it can be one of these articles: every place that it names is there.
    pub fn fits(&self, articles: &[&Digest]) -> bool {
        let count = articles.len();
        let mention = |m: &Mention| articles.get(m.article).is_some_and(|a| m.said < a.said.len());
        let statement = |told: &Told| {
            told.voice.is_none_or(|voice| voice < self.voices.voices.len())
                && !told.mentions.is_empty()
                && told.mentions.iter().all(mention)
                && told
                    .differences
                    .iter()
                    .flat_map(|d| d.values.keys())
                    .all(|&at| at < count)
        };
        self.sources.len() == count
            && self.sources.iter().all(|&at| at < count)
            && self.voices.fit(articles)
            && self.statements.iter().all(statement)
    }
}

/// Analyses events. The vectors of words are kept from one call to the next.
pub struct Analyst<'e> {
    wording: Wording<'e>,
}

impl<'e> Analyst<'e> {
    /// With the encoder that digested the articles.
    pub fn new(encoder: &'e dyn Encoder) -> Self {
        Self {
            wording: Wording::new(encoder),
        }
    }

    /// What was said in each of some groups of `articles`.
    pub fn analyse(&mut self, groups: &[&Group], articles: &[Digest]) -> Vec<Analysis> {
        self.analyse_knowing(groups, articles, &|_| None).0
    }

    /// The same, where something is known of mentions; and what was found out about others, in order.
    pub fn analyse_knowing(
        &mut self,
        groups: &[&Group],
        articles: &[Digest],
        known: &KnownFlips<'_>,
    ) -> (Vec<Analysis>, Vec<Flip>) {
        let members = groups.iter().flat_map(|group| &group.members);
        self.wording.learn(members.map(|&m| &articles[m]));
        let analysed = groups
            .par_iter()
            .map(|group| analysis(group, articles, &self.wording, known));
        let (analyses, made): (Vec<Analysis>, Vec<Vec<Flip>>) = analysed.unzip();
        (analyses, made.into_iter().flatten().collect())
    }
}

fn analysis(
    group: &Group,
    articles: &[Digest],
    wording: &Wording<'_>,
    known: &KnownFlips<'_>,
) -> (Analysis, Vec<Flip>) {
    let sources = sources(articles, &group.members);
    let own: Vec<&Digest> = group.members.iter().map(|&m| &articles[m]).collect();
    let kinship = Kinship::new(&own);
    let voices = Voices::new(&own, &kinship);
    let mut flips = Reader::new(&own, &group.members, known);
    let statements = matching::matches(&own, &voices, &kinship, wording)
        .iter()
        .enumerate()
        .map(|(nth, found)| {
            told(
                format!("s{}", nth + 1),
                found,
                &own,
                (&sources, &voices),
                &mut flips,
            )
        })
        .collect();
    let analysis = Analysis {
        sources,
        voices,
        statements,
    };
    (analysis, flips.made)
}

fn told(
    id: String,
    found: &Match,
    articles: &[&Digest],
    (sources, voices): (&[usize], &Voices),
    flips: &mut Reader<'_>,
) -> Told {
    let (agreement, differences) = agreement::judge(found, articles, sources, flips);
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
fn voice(found: &Match, articles: &[&Digest], voices: &Voices) -> Option<usize> {
    let all: Vec<usize> = found
        .mentions
        .iter()
        .filter_map(|m| voices.of(m.article, articles[m.article].said[m.said].speaker))
        .collect();
    let count = |voice: usize| all.iter().filter(|&&v| v == voice).count();
    all.iter().copied().rev().max_by_key(|&v| count(v))
}

/// The words of the mention nearest to all others: whole sentences before headlines and scraps, English before Korean.
fn gist(found: &Match, articles: &[&Digest]) -> String {
    let said = |m: &Mention| &articles[m.article].said[m.said];
    let mut all: Vec<f32> = Vec::new();
    for mention in &found.mentions {
        let vector = &said(mention).vector;
        all.resize(vector.width(), 0.0);
        all.iter_mut()
            .zip(vector.numbers())
            .for_each(|(sum, number)| *sum += number);
    }
    let rank = |m: &Mention| {
        let scrap = matches!(said(m).kind, Kind::Headline | Kind::Partial | Kind::SpeechAct);
        let korean = articles[m.article].lang == Language::Ko;
        let near: f32 = said(m).vector.numbers().zip(&all).map(|(a, b)| a * b).sum();
        (!korean, !scrap, near)
    };
    let ranked = found.mentions.iter().map(|m| (rank(m), m));
    let best = ranked
        .rev()
        .max_by(|(x, _), (y, _)| x.0.cmp(&y.0).then(x.1.cmp(&y.1)).then(x.2.total_cmp(&y.2)));
    best.map(|(_, m)| said(m).text.clone()).unwrap_or_default()
}
