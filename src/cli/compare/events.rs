//! The analyses of all events, from the cache where it has them: an event that no article came to or left is not worked out
//! again.

use super::cache::{Cache, Kept};
use daejo::coverage::{Analysis, Analyst, Digest, Group, store};
use daejo::embedding::Encoder;
use rayon::prelude::*;
use store::Key;

/// Articles whose events are analysed, and kept, together.
const BATCH: usize = 1024;

/// The analysis of each group. `keys` are those of the articles; there are none without a cache.
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
        if cache.is_open() {
            analyses.extend(kept(&batch, (articles, keys), &mut analyst, cache)?);
        } else {
            analyses.extend(analyst.analyse(&batch, articles));
        }
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
fn kept(
    groups: &[&Group],
    (articles, keys): (&[Digest], &[Key]),
    analyst: &mut Analyst<'_>,
    cache: &mut Cache,
) -> anyhow::Result<Vec<Analysis>> {
    let key = |group: &&Group| store::event_key(group.members.iter().map(|&m| keys[m]));
    let own: Vec<Key> = groups.iter().map(key).collect();
    let bytes = cache.get(Kept::Events, &own)?;
    let read = |((bytes, key), group): ((Option<Vec<u8>>, &Key), &&Group)| {
        let members: Vec<&Digest> = group.members.iter().map(|&m| &articles[m]).collect();
        store::analysis_from_bytes(key, &bytes?, &members)
    };
    let mut found: Vec<Option<Analysis>> = bytes.into_par_iter().zip(&own).zip(groups).map(read).collect();
    let missing: Vec<usize> = (0..found.len()).filter(|&at| found[at].is_none()).collect();
    let wanted: Vec<&Group> = missing.iter().map(|&at| groups[at]).collect();
    let made = analyst.analyse(&wanted, articles);
    let entries: Vec<(Key, Vec<u8>)> = missing
        .par_iter()
        .zip(&made)
        .filter_map(|(&at, analysis)| Some((own[at], store::analysis_to_bytes(&own[at], analysis)?)))
        .collect();
    cache.put(Kept::Events, &entries)?;
    for (at, analysis) in missing.into_iter().zip(made) {
        found[at] = Some(analysis);
    }
    Ok(found.into_iter().flatten().collect())
}
