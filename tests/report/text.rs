//! Terminal, JSON, JSON Lines, SARIF and Markdown.

use crate::{fixture, written};
use daejo::report::{Json, JsonLines, Markdown, Sarif, Terminal};
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

#[test]
fn an_empty_collation_is_written_in_every_format() {
    let bare = fixture::bare();
    assert!(plain(&written(&terminal(80, true), &bare)).contains("no findings"));
    assert!(written(&JsonLines, &bare).is_empty());
    assert!(written(&markdown(), &bare).contains("no findings"));
    assert!(written(&Json, &bare).contains("daejo.check/1"));
}
