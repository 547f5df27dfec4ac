//! The pairs of an input, one after the other.

use super::{compressed, listing};
use crate::cli::context::Context;
use crate::cli::input;
use daejo::article::{self, Article, Format, Published, ReadOptions};
use daejo::text::Language;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// One pair.
pub struct Item {
    /// What the input calls it.
    pub id: Value,
    /// Where it stands, for messages: `pairs.jsonl:7`.
    pub name: String,
    /// What is given of it, or why nothing is.
    pub given: Result<Given, String>,
    /// Roughly how many bytes it has.
    size: u64,
}

/// What is given of a pair.
pub enum Given {
    /// Two files.
    Files(PathBuf, PathBuf),
    /// An object of JSON Lines.
    Object(Value),
}

impl Item {
    /// What is given, or the error that there is nothing.
    pub fn given(&self) -> anyhow::Result<&Given> {
        self.given.as_ref().map_err(|reason| anyhow::anyhow!("{reason}"))
    }

    /// Its object, where it is a line of JSON.
    pub fn object(&self) -> Option<&Value> {
        match &self.given {
            Ok(Given::Object(object)) => Some(object),
            _ => None,
        }
    }

    /// When both were published, where the line says so.
    pub fn date(&self) -> anyhow::Result<Option<Published>> {
        let date = self.object().and_then(|o| o.get("date")).and_then(Value::as_str);
        let date = date.map(str::trim).filter(|date| !date.is_empty());
        Ok(date.map(str::parse).transpose()?)
    }

    /// The two articles. A side of a line may be an article as JSON Lines have them, or its text.
    pub fn articles(&self, source: &ReadOptions, target: &ReadOptions) -> anyhow::Result<(Article, Article)> {
        match self.given()? {
            Given::Files(a, b) => Ok((input::article(a, source)?, input::article(b, target)?)),
            Given::Object(object) => Ok((
                self.side(object, "source", source)?,
                self.side(object, "target", target)?,
            )),
        }
    }

    fn side(&self, object: &Value, key: &str, options: &ReadOptions) -> anyhow::Result<Article> {
        let (text, format) = match object.get(key) {
            Some(Value::String(text)) => (text.clone(), Format::Plain),
            Some(article @ Value::Object(_)) => (article.to_string(), Format::Jsonl),
            _ => anyhow::bail!("\"{key}\" is to be an article: an object with \"paragraphs\", or its text"),
        };
        let options = ReadOptions {
            format: Some(format),
            ..options.clone()
        };
        let mut article = article::read(text.as_bytes(), key, &options)?;
        if article.id == key || article.id.starts_with(&format!("{key}, line")) {
            article.id = format!("{} {key}", self.name);
        }
        Ok(article)
    }
}

/// The pairs of one input.
pub struct Items {
    pairs: Box<dyn Iterator<Item = anyhow::Result<Item>> + Send>,
    expected: Option<u64>,
}

impl Items {
    /// The pairs of two folders or patterns, or of one. Files without counterpart are noted and left out.
    pub fn of_files(
        source: &Path,
        target: Option<&Path>,
        languages: [Language; 2],
        context: &Context,
    ) -> anyhow::Result<Self> {
        let found = listing::list(source, target, languages)?;
        if found.pairs.is_empty() {
            anyhow::bail!(
                "{}: no two files of one name in two languages",
                input::name(source)
            );
        }
        for path in &found.alone {
            context.note(&format!("{}: no counterpart; left out", path.display()));
        }
        let expected = Some(found.pairs.len() as u64);
        let pairs = found.pairs.into_iter().map(|pair| Ok(of_pair(pair)));
        Ok(Self {
            pairs: Box::new(pairs),
            expected,
        })
    }

    /// The lines of a file of JSON Lines, plain, gzip or Zstandard; `-` is stdin. Blank lines are passed over.
    pub fn of_lines(path: &Path) -> anyhow::Result<Self> {
        let lines = compressed::Lines::new(compressed::open(path)?, input::name(path));
        Ok(Self {
            pairs: Box::new(lines.map(|line| line.map(|(name, line)| of_line(name, &line)))),
            expected: None,
        })
    }

    /// How many there are, if that is known.
    pub fn expected(&self) -> Option<u64> {
        self.expected
    }

    /// The next pairs, at most so many and about so many bytes; none at the end.
    pub fn batch(&mut self, (most, bytes): (usize, u64)) -> anyhow::Result<Vec<Item>> {
        let (mut batch, mut size) = (Vec::new(), 0);
        while batch.len() < most && size < bytes {
            let Some(item) = self.pairs.next() else { break };
            let item = item?;
            size += item.size;
            batch.push(item);
        }
        Ok(batch)
    }
}

impl Iterator for Items {
    type Item = anyhow::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pairs.next()
    }
}

fn of_pair(pair: listing::Pair) -> Item {
    let size = |path: &Path| path.metadata().map_or(0, |m| m.len());
    Item {
        id: Value::String(pair.name.clone()),
        name: pair.name,
        size: pair.files.as_ref().map_or(0, |(a, b)| size(a) + size(b)),
        given: pair.files.map(|(a, b)| Given::Files(a, b)),
    }
}

fn of_line(name: String, line: &[u8]) -> Item {
    let value: Result<Value, _> = serde_json::from_slice(line.trim_ascii());
    let id = value.as_ref().ok().and_then(|v| v.get("id")).cloned();
    Item {
        id: id.unwrap_or(Value::Null),
        name,
        given: value
            .map(Given::Object)
            .map_err(|e| format!("not a line of JSON: {e}")),
        size: line.len() as u64,
    }
}
