//! A bar on stderr that counts pairs; on a terminal only, and not with `--quiet`.

use crate::cli::context::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;

/// Shows how many pairs are done.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// For so many pairs, if that is known.
    pub fn new(expected: Option<u64>, context: &Context) -> Self {
        if context.quiet() || !std::io::stderr().is_terminal() {
            return Self {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = ProgressBar::with_draw_target(expected, ProgressDrawTarget::stderr());
        let template = if expected.is_some() {
            "{wide_bar} {human_pos}/{human_len} pairs, {eta} left"
        } else {
            "{spinner} {human_pos} pairs, {per_sec}"
        };
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        Self { bar }
    }

    /// One more is done.
    pub fn advance(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
