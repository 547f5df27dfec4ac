//! Where the path may go.
//!
//! Short texts may be paired anywhere. In long ones a few sentences are compared with everything first; those with one
//! clear counterpart become anchors, and the path is sought between neighbouring anchors only, with room to spare. A
//! gap that is still large is divided in the same way. The work is near-linear in the length of the texts, and a
//! passage left out, however long, is simply a gap that is wide on one side.

use crate::embedding::matrix::{self, View};
use std::ops::Range;

/// Pairs of sentences up to which a rectangle is allowed whole.
const WHOLE: usize = 128 * 128;
/// Pairs of sentences up to which a rectangle without anchors is allowed whole; beyond, a band along its diagonal.
const WHOLE_WITHOUT_ANCHORS: usize = 2048 * 2048;
/// Half the width of that band, in sentences.
const BAND: usize = 256;
/// One sentence in so many is tried as an anchor, at least and at most so many in all.
const SPACING: usize = 8;
const FEWEST: usize = 16;
const MOST: usize = 256;
/// How far the best counterpart of an anchor stands out from all others but its own neighbours, as a similarity.
const MARGIN: f32 = 0.1;
/// Sentences around an anchor that are left to the path.
const ROOM: usize = 12;

/// For each boundary between source sentences, the boundaries between target sentences it may be paired with.
///
/// Boundary `i` stands in front of sentence `i`. The ranges hold at least one boundary each, begin with 0, end with
/// the last, never move back, and each overlaps the next, so that a path always exists.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Corridor {
    rows: Vec<Range<usize>>,
    /// Number of cells in front of each row, and of all.
    before: Vec<usize>,
}

/// The vectors of one text's sentences.
pub(super) type Sentences<'a> = View<'a>;

impl Corridor {
    /// The corridor for two texts, by the vectors of their sentences. It passes through the `given` rectangles, which
    /// stand in one order in both texts, and not beside them.
    pub fn seek(source: Sentences<'_>, target: Sentences<'_>, given: &[Rectangle]) -> Self {
        let mut draft = Draft::new(source.rows, target.rows);
        let mut corner = (0, 0);
        for rectangle in given {
            draft.divide(
                source,
                target,
                between(corner, (rectangle.source.start, rectangle.target.start)),
            );
            draft.allow(rectangle.source.clone(), rectangle.target.clone());
            corner = (rectangle.source.end, rectangle.target.end);
        }
        draft.divide(source, target, between(corner, (source.rows, target.rows)));
        draft.finish()
    }

    /// The corridor that holds, for each source boundary, the given target boundaries and `room` more around.
    pub fn around(cells: &[Range<usize>], target: usize, room: usize) -> Self {
        let mut draft = Draft::new(cells.len() - 1, target);
        for (i, cells) in cells.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
            let near = i.saturating_sub(room)..(i + room).min(draft.rows.len() - 1);
            draft.allow(
                near,
                cells.start.saturating_sub(room)..(cells.end - 1 + room).min(target),
            );
        }
        draft.finish()
    }

    fn new(rows: Vec<Range<usize>>) -> Self {
        let mut before = vec![0];
        before.extend(rows.iter().scan(0, |sum, row| {
            *sum += row.len();
            Some(*sum)
        }));
        Self { rows, before }
    }

    /// Number of source boundaries.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Number of sentences of the source and of the target.
    pub fn sentences(&self) -> (usize, usize) {
        let last = self.height() - 1;
        (last, self.rows[last].end - 1)
    }

    /// The target boundaries allowed at source boundary `i`.
    pub fn row(&self, i: usize) -> Range<usize> {
        self.rows[i].clone()
    }

    /// Number of allowed pairs.
    pub fn cells(&self) -> usize {
        self.before[self.height()]
    }

    /// The number of the pair `(i, j)`, where it is allowed.
    pub fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i)?;
        row.contains(&j).then(|| self.before[i] + j - row.start)
    }
}

/// A stretch of sentences of both texts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rectangle {
    pub source: Range<usize>,
    pub target: Range<usize>,
}

fn between(start: (usize, usize), end: (usize, usize)) -> Rectangle {
    Rectangle {
        source: start.0..end.0,
        target: start.1..end.1,
    }
}

impl Rectangle {
    fn area(&self) -> usize {
        self.source.len() * self.target.len()
    }
}

