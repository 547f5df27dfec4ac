//! Which speakers of an event are one, worked out once for each form of a name: hundreds of articles about one event
//! name the same few.

use super::digest::{Digest, Speaker};
use super::sameness::{Sameness, sameness, speak_for_one};
use crate::statements::EntityKind;
use crate::text::Language;
use rayon::prelude::*;
use std::collections::HashMap;

/// Every speaker of an event against every other.
pub struct Kinship {
    /// By article (place in the event) and speaker of that article: the form of the name.
    forms: Vec<Vec<usize>>,
    /// Row by row.
    all: Vec<Sameness>,
    count: usize,
}

/// What of a speaker its kinship hangs on.
type Form<'a> = (Language, EntityKind, &'a str, Option<&'a str>);

impl Kinship {
    /// Compares the speakers of the articles of one event.
    pub fn new(articles: &[&Digest]) -> Self {
        let mut ids: HashMap<Form<'_>, usize> = HashMap::new();
        let mut distinct: Vec<(&Speaker, Language)> = Vec::new();
        let mut forms = Vec::with_capacity(articles.len());
        for article in articles {
            let mut own = Vec::with_capacity(article.speakers.len());
            for speaker in &article.speakers {
                let id = ids.entry(form(speaker, article.lang)).or_insert(distinct.len());
                if *id == distinct.len() {
                    distinct.push((speaker, article.lang));
                }
                own.push(*id);
            }
            forms.push(own);
        }
        let count = distinct.len();
        let half: Vec<Vec<Sameness>> = (0..count)
            .into_par_iter()
            .map(|a| (a..count).map(|b| relation(distinct[a], distinct[b])).collect())
            .collect();
        // What one is to another the other is to it.
        let both = |a: usize, b: usize| half[a.min(b)][a.max(b) - a.min(b)];
        let all = (0..count * count)
            .map(|at| both(at / count, at % count))
            .collect();
        Self { forms, all, count }
    }

    /// What two speakers, each by article and place there, are to each other.
    pub fn of(&self, one: (usize, usize), other: (usize, usize)) -> Sameness {
        let form = |(article, speaker): (usize, usize)| self.forms.get(article)?.get(speaker).copied();
        match (form(one), form(other)) {
            (Some(a), Some(b)) => self.all[a * self.count + b],
            _ => Sameness::Unknown,
        }
    }
}

fn form(speaker: &Speaker, lang: Language) -> Form<'_> {
    (lang, speaker.kind, &speaker.name, speaker.role.as_deref())
}

fn relation((a, a_lang): (&Speaker, Language), (b, b_lang): (&Speaker, Language)) -> Sameness {
    match sameness(a, a_lang, b, b_lang) {
        Sameness::Unknown if speak_for_one(a, b) => Sameness::Related,
        known => known,
    }
}
