//! Markdown in place: every leaf block (paragraph, heading, item, cell) is one edit of the source text.
//!
//! Code, HTML blocks, rules and front matter other than the title stay as they are.

use super::document::{Change, Document, Edit};
use super::markup::{Dressing, Marked, Signs};
use crate::article::{Article, Role};
use crate::sentences;
use crate::text::{Language, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The document of a Markdown source whose `article` was read from it.
pub fn document(source: &str, article: &Article) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let blocks = article.blocks.iter().filter(|block| !block.role.is_prose());
    let furniture = blocks.map(|block| article.line(block.span));
    let mut reader = Reader {
        source,
        lang: article.lang,
        furniture: furniture.collect(),
        edits: Vec::new(),
        leaf: Leaf::default(),
        open: Vec::new(),
        role: Role::Body,
        held: 0,
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.take(&event, range);
    }
    reader.flush();
    Document {
        text: source.to_owned(),
        lang: article.lang,
        published: article.published.as_ref().map(|published| published.date),
        edits: reader.edits,
        kept: Vec::new(),
    }
}

/// The words of a block so far.
#[derive(Default)]
struct Leaf {
    words: String,
    /// From its first word to its last, marks around them included.
    range: Option<Range<usize>>,
    marks: Vec<(Range<usize>, Marked)>,
}

/// An inline mark that is open.
struct Open {
    range: Range<usize>,
    /// Where its words begin in the words of the leaf.
    from: usize,
    /// Where its words stand in the source.
    inner: Option<Range<usize>>,
    is_link: bool,
}

struct Reader<'a> {
    source: &'a str,
    lang: Language,
    /// Words of the article's blocks that are no prose.
    furniture: Vec<String>,
    edits: Vec<Edit>,
    leaf: Leaf,
    open: Vec<Open>,
    role: Role,
    /// Depth of blocks whose text is no prose: code, HTML, front matter.
    held: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => {
                self.held += 1;
                self.title(&range);
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                self.flush();
                self.held += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                self.held = self.held.saturating_sub(1);
            }
            Event::Start(
                tag @ (Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. }),
            ) => self.begin_mark(tag, range),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => self.end_mark(),
            Event::Start(tag) => {
                self.flush();
                self.role = if matches!(tag, Tag::Heading { .. }) {
                    Role::Headline
                } else {
                    Role::Body
                };
            }
            Event::End(_) | Event::HardBreak | Event::Rule | Event::Html(_) => self.flush(),
            Event::Text(words) | Event::Code(words) if self.held == 0 => self.words(words, range),
            Event::SoftBreak if self.held == 0 => self.leaf.words.push(' '),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        self.leaf.words.push_str(words);
        for open in &mut self.open {
            open.inner = Some(cover(open.inner.take(), &range));
        }
        self.leaf.range = Some(cover(self.leaf.range.take(), &range));
    }

    fn begin_mark(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.open.push(Open {
            range,
            from: self.leaf.words.len(),
            inner: None,
            is_link: matches!(tag, Tag::Link { .. } | Tag::Image { .. }),
        });
    }

    fn end_mark(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let (Some(inner), Some(words)) = (open.inner, self.leaf.words.get(open.from..)) else {
            return;
        };
        let (Some(before), Some(after)) = (
            self.source.get(open.range.start..inner.start),
            self.source.get(inner.end..open.range.end),
        ) else {
            return;
        };
        let marked = Marked {
            open: before.to_owned(),
            words: words.to_owned(),
            close: after.to_owned(),
            is_link: open.is_link,
        };
        self.leaf.marks.push((open.range, marked));
    }

    fn flush(&mut self) {
        let leaf = std::mem::take(&mut self.leaf);
        self.open.clear();
        let Some(inner) = leaf.range else { return };
        // A mark around the whole block stays where it is; only those inside need a place.
        let whole = |range: &Range<usize>| range.start <= inner.start && inner.end <= range.end;
        let mut marks: Vec<_> = leaf
            .marks
            .into_iter()
            .filter(|(range, _)| !whole(range))
            .collect();
        let mut range = marks
            .iter()
            .fold(inner.clone(), |all, (range, _)| cover(Some(all), range));
        let kept = self.furniture(&leaf.words, &range);
        range.start += kept;
        let lines = lines(&leaf.words[kept..], self.role, self.lang);
        if lines.is_empty() {
            return;
        }
        marks.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        // Marks inside marks are given up for the outer ones.
        let mut end = 0;
        marks.retain(|(range, _)| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
        let dressing = Dressing {
            marks: marks.into_iter().map(|(_, marked)| marked).collect(),
            signs: Signs::Markdown,
        };
        self.push(range, lines, self.role, dressing);
    }

    /// How many bytes at the beginning of a block are a byline, a dateline or other furniture, which stays.
    fn furniture(&self, words: &str, range: &Range<usize>) -> usize {
        let source = &self.source[range.clone()];
        let own = self
            .furniture
            .iter()
            .find(|own| words.starts_with(*own) && source.starts_with(*own));
        own.map_or(0, |own| {
            let rest = &words[own.len()..];
            let blank = rest.len() - rest.trim_start().len();
            own.len()
                + if source[own.len()..].starts_with(&rest[..blank]) {
                    blank
                } else {
                    0
                }
        })
    }

    fn push(&mut self, range: Range<usize>, lines: Vec<String>, role: Role, dressing: Dressing) {
        let block = self.edits.len();
        self.edits.push(Edit {
            span: Span::new(range.start, range.end),
            block,
            change: Change::Translate {
                lines,
                role,
                dressing,
            },
        });
    }

    /// The title in the front matter that stands at `range`.
    fn title(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        for line in self.source[range.clone()].split_inclusive('\n') {
            let value = line.split_once([':', '=']).filter(|(key, _)| {
                let key = key.trim().to_ascii_lowercase();
                key == "title" || key == "headline"
            });
            if let Some((key, value)) = value {
                let words = value.trim().trim_matches(['"', '\'']);
                let offset = at + key.len() + 1 + value.find(words).unwrap_or(0);
                if !words.is_empty() {
                    let lines = vec![words.to_owned()];
                    self.push(
                        offset..offset + words.len(),
                        lines,
                        Role::Headline,
                        Dressing::default(),
                    );
                }
                return;
            }
            at += line.len();
        }
    }
}

