//! Digests as bytes, to be kept between runs: JSON and then the vectors, compressed.

use super::digest::Digest;
use super::vector::Vector;
use crate::article::Article;
use sha2::Digest as _;
use sha2::Sha256;

/// A key for the content of an article: everything a digest is made of, but not its id.
pub fn key(article: &Article) -> [u8; 32] {
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

/// The digest as bytes; `None` if it cannot be written, which leaves it to be made anew.
pub fn to_bytes(digest: &Digest) -> Option<Vec<u8>> {
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
    zstd::encode_all(bytes.as_slice(), 1).ok()
}

/// The digest again; `None` where the bytes are of another version or damaged.
pub fn from_bytes(bytes: &[u8]) -> Option<Digest> {
    let bytes = zstd::decode_all(bytes).ok()?;
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