/// A source sentence with a clear counterpart, and how clear it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Anchor {
    source: usize,
    target: usize,
    margin: f32,
}

/// A corridor in the making: for each source boundary the first and last target boundary allowed so far.
struct Draft {
    rows: Vec<Option<(usize, usize)>>,
    target: usize,
}

impl Draft {
    fn new(source: usize, target: usize) -> Self {
        let mut rows = vec![None; source + 1];
        rows[0] = Some((0, 0));
        rows[source] = match rows[source] {
            Some((first, _)) => Some((first, target)),
            None => Some((target, target)),
        };
        Self { rows, target }
    }

    /// Allows every pairing of the sentences.
    fn allow(&mut self, source: Range<usize>, target: Range<usize>) {
        for row in &mut self.rows[source.start..=source.end] {
            let (first, last) = row.unwrap_or((target.start, target.end));
            *row = Some((first.min(target.start), last.max(target.end)));
        }
    }

    fn divide(&mut self, source: Sentences<'_>, target: Sentences<'_>, rectangle: Rectangle) {
        if rectangle.area() <= WHOLE {
            return self.allow(rectangle.source, rectangle.target);
        }
        let anchors = chain(anchors(source, target, &rectangle));
        let gaps = gaps(&rectangle, &anchors);
        let largest = gaps.iter().map(Rectangle::area).max().unwrap_or_default();
        if largest > rectangle.area() / 2 {
            return self.without_anchors(rectangle);
        }
        for gap in gaps {
            self.divide(source, target, gap);
        }
    }

    fn without_anchors(&mut self, rectangle: Rectangle) {
        let Rectangle { source, target } = &rectangle;
        if rectangle.area() <= WHOLE_WITHOUT_ANCHORS {
            return self.allow(source.clone(), target.clone());
        }
        for i in source.clone() {
            let on_diagonal = |i: usize| target.start + (i - source.start) * target.len() / source.len();
            let first = on_diagonal(i).saturating_sub(BAND).max(target.start);
            self.allow(i..i + 1, first..(on_diagonal(i + 1) + BAND).min(target.end));
        }
    }

    /// Closes what gaps are left, so that the promises of [`Corridor`] hold.
    fn finish(self) -> Corridor {
        let (mut lowest, mut highest) = (self.target, 0);
        let mut rows: Vec<Range<usize>> = vec![0..0; self.rows.len()];
        for (row, drafted) in rows.iter_mut().zip(&self.rows).rev() {
            lowest = lowest.min(drafted.map_or(lowest, |(first, _)| first));
            row.start = lowest;
        }
        for index in 0..rows.len() {
            highest = highest.max(self.rows[index].map_or(highest, |(_, last)| last));
            let next = rows.get(index + 1).map_or(self.target, |row| row.start);
            highest = highest.max(next);
            rows[index].end = highest + 1;
        }
        Corridor::new(rows)
    }
}

/// Source sentences of the rectangle that have one clear counterpart in it.
fn anchors(source: Sentences<'_>, target: Sentences<'_>, within: &Rectangle) -> Vec<Anchor> {
    let tried = (within.source.len() / SPACING)
        .clamp(FEWEST, MOST)
        .min(within.source.len());
    let ids: Vec<usize> = (0..tried)
        .map(|k| within.source.start + (2 * k + 1) * within.source.len() / (2 * tried))
        .collect();
    let rows: Vec<f32> = ids.iter().flat_map(|&id| source.row(id)).copied().collect();
    let columns = target.part(&within.target);
    let width = within.target.len();
    let mut similarities = vec![0.0; tried * width];
    matrix::dot_products(
        View::dense(&rows, tried, source.columns),
        columns,
        &mut similarities,
        width,
    );
    ids.iter()
        .zip(similarities.chunks_exact(width))
        .filter_map(|(&id, row)| {
            let (best, margin) = standing_out(row)?;
            (margin >= MARGIN).then_some(Anchor {
                source: id,
                target: within.target.start + best,
                margin,
            })
        })
        .collect()
}

/// The highest place of a row, and how far it stands above all but its neighbours, whose sentences may share its
/// counterpart.
fn standing_out(row: &[f32]) -> Option<(usize, f32)> {
    let (best, top) = row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let others = row
        .iter()
        .enumerate()
        .filter(|(place, _)| place.abs_diff(best) > 1);
    let second = others.map(|(_, x)| *x).fold(-1.0, f32::max);
    Some((best, top - second))
}

