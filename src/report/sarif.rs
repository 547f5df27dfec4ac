//! SARIF 2.1.0, for code scanning services and editors that show findings beside the text.
//!
//! A finding's location is the passage of the target, since that is the text to be mended (of the source where
//! the target has none); the other passages are its related locations. Both articles are embedded, so that the
//! regions can be shown where the file itself is an HTML page or is not at hand.

use super::{About, Report, fingerprint, passage, words};
use crate::fidelity::{Fault, Finding, Severity};
use crate::pipeline::{Collation, Side};
use crate::text::Span;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use serde_sarif::sarif;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// A SARIF log of one run.
#[derive(Debug, Clone, Default)]
pub struct Sarif {
    /// The files' names, for the locations.
    pub about: About,
}

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

impl Report for Sarif {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &self.log(collation))?;
        writeln!(out)
    }
}

impl Sarif {
    fn log(&self, collation: &Collation) -> sarif::Sarif {
        let source = File::new(0, &self.about.source, &collation.source);
        let target = File::new(1, &self.about.target, &collation.target);
        let findings = &collation.fidelity.findings;
        let rules: BTreeSet<Fault> = findings.iter().map(|f| f.fault).collect();
        let results: Vec<sarif::Result> = findings.iter().map(|f| result(f, &source, &target)).collect();
        let driver = sarif::ToolComponent::builder()
            .name("daejo")
            .semantic_version(env!("CARGO_PKG_VERSION"))
            .rules(rules.into_iter().map(rule).collect::<Vec<_>>())
            .build();
        let run = sarif::Run::builder()
            .tool(sarif::Tool::builder().driver(driver).build())
            .artifacts(vec![source.artifact(), target.artifact()])
            .column_kind(json!("unicodeCodePoints"))
            .results(results)
            .build();
        sarif::Sarif::builder()
            .schema(SCHEMA)
            .version(json!("2.1.0"))
            .runs(vec![run])
            .build()
    }
}

fn rule(fault: Fault) -> sarif::ReportingDescriptor {
    let explanation = words::fault(fault);
    sarif::ReportingDescriptor::builder()
        .id(fault.to_string())
        .short_description(multiformat(&explanation.title))
        .full_description(multiformat(&explanation.help))
        .help(multiformat(&explanation.help))
        .build()
}

fn multiformat(text: &str) -> sarif::MultiformatMessageString {
    sarif::MultiformatMessageString::builder().text(text).build()
}

fn message(text: &str) -> sarif::Message {
    sarif::Message::builder().text(text).build()
}

fn result(finding: &Finding, source: &File<'_>, target: &File<'_>) -> sarif::Result {
    let to_source = finding.source.iter().map(|&s| source.location(s, "source"));
    let to_target = finding.target.iter().map(|&s| target.location(s, "target"));
    let mut passages = to_target.chain(to_source);
    let main: Vec<_> = passages.next().into_iter().collect();
    let properties = BTreeMap::from([
        ("rule".to_owned(), json!(finding.rule)),
        ("severity".to_owned(), json!(finding.severity)),
        ("sourceValue".to_owned(), json!(finding.values.0)),
        ("targetValue".to_owned(), json!(finding.values.1)),
    ]);
    let (level, rank) = weight(finding.severity);
    let print = fingerprint::fingerprint(finding, source.side, target.side);
    sarif::Result::builder()
        .rule_id(finding.fault.to_string())
        .level(level)
        .rank(rank)
        .message(message(&finding.reason))
        .locations(main)
        .related_locations(passages.collect::<Vec<_>>())
        .partial_fingerprints(BTreeMap::from([(fingerprint::NAME.to_owned(), print)]))
        .properties(
            sarif::PropertyBag::builder()
                .additional_properties(properties)
                .build(),
        )
        .build()
}

/// SARIF's level, and its rank from 0 to 100.
fn weight(severity: Severity) -> (sarif::ResultLevel, f64) {
    match severity {
        Severity::Critical => (sarif::ResultLevel::Error, 100.0),
        Severity::Major => (sarif::ResultLevel::Error, 75.0),
        Severity::Minor => (sarif::ResultLevel::Warning, 50.0),
        Severity::Note => (sarif::ResultLevel::Note, 25.0),
    }
}

/// One of the two articles as an artifact of the run.
struct File<'a> {
    index: i64,
    uri: String,
    side: &'a Side,
    positions: passage::Positions<'a>,
}

impl<'a> File<'a> {
    fn new(index: i64, path: &str, side: &'a Side) -> Self {
        let path = if path.is_empty() { &side.article.id } else { path };
        Self {
            index,
            uri: uri(path),
            side,
            positions: passage::Positions::new(&side.article.text),
        }
    }

    fn artifact(&self) -> sarif::Artifact {
        sarif::Artifact::builder()
            .location(self.place())
            .contents(self.words(&self.side.article.text))
            .encoding("UTF-8")
            .build()
    }

    fn place(&self) -> sarif::ArtifactLocation {
        sarif::ArtifactLocation::builder()
            .uri(self.uri.clone())
            .index(self.index)
            .build()
    }

    fn words(&self, text: &str) -> sarif::ArtifactContent {
        sarif::ArtifactContent::builder().text(text).build()
    }

    fn location(&self, span: Span, name: &str) -> sarif::Location {
        let physical = sarif::PhysicalLocation::builder()
            .artifact_location(self.place())
            .region(self.region(span))
            .build();
        sarif::Location::builder()
            .message(message(&format!("the passage of the {name}")))
            .physical_location(physical)
            .build()
    }

    fn region(&self, span: Span) -> sarif::Region {
        let text = &self.side.article.text;
        let [start, end] = self.positions.chars.span(span);
        let (first, last) = (self.positions.of(span.start), self.positions.of(span.end));
        sarif::Region::builder()
            .char_offset(number(start))
            .char_length(number(end - start))
            .start_line(number(first.line))
            .start_column(number(first.column))
            .end_line(number(last.line))
            .end_column(number(last.column))
            .snippet(self.words(span.of(text)))
            .build()
    }
}

/// No article is longer than what an `i64` counts.
fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A path as a URI reference: relative stays relative, since the log may be read on another machine.
fn uri(path: &str) -> String {
    // A colon in the first segment of a relative reference would read as a scheme.
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    let path = path.replace('\\', "/");
    let encoded = utf8_percent_encode(&path, KEPT);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("articles/a b.txt"), "articles/a%20b.txt");
        assert_eq!(uri("/tmp/기사.txt"), "file:///tmp/%EA%B8%B0%EC%82%AC.txt");
        assert_eq!(uri("a:b"), "a%3Ab");
    }
}
