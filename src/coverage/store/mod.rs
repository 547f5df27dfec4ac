//! What is kept between runs, as bytes: digests and analyses as JSON and, of a digest, the vectors, compressed and with a
//! checksum; what is known of pairs and mentions as rows ([`rows`]).

mod packing;
pub mod rows;

use super::analysis::Analysis;
use super::digest::Digest;
use super::vector::Vector;
use crate::article::Article;
use packing::{packed, unpacked};
use sha2::Digest as _;
use sha2::Sha256;

/// Analyses of another version are made anew.
const ANALYSIS_VERSION: u32 = 1;

/// What something is kept under.
pub type Key = [u8; 32];

/// A key for the content of an article: everything a digest is made of, but not its id.
pub fn key(article: &Article) -> Key {
    let mut hash = Sha256::new();
    let published = article.published.as_ref();
    let parts = [
        super::VERSION.to_string(),
        env!("CARGO_PKG_VERSION").to_owned(),
        article.lang.to_string(),
        article.outlet.clone().unwrap_or_default(),
        published.map(|p| p.date.to_string()).unwrap_or_default(),
        published
            .and_then(|p| p.instant)
            .map(|i| i.to_string())
            .unwrap_or_default(),
        format!("{:?}", article.blocks),
    ];
    for part in parts.iter().map(String::as_str).chain([article.text.as_str()]) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A key for an article as a line of the input, before it is read.
pub fn line_key(line: &[u8]) -> Key {
    let mut hash = Sha256::new();
    hash.update(super::VERSION.to_le_bytes());
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(line);
    hash.finalize().into()
}

/// A key for the analysis of an event: what it hangs on, which is its articles, by their keys, in their order.
pub fn event_key(articles: impl Iterator<Item = Key>) -> Key {
    let mut hash = Sha256::new();
    hash.update(ANALYSIS_VERSION.to_le_bytes());
    articles.for_each(|key| hash.update(key));
    hash.finalize().into()
}

/// The analysis as bytes; `None` if it cannot be written, which leaves it to be made anew.
pub fn analysis_to_bytes(key: &Key, analysis: &Analysis) -> Option<Vec<u8>> {
    packed(key, &serde_json::to_vec(analysis).ok()?)
}

/// The analysis of these articles again; `None` where the bytes are of another key, of other articles or damaged.
pub fn analysis_from_bytes(key: &Key, bytes: &[u8], articles: &[&Digest]) -> Option<Analysis> {
    let analysis: Analysis = serde_json::from_slice(unpacked(key, bytes)?.get(key.len()..)?).ok()?;
    analysis.fits(articles).then_some(analysis)
}

/// The digest as bytes; `None` if it cannot be written, which leaves it to be made anew.
pub fn to_bytes(key: &Key, digest: &Digest) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(digest).ok()?;
    let width = digest.vector.width();
    let mut bytes = Vec::with_capacity(json.len() + (digest.said.len() + 1) * (width + 4) + 8);
    bytes.extend(u32::try_from(json.len()).ok()?.to_le_bytes());
    bytes.extend(u32::try_from(width).ok()?.to_le_bytes());
    bytes.extend(json);
    digest.vector.write(&mut bytes);
    digest.said.iter().for_each(|said| said.vector.write(&mut bytes));
    digest
        .speakers
        .iter()
        .for_each(|speaker| speaker.vector.write(&mut bytes));
    packed(key, &bytes)
}

/// The digest again; `None` where the bytes are of another key, of another version or damaged.
pub fn from_bytes(key: &Key, bytes: &[u8]) -> Option<Digest> {
    let bytes = unpacked(key, bytes)?;
    let bytes = bytes.get(key.len()..)?;
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (width, rest) = rest.split_first_chunk::<4>()?;
    let (json, mut rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let width = u32::from_le_bytes(*width) as usize;
    let mut digest: Digest = serde_json::from_slice(json).ok()?;
    digest.vector = Vector::read(&mut rest, width)?;
    for said in &mut digest.said {
        said.vector = Vector::read(&mut rest, width)?;
    }
    for speaker in &mut digest.speakers {
        speaker.vector = Vector::read(&mut rest, width)?;
    }
    Some(digest)
}
