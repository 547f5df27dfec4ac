//! The quote sheet as CSV (RFC 4180), with the mark by which Excel knows UTF-8.

use super::{COLUMNS, rows};
use crate::pipeline::Collation;
use crate::report::Report;
use csv::{Terminator, WriterBuilder};
use std::io::{self, Write};

/// Commas and quotation marks.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuotesCsv;

impl Report for QuotesCsv {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        csv.write_record(COLUMNS.map(|(heading, _)| heading))?;
        for (row, number) in rows::rows(collation).iter().zip(1..) {
            csv.write_record(row.cells(number).map(harmless))?;
        }
        csv.flush()
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front: articles come from anywhere.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}
