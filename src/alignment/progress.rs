//! How far a long alignment has come.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The sentences are encoded. Steps are sentences.
    Encoding,
    /// The way is sought by single sentences, then by groups. Steps are boundaries between source sentences.
    Seeking,
    /// The beads that are left are scored. Steps are beads.
    Scoring,
}

/// Hears of it. The library prints nothing itself.
pub trait Progress: Sync {
    /// A stage of so many steps begins.
    fn begin(&self, _stage: Stage, _steps: usize) {}

    /// So many more steps are done.
    fn advance(&self, _steps: usize) {}
}

/// Wants to know nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {}
