//! From pairs to groups: agglomeration by average linkage over the pairs that are known.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// What a pair that is no pair of neighbours counts for.
const UNKNOWN: f32 = -2.0;
/// Pairs that a member of a group has, at least, with the rest of it, if the group is one: as many as near neighbours are
/// kept. Of large groups most pairs are unknown, but where far fewer are known than this gives, the two groups' members
/// have their neighbours in their own.
const NEIGHBOURS: usize = 24;
/// A pair counts for no more than this either way, so that one sure pair does not carry a crowd.
const MOST: f32 = 4.0;

/// Two groups that might become one, by the mean log odds between them.
struct Link {
    mean: f32,
    groups: (usize, usize),
    /// Sizes when the link was made; another size means that it is out of date.
    sizes: (usize, usize),
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Link {}
impl PartialOrd for Link {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Link {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean
            .total_cmp(&other.mean)
            .then_with(|| other.groups.cmp(&self.groups))
    }
}

/// Groups `0..count`: the two groups with the highest mean are joined until no mean is above 0.
pub(in crate::coverage) fn clusters(count: usize, edges: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..count).map(|id| vec![id]).collect();
    let mut ties: Vec<BTreeMap<usize, (f32, usize)>> = vec![BTreeMap::new(); count];
    let edges = within_components(count, edges);
    for &(a, b, odds) in &edges {
        let odds = odds.clamp(-MOST, MOST);
        ties[a].insert(b, (odds, 1));
        ties[b].insert(a, (odds, 1));
    }
    let mut heap: BinaryHeap<Link> = BinaryHeap::new();
    for &(a, b, odds) in &edges {
        offer(&mut heap, a, b, (odds.clamp(-MOST, MOST), 1), &members);
    }
    while let Some(link) = heap.pop() {
        let (a, b) = link.groups;
        if (members[a].len(), members[b].len()) != link.sizes {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        for (other, (sum, known)) in std::mem::take(&mut ties[b]) {
            ties[other].remove(&b);
            if other == a {
                continue;
            }
            let tie = ties[a].entry(other).or_insert((0.0, 0));
            *tie = (tie.0 + sum, tie.1 + known);
            let tie = *tie;
            ties[other].insert(a, tie);
        }
        ties[a].remove(&b);
        for (&other, &tie) in &ties[a] {
            offer(&mut heap, a, other, tie, &members);
        }
    }
    members.retain(|group| !group.is_empty());
    members
}

/// The pairs that can count: groups that no chain of pairs above 0 ties together are never joined, so that what is against
/// it need not be looked at. Of the pairs of neighbours in a large collection these are the fewest.
fn within_components(count: usize, edges: &[(usize, usize, f32)]) -> Vec<(usize, usize, f32)> {
    let mut parents: Vec<usize> = (0..count).collect();
    for &(a, b, _) in edges.iter().filter(|edge| edge.2 > 0.0) {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a.max(b)] = a.min(b);
    }
    let roots: Vec<usize> = (0..count).map(|id| root(&mut parents, id)).collect();
    let within = edges.iter().filter(|(a, b, _)| roots[*a] == roots[*b]);
    within.copied().collect()
}

/// The root of a place in a forest, the way to which is halved (Tarjan and van Leeuwen 1984).
fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

fn offer(
    heap: &mut BinaryHeap<Link>,
    a: usize,
    b: usize,
    (sum, known): (f32, usize),
    members: &[Vec<usize>],
) {
    let groups = (a.min(b), a.max(b));
    let sizes = (members[groups.0].len(), members[groups.1].len());
    let all = sizes.0 * sizes.1;
    // The share of neighbours that lie in the other group, if both are one and neighbours are drawn at random.
    let expected = NEIGHBOURS * all / (sizes.0 + sizes.1);
    let counted = known.max(all.min(expected));
    let mean = (sum + UNKNOWN * (counted - known) as f32) / counted.max(1) as f32;
    if mean > 0.0 {
        heap.push(Link { mean, groups, sizes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_weak_bridge_joins_no_groups() {
        let edges = [(0, 1, 3.0), (1, 2, 3.0), (0, 2, 3.0), (2, 3, 0.5), (3, 4, 3.0)];
        assert_eq!(clusters(6, &edges), [vec![0, 1, 2], vec![3, 4], vec![5]]);
    }

    /// Two crowds of forty, in each of which everyone knows 24, and so many pairs between them.
    fn crowds(between: usize) -> Vec<Vec<usize>> {
        let within =
            (0..80).flat_map(|a: usize| (1..=24).map(move |by| (a, a / 40 * 40 + (a + by) % 40, 3.0)));
        let bridges = (0..between).map(|n| (n % 40, 40 + (n * 7 + n / 40) % 40, 1.0));
        let pairs = within
            .chain(bridges)
            .map(|(a, b, odds)| ((a.min(b), a.max(b)), odds));
        let pairs: BTreeMap<(usize, usize), f32> = pairs.collect();
        let edges: Vec<(usize, usize, f32)> = pairs.into_iter().map(|((a, b), odds)| (a, b, odds)).collect();
        clusters(80, &edges)
    }

    #[test]
    fn a_few_bridges_join_no_crowds() {
        assert_eq!(crowds(30).len(), 2);
        assert_eq!(crowds(900).len(), 1);
    }

    #[test]
    fn the_order_of_pairs_does_not_matter() {
        let edges = [
            (0, 1, 1.0),
            (1, 2, 1.0),
            (2, 3, 1.0),
            (0, 3, 1.0),
            (0, 2, -1.0),
            (1, 3, -1.0),
        ];
        let mut turned = edges;
        turned.reverse();
        assert_eq!(clusters(4, &edges), clusters(4, &turned));
    }
}
