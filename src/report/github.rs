//! Annotations for a pull request on GitHub: a workflow command a finding.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>. An annotation stands at the passage
//! of the target, since that is the text to be mended. GitHub shows ten of each level a step and keeps the rest in the log.

use super::passage::{self, Positions};
use super::{About, Report, words};
use crate::article::Format;
use crate::fidelity::{Finding, Severity};
use crate::pipeline::{Collation, Side};
use crate::text::Span;
use std::io::{self, Write};

/// A line a finding.
#[derive(Debug, Clone, Default)]
pub struct Github {
    /// The files' names, for the locations.
    pub about: About,
}

impl Report for Github {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let source = File::new(&self.about.source, &collation.source);
        let target = File::new(&self.about.target, &collation.target);
        for finding in &collation.fidelity.findings {
            let (file, span) = match (finding.target.first(), finding.source.first()) {
                (Some(&span), _) => (&target, Some(span)),
                (None, span) => (&source, span.copied()),
            };
            let title = format!("{} ({})", words::fault(finding.fault).title, finding.fault);
            let place = file.place(span);
            let message = message(finding, collation);
            writeln!(
                out,
                "::{} {place},title={}::{}",
                level(finding.severity),
                property(&title),
                data(&message)
            )?;
        }
        Ok(())
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::Major => "error",
        Severity::Minor => "warning",
        Severity::Note => "notice",
    }
}

/// The reason, and both passages, since a page shows one file only.
fn message(finding: &Finding, collation: &Collation) -> String {
    let mut message = finding.reason.clone();
    for (name, side, spans) in [
        ("source", &collation.source, &finding.source),
        ("target", &collation.target, &finding.target),
    ] {
        if !spans.is_empty() {
            message += &format!("\n{name}: {}", passage::quote(&side.article, spans));
        }
    }
    message
}

struct File<'a> {
    name: &'a str,
    positions: Positions<'a>,
    /// Whether the text as read is the file as it lies there, so that lines are its lines.
    is_plain: bool,
}

impl<'a> File<'a> {
    fn new(name: &'a str, side: &'a Side) -> Self {
        let name = if name.is_empty() { &side.article.id } else { name };
        Self {
            name,
            positions: Positions::new(&side.article.text),
            is_plain: matches!(Format::of_extension(name), None | Some(Format::Plain)),
        }
    }

    fn place(&self, span: Option<Span>) -> String {
        let file = format!("file={}", property(self.name));
        let Some(span) = span.filter(|_| self.is_plain) else {
            return file;
        };
        let (first, last) = (self.positions.of(span.start), self.positions.of(span.end));
        let lines = format!("{file},line={},endLine={}", first.line, last.line);
        // GitHub takes columns within one line only.
        if first.line == last.line {
            format!("{lines},col={},endColumn={}", first.column, last.column)
        } else {
            lines
        }
    }
}

/// As the toolkit of GitHub's actions escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// As it escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