fn cover(range: Option<Range<usize>>, other: &Range<usize>) -> Range<usize> {
    match range {
        Some(range) => range.start.min(other.start)..range.end.max(other.end),
        None => other.clone(),
    }
}

fn lines(words: &str, role: Role, lang: Language) -> Vec<String> {
    let spans = match role {
        Role::Headline => vec![Span::new(0, words.len())],
        _ => sentences::split_text(words, lang),
    };
    let line = |span: &Span| span.of(words).split_whitespace().collect::<Vec<_>>().join(" ");
    spans.iter().map(line).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, ReadOptions, read};

    #[test]
    fn only_words_are_replaced() {
        let source = "---\ntitle: \"Talks\"\ndate: 2024-01-02\n---\n\n# Talks **resume**\n\nIt *rained*. See [NATO](https://example.org/a).\n\nBUSAN, Oct. 22 (Yonhap) -- It ended.\n\n- one\n- **two**\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n";
        let options = ReadOptions {
            format: Some(Format::Markdown),
            lang: Some(Language::En),
            ..ReadOptions::default()
        };
        let article = read(source.as_bytes(), "a.md", &options).unwrap();
        let document = document(source, &article);
        let lines: Vec<&str> = document.lines().map(|(line, _)| line).collect();
        assert_eq!(
            lines,
            [
                "Talks",
                "Talks resume",
                "It rained.",
                "See NATO.",
                "It ended.",
                "one",
                "two",
                "a",
                "b",
                "c",
                "d"
            ]
        );
        let words = vec!["X".to_owned(); document.edits.len()];
        let (text, _) = document.with(&words);
        assert_eq!(
            text,
            "---\ntitle: \"X\"\ndate: 2024-01-02\n---\n\n# X\n\nX\n\nBUSAN, Oct. 22 (Yonhap) -- X\n\n- X\n- **X**\n\n```\ncode\n```\n\n| X | X |\n|---|---|\n| X | X |\n"
        );
    }
}
