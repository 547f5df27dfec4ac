//! The comparison over articles: events, copies, statements across languages, differences, and the explorer's pages.
//!
//! `events/` holds two small events with what resembles them, in the shape of `corpora/events`.

#[path = "../common/mod.rs"]
mod common;

use common::ENCODER;
use daejo::article::{ReadOptions, read_many};
use daejo::coverage::evaluate::clusters;
use daejo::coverage::{Agreement, Analyst, Carried, Coverage, Digest, Event, Mentions, Options, Values};
use daejo::coverage::{compare, digest, group, group_knowing, measures, store};
use daejo::report::coverage::{CoverageReport, Explorer, Json};
use std::collections::HashMap;
use std::sync::LazyLock;

const ARTICLES: &str = include_str!("events/articles.jsonl");
const EVENTS: &str = include_str!("events/events.jsonl");

static COMPARED: LazyLock<Coverage> = LazyLock::new(|| compared(ARTICLES));

fn digests(lines: &str) -> Vec<Digest> {
    let records = read_many(lines.as_bytes(), "articles.jsonl", &ReadOptions::default()).expect("the file");
    let articles = records
        .into_iter()
        .map(|r| r.article.expect("an article"))
        .collect();
    digest(articles, &*ENCODER)
}

fn compared(lines: &str) -> Coverage {
    compare(digests(lines), &*ENCODER, &Options::default())
}

fn groups(coverage: &Coverage) -> Vec<Vec<String>> {
    let ids = |event: &Event| {
        event
            .members
            .iter()
            .map(|m| coverage.articles[m.article].id.clone())
            .collect()
    };
    coverage.events.iter().map(ids).collect()
}

fn gold() -> Vec<Vec<String>> {
    let event = |line: &str| -> Vec<String> {
        let event: serde_json::Value = serde_json::from_str(line).expect("JSON");
        serde_json::from_value(event["articles"].clone()).expect("ids")
    };
    EVENTS.lines().map(event).collect()
}

fn event_of<'c>(coverage: &'c Coverage, id: &str) -> &'c Event {
    let holds = |e: &&Event| e.members.iter().any(|m| coverage.articles[m.article].id == id);
    coverage
        .events
        .iter()
        .find(holds)
        .expect("every article is in an event")
}

#[test]
fn look_alikes_are_told_apart() {
    let scores = clusters(&gold(), &groups(&COMPARED));
    assert!(scores.b_cubed.f1() > 0.99, "{:?}", groups(&COMPARED));
}

#[test]
fn a_copy_has_the_source_of_what_it_copies() {
    let event = event_of(&COMPARED, "gumi-en3");
    for (at, member) in event.members.iter().enumerate() {
        let id = &COMPARED.articles[member.article].id;
        let source = &COMPARED.articles[event.members[member.source].article].id;
        let wanted = if id == "gumi-en3" { "gumi-en1" } else { id };
        assert_eq!(source, wanted, "place {at}");
    }
}

#[test]
fn a_share_that_differs_is_found_across_languages() {
    let event = event_of(&COMPARED, "fish-ko2");
    let differing = event
        .statements
        .iter()
        .filter(|s| s.agreement == Agreement::Differ && s.carried == Carried::Both);
    let values: Vec<&str> = differing
        .flat_map(|told| &told.differences)
        .flat_map(|d| d.values.values().map(String::as_str))
        .collect();
    assert!(
        values.contains(&"15%") && values.contains(&"16 percent"),
        "{values:?}"
    );
}

#[test]
fn every_statement_is_told_once() {
    for event in &COMPARED.events {
        let said: usize = event
            .members
            .iter()
            .map(|m| COMPARED.articles[m.article].said.len())
            .sum();
        let told: usize = event.statements.iter().map(|s| s.mentions.len()).sum();
        assert_eq!(said, told, "{}", event.id);
    }
}