/// The anchors, in order of the source, that stand in one order in both texts with the highest sum of margins.
fn chain(anchors: Vec<Anchor>) -> Vec<Anchor> {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(anchors.len());
    for (index, anchor) in anchors.iter().enumerate() {
        let before = (0..index)
            .filter(|&k| anchors[k].target < anchor.target)
            .max_by(|&a, &b| best[a].0.total_cmp(&best[b].0));
        best.push((anchor.margin + before.map_or(0.0, |k| best[k].0), before));
    }
    let mut at = (0..anchors.len()).max_by(|&a, &b| best[a].0.total_cmp(&best[b].0));
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(anchors[index]);
        at = best[index].1;
    }
    chain.reverse();
    chain
}

/// What lies between neighbouring anchors, with room around.
fn gaps(rectangle: &Rectangle, anchors: &[Anchor]) -> Vec<Rectangle> {
    let start = (rectangle.source.start, rectangle.target.start);
    let end = (rectangle.source.end, rectangle.target.end);
    let mut corners = vec![start];
    corners.extend(anchors.iter().map(|anchor| (anchor.source, anchor.target)));
    corners.push(end);
    let gap = |pair: &[(usize, usize)]| Rectangle {
        source: with_room(pair[0].0..pair[1].0, &rectangle.source),
        target: with_room(pair[0].1..pair[1].1, &rectangle.target),
    };
    corners.windows(2).map(gap).collect()
}

fn with_room(range: Range<usize>, within: &Range<usize>) -> Range<usize> {
    range.start.saturating_sub(ROOM).max(within.start)..(range.end + ROOM).min(within.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_promises(corridor: &Corridor, source: usize, target: usize) {
        assert_eq!(corridor.sentences(), (source, target));
        assert_eq!(corridor.row(0).start, 0);
        for i in 0..source {
            let (row, next) = (corridor.row(i), corridor.row(i + 1));
            assert!(row.start <= next.start && row.end <= next.end, "{row:?} {next:?}");
            assert!(next.start < row.end, "{row:?} and {next:?} do not meet");
        }
    }

    /// Vectors in which sentence `i` of the source says what sentence `pairs[i]` of the target says.
    fn vectors(count: usize) -> Vec<f32> {
        let mut state = 7u64;
        let mut random = || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
        };
        let mut data: Vec<f32> = (0..count * 64).map(|_| random()).collect();
        for row in data.chunks_exact_mut(64) {
            let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
            row.iter_mut().for_each(|x| *x /= length);
        }
        data
    }

    #[test]
    fn finds_the_way_past_a_long_omission() {
        let data = vectors(2000);
        let source = View::dense(&data, 2000, 64);
        let target: Vec<f32> = [&data[..400 * 64], &data[1300 * 64..]].concat();
        let corridor = Corridor::seek(source, View::dense(&target, 1100, 64), &[]);
        assert_promises(&corridor, 2000, 1100);
        for i in 0..=2000usize {
            let j = if i < 400 {
                i
            } else {
                i.saturating_sub(900).max(400)
            };
            assert!(corridor.cell(i, j).is_some(), "the way leads over {i}, {j}");
        }
        assert!(corridor.cells() < 400_000, "{} cells", corridor.cells());
    }

    #[test]
    fn unrelated_texts_have_a_corridor_too() {
        let data = vectors(5000);
        let (source, target) = (
            View::dense(&data[..3000 * 64], 3000, 64),
            View::dense(&data[3000 * 64..], 2000, 64),
        );
        assert_promises(&Corridor::seek(source, target, &[]), 3000, 2000);
    }

    proptest! {
        #[test]
        fn a_path_always_exists(
            source in 0usize..40,
            target in 0usize..40,
            boxes in proptest::collection::vec((0usize..40, 0usize..40, 0usize..40, 0usize..40), 0..6),
        ) {
            let mut draft = Draft::new(source, target);
            for (a, b, c, d) in boxes {
                let order = |x: usize, y: usize, most: usize| x.min(y).min(most)..x.max(y).min(most);
                draft.allow(order(a, b, source), order(c, d, target));
            }
            assert_promises(&draft.finish(), source, target);
        }
    }
}
