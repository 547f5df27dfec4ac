//! A spreadsheet to review an alignment in: a row a bead, a line of a cell a sentence.
//!
//! An editor moves sentences between cells, adds rows or deletes them; where the column *checked* is filled in
//! anywhere, only the rows that bear it are believed.

use super::sheet::{self, Column};
use super::{Aligned, Part, Unit, numbers, parse_numbers};
use crate::error::{Error, Result};
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet, XlsxError};
use std::io::{self, Cursor, Write};

const SOURCE: &str = "source";
const TARGET: &str = "target";
const CHECKED: &str = "checked";
const SOURCE_IDS: &str = "source ids";
const TARGET_IDS: &str = "target ids";
const COLUMNS: [Column; 7] = [
    (SOURCE, 60.0),
    (TARGET, 60.0),
    (CHECKED, 10.0),
    ("confidence", 11.0),
    ("similarity", 11.0),
    (SOURCE_IDS, 10.0),
    (TARGET_IDS, 10.0),
];

/// Confidence under which a row is marked as doubtful.
const DOUBTFUL: f32 = 0.5;

/// Writes every bead as a row.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&workbook(aligned).map_err(sheet::failed)?)
}

fn workbook(aligned: &Aligned<'_>) -> Result<Vec<u8>, XlsxError> {
    let title = format!("{} – {}", aligned.source.name, aligned.target.name);
    let mut book = sheet::workbook(&title, None);
    let page = book.add_worksheet().set_name("alignment")?;
    sheet::heading(page, &COLUMNS, aligned.beads.len())?;
    for (row, bead) in (1..).zip(aligned.beads) {
        let alone = bead.source.is_empty() || bead.target.is_empty();
        let colour = match (alone, bead.confidence < DOUBTFUL) {
            (true, _) => Some(Color::RGB(0xF0_F0_F0)),
            (false, true) => Some(Color::RGB(0xFF_F2_CC)),
            (false, false) => None,
        };
        let format = |base: Format| colour.map_or(base.clone(), |c| base.set_background_color(c));
        let text = format(sheet::wrapped());
        let small = format(Format::new().set_align(FormatAlign::Top));
        write_text(
            page,
            row,
            0,
            &aligned.source.sentences(&bead.source).join("\n"),
            &text,
        )?;
        write_text(
            page,
            row,
            1,
            &aligned.target.sentences(&bead.target).join("\n"),
            &text,
        )?;
        page.write_blank(row, 2, &small)?;
        page.write_number_with_format(row, 3, rounded(bead.confidence), &small)?;
        page.write_number_with_format(row, 4, rounded(bead.score), &small)?;
        write_text(page, row, 5, &numbers(&bead.source), &small)?;
        write_text(page, row, 6, &numbers(&bead.target), &small)?;
    }
    book.save_to_buffer()
}

fn write_text(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    page.write_string_with_format(row, column, sheet::cell(text), format)?;
    Ok(())
}

fn rounded(x: f32) -> f64 {
    (f64::from(x) * 1e3).round() / 1e3
}

/// Reads the first sheet of a workbook: the columns of [`write`] by their headings, or two columns of text where
/// there are no such headings.
///
/// # Errors
/// [`Error::Input`] for what is no workbook; `name` is what the message calls the file.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Unit>> {
    let failed = |reason: String| Error::Input {
        name: name.to_owned(),
        reason,
    };
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|e| failed(format!("no workbook that can be read: {e}")))?;
    let range = book
        .worksheet_range_at(0)
        .ok_or_else(|| failed("the workbook has no sheet".to_owned()))?
        .map_err(|e| failed(format!("its first sheet cannot be read: {e}")))?;
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text).collect()).collect();
    let first = range.start().map_or(0, |(row, _)| row as usize) + 1;
    Ok(units(&rows, first))
}

/// A cell's words; a number that was typed is a number of a sentence.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn units(rows: &[Vec<String>], first: usize) -> Vec<Unit> {
    let heading = rows.first().map(Vec::as_slice).unwrap_or_default();
    let column = |title: &str| {
        heading
            .iter()
            .position(|cell| cell.trim().eq_ignore_ascii_case(title))
    };
    let headed = column(SOURCE).is_some() && column(TARGET).is_some();
    let texts = if headed {
        (column(SOURCE), column(TARGET))
    } else {
        (Some(0), Some(1))
    };
    let (source_ids, target_ids, checked) = (column(SOURCE_IDS), column(TARGET_IDS), column(CHECKED));
    let cell =
        |row: &[String], column: Option<usize>| column.and_then(|c| row.get(c)).cloned().unwrap_or_default();
    let rows = || rows.iter().enumerate().skip(usize::from(headed));
    let is_checked = |row: &[String]| !cell(row, checked).trim().is_empty();
    let any_checked = rows().any(|(_, row)| is_checked(row));
    let part = |row: &[String], text, ids| Part {
        text: cell(row, text),
        ids: parse_numbers(&cell(row, ids)).unwrap_or_default(),
    };
    rows()
        .filter(|(_, row)| !any_checked || is_checked(row))
        .map(|(at, row)| Unit {
            place: first + at,
            source: part(row, texts.0, source_ids),
            target: part(row, texts.1, target_ids),
        })
        .collect()
}
