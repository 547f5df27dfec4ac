//! A translated article as a JSON object: the article's own line with its texts replaced, and where each sentence came
//! from.
//!
//! Source spans index the article's text as read; target spans index the text that reading this very object gives, so
//! that both sides can be collated without guessing. The two texts differ from what was put together here in white
//! space alone, so places are carried over by counting what is no white space.

use super::article::{FromMemory, Translation};
use super::guard::Mark;
use super::{Document, Translator};
use crate::article::{self, Article, Format, ReadOptions, Role};
use crate::text::{CharIndex, Language, Span};
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::ops::Range;

/// The key `translation` of the object.
#[derive(Debug, Serialize)]
struct Provenance<'a> {
    model: &'a str,
    engine: &'static str,
    from: Language,
    digests: Texts,
    sentences: Vec<SentenceView<'a>>,
    /// Furniture that stands as it stood in the original.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept: Vec<[usize; 2]>,
}

/// Digests of the two texts that the spans index.
#[derive(Debug, Serialize)]
struct Texts {
    source: String,
    target: String,
}

#[derive(Debug, Serialize)]
struct SentenceView<'a> {
    source: [usize; 2],
    target: [usize; 2],
    guard: &'a [Mark],
    #[serde(skip_serializing_if = "Option::is_none")]
    memory: Option<MemoryView<'a>>,
}

#[derive(Debug, Serialize)]
struct MemoryView<'a> {
    score: f64,
    used: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
}

impl<'a> MemoryView<'a> {
    fn new(memory: &'a FromMemory) -> Self {
        let like = memory.like.as_ref();
        Self {
            score: (f64::from(memory.score) * 1000.0).round() / 1000.0,
            used: memory.is_used,
            source: like.map(|(source, _)| source.as_str()),
            target: like.map(|(_, target)| target.as_str()),
        }
    }
}

/// The object of a translated article. `original` is the line that the article was read from, where there was one.
pub fn object(
    article: &Article,
    original: Option<&Map<String, Value>>,
    document: &Document,
    translation: &Translation,
    translator: &dyn Translator,
) -> Map<String, Value> {
    let target = translator.direction().to;
    let (mut object, elements) = match original {
        Some(original) => of_line(article, original, document, translation),
        None => of_blocks(article, document, translation),
    };
    let has_language_key = object.contains_key("language") && !object.contains_key("lang");
    let key = if has_language_key { "language" } else { "lang" };
    object.insert(key.to_owned(), json!(target));
    let places = Places::new(&translation.text, &elements, &object, target);
    let source = CharIndex::new(&article.text);
    let sentences = translation.sentences.iter().map(|sentence| SentenceView {
        source: source.span(sentence.source),
        target: places.of(sentence.target),
        guard: &sentence.guard,
        memory: sentence.memory.as_ref().map(MemoryView::new),
    });
    let provenance = Provenance {
        model: translator.model(),
        engine: translator.engine(),
        from: translator.direction().from,
        digests: Texts {
            source: digest(&article.text),
            target: places.digest.clone(),
        },
        sentences: sentences.collect(),
        kept: source.spans(&document.kept),
    };
    object.insert("translation".to_owned(), json!(provenance));
    object
}

/// The parts of the translated text that became values of the object, in the order in which they are read.
type Elements = Vec<Range<usize>>;

const HEADLINE: [&str; 2] = ["headline", "title"];
const TEXT: [&str; 3] = ["text", "body", "content"];

/// The line with its texts replaced; everything else in it stays.
fn of_line(
    article: &Article,
    original: &Map<String, Value>,
    document: &Document,
    translation: &Translation,
) -> (Map<String, Value>, Elements) {
    let mut values: Vec<(String, Option<usize>, &str)> = Vec::new();
    let string = |key: &&str| {
        original
            .get(*key)
            .and_then(Value::as_str)
            .map(|words| ((*key).to_owned(), None, words))
    };
    values.extend(HEADLINE.iter().find_map(string));
    match original.get("paragraphs") {
        Some(Value::Array(paragraphs)) => {
            let strings = paragraphs.iter().enumerate();
            values.extend(
                strings
                    .filter_map(|(nth, value)| Some(("paragraphs".to_owned(), Some(nth), value.as_str()?))),
            );
        }
        Some(Value::String(words)) => values.push(("paragraphs".to_owned(), None, words)),
        _ => values.extend(TEXT.iter().find_map(string)),
    }
    let starts = starts(&article.text, values.iter().map(|(_, _, words)| *words));
    let mut object = original.clone();
    let mut elements = Elements::new();
    for (nth, (key, index, _)) in values.into_iter().enumerate() {
        let start = moved(document, translation, starts[nth]);
        let end = starts
            .get(nth + 1)
            .map_or(translation.text.len(), |&next| moved(document, translation, next));
        let range = start..end.max(start);
        let words = Value::String(
            translation
                .text
                .get(range.clone())
                .unwrap_or_default()
                .trim()
                .to_owned(),
        );
        match index {
            Some(index) => {
                if let Some(Value::Array(paragraphs)) = object.get_mut("paragraphs") {
                    paragraphs[index] = words;
                }
            }
            None => {
                object.insert(key, words);
            }
        }
        elements.push(range);
    }
    (object, elements)
}

