//! Which statement became which: one best assignment over the whole article, then what was split or joined.

use crate::alignment::Bead;
use crate::embedding::Encoder;
use crate::pipeline::Side;
use crate::statements::Statement;
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Statements of both sides that go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Ids in the source; several where the target joins them.
    pub source: Vec<usize>,
    /// Ids in the target; several where it splits one.
    pub target: Vec<usize>,
    /// How well they go together, 0 to 1.
    pub score: f32,
}

/// Below this two statements are not versions of each other, whatever else is left.
const LEAST: f32 = 0.45;
/// A statement without counterpart whose words lie this close to a matched one was joined with it.
const JOINED: f32 = 0.5;

/// Matches the statements of two aligned articles. Every statement with a counterpart stands in exactly one group.
pub fn groups(source: &Side, target: &Side, beads: &[Bead], encoder: &dyn Encoder) -> Vec<Group> {
    let (here, there) = (&source.statements.statements, &target.statements.statements);
    if here.is_empty() || there.is_empty() {
        return Vec::new();
    }
    let likeness = Likeness::new(source, target, encoder);
    let places = (
        places(here, beads, |b| &b.source),
        places(there, beads, |b| &b.target),
    );
    let score = |s: usize, t: usize| {
        score(
            &here[s],
            &there[t],
            likeness.of(s, t),
            apart(&places.0[s], &places.1[t]),
        )
    };
    let mut groups = assign(here.len(), there.len(), &score);
    join(
        &mut groups,
        here.len(),
        &score,
        |g| &mut g.source,
        |g, s| (s, g.target[0]),
    );
    join(
        &mut groups,
        there.len(),
        &score,
        |g| &mut g.target,
        |g, t| (g.source[0], t),
    );
    groups.sort_by_key(|g| g.source.first().copied());
    groups
}

/// Matches the statements of two segments that are known to be versions of each other. Without an encoder by order
/// alone, and only where there are as many on both sides.
pub fn in_segment(source: &Side, target: &Side, beads: &[Bead], encoder: Option<&dyn Encoder>) -> Vec<Group> {
    if let Some(encoder) = encoder {
        return groups(source, target, beads, encoder);
    }
    let (here, there) = (&source.statements.statements, &target.statements.statements);
    let same = here.len() == there.len();
    let ids = (0..here.len()).filter(|_| same);
    ids.map(|id| Group {
        source: vec![id],
        target: vec![id],
        score: 1.0,
    })
    .collect()
}

/// How alike two statements are, by place, content and kind, 0 to 1.
fn score(a: &Statement, b: &Statement, likeness: f32, apart: Option<usize>) -> f32 {
    let place = match apart {
        Some(0) => 0.35,
        Some(1) => 0.1,
        _ => 0.0,
    };
    let kind = if a.kind == b.kind { 0.05 } else { 0.0 };
    let cue = match (&a.cue, &b.cue) {
        (Some(a), Some(b)) if a.stance == b.stance => 0.05,
        _ => 0.0,
    };
    0.55 * likeness.max(0.0) + place + kind + cue
}

/// The assignment with the highest sum of scores; pairs below [`LEAST`] fall out.
fn assign(rows: usize, columns: usize, score: &impl Fn(usize, usize) -> f32) -> Vec<Group> {
    let wide = columns.max(rows);
    let weights = Matrix::from_fn(rows, wide, |(row, column)| {
        let score = if column < columns { score(row, column) } else { 0.0 };
        if score >= LEAST {
            (score * 10_000.0) as i64
        } else {
            0
        }
    });
    let (_, chosen) = kuhn_munkres(&weights);
    chosen
        .into_iter()
        .enumerate()
        .filter(|&(_, column)| column < columns)
        .map(|(row, column)| Group {
            source: vec![row],
            target: vec![column],
            score: score(row, column),
        })
        .filter(|g| g.score >= LEAST)
        .collect()
}

/// Adds statements that have no group to the one whose other side they are most like, if they are like enough.
fn join(
    groups: &mut [Group],
    count: usize,
    score: &impl Fn(usize, usize) -> f32,
    side: impl Fn(&mut Group) -> &mut Vec<usize>,
    pair: impl Fn(&Group, usize) -> (usize, usize),
) {
    let taken: Vec<usize> = groups.iter_mut().flat_map(|g| side(g).clone()).collect();
    for id in (0..count).filter(|id| !taken.contains(id)) {
        let best = groups
            .iter()
            .enumerate()
            .map(|(index, group)| {
                let (s, t) = pair(group, id);
                (index, score(s, t))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, _)) = best.filter(|b| b.1 >= JOINED) {
            let ids = side(&mut groups[index]);
            ids.push(id);
            ids.sort_unstable();
        }
    }
}

/// The beads that each statement stands in.
fn places(statements: &[Statement], beads: &[Bead], side: impl Fn(&Bead) -> &Vec<usize>) -> Vec<Vec<usize>> {
    let of = |s: &Statement| {
        let inside = |bead: &&(usize, &Bead)| side(bead.1).iter().any(|id| s.sentences.contains(id));
        beads
            .iter()
            .enumerate()
            .collect::<Vec<_>>()
            .iter()
            .filter(inside)
            .map(|b| b.0)
            .collect()
    };
    statements.iter().map(of).collect()
}

/// How many beads lie between two statements; `None` where one stands in none.
fn apart(a: &[usize], b: &[usize]) -> Option<usize> {
    a.iter().flat_map(|a| b.iter().map(move |b| a.abs_diff(*b))).min()
}

/// Similarity of the contents of every two statements.
struct Likeness {
    source: Vec<f32>,
    target: Vec<f32>,
    dimension: usize,
}

impl Likeness {
    fn new(source: &Side, target: &Side, encoder: &dyn Encoder) -> Self {
        let lines = |side: &Side| -> Vec<String> {
            let words = |s: &Statement| {
                let parts = s.content.iter().map(|c| c.of(&side.article.text));
                parts
                    .collect::<Vec<_>>()
                    .join(" ")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            side.statements.statements.iter().map(words).collect()
        };
        let encode =
            |lines: Vec<String>| encoder.encode(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        Self {
            source: encode(lines(source)),
            target: encode(lines(target)),
            dimension: encoder.dimension(),
        }
    }

    fn of(&self, source: usize, target: usize) -> f32 {
        let rows = at(&self.source, source, self.dimension).iter();
        rows.zip(at(&self.target, target, self.dimension))
            .map(|(a, b)| a * b)
            .sum()
    }
}

/// The row of that number.
fn at(rows: &[f32], number: usize, dimension: usize) -> &[f32] {
    rows.get(number * dimension..(number + 1) * dimension)
        .unwrap_or_default()
}
