//! Which pairs of mentions are looked at, and how near the two are: every pair of an ordinary event, the nearest of each
//! mention in a crowd, so that the coverage of a war costs no more than the square of a matrix product.

use super::digest::Digest;
use super::matching::Mention;
use super::vector::Rows;
use super::wording::{EventWords, MentionWords};
use crate::text::Language;
use rayon::prelude::*;

/// Mentions from which on an event is a crowd.
pub(super) const CROWD: usize = 3000;
/// Nearest mentions in each language that one of a crowd is compared with. A statement that hundreds carry is held
/// together by far fewer pairs than it has.
const NEAREST: usize = 64;
/// Mentions whose similarities are worked out together.
const BLOCK: usize = 128;

/// What is known of a pair at sight.
pub(super) struct Near<'a> {
    /// Similarity of the two as a whole, −1 to 1.
    pub similarity: f32,
    words: &'a MentionWords<'a>,
    other: usize,
}

impl Near<'_> {
    /// How much the words of either have a like word in the other, 0 to 1.
    pub fn words(&self) -> f32 {
        self.words.shared(self.other)
    }
}

/// The pairs `(a, b)`, `a < b`, of places in `mentions` that `judge` gives a number, in order.
pub(super) fn pairs(
    mentions: &[Mention],
    articles: &[&Digest],
    words: &EventWords,
    judge: impl Fn(usize, usize, &Near<'_>) -> Option<f32> + Sync,
) -> Vec<(usize, usize, f32)> {
    let sentences = Rows::new(mentions.iter().map(|m| &articles[m.article].said[m.said].vector));
    let korean: Vec<bool> = mentions
        .iter()
        .map(|m| articles[m.article].lang == Language::Ko)
        .collect();
    let crowd = mentions.len() > CROWD;
    let blocks: Vec<usize> = (0..mentions.len()).step_by(BLOCK).collect();
    let block = |start: usize| {
        let range = start..(start + BLOCK).min(mentions.len());
        let similarities = sentences.products(sentences.view().part(&range));
        let words = words.block(range.clone());
        let mut found = Vec::new();
        for (a, similarities) in range.zip(similarities.chunks_exact(mentions.len())) {
            let own = words.mention(a);
            let others: Vec<usize> = if crowd {
                nearest(a, similarities, &korean)
            } else {
                (a + 1..mentions.len()).collect()
            };
            for other in others {
                let near = Near {
                    similarity: similarities[other],
                    words: &own,
                    other,
                };
                let (a, b) = (a.min(other), a.max(other));
                found.extend(judge(a, b, &near).map(|odds| (a, b, odds)));
            }
        }
        found
    };
    let mut found: Vec<(usize, usize, f32)> = blocks.into_par_iter().flat_map_iter(block).collect();
    if crowd {
        found.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
        found.dedup_by_key(|pair| (pair.0, pair.1));
    }
    found
}

/// The places of the nearest mentions in either language, but for the mention's own.
fn nearest(own: usize, similarities: &[f32], korean: &[bool]) -> Vec<usize> {
    let mut found = Vec::with_capacity(2 * NEAREST);
    for language in [false, true] {
        let mut places: Vec<usize> = (0..similarities.len())
            .filter(|&at| at != own && korean[at] == language)
            .collect();
        if places.len() > NEAREST {
            let nearer = |a: &usize, b: &usize| similarities[*b].total_cmp(&similarities[*a]).then(a.cmp(b));
            places.select_nth_unstable_by(NEAREST, nearer);
            places.truncate(NEAREST);
        }
        found.extend(places);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_both_languages_but_not_oneself() {
        let korean: Vec<bool> = (0..300).map(|at| at >= 200).collect();
        let similarities: Vec<f32> = (0..300).map(|at| 1.0 / (1.0 + at as f32)).collect();
        let mut found = nearest(0, &similarities, &korean);
        found.sort_unstable();
        let wanted: Vec<usize> = (1..=NEAREST).chain(200..200 + NEAREST).collect();
        assert_eq!(found, wanted);
    }
}
