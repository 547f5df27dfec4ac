//! Who speaks in an event: the speakers of all its articles, each once, across outlets and scripts.

use super::digest::Digest;
use super::kinship::Kinship;
use super::sameness::Sameness;
use crate::statements::EntityKind;
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One who speaks in an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// The name shown: the fullest English one, else the fullest there is.
    pub name: String,
    /// The fullest name in each language that has one.
    pub names: BTreeMap<Language, String>,
    /// What it is.
    pub kind: EntityKind,
    /// Kept anonymous by every article.
    pub anonymous: bool,
}

/// The voices of an event, and which of them each speaker of each article is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Voices {
    /// Each once, in the order of their first speaking.
    pub voices: Vec<Voice>,
    /// By article (place in the event) and speaker of that article.
    of: Vec<Vec<Option<usize>>>,
}

impl Voices {
    /// Resolves the speakers of the articles of one event.
    pub fn new(articles: &[&Digest], kinship: &Kinship) -> Self {
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut of: Vec<Vec<Option<usize>>> = articles.iter().map(|a| vec![None; a.speakers.len()]).collect();
        for (at, article) in articles.iter().enumerate() {
            for id in speaking(article) {
                let found = groups.iter().position(|group| joins((at, id), group, kinship));
                let group = found.unwrap_or_else(|| {
                    groups.push(Vec::new());
                    groups.len() - 1
                });
                groups[group].push((at, id));
                of[at][id] = Some(group);
            }
        }
        let voices = groups.iter().map(|group| voice(group, articles)).collect();
        Self { voices, of }
    }

    /// Whether they can be those of these articles: every voice that a speaker is said to be is there.
    pub(super) fn fit(&self, articles: &[&Digest]) -> bool {
        let known = |voice: &Option<usize>| voice.is_none_or(|v| v < self.voices.len());
        self.of.len() == articles.len() && self.of.iter().flatten().all(known)
    }

    /// The voice behind a speaker of an article.
    pub fn of(&self, article: usize, speaker: Option<usize>) -> Option<usize> {
        *self.of.get(article)?.get(speaker?)?
    }
}

/// The speakers of an article that make a statement, in the order of speaking.
fn speaking(article: &Digest) -> Vec<usize> {
    let mut ids: Vec<usize> = Vec::new();
    for said in &article.said {
        if let Some(id) = said
            .speaker
            .filter(|id| *id < article.speakers.len() && !ids.contains(id))
        {
            ids.push(id);
        }
    }
    ids
}

/// Whether a speaker is one of a group: the same as some of it, different from none. An article knows its own
/// speakers apart already.
fn joins((at, id): (usize, usize), group: &[(usize, usize)], kinship: &Kinship) -> bool {
    let mut same = false;
    for &(other_at, other_id) in group {
        if other_at == at {
            return false;
        }
        match kinship.of((at, id), (other_at, other_id)) {
            Sameness::Different => return false,
            Sameness::Same => same = true,
            Sameness::Related | Sameness::Unknown => {}
        }
    }
    same
}

fn voice(group: &[(usize, usize)], articles: &[&Digest]) -> Voice {
    let mut names: BTreeMap<Language, String> = BTreeMap::new();
    for &(at, id) in group {
        let name = &articles[at].speakers[id].name;
        let own = names.entry(articles[at].lang).or_default();
        if name.chars().count() > own.chars().count() {
            own.clone_from(name);
        }
    }
    let name = names
        .get(&Language::En)
        .or_else(|| names.values().next())
        .cloned();
    let (at, id) = group[0];
    Voice {
        name: name.unwrap_or_default(),
        names,
        kind: articles[at].speakers[id].kind,
        anonymous: group.iter().all(|&(at, id)| articles[at].speakers[id].anonymous),
    }
}
