//! Nearest neighbours by vector, within a window of time.

use crate::coverage::digest::Digest;
use crate::embedding::matrix::{View, dot_products};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Neighbours kept of an article's own language, and of each other language.
const OWN: usize = 24;
const OTHER: usize = 12;
/// Below this two articles have no subject in common. The same subject in two languages lies a little further apart.
const LEAST_OWN: f32 = 0.40;
const LEAST_OTHER: f32 = 0.33;
/// Rows and columns of a product: what fits a core's cache.
const ROWS: usize = 128;
const COLUMNS: usize = 1024;

/// Pairs `(a, b, similarity)`, `a < b`, of articles within `window` days of each other that are near neighbours of at
/// least one side, in order. Articles without a date are compared with all.
pub(super) fn neighbours(digests: &[Digest], window: f64) -> Vec<(usize, usize, f32)> {
    let order = Order::new(digests);
    let width = digests.iter().map(|d| d.vector.width()).max().unwrap_or(0);
    if width == 0 {
        return Vec::new();
    }
    let mut rows = vec![0.0f32; digests.len() * width];
    rows.par_chunks_mut(width).zip(&order.ids).for_each(|(row, &id)| {
        row.iter_mut()
            .zip(digests[id].vector.numbers())
            .for_each(|(to, from)| *to = from);
    });
    let view = View::dense(&rows, digests.len(), width);
    let blocks: Vec<usize> = (0..digests.len()).step_by(ROWS).collect();
    let found: Vec<Vec<(usize, usize, f32)>> = blocks
        .into_par_iter()
        .map(|start| block(start, view, digests, &order, window))
        .collect();
    let pairs: BTreeMap<(usize, usize), f32> = found
        .into_iter()
        .flatten()
        .map(|(a, b, similarity)| ((a.min(b), a.max(b)), similarity))
        .collect();
    pairs.into_iter().map(|((a, b), s)| (a, b, s)).collect()
}

/// Articles by time, those without a date at the end.
struct Order {
    ids: Vec<usize>,
    hours: Vec<f64>,
    dated: usize,
}

impl Order {
    fn new(digests: &[Digest]) -> Self {
        let hours: Vec<Option<f64>> = digests.iter().map(Digest::hours).collect();
        let key = |id: usize| hours[id].unwrap_or(f64::INFINITY);
        let mut ids: Vec<usize> = (0..digests.len()).collect();
        ids.sort_by(|&a, &b| key(a).total_cmp(&key(b)).then(a.cmp(&b)));
        let dated = hours.iter().flatten().count();
        let hours = ids.iter().map(|&id| key(id)).collect();
        Self { ids, hours, dated }
    }

    /// Which places may hold a neighbour of the places `start..end`: those in the window, and those without a date.
    fn window(&self, start: usize, end: usize, days: f64) -> [std::ops::Range<usize>; 2] {
        if end > self.dated {
            return [0..self.ids.len(), 0..0];
        }
        let (first, last) = (self.hours[start] - 24.0 * days, self.hours[end - 1] + 24.0 * days);
        let from = self.hours[..self.dated].partition_point(|h| *h < first);
        let to = self.hours[..self.dated].partition_point(|h| *h <= last);
        [from..to, self.dated..self.ids.len()]
    }
}

fn block(
    start: usize,
    view: View<'_>,
    digests: &[Digest],
    order: &Order,
    days: f64,
) -> Vec<(usize, usize, f32)> {
    let end = (start + ROWS).min(view.rows);
    let mut best: Vec<Best> = (start..end).map(|_| Best::default()).collect();
    let mut products = vec![0.0; ROWS * COLUMNS];
    for range in order.window(start, end, days) {
        for from in range.clone().step_by(COLUMNS) {
            let to = (from + COLUMNS).min(range.end);
            dot_products(
                view.part(&(start..end)),
                view.part(&(from..to)),
                &mut products,
                COLUMNS,
            );
            for row in start..end {
                let similarities = &products[(row - start) * COLUMNS..][..to - from];
                for (column, &similarity) in (from..to).zip(similarities) {
                    if similarity >= LEAST_OTHER && column != row {
                        let own = digests[order.ids[row]].lang == digests[order.ids[column]].lang;
                        let apart = (order.hours[row] - order.hours[column]).abs();
                        // Two infinities (no date) differ by NaN, which is no reason to part them.
                        if !(apart.is_finite() && apart > 24.0 * days) {
                            best[row - start].offer(own, column, similarity);
                        }
                    }
                }
            }
        }
    }
    let named = best.into_iter().enumerate().flat_map(|(at, best)| {
        let row = order.ids[start + at];
        let all = best.own.into_iter().chain(best.other);
        all.map(move |(similarity, column)| (row, column, similarity))
    });
    named
        .map(|(row, column, similarity)| (row, order.ids[column], similarity))
        .collect()
}

/// The nearest of one article, nearest first.
#[derive(Default)]
struct Best {
    own: Vec<(f32, usize)>,
    other: Vec<(f32, usize)>,
}

impl Best {
    fn offer(&mut self, own: bool, column: usize, similarity: f32) {
        let (list, most, least) = if own {
            (&mut self.own, OWN, LEAST_OWN)
        } else {
            (&mut self.other, OTHER, LEAST_OTHER)
        };
        if similarity < least || list.len() == most && list.last().is_some_and(|l| l.0 >= similarity) {
            return;
        }
        let at = list.partition_point(|l| l.0 >= similarity);
        list.insert(at, (similarity, column));
        list.truncate(most);
    }
}
