//! Vectors of runs, held only where the path is being sought.

use crate::embedding::matrix::View;
use crate::embedding::{RunVectors, Runs};
use std::collections::VecDeque;
use std::ops::Range;

/// Lines whose runs are made together.
const CHUNK: usize = 64;

/// A window over the run vectors of one document that moves forward only, so that each is made once.
pub(super) struct Window<'a> {
    runs: &'a dyn Runs,
    longest: usize,
    chunks: VecDeque<RunVectors>,
}

impl<'a> Window<'a> {
    /// A window that holds nothing yet, for runs of up to `longest` lines.
    pub fn new(runs: &'a dyn Runs, longest: usize) -> Self {
        Self {
            runs,
            longest,
            chunks: VecDeque::new(),
        }
    }

    /// Moves on to hold the runs that begin at `lines`. What lies in front of them is given up.
    pub fn cover(&mut self, lines: &Range<usize>) {
        while self
            .chunks
            .front()
            .is_some_and(|chunk| chunk.starts.end <= lines.start)
        {
            self.chunks.pop_front();
        }
        let mut next = self.chunks.back().map_or(lines.start, |chunk| chunk.starts.end);
        while next < lines.end {
            let end = (next + CHUNK).min(self.runs.len());
            self.chunks.push_back(self.runs.vectors(next..end, self.longest));
            next = end;
        }
    }

    /// The vectors of the runs that begin at `lines`, in stretches that follow one another: the first line of each,
    /// and a matrix of `longest` rows a line.
    pub fn stretches(&self, lines: &Range<usize>) -> impl Iterator<Item = (usize, View<'_>)> {
        self.chunks.iter().filter_map(move |chunk| {
            let start = lines.start.max(chunk.starts.start);
            let end = lines.end.min(chunk.starts.end);
            let row = self.longest * chunk.dimension;
            (start < end).then(|| {
                let data = &chunk.data[(start - chunk.starts.start) * row..(end - chunk.starts.start) * row];
                (
                    start,
                    View::dense(data, (end - start) * self.longest, chunk.dimension),
                )
            })
        })
    }
}
