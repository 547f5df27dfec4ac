//! Tables of articles: a row an article, columns named as in JSON Lines (`headline`, `text`, `published` …).

use serde_json::Value;
use std::io::Read;

/// The rows of a CSV file as objects of the JSONL shape. Comma, semicolon or tab, as its first line shows.
pub fn csv_rows<R: Read>(reader: R, separator: u8) -> impl Iterator<Item = Result<Value, String>> {
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(reader);
    let names: Vec<String> = rows
        .byte_headers()
        .map(|row| {
            row.iter()
                .map(|name| plain(name).trim_start_matches('\u{feff}').trim().to_lowercase())
                .collect()
        })
        .unwrap_or_default();
    rows.into_byte_records().map(move |row| {
        let row = row.map_err(|e| format!("the row cannot be read ({e})"))?;
        let fields = names
            .iter()
            .zip(row.iter())
            .filter(|(_, field)| !field.is_empty());
        Ok(Value::Object(
            fields
                .map(|(name, field)| (name.clone(), Value::String(plain(field))))
                .collect(),
        ))
    })
}

/// The separator that a first line shows: whichever of tab, semicolon and comma it has most of.
pub fn separator(first_line: &[u8]) -> u8 {
    let count = |byte: u8| first_line.iter().filter(|b| **b == byte).count();
    [b'\t', b';', b',']
        .into_iter()
        .rev()
        .max_by_key(|b| count(*b))
        .unwrap_or(b',')
}

fn plain(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The rows of a Parquet file as objects of the JSONL shape: text columns, and lists of text as paragraphs.
///
/// # Errors
/// The reason, in words, where the file is no Parquet.
#[cfg(feature = "parquet")]
pub fn parquet_rows(file: std::fs::File) -> Result<impl Iterator<Item = Result<Value, String>>, String> {
    use parquet::file::reader::SerializedFileReader;
    let reader = SerializedFileReader::new(file).map_err(|e| format!("it is no Parquet file ({e})"))?;
    Ok(reader.into_iter().map(|row| {
        let row = row.map_err(|e| format!("the row cannot be read ({e})"))?;
        Ok(lower_keys(row.to_json_value()))
    }))
}

#[cfg(feature = "parquet")]
fn lower_keys(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(k, v)| (k.to_lowercase(), v)).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_name_and_quoted_line_breaks() {
        let text = "\u{feff}ID;Headline;Text\n1;\"A; b\";\"One.\n\nTwo.\"\n";
        assert_eq!(separator(b"ID;Headline;Text"), b';');
        let rows: Vec<Value> = csv_rows(text.as_bytes(), b';')
            .map(|r| r.expect("a row"))
            .collect();
        assert_eq!(rows[0]["headline"], "A; b");
        assert_eq!(rows[0]["text"], "One.\n\nTwo.");
    }
}
