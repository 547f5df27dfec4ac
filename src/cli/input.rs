//! Files in: a path or `-`, read whole but never without bound.

use super::context::Context;
use daejo::article::{self, Article, Format, Published, ReadOptions, Record};
use daejo::names::Names;
use daejo::text::Language;
use std::fs::File;
use std::io::{self, Read, Write};
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

/// A user's list of names: lines with a tab, TMX or TBX.
pub fn names(path: &Path) -> anyhow::Result<Names> {
    let name = name(path);
    let text = daejo::text::encoding::decode(&bytes(path)?).map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
    Names::read(&text).map_err(|e| anyhow::anyhow!("{name}: {e}"))
}

/// One article from a file, or from stdin for `-`.
pub fn article(path: &Path, options: &ReadOptions) -> anyhow::Result<Article> {
    Ok(article::read(&bytes(path)?, &name(path), options)?)
}

/// Every article of a file: one a line for JSONL, else one.
pub fn articles(path: &Path, options: &ReadOptions) -> anyhow::Result<Vec<Record>> {
    Ok(article::read_many(&bytes(path)?, &name(path), options)?)
}

/// One input of one or many articles, and where the answers for them go.
pub struct Each<'a> {
    /// The input.
    pub file: &'a Path,
    /// How to read it.
    pub options: ReadOptions,
    /// Whether the answers are JSON lines, among which a record that cannot be served is a line too.
    pub jsonl: bool,
    /// The output; stdout where there is none.
    pub output: Option<&'a Path>,
}

/// Writes what `write` answers for every article. It is told whether there are many, so that the answers can say
/// which is meant. One article that cannot be served is an error; one of many is an answer of its own.
pub fn write_each(
    each: &Each<'_>,
    context: &Context,
    write: impl Fn(&mut dyn Write, &Article, bool) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let records = articles(each.file, &each.options)?;
    let many = records.len() > 1;
    context.write(each.output, |out| {
        for record in &records {
            match &record.article {
                Ok(article) => write(out, article, many)?,
                Err(error) if many && each.jsonl => {
                    let error = serde_json::json!({ "message": error.to_string() });
                    let row = serde_json::json!({ "line": record.line, "error": error });
                    writeln!(out, "{row}")?;
                }
                Err(error) if many => context.error(&error.to_string()),
                Err(error) => anyhow::bail!("{}: {error}", name(each.file)),
            }
        }
        Ok(())
    })
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
