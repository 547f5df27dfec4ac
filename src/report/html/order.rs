//! The order in which beads are shown: that of the source, with what the target adds where the target has it.

use crate::alignment::Bead;
use crate::pipeline::Collation;
use std::collections::HashMap;

/// A bead in its place.
pub struct Placed {
    /// Its number, from 1 in the order shown; sentences that no bead holds get one too.
    pub number: usize,
    /// The bead.
    pub bead: Bead,
    /// Whether its target stands before that of a bead shown earlier.
    pub moved: bool,
}

/// Every sentence of both sides in exactly one bead, in the order of reading.
///
/// An aligner that left sentences out would lose text here, so these become beads of their own.
pub fn beads(collation: &Collation) -> Vec<Placed> {
    let mut beads = collation.beads.clone();
    beads.retain(|b| !b.source.is_empty() || !b.target.is_empty());
    let lone = |side: &[usize], other: &[usize]| Bead {
        source: side.into(),
        target: other.into(),
        score: 0.0,
        confidence: 0.0,
    };
    let sources = absent(collation.source.sentences.len(), beads.iter().map(|b| &b.source));
    let targets = absent(collation.target.sentences.len(), beads.iter().map(|b| &b.target));
    beads.extend(sources.into_iter().map(|id| lone(&[id], &[])));
    beads.extend(targets.into_iter().map(|id| lone(&[], &[id])));
    place(beads)
}

fn absent<'a>(count: usize, held: impl Iterator<Item = &'a Vec<usize>>) -> Vec<usize> {
    let mut seen = vec![false; count];
    for &id in held.flatten() {
        if let Some(seen) = seen.get_mut(id) {
            *seen = true;
        }
    }
    (0..count).filter(|&id| !seen[id]).collect()
}

fn place(beads: Vec<Bead>) -> Vec<Placed> {
    // A bead that the target adds follows the bead that holds the target's sentence before it.
    let holder: HashMap<usize, usize> = beads
        .iter()
        .enumerate()
        .flat_map(|(at, b)| b.target.iter().map(move |&id| (id, at)))
        .collect();
    let mut followers: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut sources: Vec<usize> = Vec::new();
    for (at, bead) in beads.iter().enumerate() {
        match bead.target.first() {
            Some(&first) if bead.source.is_empty() => {
                let before = first.checked_sub(1).and_then(|id| holder.get(&id));
                followers.entry(before.copied()).or_default().push(at);
            }
            _ => sources.push(at),
        }
    }
    sources.sort_by_key(|&at| beads[at].source[0]);
    let mut order: Vec<usize> = Vec::new();
    for root in std::iter::once(None).chain(sources.into_iter().map(Some)) {
        let mut waiting = vec![root];
        while let Some(next) = waiting.pop() {
            order.extend(next);
            let after = followers.remove(&next).unwrap_or_default();
            waiting.extend(after.into_iter().rev().map(Some));
        }
    }
    number(order.into_iter().map(|at| beads[at].clone()))
}

fn number(beads: impl Iterator<Item = Bead>) -> Vec<Placed> {
    let mut furthest = None;
    beads
        .zip(1..)
        .map(|(bead, number)| {
            let moved = bead.target.first().is_some_and(|&first| Some(first) < furthest);
            furthest = furthest.max(bead.target.last().copied());
            Placed { number, bead, moved }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(beads: &[(&[usize], &[usize])]) -> Vec<(Vec<usize>, Vec<usize>, bool)> {
        let beads = beads.iter().map(|(source, target)| Bead {
            source: source.to_vec(),
            target: target.to_vec(),
            score: 0.0,
            confidence: 0.0,
        });
        let placed = place(beads.collect());
        placed
            .into_iter()
            .map(|p| (p.bead.source, p.bead.target, p.moved))
            .collect()
    }

    #[test]
    fn additions_stand_where_the_target_has_them() {
        let shown = shown(&[(&[1], &[3]), (&[], &[2]), (&[], &[0]), (&[0], &[1]), (&[2], &[])]);
        let targets: Vec<&[usize]> = shown.iter().map(|s| s.1.as_slice()).collect();
        assert_eq!(targets, [&[0][..], &[1], &[2], &[3], &[]]);
    }

    #[test]
    fn a_crossing_bead_is_marked() {
        let moved: Vec<bool> = shown(&[(&[0], &[1]), (&[1], &[0]), (&[2], &[2])])
            .into_iter()
            .map(|s| s.2)
            .collect();
        assert_eq!(moved, [false, true, false]);
    }
}
