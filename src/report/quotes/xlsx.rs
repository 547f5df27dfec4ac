//! The quote sheet as a workbook: headings in sight, text wrapped, a colour for the verdict, a column to sign.

use super::COLUMNS;
use super::rows::{self, Row};
use crate::exchange::sheet;
use crate::fidelity::Verdict;
use crate::pipeline::{Collation, Side};
use crate::report::{About, Report, Summary, words};
use rust_xlsxwriter::{Color, DataValidation, Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};

/// A workbook.
#[derive(Debug, Clone, Default)]
pub struct QuotesXlsx {
    /// The files' names, for the second sheet.
    pub about: About,
}

/// Columns of the verdict and of the signature.
const VERDICT: u16 = 8;
const SIGNED: u16 = 10;

impl Report for QuotesXlsx {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let bytes = self
            .workbook(collation)
            .and_then(|mut book| book.save_to_buffer());
        out.write_all(&bytes.map_err(sheet::failed)?)
    }
}

impl QuotesXlsx {
    fn workbook(&self, collation: &Collation) -> Result<Workbook, XlsxError> {
        let published = collation.target.article.published.as_ref().map(|p| p.date);
        let mut book = sheet::workbook(&title(collation), published);
        quotes(book.add_worksheet().set_name("quotes")?, &rows::rows(collation))?;
        self.describe(book.add_worksheet().set_name("about")?, collation)?;
        Ok(book)
    }

    /// What was compared, by what, and the counts.
    fn describe(&self, page: &mut Worksheet, collation: &Collation) -> Result<(), XlsxError> {
        let summary = Summary::of(collation);
        let lines = [
            ("source", side(&collation.source, &self.about.source)),
            ("target", side(&collation.target, &self.about.target)),
            ("verdicts", summary.verdicts_in_words()),
            ("findings", summary.findings_in_words()),
            ("made by", About::PROGRAM.to_owned()),
            ("model", self.about.model.clone().unwrap_or_default()),
        ];
        page.set_column_width(0, 12)?.set_column_width(1, 80)?;
        for (row, (name, value)) in (0..).zip(lines) {
            page.write_string_with_format(row, 0, name, &Format::new().set_bold())?;
            page.write_string_with_format(row, 1, sheet::cell(&value), &sheet::wrapped())?;
        }
        Ok(())
    }
}

fn quotes(page: &mut Worksheet, rows: &[Row]) -> Result<(), XlsxError> {
    sheet::heading(page, &COLUMNS, rows.len())?;
    let plain = sheet::wrapped();
    for (at, row) in (1..).zip(rows) {
        let verdict = sheet::wrapped().set_background_color(colour(row.verdict));
        for (column, text) in (0..).zip(row.cells(at as usize)) {
            page.write_string_with_format(at, column, sheet::cell(&text), &plain)?;
        }
        let words = format!(
            "{} {}",
            words::verdict_sign(row.verdict),
            words::verdict(row.verdict)
        );
        page.write_string_with_format(at, VERDICT, words, &verdict)?;
    }
    let last = u32::try_from(rows.len().max(1)).unwrap_or(u32::MAX);
    let choice = DataValidation::new().allow_list_strings(&["ok", "mend", "ask"])?;
    page.add_data_validation(1, SIGNED, last, SIGNED, &choice)?;
    Ok(())
}

/// Light enough to read on; the sign in the cell says the same without colour.
const fn colour(verdict: Verdict) -> Color {
    Color::RGB(match verdict {
        Verdict::Consistent => 0xE2_F0_D9,
        Verdict::ConsistentWithNote => 0xF1_F7_ED,
        Verdict::Unverifiable => 0xFF_F2_CC,
        Verdict::Added | Verdict::Missing => 0xDD_EB_F7,
        Verdict::Inconsistent => 0xF8_CB_AD,
        Verdict::Misattributed => 0xF4_B0_B0,
    })
}

fn title(collation: &Collation) -> String {
    let headline = collation
        .target
        .article
        .headline()
        .unwrap_or(&collation.target.article.id);
    format!(
        "Quotes: {}",
        headline.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}

fn side(side: &Side, file: &str) -> String {
    let file = if file.is_empty() { &side.article.id } else { file };
    let date = side
        .article
        .published
        .as_ref()
        .map(|p| format!(", {}", p.date))
        .unwrap_or_default();
    format!("{file} ({}{date})", words::language(side.article.lang))
}
