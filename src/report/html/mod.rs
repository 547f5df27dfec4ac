//! One self-contained page.
use super::{About, Report};
use crate::pipeline::Collation;
use std::io::{self, Write};
/// Stub.
pub struct Html {
    /// About.
    pub about: About,
}
impl Report for Html {
    fn write(&self, _c: &Collation, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
