//! What a memory holds for a sentence: the same segment, else the most alike.

use super::likeness::{ALIKE, likeness, words};
use super::store::{Memory, length, normal, refuse};
use super::{Recall, Recalled};
use crate::translation::TranslationError;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::HashMap;
use std::sync::PoisonError;

/// Segments of one word and of fitting length that are looked at: a word that more have tells nothing.
const COMMON: usize = 1000;

/// Segments whose likeness is reckoned.
const CANDIDATES: usize = 40;

impl Recall for Memory {
    fn recall(&self, source: &str, is_heading: bool) -> Result<Option<Recalled>, TranslationError> {
        let source = normal(source);
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let recall = || match self.same(&file, &source, is_heading)? {
            Some(same) => Ok(Some(same)),
            None => self.alike(&file, &source, is_heading),
        };
        recall().map_err(|e| refuse(&self.path, &e))
    }
}

impl Memory {
    /// The same segment: people's latest, else this maker's own.
    fn same(&self, file: &Connection, source: &str, is_heading: bool) -> rusqlite::Result<Option<Recalled>> {
        let mut query = file.prepare_cached(
            "SELECT target FROM segment WHERE key = ?1 AND source = ?2 AND id <= ?3 ORDER BY id DESC LIMIT 1",
        )?;
        let makers = [
            ("", is_heading),
            ("", !is_heading),
            (self.maker.as_str(), is_heading),
        ];
        for (maker, heading) in makers {
            let key = self.key(maker, source, heading);
            let found = query.query_row(params![key, source, self.until], |row| row.get(0));
            if let Some(target) = found.optional()? {
                return Ok(Some(Recalled {
                    source: source.to_owned(),
                    target,
                    score: 1.0,
                }));
            }
        }
        Ok(None)
    }

    /// The most alike segment.
    fn alike(&self, file: &Connection, source: &str, is_heading: bool) -> rusqlite::Result<Option<Recalled>> {
        // A headline of the model's own is no sentence; a sentence can be made a headline.
        let mut query = file.prepare_cached(
            "SELECT source, target, maker FROM segment
             WHERE id = ?1 AND (maker = '' OR maker = ?2 AND heading <= ?3)",
        )?;
        let mut best: Option<(f32, bool, i64, Recalled)> = None;
        for id in self.candidates(file, source)? {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let found = query
                .query_row(params![id, self.maker, is_heading], row)
                .optional()?;
            let Some((candidate, target, maker)): Option<(String, String, String)> = found else {
                continue;
            };
            let Some(score) = likeness(source, &candidate) else {
                continue;
            };
            let by_people = maker.is_empty();
            let better = best
                .as_ref()
                .is_none_or(|(s, p, i, _)| (score, by_people, id) > (*s, *p, *i));
            if better {
                let source = candidate;
                best = Some((
                    score,
                    by_people,
                    id,
                    Recalled {
                        source,
                        target,
                        score,
                    },
                ));
            }
        }
        Ok(best.map(|(.., recalled)| recalled))
    }

    /// The segments of fitting length that share the most words that are not common.
    fn candidates(&self, file: &Connection, source: &str) -> rusqlite::Result<Vec<i64>> {
        let length = length(source);
        // Of two texts this alike the shorter has at least this share of the longer.
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "lengths of sentences"
        )]
        let (least, most) = (
            (length as f32 * ALIKE) as i64,
            (length as f32 / ALIKE).ceil() as i64,
        );
        let mut query = file.prepare_cached(
            "SELECT segment FROM word WHERE word = ?1 AND length BETWEEN ?2 AND ?3 AND segment <= ?4 LIMIT ?5",
        )?;
        let mut shared: HashMap<i64, usize> = HashMap::new();
        let limit = i64::try_from(COMMON + 1).unwrap_or(i64::MAX);
        for word in words(source) {
            let rows = query.query_map(params![self.word(&word), least, most, self.until, limit], |row| {
                row.get(0)
            })?;
            let having: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
            if having.len() <= COMMON {
                having
                    .into_iter()
                    .for_each(|id| *shared.entry(id).or_default() += 1);
            }
        }
        let mut order: Vec<(usize, i64)> = shared.into_iter().map(|(id, count)| (count, id)).collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        Ok(order.into_iter().take(CANDIDATES).map(|(_, id)| id).collect())
    }
}
