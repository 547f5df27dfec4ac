//! A bar on stderr that counts articles, with the rate and the time left; on a terminal only, and not with `--quiet`.

use crate::cli::context::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;

/// Shows how many articles are done.
pub struct Bar(ProgressBar);

impl Bar {
    /// For so many articles, if that is known.
    pub fn new(expected: Option<u64>, context: &Context) -> Self {
        if context.quiet() || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(expected, ProgressDrawTarget::stderr());
        let template = if expected.is_some() {
            "{wide_bar} {human_pos}/{human_len} articles, {per_sec}, {eta} left"
        } else {
            "{spinner} {human_pos} articles, {per_sec}, {elapsed}"
        };
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// These were done by an earlier run; the rate is that of this one.
    pub fn skip(&self, articles: u64) {
        self.0.inc(articles);
        self.0.reset_eta();
    }

    /// So many more are done.
    pub fn advance(&self, articles: u64) {
        self.0.inc(articles);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
