//! What agencies send: NewsML-G2 (IPTC), with its text as NITF, XHTML or plain, and NITF alone.
//!
//! Both are read in one pass by the names of their elements, whatever their prefixes; what is not known is passed by.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};
use serde_json::{Value, json};

/// The articles of a document as objects of the JSONL shape, in order.
///
/// # Errors
/// The reason, in words, where the document is no XML or holds no article.
pub fn news_xml(text: &str) -> Result<Vec<Value>, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => walk.enter(&element),
            Ok(Event::Empty(element)) => {
                walk.enter(&element);
                walk.leave();
            }
            Ok(Event::End(_)) => walk.leave(),
            Ok(Event::Text(words)) => walk.words.push_str(&words),
            Ok(Event::CData(words)) => walk.words.push_str(&words),
            Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                Ok(Some(letter)) => walk.words.push(letter),
                _ => walk
                    .words
                    .push_str(escape::resolve_predefined_entity(&name).unwrap_or(" ")),
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("it is no XML ({error})")),
        }
    }
    walk.finish();
    if walk.done.is_empty() {
        return Err("it holds no newsItem and no nitf".to_owned());
    }
    Ok(walk.done.into_iter().map(Item::object).collect())
}

/// An article as it is gathered.
#[derive(Default)]
struct Item {
    id: Option<String>,
    lang: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    /// How much the element says that the time was taken from; more is better.
    published_rank: u8,
    headline: Option<String>,
    /// What stands in the head, often no more than a slug.
    title: Option<String>,
    paragraphs: Vec<String>,
}

impl Item {
    fn object(self) -> Value {
        let mut object = serde_json::Map::new();
        let fields = [
            ("id", self.id),
            ("lang", self.lang),
            ("outlet", self.outlet),
            ("published", self.published),
            ("headline", self.headline.or(self.title)),
        ];
        for (key, value) in fields {
            object.extend(value.map(|v| (key.to_owned(), json!(v))));
        }
        object.insert("paragraphs".to_owned(), json!(self.paragraphs));
        Value::Object(object)
    }

    fn date(&mut self, text: &str, rank: u8) {
        if rank > self.published_rank && !text.trim().is_empty() {
            self.published = Some(iso(text.trim()));
            self.published_rank = rank;
        }
    }
}

/// `20260304T182000+0900`, as NITF writes it, in the form of ISO 8601 that every reader takes.
fn iso(text: &str) -> String {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range)
            .filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
    };
    match (digits(0..8), text.get(8..9), digits(9..15)) {
        (Some(day), Some("T"), Some(time)) => format!(
            "{}-{}-{}T{}:{}:{}{}",
            &day[..4],
            &day[4..6],
            &day[6..],
            &time[..2],
            &time[2..4],
            &time[4..],
            &text[15..]
        ),
        (Some(day), _, _) => format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]),
        _ => text.to_owned(),
    }
}

/// The walk through the document.
#[derive(Default)]
struct Walk {
    path: Vec<String>,
    words: String,
    item: Option<Item>,
    done: Vec<Item>,
}

impl Walk {
    fn enter(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().into_inner().to_owned();
        let attribute = |wanted: &str| {
            let mut attributes = element.attributes();
            let mut found = attributes.with_checks(false).flatten();
            let found = found.find(|a| a.key.local_name().into_inner() == wanted);
            let value = found?
                .normalized_value(XmlVersion::Explicit1_0)
                .ok()?
                .into_owned();
            Some(value).filter(|v| !v.trim().is_empty())
        };
        match name.as_str() {
            "newsItem" => {
                self.finish();
                self.item = Some(Item {
                    id: attribute("guid"),
                    lang: attribute("lang"),
                    ..Item::default()
                });
            }
            "nitf" if !self.path.iter().any(|p| p == "newsItem") => {
                self.finish();
                self.item = Some(Item {
                    lang: attribute("lang"),
                    ..Item::default()
                });
            }
            _ => {}
        }
        // A paragraph ends where a block begins inside it; words in front of a block are its own.
        if !is_inline(&name) {
            self.words.clear();
        }
        if let Some(item) = &mut self.item {
            match name.as_str() {
                "language" => item.lang = attribute("tag").or(item.lang.take()),
                "body" => item.lang = item.lang.take().or_else(|| attribute("lang")),
                "doc-id" => item.id = item.id.take().or_else(|| attribute("id-string")),
                "date.issue" => item.date(&attribute("norm").unwrap_or_default(), 2),
                "date.release" => item.date(&attribute("norm").unwrap_or_default(), 3),
                "doc.copyright" => item.outlet = item.outlet.take().or_else(|| attribute("holder")),
                _ => {}
            }
        }
        self.path.push(name);
    }

