//! SentencePiece's `nmt_nfkc` normalisation.
//!
//! Compatibility composition with a few rules for line breaks and invisible characters, compiled by SentencePiece
//! into a trie from byte strings to replacements; the longest match at each position wins. White space is reduced to
//! single word-initial marks `▁`.
//!
//! The `spm_precompiled` crate reads the same map but applies it to whole grapheme clusters, which gives other
//! tokens where a cluster of several characters has no entry of its own.

use super::file::Section;
use yada::DoubleArray;

/// What marks the beginning of a word.
const MARK: &[u8] = "▁".as_bytes();

/// The compiled rules.
pub(super) struct Normaliser {
    trie: DoubleArray<Section>,
    /// Replacements, each ended by a zero byte; a match's value is the offset of its own.
    replacements: Section,
}

impl Normaliser {
    pub fn new(trie: DoubleArray<Section>, replacements: Section) -> Self {
        Self { trie, replacements }
    }

    /// `text` with the rules applied, empty where nothing but white space is left.
    ///
    /// A zero byte, which no piece of the vocabulary holds, becomes the byte 0xFF: the double array uses zero as its
    /// end mark and must not be asked for it.
    pub fn normalise(&self, text: &str) -> Vec<u8> {
        let mut rest = text.as_bytes();
        while let Some((b" ", length)) = self.prefix(rest) {
            rest = &rest[length..];
        }
        let mut out = Vec::with_capacity(text.len() + 32);
        if rest.is_empty() {
            return out;
        }
        out.extend_from_slice(MARK);
        let mut after_space = true;
        while let Some((mut piece, length)) = self.prefix(rest) {
            rest = &rest[length..];
            while after_space && piece.first() == Some(&b' ') {
                piece = &piece[1..];
            }
            for &byte in piece {
                match byte {
                    b' ' => out.extend_from_slice(MARK),
                    0 => out.push(0xff),
                    _ => out.push(byte),
                }
            }
            if let Some(last) = piece.last() {
                after_space = *last == b' ';
            }
        }
        while out.ends_with(MARK) {
            out.truncate(out.len() - MARK.len());
        }
        out
    }

    /// What stands at the head of `rest` after normalisation, and how many bytes of `rest` it is made of.
    fn prefix<'a>(&'a self, rest: &'a [u8]) -> Option<(&'a [u8], usize)> {
        let first = *rest.first()?;
        let longest = self.trie.common_prefix_search(rest).last();
        if let Some((value, length)) = longest
            && let Some(tail) = self.replacements.get(value as usize..)
            && !tail.is_empty()
        {
            let end = tail.iter().position(|&b| b == 0).unwrap_or(tail.len());
            return Some((&tail[..end], length));
        }
        let length = super::tokeniser::character_length(first).min(rest.len());
        Some((&rest[..length], length))
    }
}
