//! Articles in, one at a time, whatever the form of the input: a file, a packed file, or a folder of files. A line of JSON
//! Lines is handed on unread, since it may be known already.

use anyhow::{Context as _, bail};
use daejo::article::{self, Format, ReadOptions, Record, read_many, read_object};
use daejo::text::encoding;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is done with each article.
pub type Take<'a> = dyn FnMut(Entry) -> anyhow::Result<()> + 'a;

/// An article of the input.
pub enum Entry {
    /// As it was read.
    Read(Record),
    /// A line that is still to be read.
    Line {
        /// The line.
        bytes: Vec<u8>,
        /// The input it stands in.
        name: Arc<str>,
        /// Its number there, from 1.
        number: usize,
    },
}

impl Entry {
    /// The article, or why it cannot be read.
    pub fn read(self) -> Record {
        match self {
            Self::Read(record) => record,
            Self::Line { bytes, name, number } => {
                let value = serde_json::from_slice(&bytes).map_err(|e| format!("this is no JSON ({e})"));
                record(value, &name, number)
            }
        }
    }
}

/// Largest file that is read whole, in bytes: a page, a feed, an agency's message.
const LARGEST: u64 = 256 << 20;

/// Gives every article of an input to `take`, in order; of a folder, those of its files by name.
pub fn each(path: &Path, take: &mut Take<'_>) -> anyhow::Result<()> {
    let name = crate::cli::input::name(path);
    if path == Path::new("-") {
        return lines(&name, Box::new(io::stdin()), take);
    }
    if !path.is_dir() {
        return file(path, &name, take);
    }
    for path in files(path)? {
        let name = crate::cli::input::name(&path);
        if let Err(error) = file(&path, &name, take) {
            take(Entry::Read(unread(&name, None, &format!("{error:#}"))))?;
        }
    }
    Ok(())
}

/// The files of a folder that may hold articles, by name; hidden ones are passed by.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_str().is_some_and(|n| n.starts_with('.'))
    };
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| !hidden(e))
    {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        if entry.file_type().is_file() && Form::of_name(&entry.path().to_string_lossy()).is_some() {
            files.push(entry.into_path());
        }
    }
    if files.is_empty() {
        bail!("{}: holds no file of a known format", folder.display());
    }
    Ok(files)
}

/// The forms of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    Csv,
    Parquet,
    /// A feed, NewsML-G2 or NITF.
    Xml,
    /// One article a file.
    Single(Format),
}

impl Form {
    fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let inner = [".gz", ".zst", ".zstd"]
            .iter()
            .find_map(|packed| name.strip_suffix(packed));
        let inner = inner.unwrap_or(&name);
        let (_, extension) = inner.rsplit_once('.')?;
        match extension {
            "jsonl" | "ndjson" => Some(Self::Lines),
            "csv" | "tsv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            "xml" | "rss" | "atom" | "nitf" | "newsml" => Some(Self::Xml),
            _ => Format::of_extension(inner).map(Self::Single),
        }
    }
}

fn file(path: &Path, name: &str, take: &mut Take<'_>) -> anyhow::Result<()> {
    let open = || File::open(path).with_context(|| format!("cannot read {name}"));
    match Form::of_name(name).unwrap_or(Form::Lines) {
        Form::Lines => lines(name, unpacked(name, open()?)?, take),
        Form::Csv => csv(name, unpacked(name, open()?)?, take),
        Form::Parquet => parquet(name, open()?, take),
        Form::Xml => xml(name, &whole(name, unpacked(name, open()?)?)?, take),
        Form::Single(format) => {
            let bytes = whole(name, unpacked(name, open()?)?)?;
            let options = ReadOptions {
                format: Some(format),
                ..ReadOptions::default()
            };
            let mut records = read_many(&bytes, name, &options)?.into_iter();
            records.try_for_each(|record| take(Entry::Read(record)))
        }
    }
}

/// The content of a file that may be packed.
fn unpacked(name: &str, mut file: File) -> anyhow::Result<Box<dyn Read>> {
    let mut magic = [0; 4];
    let read = file
        .read(&mut magic)
        .with_context(|| format!("cannot read {name}"))?;
    file.rewind().with_context(|| format!("cannot read {name}"))?;
    Ok(match &magic[..read] {
        [0x1f, 0x8b, ..] => Box::new(flate2::read::MultiGzDecoder::new(file)),
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(zstd::Decoder::new(file)?),
        _ => Box::new(file),
    })
}

fn whole(name: &str, reader: Box<dyn Read>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {name}"))?;
    if bytes.len() as u64 > LARGEST {
        bail!("{name}: larger than {} MB; split it", LARGEST >> 20);
    }
    Ok(bytes)
}

/// JSON Lines, read line by line, so that an archive of any length fits in memory.
fn lines(name: &str, reader: Box<dyn Read>, take: &mut Take<'_>) -> anyhow::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 20, reader);
    let shared: Arc<str> = name.into();
    for number in 1.. {
        let mut bytes = Vec::new();
        let read = reader.read_until(b'\n', &mut bytes);
        if read.with_context(|| format!("cannot read {name}"))? == 0 {
            return Ok(());
        }
        if !bytes.trim_ascii().is_empty() {
            let name = shared.clone();
            take(Entry::Line { bytes, name, number })?;
        }
    }
    Ok(())
}

fn csv(name: &str, reader: Box<dyn Read>, take: &mut Take<'_>) -> anyhow::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 20, reader);
    let first = reader.fill_buf().with_context(|| format!("cannot read {name}"))?;
    let separator = article::separator(first.split(|b| *b == b'\n').next().unwrap_or_default());
    for (nth, row) in article::csv_rows(reader, separator).enumerate() {
        take(Entry::Read(record(row, name, nth + 2)))?;
    }
    Ok(())
}

#[cfg(feature = "parquet")]
fn parquet(name: &str, file: File, take: &mut Take<'_>) -> anyhow::Result<()> {
    let rows = article::parquet_rows(file).map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
    for (nth, row) in rows.enumerate() {
        take(Entry::Read(record(row, name, nth + 1)))?;
    }
    Ok(())
}

#[cfg(not(feature = "parquet"))]
fn parquet(name: &str, _file: File, _take: &mut Take<'_>) -> anyhow::Result<()> {
    bail!("{name}: this daejo was built without Parquet; build it with --features parquet");
}

/// A feed, or what an agency sends.
fn xml(name: &str, bytes: &[u8], take: &mut Take<'_>) -> anyhow::Result<()> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    let agency = ["<newsMessage", "<newsItem", "<nitf", ":newsItem", ":newsMessage"]
        .iter()
        .any(|tag| head.contains(tag));
    let items = if agency {
        let text = encoding::decode(bytes).with_context(|| name.to_owned())?;
        article::news_xml(&text)
    } else {
        article::feed(bytes)
    };
    let items = items.map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
    for (nth, item) in items.into_iter().enumerate() {
        take(Entry::Read(record(Ok(item), name, nth + 1)))?;
    }
    Ok(())
}

fn record(value: Result<Value, String>, name: &str, number: usize) -> Record {
    match value {
        Ok(value) => read_object(&value, name, number, &ReadOptions::default()),
        Err(reason) => unread(name, Some(number), &reason),
    }
}

fn unread(name: &str, line: Option<usize>, reason: &str) -> Record {
    let place = line.map_or(name.to_owned(), |line| format!("{name}, line {line}"));
    Record {
        line: line.unwrap_or(1),
        id: None,
        article: Err(daejo::Error::Input {
            name: place,
            reason: reason.to_owned(),
        }),
    }
}
