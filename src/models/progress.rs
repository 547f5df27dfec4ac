//! Who wants to know how a fetch is getting on.

/// Is told what happens while files are fetched or verified. The library never prints; the command shows a bar.
pub trait Progress: Sync {
    /// A piece of work begins: what it is, how many bytes it has in all, and how many are done already.
    fn begin(&self, _what: &str, _total: u64, _done: u64) {}

    /// So many more bytes are done.
    fn advance(&self, _bytes: u64) {}

    /// The piece of work has ended, well or badly.
    fn end(&self) {}

    /// A line the user should see, such as a licence or a retry.
    fn note(&self, _line: &str) {}
}

/// Wants to know nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {}
