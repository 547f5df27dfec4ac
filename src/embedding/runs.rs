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

    /// The vectors of some runs of lines, one after the other.
    fn vectors(&self, runs: &[Range<usize>]) -> Vec<f32>;
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

    fn vectors(&self, runs: &[Range<usize>]) -> Vec<f32> {
        let texts: Vec<String> = runs.iter().map(|run| self.lines[run.clone()].join(" ")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.encoder.encode(&texts)
    }
}
