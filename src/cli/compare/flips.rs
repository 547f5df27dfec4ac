//! What the rules of fidelity see between mentions of articles, from the cache: in rows, each that of an English article.

use super::cache::{Cache, Kept};
use daejo::coverage::store::Key;
use daejo::coverage::store::rows::{self, KeptFlip, Short};
use daejo::coverage::{Digest, Flip, Group, Mentions, Values};
use daejo::text::Language;
use std::collections::{BTreeMap, HashMap};

/// Mentions by the place of the English one, the Korean article, and the place of the other one in it.
type Row = BTreeMap<(usize, Short, usize), Vec<Values>>;

/// What is known of the mentions of some events.
pub struct Flips<'a> {
    keys: &'a [Key],
    /// By position of the English article.
    rows: HashMap<usize, Row>,
}

impl<'a> Flips<'a> {
    /// Of some groups of articles.
    pub fn of(
        groups: &[&Group],
        (articles, keys): (&[Digest], &'a [Key]),
        cache: &Cache,
    ) -> anyhow::Result<Self> {
        let members = groups.iter().flat_map(|group| &group.members).copied();
        let english: Vec<usize> = members.filter(|&m| articles[m].lang != Language::Ko).collect();
        let own: Vec<Key> = english.iter().map(|&m| keys[m]).collect();
        let bytes = cache.get(Kept::Flips, &own)?.into_iter().zip(own);
        let row = |(bytes, key): (Option<Vec<u8>>, Key)| -> Option<Row> {
            let kept = rows::flips_from_bytes(&key, &bytes?)?.into_iter();
            Some(
                kept.map(|k| ((k.said, k.other, k.other_said), k.values))
                    .collect(),
            )
        };
        let rows = english.into_iter().zip(bytes);
        Ok(Self {
            keys,
            rows: rows.filter_map(|(at, kept)| Some((at, row(kept)?))).collect(),
        })
    }

    /// What is known of two mentions.
    pub fn get(&self, [(english, said), (korean, other_said)]: Mentions) -> Option<Vec<Values>> {
        let row = self.rows.get(&english)?;
        row.get(&(said, rows::short(&self.keys[korean]), other_said))
            .cloned()
    }

    /// Adds what is new and keeps it.
    pub fn keep(&mut self, new: Vec<Flip>, cache: &mut Cache) -> anyhow::Result<()> {
        if !cache.is_open() {
            return Ok(());
        }
        let mut changed: Vec<usize> = Vec::new();
        for Flip { mentions, values } in new {
            let [(english, said), (korean, other_said)] = mentions;
            let row = self.rows.entry(english).or_default();
            row.insert((said, rows::short(&self.keys[korean]), other_said), values);
            changed.push(english);
        }
        changed.sort_unstable();
        changed.dedup();
        let entry = |english: usize| {
            let row = self.rows.get(&english)?.iter();
            let kept = row.map(|(&(said, other, other_said), values)| KeptFlip {
                said,
                other,
                other_said,
                values: values.clone(),
            });
            let key = self.keys[english];
            Some((key, rows::flips_to_bytes(&key, &kept.collect::<Vec<_>>())?))
        };
        let entries: Vec<(Key, Vec<u8>)> = changed.into_iter().filter_map(entry).collect();
        cache.put(Kept::Flips, &entries)
    }
}
