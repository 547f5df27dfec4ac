//! A web page: the article is found among navigation, banners and links, and its marks are taken away.

use super::assemble::Assembler;
use super::compose::Draft;
use super::furniture::outlet_named;
use super::{Role, published};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Metadata, Readability};

/// Elements of a page beyond which the search for the article is given up and the whole page is read.
const MOST_ELEMENTS: usize = 100_000;
/// Shortest text, in characters, that is taken for the article of a page. Agencies file flashes of two lines.
const SHORTEST: usize = 140;
/// Share of linked words (per cent) above which a block is a link to another article.
const LINKED: usize = 80;

/// Reads a decoded page.
pub fn read(page: &str) -> Draft {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        char_threshold: SHORTEST,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::new(page, None, Some(config)) else {
        return whole_page(page);
    };
    let metadata = readability.get_article_metadata(readability.parse_json_ld());
    let title = headline(&readability.doc, &metadata);
    let time = readability.doc.select_single("time[datetime]").attr("datetime");
    let lang = readability.doc.select_single("html").attr("lang");
    let found = readability
        .parse()
        .ok()
        .filter(|article| !article.text_content.trim().is_empty());
    let (byline, content) = match found {
        Some(article) => (article.byline, Document::fragment(article.content)),
        None => (metadata.byline.clone(), without_frame(page)),
    };
    let mut text = Assembler::default();
    if let Some(title) = &title {
        text.block(title, Some(Role::Headline));
    }
    // The search takes the byline out of the text; it is put back in its place.
    if let Some(byline) = byline.filter(|byline| !content.text().contains(byline.trim())) {
        text.block(&byline, Some(Role::Byline));
    }
    walk(&content, title.as_deref(), &mut text);
    let mut draft = text.finish();
    let declared = metadata.published_time.as_deref().and_then(published::loosely);
    draft.published = declared.or_else(|| time.as_deref().and_then(published::loosely));
    draft.outlet = metadata.site_name.filter(|name| !name.trim().is_empty());
    draft.lang_hint = lang.and_then(|code| code.parse().ok());
    draft
}

/// The text of a fragment, such as a feed carries: its blocks, a blank line between two.
pub(super) fn fragment(fragment: &str) -> String {
    let mut text = Assembler::default();
    walk(&Document::fragment(fragment), None, &mut text);
    text.finish().text
}

fn whole_page(page: &str) -> Draft {
    let mut text = Assembler::default();
    walk(&without_frame(page), None, &mut text);
    text.finish()
}

/// The page without what is never part of an article.
fn without_frame(page: &str) -> Document {
    let document = Document::from(page);
    document
        .select("head, script, style, noscript, template, nav, header, footer, aside, form, iframe, svg")
        .remove();
    document
}

/// The title: the `<h1>` that the page's own metadata repeats, else the metadata without the name of the site.
fn headline(page: &Document, metadata: &Metadata) -> Option<String> {
    let declared = one_line(&metadata.title);
    let titles = page.select("h1");
    let mut shown = titles
        .iter()
        .map(|h1| one_line(&h1.text()))
        .filter(|title| !title.is_empty());
    if let Some(h1) = shown
        .find(|title| declared.contains(title.as_str()) || title.contains(&declared) && !declared.is_empty())
    {
        return Some(h1);
    }
    let site = metadata.site_name.as_deref().unwrap_or_default();
    let bare = match declared
        .rsplit_once([' ', '\u{a0}'])
        .and_then(|_| last_part(&declared))
    {
        Some((title, tail)) if tail.eq_ignore_ascii_case(site) || outlet_named(tail) => title.to_owned(),
        _ => declared,
    };
    (!bare.is_empty()).then_some(bare)
}

