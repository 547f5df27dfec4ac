//! How many articles have been read; on a terminal only, and not with `--quiet`.

use crate::cli::context::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;

/// A counter on stderr.
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// One that shows what the flags allow.
    pub fn new(context: &Context) -> Self {
        let shown = !context.quiet() && std::io::stderr().is_terminal();
        let bar = shown.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{spinner} {human_pos} articles read, {per_sec}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar
        });
        Self { bar }
    }

    /// Shows how many have been read.
    pub fn set(&self, articles: usize) {
        if let Some(bar) = &self.bar {
            bar.set_position(articles as u64);
        }
    }

    /// Takes the counter away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
