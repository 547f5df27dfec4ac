//! Reading an article from bytes, whatever its format.

use super::compose::compose;
use super::{Article, Published, plain};
use crate::error::{Error, Result};
use crate::text::{Language, encoding};
use std::str::FromStr;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page with one article in it.
    Html,
    /// An article a line.
    Jsonl,
}

impl Format {
    /// The format that a file's extension promises.
    pub fn of_extension(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            _ => None,
        }
    }

    /// The format that the beginning of the text shows.
    fn of_content(text: &str) -> Self {
        let start: String = text.trim_start().chars().take(200).collect();
        let lower = start.to_ascii_lowercase();
        if ["<!doctype html", "<html", "<head", "<body", "<article"]
            .iter()
            .any(|tag| lower.starts_with(tag))
        {
            Self::Html
        } else if lower.starts_with("{\"") || lower.starts_with("{\n") || lower.starts_with("{ \"") {
            Self::Jsonl
        } else {
            Self::Plain
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "plain" => Ok(Self::Plain),
            "markdown" => Ok(Self::Markdown),
            "html" => Ok(Self::Html),
            "jsonl" => Ok(Self::Jsonl),
            _ => Err(format!(
                "unknown format {name:?}; give plain, markdown, html or jsonl"
            )),
        }
    }
}

/// What the caller knows better than the file.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format; else by the name's extension, else by the content.
    pub format: Option<Format>,
    /// The language; else what the text shows, else what the file declares.
    pub lang: Option<Language>,
    /// The time of publication; else what the file says.
    pub published: Option<Published>,
}

/// One record of an input that may hold many: a line of JSONL, or the whole of any other file.
#[derive(Debug)]
pub struct Record {
    /// Number of its line, from 1.
    pub line: usize,
    /// The article, or why this record cannot be served.
    pub article: Result<Article>,
}

/// Reads one article. `name` stands in messages, tells the format by its extension, and is the article's id
/// where the input gives none.
///
/// # Errors
/// [`Error::Input`] for an input that is no text, holds no words, or holds more than one article.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Article> {
    let text = decode(bytes, name)?;
    let format = format(&text, name, options);
    match format {
        _ => Ok(compose(plain::read(text), name, options)),
    }
}

/// Reads every article of an input: one a line for JSONL, a single one for any other format.
///
/// # Errors
/// [`Error::Input`] for an input that is no text or holds no words. A line that cannot be served is an error of
/// its own record only.
pub fn read_many(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Vec<Record>> {
    let article = Ok(read(bytes, name, options)?);
    Ok(vec![Record { line: 1, article }])
}

fn decode(bytes: &[u8], name: &str) -> Result<String> {
    let refuse = |reason: String| Error::Input {
        name: name.to_owned(),
        reason,
    };
    let text = encoding::decode(bytes).map_err(|e| refuse(e.to_string()))?;
    if text.trim().is_empty() {
        return Err(refuse("the file is empty; it needs at least one word".to_owned()));
    }
    Ok(text)
}

fn format(text: &str, name: &str, options: &ReadOptions) -> Format {
    options
        .format
        .or_else(|| Format::of_extension(name))
        .unwrap_or_else(|| Format::of_content(text))
}
