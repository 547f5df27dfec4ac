//! Whether two articles quote the same persons, across outlets and scripts.

use crate::coverage::digest::Digest;
use crate::coverage::sameness::{Sameness, persons};
use crate::statements::EntityKind;
use crate::text::Language;
use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

/// Parts of the memory, each with a lock of its own.
const PARTS: usize = 64;

/// The persons that articles quote by name. Whether two names are one person's is remembered: reports of a day name the
/// same people over and over.
pub(super) struct Persons {
    names: Vec<(String, Language)>,
    /// By article.
    of: Vec<Vec<u32>>,
    known: Vec<Mutex<HashMap<(u32, u32), bool>>>,
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
        let known = (0..PARTS).map(|_| Mutex::default()).collect();
        Self { names, of, known }
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
        let key = (a.min(b), a.max(b));
        let part = (key.0 as usize * 31 + key.1 as usize) % PARTS;
        let lock = || {
            self.known[part]
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        };
        if let Some(&known) = lock().get(&key) {
            return known;
        }
        let ((x, x_lang), (y, y_lang)) = (&self.names[a as usize], &self.names[b as usize]);
        let one = persons(x, *x_lang, y, *y_lang) == Sameness::Same;
        lock().insert(key, one);
        one
    }
}
