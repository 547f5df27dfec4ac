//! TMX 1.4b, the exchange format of translation memories: a unit a pair.
//!
//! <https://www.gala-global.org/tmx-14b>. What stands alone is left out, since a memory has no use for half of a
//! pair. The declaration of the document type is left out too: programs that honour it look for a file `tmx14.dtd`.

use super::xml::{Code, Document as Xml, Element, Elements, Item};
use super::{Aligned, Languages, Part, Unit, label};
use crate::error::Result;
use crate::text::Language;
use std::io::{self, Write};

const CODE: Code = Code::Placeholder {
    attribute: "type",
    numbered: false,
};

/// Writes the beads that have both sides, with their similarity and confidence as properties.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Elements::new(out)?;
    let (from, to) = (aligned.source.code(), aligned.target.code());
    xml.open("tmx", &[("version", "1.4")])?;
    xml.open("header", &header(from))?;
    xml.leaf("prop", &[("type", "x-source-file")], aligned.source.name)?;
    xml.leaf("prop", &[("type", "x-target-file")], aligned.target.name)?;
    xml.close("header")?;
    xml.open("body", &[])?;
    for bead in aligned.pairs() {
        xml.open("tu", &[("tuid", &label::of(bead))])?;
        xml.leaf("prop", &[("type", "x-similarity")], &format!("{:.4}", bead.score))?;
        xml.leaf(
            "prop",
            &[("type", "x-confidence")],
            &format!("{:.3}", bead.confidence),
        )?;
        variant(&mut xml, from, &aligned.source.text(&bead.source))?;
        variant(&mut xml, to, &aligned.target.text(&bead.target))?;
        xml.close("tu")?;
    }
    xml.close("body")?;
    xml.close("tmx")?;
    xml.finish()
}

/// The attributes of the header of a file whose source is in language `from`.
fn header(from: &str) -> [(&'static str, &str); 7] {
    [
        ("creationtool", "daejo"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", "daejo"),
        ("adminlang", "en"),
        ("srclang", from),
        ("datatype", "plaintext"),
    ]
}

/// A segment in one language.
fn variant(xml: &mut Elements<'_>, lang: &str, text: &str) -> io::Result<()> {
    xml.open("tuv", &[("xml:lang", lang)])?;
    xml.passage("seg", &[], text, CODE)?;
    xml.close("tuv")
}

/// A memory written unit by unit, for those too large to be held at once.
pub struct Units<'o> {
    xml: Elements<'o>,
    languages: [Language; 2],
}

impl<'o> Units<'o> {
    /// Begins the file of a memory between two languages.
    ///
    /// # Errors
    /// The output cannot be written; so for the others.
    pub fn begin(out: &'o mut dyn Write, from: Language, to: Language) -> io::Result<Self> {
        let mut xml = Elements::new(out)?;
        xml.open("tmx", &[("version", "1.4")])?;
        xml.empty("header", &header(from.code()))?;
        xml.open("body", &[])?;
        let languages = [from, to];
        Ok(Self { xml, languages })
    }

    /// A segment and its translation.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn unit(&mut self, source: &str, target: &str) -> io::Result<()> {
        self.xml.open("tu", &[])?;
        for (lang, text) in self.languages.iter().zip([source, target]) {
            variant(&mut self.xml, lang.code(), text)?;
        }
        self.xml.close("tu")
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn finish(mut self) -> io::Result<()> {
        self.xml.close("body")?;
        self.xml.close("tmx")?;
        self.xml.finish()
    }
}

/// A text and the language it is said to be in.
type Variant = (Option<String>, String);

/// Reads the units of a memory written by any program. Formatting codes in a segment are left out.
///
/// Of each unit the variants in the two languages count; where these are not known, the first and the second.
///
/// # Errors
/// [`Error::Input`](crate::Error::Input) for what is no well-formed XML; `name` is what the message calls the file.
pub fn read(text: &str, name: &str, languages: Languages) -> Result<Vec<Unit>> {
    let mut xml = Xml::new(text, name);
    let (mut units, mut variants): (Vec<Unit>, Vec<Variant>) = Default::default();
    let (mut tuid, mut lang) = (None, None);
    loop {
        match xml.next()? {
            Item::Start(element, true) => match element.name.as_str() {
                "tu" => tuid = element.attribute("tuid").map(str::to_owned),
                "tuv" => lang = language(&element),
                "seg" => variants.push((lang.take(), xml.passage()?)),
                "prop" | "note" => xml.skip()?,
                _ => {}
            },
            Item::Start(element, false) if element.name == "seg" => {
                variants.push((lang.take(), String::new()))
            }
            Item::End(name) if name == "tu" => {
                let place = units.len() + 1;
                units.push(unit(place, tuid.take(), std::mem::take(&mut variants), languages));
            }
            Item::Eof => return Ok(units),
            _ => {}
        }
    }
}

/// TMX 1.4 has `xml:lang`; versions before 1.2 had `lang`.
fn language(element: &Element) -> Option<String> {
    let code = element
        .attribute("xml:lang")
        .or_else(|| element.attribute("lang"))?;
    Some(code.to_owned())
}

fn unit(place: usize, tuid: Option<String>, mut variants: Vec<Variant>, languages: Languages) -> Unit {
    let (source, target) = languages.choose(&variants);
    let mut take = |at: Option<usize>| Part {
        ids: Vec::new(),
        text: at
            .and_then(|at| variants.get_mut(at))
            .map(|v| std::mem::take(&mut v.1))
            .unwrap_or_default(),
    };
    let (mut source, mut target) = (take(source), take(target));
    if let Some(tuid) = tuid {
        label::number(&tuid, &mut source, &mut target);
    }
    Unit {
        place,
        source,
        target,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As OmegaT and Okapi write them: regions, codes, more than two languages.
    const FOREIGN: &str = r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" srclang="EN-US"><prop type="p">no text</prop></header><body>
<tu><note>a note</note>
  <tuv xml:lang="DE-DE"><seg>Nein.</seg></tuv>
  <tuv xml:lang="KO-KR"><seg>그는 <bpt i="1">&lt;b&gt;</bpt>“아니다”<ept i="1">&lt;/b&gt;</ept>라고 했다.</seg></tuv>
  <tuv xml:lang="EN-US"><seg>He said <hi>&#8220;no&#8221;</hi> &amp; left<ph>{1}</ph>.</seg></tuv>
</tu></body></tmx>"#;

    #[test]
    fn reads_the_memories_of_other_programs() {
        let languages = Languages {
            source: Some(Language::En),
            target: Some(Language::Ko),
        };
        let units = read(FOREIGN, "x.tmx", languages).expect("a memory");
        assert_eq!(units.len(), 1);
        assert_eq!(units[0].source.text, "He said “no” & left.");
        assert_eq!(units[0].target.text, "그는 “아니다”라고 했다.");
    }

    #[test]
    fn says_where_it_breaks_off() {
        let error = read("<tmx><body></tmx>", "x.tmx", Languages::default()).expect_err("broken");
        assert!(
            error.to_string().starts_with("x.tmx: no well-formed XML at byte"),
            "{error}"
        );
    }
}
