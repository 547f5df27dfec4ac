//! Memories in the forms that other programs keep them in: TMX, and lines with a tab.

use super::Segment;
use crate::error::{Error, Result};
use crate::exchange::{self, Languages};
use crate::translation::Direction;
use std::io::{self, Write};

/// Reads TMX, told by the XML, else lines with a tab, original first. `name` is what messages call the file.
///
/// # Errors
/// XML that is not well formed, or a line without a tab.
pub fn read(text: &str, name: &str, direction: Direction) -> Result<Vec<Segment>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') {
        let languages = Languages {
            source: Some(direction.from),
            target: Some(direction.to),
        };
        let units = exchange::read_tmx(text, name, languages)?;
        let segments = units
            .into_iter()
            .map(|unit| segment(&unit.source.text, &unit.target.text));
        return Ok(segments.collect());
    }
    let rows = (1..)
        .zip(text.lines())
        .filter(|(_, row)| !row.trim().is_empty() && !row.starts_with('#'));
    rows.map(|(line, row)| match row.split('\t').collect::<Vec<_>>()[..] {
        [source, target, ..] => Ok(segment(source, target)),
        _ => Err(Error::Input {
            name: name.to_owned(),
            reason: format!("line {line} is not a segment, a tab and its translation"),
        }),
    })
    .collect()
}

fn segment(source: &str, target: &str) -> Segment {
    Segment {
        source: source.trim().to_owned(),
        target: target.trim().to_owned(),
        is_heading: false,
    }
}

/// Writes one segment as a line with a tab.
///
/// # Errors
/// The output cannot be written.
pub fn write_tsv(out: &mut dyn Write, segment: &Segment) -> io::Result<()> {
    let flat = |text: &str| text.replace(['\t', '\n'], " ");
    writeln!(out, "{}\t{}", flat(&segment.source), flat(&segment.target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn what_is_written_is_read_again() {
        let direction = Direction::new(Language::En, Language::Ko);
        let segments = [
            segment("He said “no” & left.", "그는 “아니다”라고 했다."),
            segment("a < b", "가"),
        ];
        let mut out = Vec::new();
        let mut units = exchange::TmxUnits::begin(&mut out, direction.from, direction.to).unwrap();
        segments
            .iter()
            .for_each(|s| units.unit(&s.source, &s.target).unwrap());
        units.finish().unwrap();
        let tmx = String::from_utf8(out).unwrap();
        assert_eq!(read(&tmx, "x.tmx", direction).unwrap(), segments);
        let mut out = Vec::new();
        segments.iter().for_each(|s| write_tsv(&mut out, s).unwrap());
        assert_eq!(
            read(&String::from_utf8(out).unwrap(), "x.tsv", direction).unwrap(),
            segments
        );
        assert!(read("no tab", "x.tsv", direction).is_err());
    }
}
