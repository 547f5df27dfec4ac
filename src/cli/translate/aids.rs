//! What a run is given beside its articles: terms, names, a memory.

use crate::cli::input;
use daejo::text::encoding;
use daejo::translation::Glossary;
use std::path::{Path, PathBuf};

/// Flags of the aids.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct AidArgs {
    /// Terms to be honoured: English and Korean with a tab between them, TBX, or TMX
    #[arg(long, value_name = "FILE")]
    glossary: Option<PathBuf>,
    /// Names as the house writes them, in the same forms; a name that comes out otherwise is marked
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// A translation memory: what stands there is not translated again, what passes the checks is added. Made where
    /// there is none; see `daejo memory`
    #[arg(long, value_name = "FILE")]
    pub memory: Option<PathBuf>,
}

/// The aids, read.
#[derive(Default)]
pub struct Aids {
    /// Terms to be honoured.
    pub glossary: Option<Glossary>,
    /// Names to be looked at.
    pub names: Option<Glossary>,
}

impl Aids {
    /// Reads the files.
    pub fn read(args: &AidArgs) -> anyhow::Result<Self> {
        Ok(Self {
            glossary: args.glossary.as_deref().map(terms).transpose()?,
            names: args.names.as_deref().map(terms).transpose()?,
        })
    }
}

fn terms(path: &Path) -> anyhow::Result<Glossary> {
    let name = input::name(path);
    let text = encoding::decode(&input::bytes(path)?).map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
    Glossary::read(&text).map_err(|e| anyhow::anyhow!("{name}: {e}"))
}
