//! XLIFF 1.2 and 2.1, the exchange formats of translation editors: a unit a bead.
//!
//! <https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html>,
//! <https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html>. What the target adds has an empty
//! source, since every unit must have one.

use super::xml::{Code, Document as Xml, Elements, Item};
use super::{Aligned, Part, Unit, label};
use crate::alignment::Bead;
use crate::error::Result;
use std::io::{self, Write};

/// The version to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 1.2, which every editor opens.
    V1_2,
    /// 2.1, whose namespace is that of 2.0.
    V2_1,
}

/// Writes every bead, with its confidence as a note.
pub fn write(aligned: &Aligned<'_>, version: Version, out: &mut dyn Write) -> io::Result<()> {
    let xml = Elements::new(out)?;
    match version {
        Version::V1_2 => write_1(aligned, xml),
        Version::V2_1 => write_2(aligned, xml),
    }
}

fn write_1(aligned: &Aligned<'_>, mut xml: Elements<'_>) -> io::Result<()> {
    let code = Code::Placeholder {
        attribute: "ctype",
        numbered: true,
    };
    let namespace = "urn:oasis:names:tc:xliff:document:1.2";
    xml.open("xliff", &[("version", "1.2"), ("xmlns", namespace)])?;
    let file = [
        ("original", aligned.source.name),
        ("source-language", aligned.source.code()),
        ("target-language", aligned.target.code()),
        ("datatype", "plaintext"),
        ("tool-id", "daejo"),
        ("xml:space", "preserve"),
    ];
    xml.open("file", &file)?;
    xml.open("header", &[])?;
    let tool = [
        ("tool-id", "daejo"),
        ("tool-name", "daejo"),
        ("tool-version", env!("CARGO_PKG_VERSION")),
    ];
    xml.empty("tool", &tool)?;
    xml.close("header")?;
    xml.open("body", &[])?;
    for bead in aligned.beads {
        xml.open("trans-unit", &[("id", &label::of(bead))])?;
        xml.passage("source", &[], &aligned.source.text(&bead.source), code)?;
        if !bead.target.is_empty() {
            let state = [("state", "translated")];
            xml.passage("target", &state, &aligned.target.text(&bead.target), code)?;
        }
        xml.leaf("note", &[("from", "daejo")], &confidence(bead))?;
        xml.close("trans-unit")?;
    }
    for name in ["body", "file", "xliff"] {
        xml.close(name)?;
    }
    xml.finish()
}

fn write_2(aligned: &Aligned<'_>, mut xml: Elements<'_>) -> io::Result<()> {
    let root = [
        ("version", "2.1"),
        ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
        ("srcLang", aligned.source.code()),
        ("trgLang", aligned.target.code()),
    ];
    xml.open("xliff", &root)?;
    let file = [
        ("id", "f1"),
        ("original", aligned.source.name),
        ("xml:space", "preserve"),
    ];
    xml.open("file", &file)?;
    for bead in aligned.beads {
        xml.open("unit", &[("id", &label::of(bead))])?;
        xml.open("notes", &[])?;
        xml.leaf("note", &[("category", "confidence")], &confidence(bead))?;
        xml.close("notes")?;
        let translated = !bead.target.is_empty();
        let state = if translated { "translated" } else { "initial" };
        xml.open("segment", &[("state", state)])?;
        xml.passage("source", &[], &aligned.source.text(&bead.source), Code::Cp)?;
        if translated {
            xml.passage("target", &[], &aligned.target.text(&bead.target), Code::Cp)?;
        }
        xml.close("segment")?;
        xml.close("unit")?;
    }
    xml.close("file")?;
    xml.close("xliff")?;
    xml.finish()
}

fn confidence(bead: &Bead) -> String {
    format!("confidence {:.3}, similarity {:.4}", bead.confidence, bead.score)
}

/// Reads the units of a file of either version, written by any program. Codes are left out of the text, and so are
/// suggestions (`alt-trans`, `matches`).
///
/// # Errors
/// [`Error::Input`](crate::Error::Input) for what is no well-formed XML; `name` is what the message calls the file.
pub fn read(text: &str, name: &str) -> Result<Vec<Unit>> {
    let mut xml = Xml::new(text, name);
    let (mut units, mut unit) = (Vec::new(), Unit::default());
    let mut id: Option<String> = None;
    let mut first = 0;
    loop {
        match xml.next()? {
            Item::Start(element, true) => match element.name.as_str() {
                "trans-unit" | "unit" => {
                    id = element.attribute("id").map(str::to_owned);
                    first = units.len();
                }
                "source" => unit.source = part(xml.passage()?),
                "target" => unit.target = part(xml.passage()?),
                "alt-trans" | "matches" | "seg-source" | "note" => xml.skip()?,
                _ => {}
            },
            Item::End(element) => match element.as_str() {
                "trans-unit" | "segment" => {
                    unit.place = units.len() + 1;
                    units.push(std::mem::take(&mut unit));
                    if element == "trans-unit" {
                        number(&mut units[first..], id.take());
                    }
                }
                // What stands between two segments is white space.
                "ignorable" => unit = Unit::default(),
                "unit" => number(&mut units[first..], id.take()),
                _ => {}
            },
            Item::Eof => return Ok(units),
            Item::Start(..) => {}
        }
    }
}

fn part(text: String) -> Part {
    Part {
        ids: Vec::new(),
        text,
    }
}

/// Gives a unit the numbers of its label. A unit that was split since holds several segments, to none of which they
/// apply.
fn number(segments: &mut [Unit], id: Option<String>) {
    if let ([unit], Some(id)) = (segments, id) {
        label::number(&id, &mut unit.source, &mut unit.target);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_version_1_of_other_programs() {
        let text = r#"<xliff version="1.2"><file><body><group><trans-unit id="7"><source>A <g id="1">b</g><x id="2"/></source>
<seg-source><mrk mtype="seg">A b</mrk></seg-source><target>가 <mrk mtype="x">나</mrk></target>
<alt-trans><source>wrong</source><target>틀림</target></alt-trans></trans-unit></group></body></file></xliff>"#;
        let units = read(text, "x.xlf").expect("units");
        assert_eq!(units.len(), 1);
        let (source, target) = (&units[0].source, &units[0].target);
        assert_eq!((source.text.as_str(), target.text.as_str()), ("A b", "가 나"));
        assert!(source.ids.is_empty());
    }

    #[test]
    fn a_unit_that_was_split_has_no_numbers() {
        let text = r#"<xliff version="2.0"><file><unit id="s0.t0"><segment><source>A.</source><target>가.</target></segment>
<ignorable><source> </source></ignorable><segment><source>B.</source></segment></unit></file></xliff>"#;
        let units = read(text, "x.xlf").expect("units");
        let texts: Vec<&str> = units.iter().map(|u| u.source.text.as_str()).collect();
        assert_eq!(texts, ["A.", "B."]);
        assert!(units.iter().all(|u| u.source.ids.is_empty()));
    }
}
