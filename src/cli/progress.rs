//! A bar on stderr while files are fetched or verified; on a terminal only, and not with `--quiet`.

use super::context::Context;
use daejo::alignment::{self, Stage};
use daejo::models::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::sync::Mutex;

/// Shows how a fetch is getting on.
pub struct Bar<'a> {
    context: &'a Context,
    bar: Mutex<Option<ProgressBar>>,
}

impl<'a> Bar<'a> {
    /// One that shows what the flags allow.
    pub fn new(context: &'a Context) -> Self {
        Self {
            context,
            bar: Mutex::new(None),
        }
    }

    fn is_shown(&self) -> bool {
        !self.context.quiet() && std::io::stderr().is_terminal()
    }

    fn with_bar(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        // A thread that panicked while drawing has harmed no more than a bar.
        let mut bar = self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        act(&mut bar);
    }
}

/// Says what long work is being done, on a terminal only and not with `--quiet`.
pub struct Spinner {
    bar: ProgressBar,
}

impl Spinner {
    /// One that shows what the flags allow.
    pub fn new(context: &Context) -> Self {
        if context.quiet() || !std::io::stderr().is_terminal() {
            return Self {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {msg}, {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Self { bar }
    }

    /// What is being done now.
    pub fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

impl alignment::Progress for Spinner {
    fn begin(&self, stage: Stage, steps: usize) {
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        let style = ProgressStyle::with_template("{spinner} {msg}, {elapsed} {wide_bar} {percent} %");
        self.bar
            .set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.say(match stage {
            Stage::Encoding => "encoding the sentences",
            Stage::Seeking => "seeking the way",
            Stage::Scoring => "scoring what is left",
        });
    }

    fn advance(&self, steps: usize) {
        self.bar.inc(steps as u64);
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar<'_> {
    fn begin(&self, what: &str, total: u64, done: u64) {
        if !self.is_shown() {
            return;
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(
            "{msg:.bold} {wide_bar} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {eta}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what.to_owned());
        bar.set_position(done);
        // The speed is that of this run.
        bar.reset_eta();
        self.with_bar(|shown| *shown = Some(bar));
    }

    fn advance(&self, bytes: u64) {
        self.with_bar(|shown| {
            if let Some(bar) = shown {
                bar.inc(bytes);
            }
        });
    }

    fn end(&self) {
        self.with_bar(|shown| {
            if let Some(bar) = shown.take() {
                bar.finish_and_clear();
            }
        });
    }

    fn note(&self, line: &str) {
        self.with_bar(|shown| match shown {
            Some(bar) => bar.suspend(|| self.context.note(line)),
            None => self.context.note(line),
        });
    }
}
