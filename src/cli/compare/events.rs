//! The analyses of all events, from the cache where it has them: an event that no article came to or left is not worked out
//! again, and of one to which an article came, only what is between it and the others.

use super::cache::{Cache, Kept, Shelf};
use super::flips::Flips;
use daejo::coverage::{Analysis, Analyst, Digest, Group, store};
use daejo::embedding::Encoder;
use store::Key;

/// Articles whose events are analysed, and kept, together.
const BATCH: usize = 1024;

/// The analysis of each group. `keys` are those of the articles.
pub fn analyses(
    groups: &[Group],
    (articles, keys): (&[Digest], &[Key]),
    encoder: &dyn Encoder,
    cache: &mut Cache,
) -> anyhow::Result<Vec<Analysis>> {
    let mut analyst = Analyst::new(encoder);
    let mut analyses = Vec::with_capacity(groups.len());
    for batch in batches(groups) {
        let batch: Vec<&Group> = batch.iter().collect();
        analyses.extend(batch_of(&batch, (articles, keys), &mut analyst, cache)?);
    }
    Ok(analyses)
}

/// Groups that follow one another, in batches of about so many articles.
fn batches(groups: &[Group]) -> impl Iterator<Item = &[Group]> {
    let mut left = groups;
    std::iter::from_fn(move || {
        let mut articles = 0;
        let full = left.iter().position(|group| {
            articles += group.members.len();
            articles >= BATCH
        });
        let (batch, rest) = left.split_at(full.map_or(left.len(), |last| last + 1));
        left = rest;
        (!batch.is_empty()).then_some(batch)
    })
}

/// The analyses of a batch: those that are kept, and those that are missing, made and kept.
fn batch_of(
    groups: &[&Group],
    (articles, keys): (&[Digest], &[Key]),
    analyst: &mut Analyst<'_>,
    cache: &mut Cache,
) -> anyhow::Result<Vec<Analysis>> {
    let key = |group: &&Group| store::event_key(group.members.iter().map(|&m| keys[m]));
    let own: Vec<Key> = groups.iter().map(key).collect();
    let shelf = Shelf {
        kept: Kept::Events,
        read: |at: usize, bytes: &[u8]| {
            let members: Vec<&Digest> = groups[at].members.iter().map(|&m| &articles[m]).collect();
            store::analysis_from_bytes(&own[at], bytes, &members)
        },
        write: |at: usize, analysis: &Analysis| store::analysis_to_bytes(&own[at], analysis),
    };
    cache.through(&own, &shelf, |missing, cache| {
        let wanted: Vec<&Group> = missing.iter().map(|&at| groups[at]).collect();
        let mut flips = Flips::of(&wanted, (articles, keys), cache)?;
        let (made, new) = analyst.analyse_knowing(&wanted, articles, &|mentions| flips.get(mentions));
        flips.keep(new, cache)?;
        Ok(made)
    })
}