    fn leave(&mut self) {
        let Some(name) = self.path.pop() else { return };
        if is_inline(&name) {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let inside = |outer: &str| self.path.iter().any(|p| p == outer);
        if name == "newsItem" || name == "nitf" && !inside("newsItem") {
            self.finish();
            return;
        }
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(item) = self.item.as_mut().filter(|_| !text.is_empty()) else {
            return;
        };
        match name.as_str() {
            "headline" | "hl1" => item.headline = item.headline.take().or(Some(text)),
            "title" if inside("head") => item.title = Some(text),
            "versionCreated" => item.date(&text, 1),
            "firstCreated" | "contentCreated" => item.date(&text, 2),
            "name" if inside("provider") => item.outlet = Some(text),
            "distributor" => item.outlet = item.outlet.take().or(Some(text)),
            "inlineData" => {
                let paragraphs = words.lines().map(str::trim).filter(|l| !l.is_empty());
                item.paragraphs.extend(paragraphs.map(str::to_owned));
            }
            "p" | "hl2" | "li" | "h1" | "h2" | "h3" | "blockquote"
                if inside("body") || inside("contentSet") =>
            {
                item.paragraphs.push(text);
            }
            _ => {}
        }
    }

    fn finish(&mut self) {
        let whole = self
            .item
            .take()
            .filter(|i| !i.paragraphs.is_empty() || i.headline.is_some());
        self.done.extend(whole);
    }
}

/// Elements that stand inside a paragraph and whose words are its words.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "br"
            | "em"
            | "i"
            | "span"
            | "strong"
            | "u"
            | "sub"
            | "sup"
            | "q"
            | "chron"
            | "city"
            | "country"
            | "event"
            | "function"
            | "location"
            | "money"
            | "num"
            | "object.title"
            | "org"
            | "person"
            | "postaddr"
            | "region"
            | "state"
            | "lang"
            | "pronounce"
            | "copyrite"
            | "virtloc"
            | "frac"
            | "name.given"
            | "name.family"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NITF: &str = r#"<?xml version="1.0"?><nitf><head><title>Slug</title><docdata>
        <doc-id id-string="x1"/><date.issue norm="20260304T182000+0900"/></docdata></head>
        <body xml:lang="ko"><body.head><hedline><hl1>구미 &amp; 화재</hl1></hedline><distributor>한빛통신</distributor></body.head>
        <body.content><block><p><person>조윤호</person> 서장은 말했다.</p><p>끝.</p></block></body.content></body></nitf>"#;

    #[test]
    fn nitf_alone() {
        let items = news_xml(NITF).expect("an article");
        assert_eq!(items[0]["id"], "x1");
        assert_eq!(items[0]["published"], "2026-03-04T18:20:00+0900");
        assert_eq!(items[0]["outlet"], "한빛통신");
        assert_eq!(items[0]["paragraphs"][0], "조윤호 서장은 말했다.");
    }

    #[test]
    fn a_message_of_two_items() {
        let item = |id: &str| {
            format!(
                r#"<newsItem guid="{id}" xml:lang="en"><itemMeta><provider><name>Wire</name></provider>
            <versionCreated>2026-03-04T09:20:00Z</versionCreated></itemMeta><contentMeta><headline>Head {id}</headline></contentMeta>
            <contentSet><inlineXML><h:html xmlns:h="x"><h:body><h:p>One <h:b>two</h:b> three.</h:p></h:body></h:html></inlineXML></contentSet></newsItem>"#
            )
        };
        let message = format!(
            "<newsMessage><itemSet>{}{}</itemSet></newsMessage>",
            item("a"),
            item("b")
        );
        let items = news_xml(&message).expect("articles");
        assert_eq!(items.len(), 2);
        assert_eq!(
            (&items[1]["id"], &items[1]["headline"]),
            (&json!("b"), &json!("Head b"))
        );
        assert_eq!(items[0]["paragraphs"], json!(["One two three."]));
        assert!(news_xml("<html/>").is_err());
    }
}
