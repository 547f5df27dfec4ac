//! English statements: cases as text (`tests/statements/en/cases.md`) and whole articles as snapshots.

use daejo::article::{Article, ReadOptions, read};
use daejo::sentences;
use daejo::statements::{Polarity, Speaker, Statement, Statements, find};
use daejo::text::Language;
use std::fmt::Write;
use std::path::Path;

fn article(text: &str, name: &str) -> Article {
    let options = ReadOptions {
        lang: Some(Language::En),
        ..ReadOptions::default()
    };
    read(text.as_bytes(), name, &options).expect("the text is readable")
}

/// One statement a line: kind | cue | speaker = entity < sources | words (not).
fn lines(text: &str, name: &str) -> Vec<String> {
    let article = article(text, name);
    let found = find(&article, &sentences::split(&article));
    found
        .statements
        .iter()
        .map(|s| line(&article, &found, s))
        .collect()
}

fn line(article: &Article, found: &Statements, statement: &Statement) -> String {
    let kind = serde_json::to_value(statement.kind).expect("a kind is a string");
    let cue = statement
        .cue
        .as_ref()
        .map_or("-".to_owned(), |c| article.line(c.span));
    let speaker = statement
        .speaker
        .as_ref()
        .map_or("nobody".to_owned(), |s| who(article, found, s));
    let words: Vec<String> = statement.content.iter().map(|&c| article.line(c)).collect();
    let mut line = format!("{} | {cue} | {speaker}", kind.as_str().unwrap_or_default());
    for source in &statement.chain {
        let name = found.entity(source).map_or("", |e| e.name.as_str());
        write!(line, " < {name}").expect("a string takes words");
    }
    let not = if statement.polarity == Polarity::Negative {
        " (not)"
    } else {
        ""
    };
    write!(line, " | {}{not}", words.join(" / ")).expect("a string takes words");
    line
}

fn who(article: &Article, found: &Statements, speaker: &Speaker) -> String {
    let mention = speaker
        .mention
        .map_or("(dropped)".to_owned(), |m| article.line(m));
    let entity = found.entity(speaker).map_or("", |e| e.name.as_str());
    if mention == entity {
        mention
    } else {
        format!("{mention} = {entity}")
    }
}

/// A case is a heading, the text as a quotation block, and a list item for each statement.
#[test]
fn cases() {
    let file = include_str!("statements/en/cases.md");
    let mut wrong = String::new();
    let mut count = 0;
    for case in file.split("\n## ").skip(1) {
        count += 1;
        let mut text = String::new();
        let mut wanted = Vec::new();
        for line in case.lines().skip(1) {
            if let Some(words) = line.strip_prefix('>') {
                text.push_str(words.strip_prefix(' ').unwrap_or(words));
                text.push('\n');
            } else if let Some(statement) = line.strip_prefix("- ") {
                wanted.push(statement.to_owned());
            }
        }
        let got = lines(&text, "case.txt");
        if got != wanted {
            let name = case.lines().next().unwrap_or_default();
            writeln!(wrong, "## {name}\nwanted {wanted:#?}\ngot {got:#?}").expect("a string takes words");
        }
    }
    assert!(count >= 40, "only {count} cases were read");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn articles() {
    for name in ["business", "court", "diplomacy", "disaster", "science", "sport"] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/statements/en/articles/{name}.txt"));
        let text = std::fs::read_to_string(path).expect("the article is there");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("statements/en/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(name, lines(&text, "article.txt").join("\n")));
    }
}

/// Whatever the text, spans lie in it and nothing panics.
#[test]
fn odd_input_is_served() {
    for text in [
        "\"",
        "\" said",
        "said.",
        "said said said said",
        "\"A\" \"B\" 'C' “D",
        "According to",
        "According to .",
        ", said , said , who said ,",
        "He said that",
        "He said: \"",
        "\"Never,\n\n\"never,\n\nhe said",
        "Neither nor said \"no\".",
        "X, , , said it.",
        "'s 's said n't",
        "북한은 \"소문\"이라고 said.",
    ] {
        let article = article(text, "odd.txt");
        let found = find(&article, &sentences::split(&article));
        for span in found.statements.iter().flat_map(|s| &s.content) {
            assert!(
                article.text.is_char_boundary(span.start) && article.text.is_char_boundary(span.end),
                "{text:?}"
            );
        }
    }
}
