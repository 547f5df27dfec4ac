//! A web page in place: the words of the article's blocks are replaced, every tag, navigation and frame stays.
//!
//! The page is taken apart by a parser and written anew, so its tags come out as HTML5 writes them. Where a block of the
//! article stood, the text to be edited holds a mark that no page holds.

use super::document::{Change, Document, Edit};
use super::markup::{Dressing, Marked, Signs};
use crate::article::{Article, Role};
use crate::sentences;
use crate::text::{Language, Span};
use dom_query::NodeRef;

/// Elements that hold running words.
const BLOCKS: &str = "p, h1, h2, h3, h4, h5, h6, li, td, th, figcaption, caption, dt, dd, blockquote, div, section, \
                      article, title, summary";
/// Elements whose words are no part of an article.
const FRAME: [&str; 10] = [
    "nav", "footer", "aside", "form", "script", "style", "noscript", "template", "svg", "iframe",
];
/// Elements of nothing but words, which are marked again in the translation.
const INLINE: [&str; 12] = [
    "a", "em", "strong", "b", "i", "u", "code", "mark", "span", "small", "sub", "sup",
];

/// The document of a page whose `article` was read from it.
pub fn document(page: &str, article: &Article, target: Language) -> Document {
    let dom = dom_query::Document::from(page);
    let prose = one_line(&article.text);
    let mut found = Vec::new();
    for node in dom.select(BLOCKS).nodes() {
        if !is_leaf(node) || node.ancestors(None).iter().any(in_frame) {
            continue;
        }
        let words = one_line(&node.text());
        let (kept, role) = part(&words, article);
        if kept == words.len() || !stands(&words, &prose, article) {
            continue;
        }
        let mark = mark(found.len());
        let dressing = Dressing {
            marks: marks(node),
            signs: Signs::Html,
        };
        let (before, after) = words.split_at(kept);
        node.set_html(format!("{}{mark}", escaped(before)));
        found.push((mark, lines(after, role, article.lang), role, dressing));
    }
    dom.select("html[lang]").set_attr("lang", target.code());
    let text = dom.html().to_string();
    let mut edits: Vec<Edit> = found
        .into_iter()
        .enumerate()
        .filter_map(|(block, (mark, lines, role, dressing))| {
            let at = text.find(&mark)?;
            Some(Edit {
                span: Span::new(at, at + mark.len()),
                block,
                change: Change::Translate {
                    lines,
                    role,
                    dressing,
                },
            })
        })
        .collect();
    edits.sort_by_key(|edit| edit.span.start);
    Document {
        text,
        lang: article.lang,
        published: article.published.as_ref().map(|published| published.date),
        edits,
        kept: Vec::new(),
    }
}

/// Shortest words, in characters, that are of the article because they stand in it somewhere.
const TELLING: usize = 20;

/// Whether the words of an element are the article's: one of its blocks, or words that do not stand there by chance.
fn stands(words: &str, prose: &str, article: &Article) -> bool {
    let is_block = || {
        article
            .blocks
            .iter()
            .any(|block| article.line(block.span) == words)
    };
    words.chars().nth(TELLING).is_some() && prose.contains(words) || is_block()
}

/// Private characters with a number between them, which no parser changes.
fn mark(number: usize) -> String {
    format!("\u{F8F0}{number}\u{F8F1}")
}

/// Whether an element holds words and no other block.
fn is_leaf(node: &NodeRef<'_>) -> bool {
    !node.text().trim().is_empty() && node.descendants().iter().all(|inner| !inner.is(BLOCKS))
}

fn in_frame(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| FRAME.contains(&&*name))
}

/// How many bytes of a block's words are furniture, and the part that the rest plays.
fn part(words: &str, article: &Article) -> (usize, Role) {
    let mut role = Role::Body;
    for block in &article.blocks {
        let own = article.line(block.span);
        if !block.role.is_prose() && words.starts_with(&own) {
            let rest = &words[own.len()..];
            return (words.len() - rest.trim_start().len(), Role::Body);
        }
        if own == words {
            role = block.role;
        }
    }
    (0, role)
}

/// The inline elements directly in a block; pictures and the like are carried as they are.
fn marks(node: &NodeRef<'_>) -> Vec<Marked> {
    let children = node.children();
    let elements = children
        .iter()
        .filter(|child| child.is_element() && !child.is("br, wbr"));
    elements
        .map(|child| {
            let (whole, inner) = (child.html().to_string(), child.inner_html().to_string());
            let name = child.node_name().map(|name| name.to_string()).unwrap_or_default();
            let close = format!("</{name}>");
            let open = whole
                .strip_suffix(&format!("{inner}{close}"))
                .filter(|_| INLINE.contains(&name.as_str()));
            match open {
                Some(open) => Marked {
                    open: open.to_owned(),
                    words: one_line(&child.text()),
                    is_link: name == "a",
                    close,
                },
                None => Marked {
                    open: whole,
                    words: String::new(),
                    close: String::new(),
                    is_link: true,
                },
            }
        })
        .collect()
}

fn lines(words: &str, role: Role, lang: Language) -> Vec<String> {
    match role {
        Role::Body | Role::Caption => sentences::split_text(words, lang)
            .iter()
            .map(|span| span.of(words).to_owned())
            .collect(),
        _ => vec![words.to_owned()],
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, ReadOptions, read};

    #[test]
    fn only_the_words_of_the_article_are_replaced() {
        let page = "<!DOCTYPE html><html lang=\"en\"><head><title>Port reopens</title></head><body><nav><p>Home</p></nav><article>\
            <h1>Port reopens</h1><p>The port reopened at dawn with <a href=\"https://example.org/?a=1&amp;b\">NATO</a> \
            guests &amp; a band. It rained all day long.</p><p>Nobody was hurt when the old ferry left the harbour in \
            the afternoon of the same day.<img src=\"a.png\"></p></article></body></html>";
        let options = ReadOptions {
            format: Some(Format::Html),
            lang: Some(Language::En),
            published: None,
        };
        let article = read(page.as_bytes(), "a.html", &options).unwrap();
        let document = document(page, &article, Language::Ko);
        let lines: Vec<&str> = document.lines().map(|(line, _)| line).collect();
        assert_eq!(lines[0], "Port reopens");
        assert!(
            lines.contains(&"The port reopened at dawn with NATO guests & a band."),
            "{lines:?}"
        );
        let words: Vec<String> = document
            .edits
            .iter()
            .map(|edit| match &edit.change {
                Change::Translate { dressing, .. } => dressing.put_on("NATO < X").0,
                Change::Settled(words) => words.clone(),
            })
            .collect();
        let (text, _) = document.with(&words);
        assert!(text.contains("<nav><p>Home</p></nav>"), "{text}");
        assert!(
            text.contains("<p><a href=\"https://example.org/?a=1&amp;b\">NATO</a> &lt; X</p>"),
            "{text}"
        );
        assert!(text.contains("<p>NATO &lt; X <img src=\"a.png\"></p>"), "{text}");
        assert!(text.contains("<html lang=\"ko\">"), "{text}");
    }
}