/// `Title - Site`, `Title | Site`: the two parts.
fn last_part(title: &str) -> Option<(&str, &str)> {
    let cut = [" - ", " | ", " – ", " — ", " : ", " < ", " :: "];
    let at = cut
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())))
        .max()?;
    Some((title[..at.0].trim(), title[at.0 + at.1..].trim()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A step of the walk. Pages nest deeper than a stack is safe for, so the walk keeps its own.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// End of a block; its role was pushed on entering.
    Leave,
    LeaveLink,
}

/// Adds every block of the document in reading order.
fn walk(document: &Document, title: Option<&str>, text: &mut Assembler) {
    let mut block = Open::default();
    let mut roles: Vec<Option<Role>> = vec![None];
    let mut steps = vec![Step::Enter(document.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::LeaveLink => block.links -= 1,
            Step::Leave => {
                block.close(text, roles.last().copied().flatten(), title, 1);
                roles.pop();
            }
            Step::Enter(node) if node.is_text() => block.add(&node.text()),
            Step::Enter(node) => {
                let name = node
                    .node_name()
                    .map(|name| name.to_ascii_lowercase())
                    .unwrap_or_default();
                match kind(&name) {
                    Element::Skip => continue,
                    Element::Break => {
                        block.close(text, roles.last().copied().flatten(), title, 0);
                        continue;
                    }
                    Element::Link => {
                        block.links += 1;
                        steps.push(Step::LeaveLink);
                    }
                    Element::Inline => {}
                    Element::Block(role) => {
                        let outer = roles.last().copied().flatten();
                        block.close(text, outer, title, 1);
                        roles.push(role.or(outer));
                        steps.push(Step::Leave);
                    }
                }
                steps.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    block.close(text, None, title, 1);
}

enum Element {
    Skip,
    Break,
    Link,
    Inline,
    Block(Option<Role>),
}

fn kind(name: &str) -> Element {
    match name {
        "script" | "style" | "noscript" | "template" | "head" | "svg" | "iframe" | "button" | "form"
        | "nav" => Element::Skip,
        "br" => Element::Break,
        "a" => Element::Link,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Block(Some(Role::Subheading)),
        "figcaption" | "caption" => Element::Block(Some(Role::Caption)),
        "address" => Element::Block(Some(Role::Byline)),
        "b" | "strong" | "i" | "em" | "u" | "s" | "span" | "font" | "small" | "sub" | "sup" | "mark"
        | "q" | "cite" | "abbr" | "time" | "code" | "kbd" | "del" | "ins" | "label" | "bdi" | "bdo"
        | "wbr" | "ruby" | "rb" | "rt" | "rp" | "data" | "dfn" | "var" | "samp" | "tt" | "strike" | "big"
        | "img" => Element::Inline,
        _ => Element::Block(None),
    }
}

/// The block being filled.
#[derive(Default)]
struct Open {
    words: String,
    /// How many of its bytes stand in a link.
    linked: usize,
    /// How deep in links the walk stands.
    links: usize,
    /// Line breaks since the last words.
    breaks: usize,
}

impl Open {
    fn add(&mut self, words: &str) {
        self.words.push_str(words);
        if self.links > 0 {
            self.linked += words.trim().len();
        }
    }

    /// Ends the block or, with no `blanks`, the line. Two line breaks in a row are a blank line.
    fn close(&mut self, text: &mut Assembler, role: Option<Role>, title: Option<&str>, blanks: usize) {
        let words = one_line(&self.words);
        let repeated = role == Some(Role::Subheading) && title.is_some_and(|title| title == words);
        if !words.is_empty() && !repeated {
            let link = self.linked * 100 >= words.len() * LINKED
                && !matches!(role, Some(Role::Caption | Role::Byline));
            let before = usize::from(self.breaks != 1);
            text.line(&words, before, if link { Some(Role::Notice) } else { role });
            self.breaks = 0;
        }
        self.words.clear();
        self.linked = 0;
        // A break of the block counts as two of the line.
        self.breaks += if blanks > 0 { 2 } else { 1 };
    }
}
