//! Vectors of runs: neighbouring lines taken as one text.

use super::Encoder;
use std::ops::Range;

/// Lines prepared for the vectors of their runs.
pub trait Runs: Send + Sync {
    /// Number of lines.
    fn len(&self) -> usize;

    /// Whether there are no lines.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The vectors of every run that begins at a line of `starts` and is 1 to `longest` lines long.
    fn vectors(&self, starts: Range<usize>, longest: usize) -> RunVectors;
}

/// The vectors of some runs.
pub struct RunVectors {
    /// The lines at which the runs begin.
    pub starts: Range<usize>,
    /// The length of the longest run, in lines.
    pub longest: usize,
    /// Length of a vector.
    pub dimension: usize,
    /// For each start the vectors of its runs from short to long; all zero where the run would pass the last line.
    pub data: Vec<f32>,
}

impl RunVectors {
    /// The vector of the run of `length` lines that begins at line `start`.
    pub fn vector(&self, start: usize, length: usize) -> &[f32] {
        let row = (start - self.starts.start) * self.longest + length - 1;
        &self.data[row * self.dimension..(row + 1) * self.dimension]
    }
}

/// The way that works with every encoder: the text of each run is put together and encoded.
pub(super) struct JoinedText<'a, E: ?Sized> {
    encoder: &'a E,
    lines: &'a [&'a str],
}

impl<'a, E: Encoder + ?Sized> JoinedText<'a, E> {
    pub fn new(encoder: &'a E, lines: &'a [&'a str]) -> Self {
        Self { encoder, lines }
    }
}

impl<E: Encoder + ?Sized> Runs for JoinedText<'_, E> {
    fn len(&self) -> usize {
        self.lines.len()
    }

    fn vectors(&self, starts: Range<usize>, longest: usize) -> RunVectors {
        let dimension = self.encoder.dimension();
        let mut rows = Vec::new();
        let mut texts = Vec::new();
        for (index, start) in starts.clone().enumerate() {
            for length in 1..=longest.min(self.lines.len() - start) {
                rows.push(index * longest + length - 1);
                texts.push(self.lines[start..start + length].join(" "));
            }
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut data = vec![0.0; starts.len() * longest * dimension];
        for (vector, row) in self.encoder.encode(&texts).chunks_exact(dimension).zip(rows) {
            data[row * dimension..(row + 1) * dimension].copy_from_slice(vector);
        }
        RunVectors {
            starts,
            longest,
            dimension,
            data,
        }
    }
}
