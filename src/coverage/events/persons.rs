//! Whether two articles quote the same persons, across outlets and scripts.

use super::memo::Memo;
use crate::coverage::digest::Digest;
use crate::coverage::sameness::{Sameness, persons};
use crate::statements::EntityKind;
use crate::text::Language;
use std::collections::{BTreeSet, HashMap};

/// The persons that articles quote by name.
pub(super) struct Persons {
    names: Vec<(String, Language)>,
    /// By article.
    of: Vec<Vec<u32>>,
    /// Whether two names are one person's.
    known: Memo,
}

impl Persons {
    pub(super) fn new(digests: &[Digest]) -> Self {
        let mut ids: HashMap<(&str, Language), u32> = HashMap::new();
        let mut names: Vec<(String, Language)> = Vec::new();
        let mut of = Vec::with_capacity(digests.len());
        for digest in digests {
            let speaking: BTreeSet<usize> = digest.said.iter().filter_map(|s| s.speaker).collect();
            let speakers = speaking.into_iter().filter_map(|id| digest.speakers.get(id));
            let named = speakers.filter(|s| s.kind == EntityKind::Person && !s.anonymous);
            let own = named.map(|speaker| {
                *ids.entry((&speaker.name, digest.lang)).or_insert_with(|| {
                    names.push((speaker.name.clone(), digest.lang));
                    names.len() as u32 - 1
                })
            });
            of.push(own.collect());
        }
        Self {
            names,
            of,
            known: Memo::new(),
        }
    }

    /// The share of the persons of the article with fewer that the other one quotes too; `None` where one quotes nobody
    /// by name. One person of one says little: the share is drawn to the middle.
    pub(super) fn shared(&self, a: usize, b: usize) -> Option<f32> {
        let (few, many) = match (&self.of[a], &self.of[b]) {
            (x, y) if x.len() <= y.len() => (x, y),
            (x, y) => (y, x),
        };
        let found = few
            .iter()
            .filter(|&&x| many.iter().any(|&y| self.one(x, y)))
            .count();
        (!few.is_empty()).then(|| (found as f32 + 0.4) / (few.len() as f32 + 1.0))
    }

    fn one(&self, a: u32, b: u32) -> bool {
        if a == b {
            return true;
        }
        let judge = || {
            let (one, other) = (&self.names[a as usize], &self.names[b as usize]);
            let ((x, x_lang), (y, y_lang)) = if one.0 <= other.0 {
                (one, other)
            } else {
                (other, one)
            };
            persons(x, *x_lang, y, *y_lang) == Sameness::Same
        };
        self.known.ask(a.min(b), a.max(b), judge)
    }
}