/// Where each of these texts begins in the text that was put together from them, which differs in white space alone.
fn starts<'w>(text: &str, parts: impl Iterator<Item = &'w str>) -> Vec<usize> {
    let mut solid = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, _)| at)
        .peekable();
    parts
        .map(|part| {
            let start = solid.peek().copied().unwrap_or(text.len());
            let length = part.chars().filter(|c| !c.is_whitespace()).count();
            solid.by_ref().take(length).for_each(drop);
            start
        })
        .collect()
}

/// Where a place of the original between two edits, or at the start of one, came to stand.
fn moved(document: &Document, translation: &Translation, at: usize) -> usize {
    let after = document.edits.partition_point(|edit| edit.span.start < at);
    let next = translation
        .edits
        .get(after)
        .map_or(translation.text.len(), |span| span.start);
    match document.edits.get(after) {
        Some(edit) if edit.span.start == at => return next,
        _ => {}
    }
    let Some(before) = after.checked_sub(1) else {
        return at.min(next);
    };
    let (edit, span) = (&document.edits[before], &translation.edits[before]);
    // A sentence that crosses the place belongs wholly to what is before.
    (span.end + at.saturating_sub(edit.span.end)).min(next)
}

/// An article that was no line: its title, and its paragraphs as they stand, furniture with them.
fn of_blocks(
    article: &Article,
    document: &Document,
    translation: &Translation,
) -> (Map<String, Value>, Elements) {
    let mut paragraphs: Vec<(Range<usize>, Role)> = Vec::new();
    let mut end = None;
    for block in &article.blocks {
        let joined = end.is_some_and(|end: usize| !article.text[end..block.span.start].contains('\n'));
        match paragraphs.last_mut() {
            Some((range, role)) if joined && *role != Role::Headline => range.end = block.span.end,
            _ => paragraphs.push((block.span.range(), block.role)),
        }
        end = Some(block.span.end);
    }
    let mut ranges: Vec<(Range<usize>, Role)> = Vec::new();
    for (nth, (range, role)) in paragraphs.iter().enumerate() {
        let start = moved(document, translation, range.start);
        let end = paragraphs
            .get(nth + 1)
            .map_or(translation.text.len(), |(next, _)| {
                moved(document, translation, next.start)
            });
        ranges.push((start..end.max(start), *role));
    }
    let headline = ranges.iter().position(|(_, role)| *role == Role::Headline);
    let headline = headline.map(|at| ranges.remove(at).0);
    let words = |range: &Range<usize>| {
        Value::String(
            translation
                .text
                .get(range.clone())
                .unwrap_or_default()
                .trim()
                .to_owned(),
        )
    };
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(article.id));
    object.insert("lang".to_owned(), Value::Null);
    if let Some(outlet) = &article.outlet {
        object.insert("outlet".to_owned(), json!(outlet));
    }
    if let Some(published) = &article.published {
        let words = published
            .instant
            .map_or_else(|| published.date.to_string(), |instant| instant.to_string());
        object.insert("published".to_owned(), json!(words));
    }
    if let Some(range) = &headline {
        object.insert("headline".to_owned(), words(range));
    }
    let body: Vec<Value> = ranges.iter().map(|(range, _)| words(range)).collect();
    object.insert("paragraphs".to_owned(), Value::Array(body));
    let elements = headline
        .into_iter()
        .chain(ranges.into_iter().map(|(range, _)| range))
        .collect();
    (object, elements)
}

/// From places in the text put together here to characters of the text that reading the object gives.
struct Places<'a> {
    text: &'a str,
    /// Each element, and how many characters that are no white space are read before it.
    elements: Vec<(&'a Range<usize>, usize)>,
    /// Which characters of the text as read are no white space.
    solid: Vec<usize>,
    /// Of the text as read.
    digest: String,
}

impl<'a> Places<'a> {
    fn new(text: &'a str, elements: &'a Elements, object: &Map<String, Value>, lang: Language) -> Self {
        let options = ReadOptions {
            format: Some(Format::Jsonl),
            lang: Some(lang),
            published: None,
        };
        let read = article::read_object(&Value::Object(object.clone()), "", 1, &options).article;
        let read = read.map_or_else(|_| text.to_owned(), |article| article.text);
        let digest = digest(&read);
        let solid = read
            .chars()
            .enumerate()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, _)| at);
        let mut before = 0;
        let elements = elements.iter().map(|range| {
            let here = before;
            before += count(text.get(range.clone()).unwrap_or_default());
            (range, here)
        });
        Self {
            text,
            elements: elements.collect(),
            solid: solid.collect(),
            digest,
        }
    }

    fn of(&self, span: Span) -> [usize; 2] {
        let holds =
            |range: &Range<usize>| range.start <= span.start && span.start < range.end.max(range.start + 1);
        let found = self.elements.iter().find(|(range, _)| holds(range));
        let before = found.map_or(0, |(range, before)| {
            before + count(self.text.get(range.start..span.start).unwrap_or_default())
        });
        let length = count(span.of(self.text));
        let start = self.solid.get(before).copied();
        let end = (before + length)
            .checked_sub(1)
            .and_then(|last| self.solid.get(last))
            .map(|at| at + 1);
        let start = start.or(self.solid.last().map(|at| at + 1)).unwrap_or(0);
        match end {
            Some(end) if length > 0 => [start, end.max(start)],
            _ => [start, start],
        }
    }
}

/// Tells a text from every other: 64 bits, as 16 digits.
pub fn digest(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
