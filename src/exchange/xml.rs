//! What TMX and XLIFF have in common: indented elements, and passages of text with codes inside.
//!
//! XML 1.0 cannot hold most control characters, not even by number. XLIFF 2 has an element for them,
//! `<cp hex="0001"/>`; in the other formats a placeholder of a type of our own stands for one.

use crate::error::{Error, Result};
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::reader::Reader;
use quick_xml::{Writer, XmlVersion};
use std::borrow::Cow;
use std::io::{self, Write};

/// Attributes in order.
type Attributes<'a> = &'a [(&'a str, &'a str)];

/// How a format writes a character that XML cannot hold.
#[derive(Debug, Clone, Copy)]
pub enum Code {
    /// `<cp hex="0001"/>`
    Cp,
    /// `<ph …>0001</ph>` with this attribute naming the type; numbered where the format asks for an id.
    Placeholder {
        /// `type` or `ctype`.
        attribute: &'static str,
        /// Whether it carries `id`.
        numbered: bool,
    },
}

/// The type of a placeholder that stands for one character.
const CHARACTER: &str = "x-cp";

/// Writes elements, each on a line of its own and indented.
pub struct Elements<'o> {
    out: Writer<&'o mut dyn Write>,
    depth: usize,
}

impl<'o> Elements<'o> {
    /// Begins with the XML declaration.
    pub fn new(out: &'o mut dyn Write) -> io::Result<Self> {
        let mut out = Writer::new(out);
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { out, depth: 0 })
    }

    /// A start tag; what follows stands inside until [`close`](Self::close).
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.line()?;
        self.depth += 1;
        self.out.write_event(Event::Start(start(name, attributes)))
    }

    /// The end tag of the element opened last.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        self.line()?;
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.line()?;
        self.out.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element of text in which nothing needs a code.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.line()?;
        self.out.write_event(Event::Start(start(name, attributes)))?;
        self.out.write_event(Event::Text(BytesText::new(&clean(text))))?;
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element of text, every character of which can be read back.
    pub fn passage(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        text: &str,
        code: Code,
    ) -> io::Result<()> {
        self.line()?;
        self.out.write_event(Event::Start(start(name, attributes)))?;
        let mut codes = 0;
        for piece in text.split_inclusive(|c| !is_xml(c)) {
            let odd = piece.chars().next_back().filter(|&c| !is_xml(c));
            let plain = &piece[..piece.len() - odd.map_or(0, char::len_utf8)];
            if !plain.is_empty() {
                self.out.write_event(Event::Text(BytesText::new(plain)))?;
            }
            if let Some(odd) = odd {
                codes += 1;
                self.code(odd, codes, code)?;
            }
        }
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// The last line break.
    pub fn finish(mut self) -> io::Result<()> {
        self.line()
    }

    fn code(&mut self, odd: char, nth: usize, code: Code) -> io::Result<()> {
        let (hex, nth) = (format!("{:04X}", u32::from(odd)), nth.to_string());
        match code {
            Code::Cp => self.out.write_event(Event::Empty(start("cp", &[("hex", &hex)]))),
            Code::Placeholder { attribute, numbered } => {
                let attributes = [("id", nth.as_str()), (attribute, CHARACTER)];
                let from = usize::from(!numbered);
                self.out
                    .write_event(Event::Start(start("ph", &attributes[from..])))?;
                self.out.write_event(Event::Text(BytesText::new(&hex)))?;
                self.out.write_event(Event::End(BytesEnd::new("ph")))
            }
        }
    }

    fn line(&mut self) -> io::Result<()> {
        let indent = format!("\n{}", "  ".repeat(self.depth));
        self.out.write_event(Event::Text(BytesText::from_escaped(indent)))
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, clean(value).as_str()));
    }
    start
}

/// Whether XML 1.0 can hold the character (production `Char`).
const fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// The text with the replacement character for what XML cannot hold.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if is_xml(c) { c } else { char::REPLACEMENT_CHARACTER })
        .collect()
}

/// What a reader meets next.
pub enum Item {
    /// An element begins; whether anything stands inside.
    Start(Element, bool),
    /// An element ends.
    End(String),
    /// The document ends.
    Eof,
}

/// A start tag: its name without prefix, and its attributes.
pub struct Element {
    /// Name without prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, by its name with its prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let mut given = start.attributes();
        let attributes = given.with_checks(false).flatten().map(|a| {
            let value = a.normalized_value(XmlVersion::Implicit1_0);
            (
                a.key.as_ref().to_owned(),
                value.map(Cow::into_owned).unwrap_or_default(),
            )
        });
        Self {
            name: start.local_name().as_ref().to_owned(),
            attributes: attributes.collect(),
        }
    }

    /// The character that the element stands for, if it is a code of ours; `inside` is what it holds.
    fn character(&self, inside: &str) -> Option<char> {
        let hex = match self.name.as_str() {
            "cp" => self.attribute("hex")?,
            "ph" if [self.attribute("type"), self.attribute("ctype")].contains(&Some(CHARACTER)) => inside,
            _ => return None,
        };
        char::from_u32(u32::from_str_radix(hex.trim(), 16).ok()?)
    }
}

/// Reads a document element by element.
pub struct Document<'x> {
    reader: Reader<&'x [u8]>,
    name: &'x str,
}

impl<'x> Document<'x> {
    /// Over the text of a file; `name` is what messages call it.
    pub fn new(text: &'x str, name: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, name }
    }

    /// The next start or end of an element.
    ///
    /// # Errors
    /// [`Error::Input`] where the file is no well-formed XML.
    pub fn next(&mut self) -> Result<Item> {
        loop {
            return Ok(match self.event()? {
                Event::Start(start) => Item::Start(Element::of(&start), true),
                Event::Empty(start) => Item::Start(Element::of(&start), false),
                Event::End(end) => Item::End(end.local_name().as_ref().to_owned()),
                Event::Eof => Item::Eof,
                _ => continue,
            });
        }
    }

    /// The text of the element that has just begun, codes of other programs left out.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub fn passage(&mut self) -> Result<String> {
        let mut text = String::new();
        loop {
            match self.event()? {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(entity) => text.push_str(&resolved(&entity)),
                Event::Empty(start) => text.extend(Element::of(&start).character("")),
                Event::Start(start) => {
                    let element = Element::of(&start);
                    let inside = self.passage()?;
                    match element.character(&inside) {
                        Some(character) => text.push(character),
                        None if is_native(&element.name) => {}
                        None => text.push_str(&inside),
                    }
                }
                Event::End(_) | Event::Eof => return Ok(text),
                _ => {}
            }
        }
    }

    /// Passes over the element that has just begun.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub fn skip(&mut self) -> Result<()> {
        self.passage().map(drop)
    }

    fn event(&mut self) -> Result<Event<'x>> {
        let event = self.reader.read_event();
        event.map_err(|e| Error::Input {
            name: self.name.to_owned(),
            reason: format!("no well-formed XML at byte {}: {e}", self.reader.error_position()),
        })
    }
}

/// Elements whose content is code of another program and no text (TMX 1.4b, XLIFF 1.2).
fn is_native(name: &str) -> bool {
    matches!(name, "ph" | "bpt" | "ept" | "it" | "ut" | "x" | "bx" | "ex")
}

/// The character of a reference; one that is not known stays as it is.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    let name: &str = entity;
    quick_xml::escape::resolve_xml_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}
