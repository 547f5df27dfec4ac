//! What is known of an article beside others, as rows: each is kept under the key of the one and names the others by a
//! few bytes of theirs. A row carries a seal, so that damage shows.

use super::Key;
use crate::coverage::flips::Values;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Rows of another version are made anew.
const VERSION: u32 = 1;

/// An article in few bytes, for use beside the whole key of another one.
pub type Short = u64;

/// A key in few bytes. It is a hash, of which any part is as good as any other.
pub fn short(key: &Key) -> Short {
    let first: [u8; 8] = std::array::from_fn(|at| key[at]);
    Short::from_le_bytes(first)
}

/// What speaks for an article's being one event with each of some others, in themselves; by the others, ascending.
pub type Pairs = Vec<(Short, f32)>;

/// A row of pairs as bytes.
pub fn pairs_to_bytes(key: &Key, pairs: &Pairs) -> Vec<u8> {
    let entry = |&(other, evidence): &(Short, f32)| {
        let (other, evidence) = (other.to_le_bytes(), evidence.to_le_bytes());
        other.into_iter().chain(evidence)
    };
    sealed(key, pairs.iter().flat_map(entry).collect())
}

/// The row of pairs again; `None` where the bytes are of another key or damaged.
pub fn pairs_from_bytes(key: &Key, bytes: &[u8]) -> Option<Pairs> {
    let (entries, _) = opened(key, bytes)?.as_chunks::<12>();
    let entry = |entry: &[u8; 12]| {
        let (other, evidence) = entry.split_first_chunk::<8>()?;
        let evidence = evidence.first_chunk::<4>()?;
        Some((Short::from_le_bytes(*other), f32::from_le_bytes(*evidence)))
    };
    entries.iter().map(entry).collect()
}

/// What the rules of fidelity see between a mention of an English article and one of a Korean one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptFlip {
    /// The place of the English mention in its article.
    pub said: usize,
    /// The Korean article.
    pub other: Short,
    /// The place of the Korean mention in it.
    pub other_said: usize,
    /// The slots in which the two differ.
    pub values: Vec<Values>,
}

/// A row of flips as bytes; `None` if it cannot be written, which leaves it to be made anew.
pub fn flips_to_bytes(key: &Key, flips: &[KeptFlip]) -> Option<Vec<u8>> {
    Some(sealed(key, serde_json::to_vec(flips).ok()?))
}

/// The row of flips again; `None` where the bytes are of another key or damaged.
pub fn flips_from_bytes(key: &Key, bytes: &[u8]) -> Option<Vec<KeptFlip>> {
    serde_json::from_slice(opened(key, bytes)?).ok()
}

/// What the article of a line is kept under, and its id, as bytes.
pub fn name_to_bytes(line: &Key, (article, id): (&Key, &str)) -> Vec<u8> {
    sealed(line, [article.as_slice(), id.as_bytes()].concat())
}

/// What the article of a line is kept under, and its id; `None` where the bytes are of another line or damaged.
pub fn name_from_bytes(line: &Key, bytes: &[u8]) -> Option<(Key, String)> {
    let (article, id) = opened(line, bytes)?.split_first_chunk()?;
    Some((*article, String::from_utf8(id.to_vec()).ok()?))
}

/// Bytes of a seal.
const SEAL: usize = 8;

fn seal(key: &Key, content: &[u8]) -> [u8; SEAL] {
    let mut hash = Sha256::new();
    hash.update(VERSION.to_le_bytes());
    hash.update(key);
    hash.update(content);
    let hash = hash.finalize();
    std::array::from_fn(|at| hash[at])
}

fn sealed(key: &Key, mut content: Vec<u8>) -> Vec<u8> {
    content.extend(seal(key, &content));
    content
}

fn opened<'b>(key: &Key, bytes: &'b [u8]) -> Option<&'b [u8]> {
    let (content, found) = bytes.split_last_chunk::<SEAL>()?;
    (*found == seal(key, content)).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Slot;

    const KEY: Key = [7; 32];

    #[test]
    fn rows_come_back() {
        let pairs = vec![(1, 0.5), (u64::MAX, -3.25)];
        assert_eq!(pairs_from_bytes(&KEY, &pairs_to_bytes(&KEY, &pairs)), Some(pairs));
        let flips = vec![KeptFlip {
            said: 3,
            other: u64::MAX - 1,
            other_said: 0,
            values: vec![(Slot::Number, "15%".to_owned(), "16%".to_owned())],
        }];
        let bytes = flips_to_bytes(&KEY, &flips).expect("bytes");
        assert_eq!(flips_from_bytes(&KEY, &bytes), Some(flips));
        let bytes = name_to_bytes(&KEY, (&[9; 32], "가-1"));
        assert_eq!(name_from_bytes(&KEY, &bytes), Some(([9; 32], "가-1".to_owned())));
    }

    #[test]
    fn damage_shows() {
        let bytes = pairs_to_bytes(&KEY, &vec![(1, 0.5), (2, 1.5)]);
        assert_eq!(pairs_from_bytes(&[8; 32], &bytes), None, "of another key");
        assert_eq!(pairs_from_bytes(&KEY, &bytes[..bytes.len() / 2]), None, "cut off");
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            assert_eq!(pairs_from_bytes(&KEY, &damaged), None, "damaged at {at}");
        }
    }
}
