//! The digests of all articles, from the cache where it has them.

use super::cache::{Cache, Kept};
use super::input;
use super::progress::Progress;
use crate::cli::context::Context;
use anyhow::bail;
use daejo::article::Article;
use daejo::coverage::{self, Digest, store};
use daejo::embedding::Encoder;
use rayon::prelude::*;
use std::path::PathBuf;
use store::Key;

/// Articles digested together: enough to keep every core busy, few enough to keep memory small.
const BATCH: usize = 256;
/// Articles that cannot be read and are named; more are only counted.
const NAMED: usize = 20;

/// The digests of every article that can be read, and their keys if there is a cache; what cannot be read is said on stderr
/// and left out.
pub fn digests(
    inputs: &[PathBuf],
    encoder: &dyn Encoder,
    cache: &mut Cache,
    context: &Context,
) -> anyhow::Result<(Vec<Digest>, Vec<Key>)> {
    let progress = Progress::new(context);
    let (mut digests, mut keys) = (Vec::new(), Vec::new());
    let mut batch = Vec::with_capacity(BATCH);
    let mut unread = 0usize;
    for path in inputs {
        input::each(path, &mut |record| {
            match record.article {
                Ok(article) => batch.push(article),
                Err(error) => {
                    unread += 1;
                    if unread <= NAMED {
                        context.note(&format!("left out: {error}"));
                    }
                }
            }
            if batch.len() == BATCH {
                digests.extend(digest(std::mem::take(&mut batch), encoder, cache, &mut keys)?);
                progress.set(digests.len());
            }
            Ok(())
        })?;
    }
    digests.extend(digest(batch, encoder, cache, &mut keys)?);
    progress.finish();
    say_unread(unread, context);
    if digests.is_empty() {
        bail!("no article was found in the input");
    }
    Ok((digests, keys))
}

fn say_unread(unread: usize, context: &Context) {
    let (articles, were) = match unread {
        0 => return,
        1 => ("article", "was"),
        _ => ("articles", "were"),
    };
    context.note(&format!(
        "{unread} {articles} could not be read and {were} left out"
    ));
}

/// The digests of some articles, from the cache where it has them; their keys are added to `all`.
fn digest(
    articles: Vec<Article>,
    encoder: &dyn Encoder,
    cache: &mut Cache,
    all: &mut Vec<Key>,
) -> anyhow::Result<Vec<Digest>> {
    if !cache.is_open() {
        return Ok(coverage::digest(articles, encoder));
    }
    let keys: Vec<Key> = articles.iter().map(store::key).collect();
    let ids: Vec<String> = articles.iter().map(|a| a.id.clone()).collect();
    let bytes = cache.get(Kept::Digests, &keys)?;
    let kept = |(bytes, key): (Option<Vec<u8>>, &Key)| store::from_bytes(key, &bytes?);
    let mut found: Vec<Option<Digest>> = bytes.into_par_iter().zip(&keys).map(kept).collect();
    let missing: Vec<usize> = (0..found.len()).filter(|&at| found[at].is_none()).collect();
    let wanted = articles
        .into_iter()
        .zip(&found)
        .filter(|(_, found)| found.is_none());
    let made = coverage::digest(wanted.map(|(article, _)| article).collect(), encoder);
    let entries = missing.par_iter().zip(&made);
    let entries: Vec<(Key, Vec<u8>)> = entries
        .filter_map(|(&at, digest)| Some((keys[at], store::to_bytes(&keys[at], digest)?)))
        .collect();
    cache.put(Kept::Digests, &entries)?;
    for (at, digest) in missing.into_iter().zip(made) {
        found[at] = Some(digest);
    }
    all.extend(keys);
    let named = found.into_iter().flatten().zip(ids);
    Ok(named.map(|(digest, id)| Digest { id, ..digest }).collect())
}
