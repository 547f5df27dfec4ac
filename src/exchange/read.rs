//! A corrected file of any format, told by its content.

use super::{Part, Unit, beads, jsonl, tmx, tsv, xliff, xlsx};
use crate::error::{Error, Result};
use crate::text::{Language, encoding};

/// The languages of the two documents, for formats that hold several.
#[derive(Debug, Clone, Copy, Default)]
pub struct Languages {
    /// Of the original.
    pub source: Option<Language>,
    /// Of the version.
    pub target: Option<Language>,
}

impl Languages {
    /// Positions of the variants in the two languages. Where neither language is found, those of the first and second.
    pub(super) fn choose<T>(self, variants: &[(Option<String>, T)]) -> (Option<usize>, Option<usize>) {
        let position = |wanted: Option<Language>| {
            let is = |code: &Option<String>| code.as_deref().and_then(|c| c.parse().ok()) == wanted;
            wanted.and_then(|_| variants.iter().position(|(code, _)| is(code)))
        };
        match (position(self.source), position(self.target)) {
            (Some(source), Some(target)) if source == target => (Some(0), Some(1)),
            (None, None) => (Some(0), Some(1)),
            found => found,
        }
    }
}

/// Reads a file of beads, TSV, JSON Lines, TMX, XLIFF or xlsx. Moses has two files: see [`super::read_moses`].
///
/// # Errors
/// [`Error::Input`] for a file that is none of these, or is broken; `name` is what the message calls it.
pub fn read(bytes: &[u8], name: &str, languages: Languages) -> Result<Vec<Unit>> {
    if bytes.starts_with(b"PK") {
        return xlsx::read(bytes, name);
    }
    let failed = |reason: String| Error::Input {
        name: name.to_owned(),
        reason,
    };
    let text =
        encoding::decode_declared(bytes, declared(bytes).as_deref()).map_err(|e| failed(e.to_string()))?;
    match text.trim_start().chars().next() {
        None => Ok(Vec::new()),
        Some('<') if root(&text) == "tmx" => tmx::read(&text, name, languages),
        Some('<') if root(&text) == "xliff" => xliff::read(&text, name),
        Some('<') => Err(failed(format!("<{}> is neither TMX nor XLIFF", root(&text)))),
        Some('{') => jsonl::read(&text, name),
        Some('[') => Ok(beads::read(&text, name)?
            .into_iter()
            .enumerate()
            .map(numbered)
            .collect()),
        Some(_) => tsv::read(&text, name),
    }
}

fn numbered((at, (source, target)): (usize, crate::alignment::evaluate::Links)) -> Unit {
    let part = |ids| Part {
        ids,
        text: String::new(),
    };
    Unit {
        place: at + 1,
        source: part(source),
        target: part(target),
    }
}

/// Name of the first element, without its prefix.
fn root(text: &str) -> &str {
    let tags = text.split('<').skip(1);
    let tag = tags
        .into_iter()
        .find(|tag| tag.starts_with(|c: char| c.is_alphabetic()))
        .unwrap_or_default();
    let name = tag
        .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next()
        .unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start_matches(['=', ' ', '"', '\'']);
    Some(value.split(['"', '\'']).next()?.to_owned())
}
