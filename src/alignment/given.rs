//! Beads that are given, and bound the path.

use super::corridor::Rectangle;
use super::evaluate::Links;
use std::collections::BTreeSet;
use std::ops::Range;

/// The given beads that can be used.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub beads: Vec<Links>,
    pub sources: BTreeSet<usize>,
    pub targets: BTreeSet<usize>,
    /// Those that stand in one order in both texts.
    pub chain: Vec<Rectangle>,
}

impl Given {
    /// Leaves out ids that do not exist, and all but the first use of an id.
    pub fn new(anchors: &[Links], sources: usize, targets: usize) -> Self {
        let mut given = Self::default();
        for (source, target) in anchors {
            let source = fresh(source, sources, &mut given.sources);
            let target = fresh(target, targets, &mut given.targets);
            if !source.is_empty() || !target.is_empty() {
                given.beads.push((source, target));
            }
        }
        given.chain = chain(&given.beads);
        given
    }
}

fn fresh(ids: &[usize], count: usize, used: &mut BTreeSet<usize>) -> Vec<usize> {
    let mut fresh: Vec<usize> = ids
        .iter()
        .copied()
        .filter(|&id| id < count && used.insert(id))
        .collect();
    fresh.sort_unstable();
    fresh
}

/// The most beads that stand in one order in both texts, of those with two sides of adjacent sentences.
fn chain(beads: &[Links]) -> Vec<Rectangle> {
    let mut whole: Vec<Rectangle> = beads
        .iter()
        .filter_map(|(source, target)| {
            Some(Rectangle {
                source: adjacent(source)?,
                target: adjacent(target)?,
            })
        })
        .collect();
    whole.sort_by_key(|rectangle| rectangle.source.start);
    // Longest increasing subsequence by patience: the last bead of the best chain of each length, and what came before.
    let mut last: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(whole.len());
    for (index, rectangle) in whole.iter().enumerate() {
        let length = last.partition_point(|&k| whole[k].target.start < rectangle.target.start);
        before.push(length.checked_sub(1).map(|shorter| last[shorter]));
        if length == last.len() {
            last.push(index);
        } else {
            last[length] = index;
        }
    }
    let mut chain = Vec::new();
    let mut at = last.last().copied();
    while let Some(index) = at {
        chain.push(whole[index].clone());
        at = before[index];
    }
    chain.reverse();
    chain
}

fn adjacent(ids: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*ids.first()?, *ids.last()?);
    (last - first + 1 == ids.len()).then_some(first..last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_first_use_of_an_id_and_the_longest_chain() {
        let anchors = [
            (vec![0], vec![5]),
            (vec![1], vec![1]),
            (vec![2, 3], vec![2]),
            (vec![3, 9], vec![7]),
            (vec![4], vec![]),
        ];
        let given = Given::new(&anchors, 8, 8);
        assert_eq!(given.beads[3], (vec![], vec![7]));
        let chain: Vec<_> = given.chain.iter().map(|r| r.source.clone()).collect();
        assert_eq!(chain, [1..2, 2..4]);
    }
}
