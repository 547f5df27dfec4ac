//! What the spreadsheets share: how a heading looks, and what a cell can hold.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::io;

/// Characters that a cell can hold, less a few for the mark that says it was cut.
const LONGEST: usize = 32_700;

/// A column: its heading and its width in characters.
pub type Column = (&'static str, f64);

/// A workbook that says who made it, and is the same whenever it is made: a file's time is that of publication.
pub fn workbook(title: &str, published: Option<Date>) -> Workbook {
    let mut book = Workbook::new();
    let day = published.unwrap_or(jiff::civil::date(2000, 1, 1));
    let mut properties = DocProperties::new().set_title(cell(title)).set_author("daejo");
    // Excel counts days from 1900.
    if let Ok(created) = ExcelDateTime::from_ymd(
        day.year().max(1900).unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    ) {
        properties = properties.set_creation_datetime(&created);
    }
    book.set_properties(&properties);
    book
}

/// Headings that stay in sight, with a filter, over columns of their widths; `rows` stand below.
pub fn heading(sheet: &mut Worksheet, columns: &[Column], rows: usize) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xE8_EC_F1))
        .set_border_bottom(FormatBorder::Thin);
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (at, (title, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, *title, &format)?;
        sheet.set_column_width(at, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9); // A4
    sheet.set_print_fit_to_pages(1, 0);
    sheet.autofilter(0, 0, u32::try_from(rows).unwrap_or(u32::MAX), last)?;
    Ok(())
}

/// Wrapped text at the top of its cell.
pub fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// As much of a text as a cell can hold.
pub fn cell(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a spreadsheet refuses, as an error of writing.
pub fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}
