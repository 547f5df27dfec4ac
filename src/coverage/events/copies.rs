//! Which articles of an event are one source: an agency's copy, whole or shortened, under several names.

use crate::coverage::digest::Digest;

/// Share of the shorter text that stands word for word in the longer one, from which on it was copied. Independent
/// reports share quotations, which is a tenth or two.
const COPIED: f32 = 0.5;

/// For each of `members`, the place in `members` of the earliest article it shares its source with (its own, where it
/// is that article).
pub fn sources(digests: &[Digest], members: &[usize]) -> Vec<usize> {
    let mut sources: Vec<usize> = (0..members.len()).collect();
    for at in 1..members.len() {
        let own = &digests[members[at]];
        let earlier = (0..at).find(|&before| {
            let other = &digests[members[before]];
            own.lang == other.lang && own.sketch.shared(&other.sketch) >= COPIED
        });
        if let Some(before) = earlier {
            sources[at] = sources[before];
        }
    }
    sources
}
