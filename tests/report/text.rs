//! Terminal, JSON, JSON Lines, SARIF and Markdown.

use crate::{fixture, written};
use daejo::report::{Github, Json, JsonLines, Markdown, QuotesCsv, QuotesXlsx, Report as _, Sarif, Terminal};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

fn terminal(width: usize, verbose: bool) -> Terminal {
    Terminal {
        about: fixture::about(),
        width,
        verbose,
    }
}

fn markdown() -> Markdown {
    Markdown {
        about: fixture::about(),
    }
}

fn sarif() -> Sarif {
    Sarif {
        about: fixture::about(),
    }
}

/// As it looks where colour is not wanted.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn terminal_shows_both_passages() {
    insta::assert_snapshot!(plain(&written(&terminal(76, true), &fixture::port())));
}

#[test]
fn carets_stand_under_their_words_whatever_the_width() {
    for width in [40, 57, 80, 133] {
        let text = plain(&written(&terminal(width, false), &fixture::port()));
        let lines: Vec<&str> = text.lines().collect();
        let line = lines
            .iter()
            .position(|l| l.contains("150명") && l.contains("| "))
            .unwrap_or_else(|| panic!("no passage at width {width}\n{text}"));
        let column = lines[line]
            .split("150명")
            .next()
            .map_or(0, UnicodeWidthStr::width);
        let under: String = lines[line + 1].chars().skip(column).take(6).collect();
        assert_eq!(under.trim_end(), "^^^^^", "width {width}\n{text}");
    }
}

#[test]
fn terminal_lines_fit() {
    let text = plain(&written(&terminal(60, false), &fixture::port()));
    for line in text.lines().filter(|l| l.starts_with(" | ") && !l.contains('^')) {
        assert!(line.width() <= 60, "{line}");
    }
}

#[test]
fn an_article_cannot_draw_on_the_terminal() {
    let text = plain(&written(&terminal(80, true), &fixture::hostile()));
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}

#[test]
fn json_is_the_contract() {
    insta::assert_json_snapshot!(parsed(&written(&Json, &fixture::port())));
}

#[test]
fn json_spans_count_characters() {
    let value = parsed(&written(&Json, &fixture::port()));
    let span: [usize; 2] = serde_json::from_value(value["findings"][0]["target"][0].clone()).expect("a span");
    let text = value["target"]["text"].as_str().expect("text");
    let words: String = text.chars().skip(span[0]).take(span[1] - span[0]).collect();
    assert_eq!(words, "최소 150명");
}

#[test]
fn json_lines_stand_alone() {
    let text = written(&JsonLines, &fixture::port());
    for line in text.lines() {
        assert!(parsed(line)["articles"]["source"].is_string(), "{line}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn markdown_reads_in_a_pull_request() {
    insta::assert_snapshot!(written(&markdown(), &fixture::port()));
    let hostile = written(&markdown(), &fixture::hostile());
    assert!(
        !hostile.contains("<script") && !hostile.contains("<img"),
        "{hostile}"
    );
}

#[test]
fn sarif_is_valid() {
    let mut schema = parsed(include_str!("sarif-schema-2.1.0.json"));
    // The schema's own pattern for a language tag has a lone bracket, which strict engines refuse.
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language"));
        language
            .and_then(Value::as_object_mut)
            .and_then(|l| l.remove("pattern"));
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for collation in [fixture::port(), fixture::hostile(), fixture::bare()] {
        let log = parsed(&written(&sarif(), &collation));
        let errors: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn sarif_regions_are_the_passages() {
    let log = parsed(&written(&sarif(), &fixture::port()));
    insta::assert_json_snapshot!(log["runs"][0]["results"]);
}

fn github() -> Github {
    Github {
        about: fixture::about(),
    }
}

#[test]
fn github_annotations_are_one_line_each() {
    let text = written(&github(), &fixture::port());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), fixture::port().fidelity.findings.len());
    assert!(
        lines[0].starts_with("::error file=articles/target.ko.txt,line="),
        "{}",
        lines[0]
    );
    assert!(
        lines[0].contains("(NUM_MAGNITUDE)::“1,500” became “150”"),
        "{}",
        lines[0]
    );
    assert!(lines[2].starts_with("::notice "), "{}", lines[2]);
    // What is missing in the target is shown in the source.
    assert!(
        lines[3].starts_with("::error file=articles/source.en.txt,line="),
        "{}",
        lines[3]
    );
    for line in written(&github(), &fixture::hostile()).lines() {
        assert!(line.starts_with("::"), "{line}");
    }
}

#[test]
fn the_quote_sheet_has_every_statement() {
    let text = written(&QuotesCsv, &fixture::port());
    let mut sheet = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = sheet.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), fixture::port().fidelity.matches.len());
    assert_eq!(&rows[0][1], "The operator of Seohae Port");
    assert_eq!(&rows[0][6], "서해항 운영사");
    assert!(
        rows[2][9].starts_with("critical NUM_MAGNITUDE: "),
        "{:?}",
        rows[2]
    );
    assert_eq!((&rows[6][4], &rows[6][8]), ("", "missing"));
    let hostile = written(&QuotesCsv, &fixture::hostile());
    assert!(!hostile.contains(",="), "no cell is a formula: {hostile}");
}

/// The workbook holds what the text holds.
#[test]
fn the_workbook_is_the_quote_sheet() {
    use calamine::{Reader as _, Xlsx};
    let sheet = QuotesXlsx {
        about: fixture::about(),
    };
    for collation in [fixture::port(), fixture::hostile(), fixture::bare()] {
        let mut bytes = Vec::new();
        sheet
            .write(&collation, &mut bytes)
            .expect("a buffer takes everything");
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let cells = book.worksheet_range("quotes").expect("the sheet");
        let text = written(&QuotesCsv, &collation);
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records().count();
        assert_eq!(cells.height(), rows + 1);
    }
}

/// What stands elsewhere in the article does not change a fingerprint; the words of the passage do.
#[test]
fn fingerprints_survive_a_shift() {
    use daejo::report::fingerprint::fingerprint;
    let collation = fixture::port();
    let prints = |c: &daejo::pipeline::Collation| -> Vec<String> {
        let findings = c.fidelity.findings.iter();
        findings.map(|f| fingerprint(f, &c.source, &c.target)).collect()
    };
    let before = prints(&collation);
    let distinct: std::collections::BTreeSet<&String> = before.iter().collect();
    assert_eq!(distinct.len(), before.len());
    let mut moved = collation.clone();
    for side in [&mut moved.source, &mut moved.target] {
        side.article.text.insert_str(0, "\n\n");
        side.sentences.iter_mut().for_each(|s| s.span = s.span.shifted(2));
    }
    for finding in &mut moved.fidelity.findings {
        for span in finding.source.iter_mut().chain(&mut finding.target) {
            *span = span.shifted(2);
        }
    }
    assert_eq!(prints(&moved), before);
}

#[test]
fn an_empty_collation_is_written_in_every_format() {
    let bare = fixture::bare();
    assert!(plain(&written(&terminal(80, true), &bare)).contains("no findings"));
    assert!(written(&JsonLines, &bare).is_empty());
    assert!(written(&markdown(), &bare).contains("no findings"));
    assert!(written(&Json, &bare).contains("daejo.check/1"));
}
