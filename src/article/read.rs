//! Reading an article from bytes, whatever its format.

use super::compose::Draft;
use super::compose::compose;
use super::{Article, Published, html, jsonl, markdown, plain};
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
    /// Its `id`, where it has one and the line could be read that far.
    pub id: Option<String>,
    /// The article, or why this record cannot be served.
    pub article: Result<Article>,
}

/// Reads one article. `name` stands in messages, tells the format by its extension, and is the article's id
/// where the input gives none.
///
/// # Errors
/// [`Error::Input`] for an input that is no text, holds no words, or holds more than one article.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Article> {
    let (text, format) = decode(bytes, name, options)?;
    if format != Format::Jsonl {
        return one(text, format, name, options);
    }
    let mut records = of_lines(&text, name, options);
    match records.len() {
        1 => records.remove(0).article,
        many => Err(input(
            name,
            format!("it holds {many} articles where one is wanted"),
        )),
    }
}

/// Reads every article of an input: one a line for JSONL, a single one for any other format.
///
/// # Errors
/// [`Error::Input`] for an input that is no text or holds no words. A line that cannot be served is an error of
/// its own record only.
pub fn read_many(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Vec<Record>> {
    let (text, format) = decode(bytes, name, options)?;
    if format == Format::Jsonl {
        return Ok(of_lines(&text, name, options));
    }
    let article = one(text, format, name, options)?;
    let id = Some(article.id.clone());
    Ok(vec![Record {
        line: 1,
        id,
        article: Ok(article),
    }])
}

/// Reads one record that is already a JSON object, such as a line of JSONL or a row of a table with the same names.
/// `name` and `line` stand in messages, and are the article's id where the object gives none.
pub fn read_object(value: &serde_json::Value, name: &str, line: usize, options: &ReadOptions) -> Record {
    record(value, line, name, options)
}

fn one(text: String, format: Format, name: &str, options: &ReadOptions) -> Result<Article> {
    let draft = match format {
        Format::Markdown => markdown::read(&text),
        Format::Html => html::read(&text),
        Format::Plain | Format::Jsonl => plain::read(text),
    };
    finish(draft, name, name, options)
}

fn finish(draft: Draft, name: &str, id: &str, options: &ReadOptions) -> Result<Article> {
    if draft.pieces.is_empty() {
        return Err(input(name, "no text was found in it".to_owned()));
    }
    Ok(compose(draft, id, options))
}

/// The records of JSON Lines. A file that is one object over several lines is one record.
fn of_lines(text: &str, name: &str, options: &ReadOptions) -> Vec<Record> {
    if let Ok(value) = serde_json::from_str(text) {
        return vec![record(&value, 1, name, options)];
    }
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| match serde_json::from_str(line) {
            Ok(value) => record(&value, at + 1, name, options),
            Err(error) => {
                let reason = format!("this is no JSON ({error})");
                Record {
                    line: at + 1,
                    id: None,
                    article: Err(input(&line_name(name, at + 1), reason)),
                }
            }
        })
        .collect()
}

fn record(value: &serde_json::Value, line: usize, name: &str, options: &ReadOptions) -> Record {
    let at = line_name(name, line);
    let Some(object) = value.as_object() else {
        let article = Err(input(&at, "a JSON object is wanted".to_owned()));
        return Record {
            line,
            id: None,
            article,
        };
    };
    let draft = jsonl::read(object).map_err(|reason| input(&at, reason));
    let article = draft.and_then(|draft| finish(draft, &at, &at, options));
    Record {
        line,
        id: jsonl::id(object),
        article,
    }
}

fn line_name(name: &str, line: usize) -> String {
    format!("{name}, line {line}")
}

fn input(name: &str, reason: String) -> Error {
    Error::Input {
        name: name.to_owned(),
        reason,
    }
}

/// The text and its format. Only a page may declare its own encoding.
fn decode(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<(String, Format)> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(input(name, EMPTY.to_owned()));
    }
    let promised = options.format.or_else(|| Format::of_extension(name));
    let declared = declared_encoding(bytes).filter(|_| promised.is_none_or(|format| format == Format::Html));
    let text =
        encoding::decode_declared(bytes, declared.as_deref()).map_err(|e| input(name, e.to_string()))?;
    if text.trim().is_empty() {
        return Err(input(name, EMPTY.to_owned()));
    }
    let format = promised.unwrap_or_else(|| Format::of_content(&text));
    Ok((text, format))
}

const EMPTY: &str = "the file is empty; it needs at least one word";

/// The value of `charset=` at the beginning of a page.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=").filter(|_| head.contains("<meta"))?;
    let value = after.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    Some(value[..end].to_owned())
}
