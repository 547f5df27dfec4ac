//! Tables as CSV (RFC 4180, UTF-8, a header line; what is missing is empty) and as Parquet.

use crate::coverage::measures::{Cell, Table};
use std::io::{self, Write};

/// Writes a table as CSV.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|c| c.name))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(written))?;
    }
    writer.flush()
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Missing => String::new(),
    }
}

/// Writes a table as Parquet, compressed with Snappy.
///
/// # Errors
/// If the table cannot be written.
#[cfg(feature = "parquet")]
pub fn write_parquet(table: &Table, out: impl Write + Send) -> io::Result<()> {
    use crate::coverage::measures::ColumnKind;
    use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
    use arrow::datatypes::{DataType, Field, Schema};
    use parquet::arrow::ArrowWriter;
    use parquet::basic::Compression;
    use parquet::file::properties::WriterProperties;
    use std::sync::Arc;

    let other = |error: &dyn std::fmt::Display| io::Error::other(error.to_string());
    let field = |column: &crate::coverage::measures::Column| {
        let kind = match column.kind {
            ColumnKind::Text => DataType::Utf8,
            ColumnKind::Whole => DataType::Int64,
            ColumnKind::Number => DataType::Float64,
            ColumnKind::Truth => DataType::Boolean,
        };
        Field::new(column.name, kind, true)
    };
    let schema = Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()));
    let cells = |at: usize| table.rows.iter().map(move |row| &row[at]);
    let array = |(at, column): (usize, &crate::coverage::measures::Column)| -> ArrayRef {
        match column.kind {
            ColumnKind::Text => Arc::new(StringArray::from_iter(cells(at).map(|c| match c {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            }))),
            ColumnKind::Whole => Arc::new(Int64Array::from_iter(cells(at).map(|c| match c {
                Cell::Whole(number) => Some(*number),
                _ => None,
            }))),
            ColumnKind::Number => Arc::new(Float64Array::from_iter(cells(at).map(|c| match c {
                Cell::Number(number) => Some(*number),
                _ => None,
            }))),
            ColumnKind::Truth => Arc::new(BooleanArray::from_iter(cells(at).map(|c| match c {
                Cell::Truth(truth) => Some(*truth),
                _ => None,
            }))),
        }
    };
    let arrays = table.columns.iter().enumerate().map(array).collect();
    let batch = RecordBatch::try_new(schema.clone(), arrays).map_err(|e| other(&e))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let mut writer = ArrowWriter::try_new(out, schema, Some(properties)).map_err(|e| other(&e))?;
    writer.write(&batch).map_err(|e| other(&e))?;
    writer.close().map_err(|e| other(&e))?;
    Ok(())
}

/// What every column of every table holds, as Markdown: `docs/codebook.md`.
pub fn codebook(tables: &[Table]) -> String {
    use crate::coverage::measures::ColumnKind;
    let mut page = String::from(
        "# Codebook\n\n\
         The tables that `daejo compare --tables DIR` writes, as CSV (UTF-8, a header line, missing values empty) and, where\n\
         daejo was built with the feature `parquet`, as Parquet. Every row is one observation; `event`, `statement`, `article`\n\
         and `outlet` join the tables. This page is made from the program and a test holds the two together.\n",
    );
    for table in tables {
        page.push_str(&format!(
            "\n## `{}`\n\nA row is {}.\n\n| column | type | meaning |\n|---|---|---|\n",
            table.name, table.row
        ));
        for column in table.columns {
            let kind = match column.kind {
                ColumnKind::Text => "text",
                ColumnKind::Whole => "whole number",
                ColumnKind::Number => "number",
                ColumnKind::Truth => "true or false",
            };
            page.push_str(&format!("| `{}` | {kind} | {} |\n", column.name, column.what));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{Coverage, measures};

    #[test]
    fn the_codebook_is_up_to_date() {
        let page = codebook(&measures::tables(&Coverage::default()));
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/codebook.md");
        if std::env::var_os("DAEJO_UPDATE").is_some() {
            std::fs::write(path, &page).expect("docs/codebook.md can be written");
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == page,
            "docs/codebook.md is out of date: run this test with DAEJO_UPDATE=1"
        );
    }
}
