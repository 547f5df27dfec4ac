//! Files in: a path or `-`, read whole but never without bound.

use daejo::article::{self, Article, Format, Published, ReadOptions, Record};
use daejo::text::Language;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest input, in bytes. A day of an agency's output is a hundredth of it.
const LARGEST: u64 = 256 << 20;

/// What every command that reads articles can be told about them.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct InputArgs {
    /// Format of the input [default: by extension, else by content].
    #[arg(long, value_name = "FORMAT", value_parser = ["plain", "markdown", "html", "jsonl"])]
    pub input_format: Option<String>,
}

impl InputArgs {
    /// The options of the reader.
    pub fn options(&self, lang: Option<Language>, published: Option<Published>) -> ReadOptions {
        // clap has checked the name.
        let format: Option<Format> = self.input_format.as_deref().and_then(|name| name.parse().ok());
        ReadOptions {
            format,
            lang,
            published,
        }
    }
}

/// The bytes of a file, or of stdin for `-`.
pub fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = name(path);
    let read = || -> io::Result<Vec<u8>> {
        if path == Path::new("-") {
            return bounded(io::stdin().lock());
        }
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
        }
        bounded(file)
    };
    let bytes = read().map_err(|e| anyhow::anyhow!("cannot read {name}: {}", plainly(&e)))?;
    if bytes.len() as u64 > LARGEST {
        anyhow::bail!("{name}: larger than {} MB; split it into articles", LARGEST >> 20);
    }
    Ok(bytes)
}

/// One article from a file, or from stdin for `-`.
pub fn article(path: &Path, options: &ReadOptions) -> anyhow::Result<Article> {
    Ok(article::read(&bytes(path)?, &name(path), options)?)
}

/// Every article of a file: one a line for JSONL, else one.
pub fn articles(path: &Path, options: &ReadOptions) -> anyhow::Result<Vec<Record>> {
    Ok(article::read_many(&bytes(path)?, &name(path), options)?)
}

/// What messages call an input.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") {
        "stdin".to_owned()
    } else {
        path.display().to_string()
    }
}

fn bounded(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The reason without the number of the operating system.
fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
