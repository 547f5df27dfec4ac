//! Articles in, one at a time, whatever the form of the input.

use anyhow::Context as _;
use daejo::article::{ReadOptions, Record, read_object};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// What is done with each article.
pub type Take<'a> = dyn FnMut(Record) -> anyhow::Result<()> + 'a;

/// Gives every article of an input to `take`, in order.
pub fn each(path: &Path, take: &mut Take<'_>) -> anyhow::Result<()> {
    let name = crate::cli::input::name(path);
    if path == Path::new("-") {
        return lines(&name, Box::new(io::stdin()), take);
    }
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let (_, reader) = unpacked(&name, file)?;
    lines(&name, reader, take)
}

/// The content of a file that may be packed, and its name without the packing's extension.
fn unpacked(name: &str, file: File) -> anyhow::Result<(String, Box<dyn Read>)> {
    Ok(match name.rsplit_once('.') {
        Some((inner, "gz")) => (inner.to_owned(), Box::new(flate2::read::MultiGzDecoder::new(file))),
        Some((inner, "zst" | "zstd")) => (inner.to_owned(), Box::new(zstd::Decoder::new(file)?)),
        _ => (name.to_owned(), Box::new(file)),
    })
}

/// JSON Lines, read line by line, so that an archive of any length fits in memory.
fn lines(name: &str, reader: Box<dyn Read>, take: &mut Take<'_>) -> anyhow::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 20, reader);
    let options = ReadOptions::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).with_context(|| format!("cannot read {name}"))? == 0 {
            return Ok(());
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        take(match serde_json::from_slice(&line) {
            Ok(value) => read_object(&value, name, number, &options),
            Err(error) => unread(name, number, &error),
        })?;
    }
    Ok(())
}

fn unread(name: &str, line: usize, error: &dyn std::fmt::Display) -> Record {
    Record {
        line,
        id: None,
        article: Err(daejo::Error::Input {
            name: format!("{name}, line {line}"),
            reason: format!("this is no JSON ({error})"),
        }),
    }
}
