//! For people at a terminal: every finding with both passages and carets, then the counts.
//!
//! Always writes colour; the stream it writes to takes it away where it is not wanted (`NO_COLOR`, a file, a pipe).

mod finding;
mod table;
mod wrap;

use super::{About, Report, Summary, words};
use crate::pipeline::{Collation, Side};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Findings with carets and a summary.
#[derive(Debug, Clone)]
pub struct Terminal {
    /// The files' names, for the locations.
    pub about: About,
    /// Columns to use.
    pub width: usize,
    /// Whether to end with a table of all matches.
    pub verbose: bool,
}

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

impl Report for Terminal {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let layout = finding::Layout::new(&self.about, collation, self.width);
        for finding in &collation.fidelity.findings {
            writeln!(out, "{}\n", layout.render(finding))?;
        }
        if self.verbose {
            writeln!(out, "{}\n", table::matches(collation, self.width))?;
        }
        self.summarise(collation, out)
    }
}

impl Terminal {
    fn summarise(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let summary = Summary::of(collation);
        side(
            out,
            "source",
            &collation.source,
            &self.about.source,
            summary.source_unaligned,
        )?;
        side(
            out,
            "target",
            &collation.target,
            &self.about.target,
            summary.target_unaligned,
        )?;
        let verdicts = summary.verdicts_in_words();
        write!(out, "{}", counted(summary.matched, "statement"))?;
        writeln!(
            out,
            " on both sides{}{verdicts}",
            if verdicts.is_empty() { "" } else { "; verdicts: " }
        )?;
        let style = summary
            .gravest()
            .map_or(BOLD.fg_color(Some(AnsiColor::Green.into())), colour);
        let total = match summary.total() {
            0 => "no findings".to_owned(),
            n => format!("{}: {}", counted(n, "finding"), summary.findings_in_words()),
        };
        writeln!(out, "{style}{total}{style:#}")
    }
}

fn side(out: &mut dyn Write, name: &str, side: &Side, file: &str, unaligned: usize) -> io::Result<()> {
    let file = if file.is_empty() { &side.article.id } else { file };
    write!(
        out,
        "{FAINT}{name}{FAINT:#} {}: {}, {}, {}",
        wrap::shown(file),
        words::language(side.article.lang),
        counted(side.sentences.len(), "sentence"),
        counted(side.statements.statements.len(), "statement"),
    )?;
    if unaligned > 0 {
        write!(out, ", {} without counterpart", counted(unaligned, "sentence"))?;
    }
    writeln!(out)
}

/// `1 finding`, `2 findings`.
fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// How a severity is coloured.
fn colour(severity: crate::fidelity::Severity) -> Style {
    use crate::fidelity::Severity;
    let colour = match severity {
        Severity::Critical => AnsiColor::BrightRed,
        Severity::Major => AnsiColor::Yellow,
        Severity::Minor => AnsiColor::Cyan,
        Severity::Note => AnsiColor::Green,
    };
    BOLD.fg_color(Some(colour.into()))
}