#[test]
fn the_order_of_the_input_changes_no_group() {
    let turned: Vec<&str> = ARTICLES.lines().rev().collect();
    let scores = clusters(&groups(&COMPARED), &groups(&compared(&turned.join("\n"))));
    assert!(scores.b_cubed.f1() > 0.999);
}

#[test]
fn what_is_kept_of_an_event_is_what_was_found() {
    let articles = digests(ARTICLES);
    let groups = group(&articles, &Options::default());
    let wanted: Vec<_> = groups.iter().filter(|g| g.members.len() > 1).collect();
    let members = |at: usize| -> Vec<&Digest> { wanted[at].members.iter().map(|&m| &articles[m]).collect() };
    let analyses = Analyst::new(&*ENCODER).analyse(&wanted, &articles);
    for (at, analysis) in analyses.iter().enumerate() {
        let key = store::event_key([[at as u8; 32]].into_iter());
        let bytes = store::analysis_to_bytes(&key, analysis).expect("bytes");
        let read = |bytes: &[u8], articles: &[&Digest]| store::analysis_from_bytes(&key, bytes, articles);
        let own = members(at);
        assert_eq!(read(&bytes, &own).as_ref(), Some(analysis));
        assert_eq!(read(&bytes, &own[1..]), None, "of other articles");
        assert_eq!(read(&bytes[..bytes.len() / 2], &own), None, "cut off");
        let other = store::event_key([[9; 32]].into_iter());
        assert_eq!(
            store::analysis_from_bytes(&other, &bytes, &own),
            None,
            "of another key"
        );
        for place in (0..bytes.len()).step_by(bytes.len() / 20) {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x55;
            assert!(
                read(&damaged, &own).is_none_or(|r| r == *analysis),
                "damaged at {place}"
            );
        }
    }
}

#[test]
fn what_is_known_of_pairs_changes_nothing() {
    let (articles, options) = (digests(ARTICLES), Options::default());
    let (groups, pairs) = group_knowing(&articles, &options, &|_, _| None);
    assert_eq!(groups, group(&articles, &options));
    let known: HashMap<(usize, usize), f32> = pairs.iter().map(|&(a, b, odds)| ((a, b), odds)).collect();
    let again = group_knowing(&articles, &options, &|a, b| known.get(&(a, b)).copied());
    assert_eq!(again, (groups, Vec::new()));
    let turned: Vec<Digest> = articles.iter().rev().cloned().collect();
    let (_, mut mirrored) = group_knowing(&turned, &options, &|_, _| None);
    let last = articles.len() - 1;
    mirrored
        .iter_mut()
        .for_each(|pair| *pair = (last - pair.1, last - pair.0, pair.2));
    mirrored.sort_by_key(|pair| (pair.0, pair.1));
    assert_eq!(mirrored, pairs, "the order of the input");
}

#[test]
fn what_is_known_of_mentions_changes_nothing() {
    let articles = digests(ARTICLES);
    let groups = group(&articles, &Options::default());
    let wanted: Vec<_> = groups.iter().collect();
    let mut analyst = Analyst::new(&*ENCODER);
    let (analyses, flips) = analyst.analyse_knowing(&wanted, &articles, &|_| None);
    assert!(!flips.is_empty());
    let known: HashMap<Mentions, Vec<Values>> = flips.into_iter().map(|f| (f.mentions, f.values)).collect();
    let again = analyst.analyse_knowing(&wanted, &articles, &|mentions| known.get(&mentions).cloned());
    assert_eq!(again, (analyses, Vec::new()));
}

#[test]
fn rows_are_as_long_as_their_columns() {
    for table in measures::tables(&COMPARED) {
        assert!(
            !table.rows.is_empty() || table.name == "differences",
            "{}",
            table.name
        );
        assert!(
            table.rows.iter().all(|row| row.len() == table.columns.len()),
            "{}",
            table.name
        );
    }
}

