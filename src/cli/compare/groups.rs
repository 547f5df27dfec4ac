//! The events of all articles; what speaks for a pair in itself is taken from the cache where it has it, so that a day's
//! articles are compared with their neighbours and the others not again.

use super::cache::{Cache, Kept};
use daejo::coverage::store::rows::{self, Pairs, Short};
use daejo::coverage::{self, Digest, Group, Options, Pair};
use rayon::prelude::*;
use std::collections::BTreeMap;

use daejo::coverage::store::Key;

/// Groups articles, given with their keys, into events.
pub fn groups(
    articles: &[Digest],
    keys: &[Key],
    options: &Options,
    cache: &mut Cache,
) -> anyhow::Result<Vec<Group>> {
    if !cache.is_open() {
        return Ok(coverage::group(articles, options));
    }
    let bytes = cache.get(Kept::Pairs, keys)?;
    let read = |(bytes, key): (Option<Vec<u8>>, &Key)| rows::pairs_from_bytes(key, &bytes?);
    let mut known: Vec<Pairs> = bytes
        .into_par_iter()
        .zip(keys)
        .map(|row| read(row).unwrap_or_default())
        .collect();
    let shorts: Vec<Short> = keys.iter().map(rows::short).collect();
    let of = |a: usize, b: usize| {
        let (holder, other) = holder(keys, a, b);
        let row = &known[holder];
        let at = row.binary_search_by_key(&shorts[other], |pair| pair.0).ok()?;
        Some(row[at].1)
    };
    let (groups, made) = coverage::group_knowing(articles, options, &of);
    let entries: Vec<(Key, Vec<u8>)> = by_holder(keys, &shorts, &made)
        .into_iter()
        .map(|(holder, new)| {
            let mut row = std::mem::take(&mut known[holder]);
            row.extend(new);
            row.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
            row.dedup_by_key(|pair| pair.0);
            (keys[holder], rows::pairs_to_bytes(&keys[holder], &row))
        })
        .collect();
    cache.put(Kept::Pairs, &entries)?;
    Ok(groups)
}

/// In whose row a pair stands, and the other one: the same whatever the order of the input.
fn holder(keys: &[Key], a: usize, b: usize) -> (usize, usize) {
    if keys[a] <= keys[b] { (a, b) } else { (b, a) }
}

/// New pairs by the article in whose row they stand.
fn by_holder(keys: &[Key], shorts: &[Short], made: &[Pair]) -> BTreeMap<usize, Pairs> {
    let mut rows: BTreeMap<usize, Pairs> = BTreeMap::new();
    for &(a, b, evidence) in made {
        let (holder, other) = holder(keys, a, b);
        rows.entry(holder).or_default().push((shorts[other], evidence));
    }
    rows
}
