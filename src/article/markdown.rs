//! Markdown: the marks give the roles, and are taken away.

use super::assemble::Assembler;
use super::compose::Draft;
use super::{Role, published};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads decoded Markdown (CommonMark with tables, footnotes and front matter).
pub fn read(source: &str) -> Draft {
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    Parser::new_ext(source, options).for_each(|event| reader.take(event));
    reader.finish()
}

#[derive(Default)]
struct Reader {
    text: Assembler,
    /// Words since the last block began or ended.
    words: String,
    role: Option<Role>,
    headed: bool,
    /// Words of an image, while inside one.
    in_image: bool,
    /// Whether the block holds nothing but images so far.
    only_images: bool,
    in_front_matter: bool,
    front_matter: String,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_front_matter => self.front_matter.push_str(&words),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => {
                self.only_images &= self.in_image;
                self.words.push_str(&words);
            }
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.flush(),
            Event::Html(tags) => self.words.push_str(&without_tags(&tags)),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.flush(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            Tag::Image { .. } => {
                self.only_images = self.only_images || self.words.trim().is_empty();
                self.in_image = true;
            }
            Tag::Heading { level, .. } => {
                self.flush();
                let title = *level == HeadingLevel::H1 && !self.headed && self.text.is_empty();
                self.headed |= title;
                self.role = Some(if title { Role::Headline } else { Role::Subheading });
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::Image => self.in_image = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let caption = self.only_images.then_some(Role::Caption);
        self.text.block(&self.words, self.role.or(caption));
        self.words.clear();
        self.role = None;
        self.only_images = false;
    }

    fn finish(mut self) -> Draft {
        self.flush();
        let field = |keys: &[&str]| {
            let rows = self
                .front_matter
                .lines()
                .filter_map(|row| row.split_once([':', '=']));
            let mut wanted = rows.filter(|(key, _)| keys.contains(&key.trim().to_ascii_lowercase().as_str()));
            wanted
                .next()
                .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned())
        };
        let (title, id) = (field(&["title", "headline"]), field(&["id"]));
        let (outlet, date) = (
            field(&["outlet", "source", "publisher"]),
            field(&["date", "published"]),
        );
        let lang = field(&["lang", "language"]).and_then(|code| code.parse().ok());
        let body = self.text.finish();
        let mut draft = match title.filter(|_| !self.headed) {
            Some(title) => under_title(&title, &body),
            None => body,
        };
        draft.id = id;
        draft.outlet = outlet;
        draft.lang = lang;
        draft.published = date.as_deref().and_then(published::loosely);
        draft
    }
}

/// The title of the front matter, then the body.
fn under_title(title: &str, body: &Draft) -> Draft {
    let mut whole = Assembler::default();
    whole.block(title, Some(Role::Headline));
    for piece in &body.pieces {
        whole.line(
            piece.line.span.of(&body.text),
            piece.line.blanks.max(1),
            piece.role,
        );
    }
    whole.finish()
}

fn without_tags(html: &str) -> String {
    dom_query::Document::fragment(html).text().to_string()
}