/// Every statement of `corpora/events` in words, so that a match that changes shows in a diff. A change to any stage before
/// this one may move it: read the difference, then `INSTA_UPDATE=always cargo test --test coverage what`.
#[test]
fn what_was_found_in_the_events() {
    let events = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/events/articles.jsonl");
    let coverage = compared(&std::fs::read_to_string(events).expect("the corpus"));
    let json: serde_json::Value = serde_json::from_str(&written(&Json, &coverage)).expect("JSON");
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("events", in_words(&json)));
}

/// An event a paragraph: its articles, then each statement with who carries it.
fn in_words(json: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("–").to_owned();
    let all = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let mut out = String::new();
    for event in all(&json["events"]) {
        let ids: Vec<String> = all(&event["articles"]).iter().map(text).collect();
        out += &format!("{}\n", ids.join(" "));
        for told in all(&event["statements"]) {
            let (entity, coverage, agreement) = (&told["entity"], &told["coverage"], &told["agreement"]);
            out += &format!("  {}: {}, {}\n", text(entity), text(coverage), text(agreement));
            for difference in all(&told["differences"]) {
                out += &format!("    ≠ {} {}\n", text(&difference["slot"]), difference["values"]);
            }
            for mention in all(&told["mentions"]) {
                out += &format!("    {}  {}\n", text(&mention["article"]), text(&mention["text"]));
            }
        }
        out.push('\n');
    }
    out
}

fn written(report: &dyn CoverageReport, coverage: &Coverage) -> String {
    let mut page = Vec::new();
    report.write(coverage, &mut page).expect("memory can be written");
    String::from_utf8(page).expect("it is text")
}

#[test]
fn json_is_whole() {
    let json: serde_json::Value = serde_json::from_str(&written(&Json, &COMPARED)).expect("JSON");
    assert_eq!(json["schema"], "daejo.compare/1");
    assert_eq!(
        json["events"].as_array().map(Vec::len),
        Some(COMPARED.events.len())
    );
}

/// A table written as Parquet is a file of articles like any other: the rows come back as they were.
#[cfg(feature = "parquet")]
#[test]
fn a_parquet_table_is_read_again() {
    let tables = measures::tables(&COMPARED);
    let table = tables.iter().find(|t| t.name == "articles").expect("the table");
    let mut bytes = Vec::new();
    daejo::report::coverage::write_parquet(table, &mut bytes).expect("memory can be written");
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("articles.parquet");
    std::fs::write(&path, &bytes).expect("the build's own folder can be written");
    let file = std::fs::File::open(&path).expect("the file");
    let rows: Vec<serde_json::Value> = daejo::article::parquet_rows(file)
        .expect("Parquet")
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(rows.len(), table.rows.len());
    for (row, digest) in rows.iter().zip(COMPARED.events.iter().flat_map(|e| &e.members)) {
        assert_eq!(row["article"], COMPARED.articles[digest.article].id.as_str());
        assert!(row["confidence"].is_number() && row["first"].is_boolean());
    }
}

/// Left where `scripts/test-page` finds them.
fn keep(name: &str, page: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join(name), page).expect("the build's own folder can be written");
}

#[test]
fn page_asks_for_nothing() {
    let page = written(&Explorer::default(), &COMPARED);
    keep("explorer.html", &page);
    for sign in ["src=", "@import", "url("] {
        assert!(!page.contains(sign), "{sign}");
    }
    assert!(page.contains("default-src &#39;none&#39;"));
}

#[test]
fn page_of_hostile_words() {
    let hostile = ARTICLES
        .replace(
            "Gumi",
            "Gumi</script><script>alert(1)</script><img src=x onerror=alert(2)>",
        )
        .replace("한빛통신", "한빛\\\" onmouseover=\\\"alert(3)");
    let page = written(&Explorer::default(), &compared(&hostile));
    keep("explorer-hostile.html", &page);
    assert!(!page.contains("<img") && !page.contains("<script>alert") && !page.contains("빛\" onmouseover"));
}
