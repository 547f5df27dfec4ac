//! The digests of all articles, from the cache where it has them. A line whose very bytes are known is not even read.

use super::cache::{Cache, Kept, Shelf};
use super::input::{self, Entry};
use super::progress::Progress;
use crate::cli::context::Context;
use anyhow::bail;
use daejo::article::Article;
use daejo::coverage::store::{self, Key, rows};
use daejo::coverage::{self, Digest};
use daejo::embedding::Encoder;
use rayon::prelude::*;
use std::path::PathBuf;

/// Articles digested together: enough to keep every core busy, few enough to keep memory small.
const BATCH: usize = 256;
/// Articles that cannot be read and are named; more are only counted.
const NAMED: usize = 20;

/// The digests of every article that can be read, and their keys; what cannot be read is said on stderr and left out.
pub fn digests(
    inputs: &[PathBuf],
    encoder: &dyn Encoder,
    cache: &mut Cache,
    context: &Context,
) -> anyhow::Result<(Vec<Digest>, Vec<Key>)> {
    let progress = Progress::new(context);
    let mut all = Digests::default();
    let mut batch = Vec::with_capacity(BATCH);
    for path in inputs {
        input::each(path, &mut |entry| {
            batch.push(entry);
            if batch.len() == BATCH {
                all.add(std::mem::take(&mut batch), encoder, cache, context)?;
                progress.set(all.digests.len());
            }
            Ok(())
        })?;
    }
    all.add(batch, encoder, cache, context)?;
    progress.finish();
    say_unread(all.unread, context);
    if all.digests.is_empty() {
        bail!("no article was found in the input");
    }
    Ok((all.digests, all.keys))
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

/// The digests so far.
#[derive(Default)]
struct Digests {
    digests: Vec<Digest>,
    keys: Vec<Key>,
    unread: usize,
}

impl Digests {
    /// Adds those of some articles, from the cache where it has them.
    fn add(
        &mut self,
        entries: Vec<Entry>,
        encoder: &dyn Encoder,
        cache: &mut Cache,
        context: &Context,
    ) -> anyhow::Result<()> {
        let mut told = Vec::with_capacity(entries.len());
        for read in read(entries, cache)? {
            match read {
                Ok(article) => told.push(article),
                Err(error) => {
                    self.unread += 1;
                    if self.unread <= NAMED {
                        context.note(&format!("left out: {error}"));
                    }
                }
            }
        }
        let keys: Vec<Key> = told.iter().map(|article| article.key).collect();
        let ids: Vec<String> = told.iter().map(|article| article.id.clone()).collect();
        let mut told: Vec<Option<Told>> = told.into_iter().map(Some).collect();
        let shelf = Shelf {
            kept: Kept::Digests,
            read: |at: usize, bytes: &[u8]| store::from_bytes(&keys[at], bytes),
            write: |at: usize, digest: &Digest| store::to_bytes(&keys[at], digest),
        };
        let digests = cache.through(&keys, &shelf, |missing, _| {
            let wanted = missing.iter().filter_map(|&at| told[at].take());
            let articles: Result<Vec<Article>, daejo::Error> = wanted.map(Told::article).collect();
            Ok(coverage::digest(articles?, encoder))
        })?;
        let named = digests.into_iter().zip(ids);
        self.digests
            .extend(named.map(|(digest, id)| Digest { id, ..digest }));
        self.keys.extend(keys);
        Ok(())
    }
}

/// An article of which it is known what it is kept under.
struct Told {
    key: Key,
    id: String,
    content: Content,
}

enum Content {
    Article(Article),
    /// As it stands in the input.
    Entry(Entry),
}

impl Told {
    fn new(article: Article) -> Self {
        Self {
            key: store::key(&article),
            id: article.id.clone(),
            content: Content::Article(article),
        }
    }

    fn article(self) -> Result<Article, daejo::Error> {
        match self.content {
            Content::Article(article) => Ok(article),
            Content::Entry(entry) => entry.read().article,
        }
    }
}

/// What each entry is: by its bytes, if it is a line that is known, else by reading it; new lines are kept.
fn read(entries: Vec<Entry>, cache: &mut Cache) -> anyhow::Result<Vec<Result<Told, daejo::Error>>> {
    if !cache.is_open() {
        let read = entries
            .into_par_iter()
            .map(|entry| entry.read().article.map(Told::new));
        return Ok(read.collect());
    }
    let key = |entry: &Entry| match entry {
        Entry::Line { bytes, .. } => Some(store::line_key(bytes)),
        Entry::Read(_) => None,
    };
    let lines: Vec<Option<Key>> = entries.par_iter().map(key).collect();
    let keys: Vec<Key> = lines.iter().copied().flatten().collect();
    let mut names = cache.get(Kept::Lines, &keys)?.into_iter();
    let names = lines.iter().map(|line| {
        let bytes = line.as_ref().and_then(|_| names.next().flatten())?;
        rows::name_from_bytes(line.as_ref()?, &bytes)
    });
    let names: Vec<Option<(Key, String)>> = names.collect();
    let read: Vec<Named> = entries
        .into_par_iter()
        .zip(lines)
        .zip(names)
        .map(|((entry, line), name)| match name {
            Some((key, id)) => {
                let content = Content::Entry(entry);
                (Ok(Told { key, id, content }), None)
            }
            None => named(entry, line),
        })
        .collect();
    let (read, new): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    cache.put(Kept::Lines, &new.into_iter().flatten().collect::<Vec<_>>())?;
    Ok(read)
}

/// An article that was told, and the row that keeps its name for its line.
type Named = (Result<Told, daejo::Error>, Option<(Key, Vec<u8>)>);

/// Reads an entry; and the name to be kept for its line. An article that has no id of its own is called by its place in
/// the input, which may be another one the next time, and is read again.
fn named(entry: Entry, line: Option<Key>) -> Named {
    let record = entry.read();
    let own_id = record.id.is_some();
    let told = record.article.map(Told::new);
    let name = match (&told, line.filter(|_| own_id)) {
        (Ok(told), Some(line)) => Some((line, rows::name_to_bytes(&line, (&told.key, &told.id)))),
        _ => None,
    };
    (told, name)
}
