//! The explorer: one self-contained page for a researcher. A list of events; of each, who reported what, when, whose
//! words, and where the reports disagree.
//!
//! The page loads nothing. Its policy forbids every request and admits the one style sheet and the one script by their
//! hash. The list is plain HTML; what an event holds lies beside it as JSON and is read when the event is opened, so
//! that hundreds of events cost no more than their list. The script puts words in as text, never as markup.

mod view;

use super::CoverageReport;
use crate::coverage::Coverage;
use askama::Template;
use base64::Engine as _;
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};
use view::{EventData, Row};

/// The page.
#[derive(Debug, Clone, Default)]
pub struct Explorer {
    /// What was compared, for the heading.
    pub source: String,
}

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

#[derive(Template)]
#[template(path = "report/coverage/explorer/page.html")]
struct Page<'a> {
    policy: String,
    program: String,
    source: &'a str,
    articles: usize,
    rows: Vec<Row>,
    differing: usize,
    style: &'a str,
}

impl CoverageReport for Explorer {
    fn write(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        let mut data = Vec::with_capacity(coverage.events.len());
        let mut rows = Vec::with_capacity(coverage.events.len());
        for event in &coverage.events {
            let view = EventData::new(event, coverage);
            data.push(escaped(&serde_json::to_string(&view)?));
            rows.push(Row::new(&view, data.len() - 1));
        }
        // What holds most comes first: many outlets, both languages.
        rows.sort_by_key(|row| {
            std::cmp::Reverse((row.articles > 1, row.differing > 0, row.both, row.articles))
        });
        let page = Page {
            policy: policy(),
            program: format!("daejo {}", env!("CARGO_PKG_VERSION")),
            source: &self.source,
            articles: coverage.articles.len(),
            differing: rows.iter().map(|r| r.differing).sum(),
            rows,
            style: STYLE,
        };
        page.write_into(out)?;
        for (at, json) in data.iter().enumerate() {
            writeln!(
                out,
                "<script type=\"application/json\" id=\"data-{at}\">{json}</script>"
            )?;
        }
        writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

/// JSON that no parser of HTML can take for the end of its element.
fn escaped(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn policy() -> String {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_end_their_element() {
        assert_eq!(
            escaped("{\"a\":\"</script><!--\"}"),
            "{\"a\":\"\\u003c/script>\\u003c!--\"}"
        );
    }

    #[test]
    fn a_page_of_nothing_is_a_page() {
        let mut page = Vec::new();
        Explorer::default()
            .write(&Coverage::default(), &mut page)
            .expect("memory can be written");
        let page = String::from_utf8(page).expect("the page is text");
        assert!(page.contains("No events") && page.ends_with("</html>\n"));
    }
}
