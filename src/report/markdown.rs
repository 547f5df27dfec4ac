//! Markdown, for a desk's notes or a pull request: the counts, every finding with both quotes, and a table of
//! all statements.

use super::passage::{self, Positions};
use super::{About, Report, Summary, words};
use crate::fidelity::{Finding, Match};
use crate::pipeline::{Collation, Side};
use crate::text::Span;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A document in CommonMark with a table (GitHub's extension).
#[derive(Debug, Clone, Default)]
pub struct Markdown {
    /// The files' names, for the heading.
    pub about: About,
}

impl Report for Markdown {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let summary = Summary::of(collation);
        self.head(collation, &summary, out)?;
        if !collation.fidelity.findings.is_empty() {
            writeln!(out, "\n## Findings")?;
        }
        let positions = [
            Positions::new(&collation.source.article.text),
            Positions::new(&collation.target.article.text),
        ];
        for (finding, number) in collation.fidelity.findings.iter().zip(1..) {
            out.write_all(section(collation, &positions, number, finding).as_bytes())?;
        }
        table(collation, out)
    }
}

impl Markdown {
    fn head(&self, collation: &Collation, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# Collation: {}\n", summary.findings_in_words())?;
        let sides = [
            (
                "Source",
                &collation.source,
                &self.about.source,
                summary.source_unaligned,
            ),
            (
                "Target",
                &collation.target,
                &self.about.target,
                summary.target_unaligned,
            ),
        ];
        for (name, side, file, unaligned) in sides {
            let file = if file.is_empty() { &side.article.id } else { file };
            write!(
                out,
                "- {name}: {} ({}), {} sentences, {} statements",
                escape(file),
                words::language(side.article.lang),
                side.sentences.len(),
                side.statements.statements.len()
            )?;
            let lonely = if unaligned > 0 {
                format!(", {unaligned} without counterpart")
            } else {
                String::new()
            };
            writeln!(out, "{lonely}")?;
        }
        let verdicts = summary.verdicts_in_words();
        let comma = if verdicts.is_empty() { "" } else { "; verdicts: " };
        writeln!(
            out,
            "- {} statements on both sides{comma}{verdicts}",
            summary.matched
        )?;
        if let Some(model) = &self.about.model {
            writeln!(out, "- {}, {}", About::PROGRAM, escape(model))?;
        }
        Ok(())
    }
}

fn section(
    collation: &Collation,
    [source, target]: &[Positions<'_>; 2],
    number: usize,
    finding: &Finding,
) -> String {
    let mut text = format!(
        "\n### {number}. {}: {} (`{}`)\n\n{}\n",
        words::severity(finding.severity),
        words::fault(finding.fault).title,
        finding.fault,
        escape(&finding.reason)
    );
    let sides = [
        (&collation.source, source, &finding.source, &finding.values.0),
        (&collation.target, target, &finding.target, &finding.values.1),
    ];
    for (side, positions, spans, value) in sides {
        text += &quotation(side, positions, spans, value);
    }
    text
}

fn quotation(side: &Side, positions: &Positions<'_>, spans: &[Span], value: &str) -> String {
    let Some(first) = spans.first() else {
        return String::new();
    };
    let line = positions.of(first.start).line;
    let mut text = format!("\n> {}\n>\n", escape(&passage::quote(&side.article, spans)));
    let _ = write!(text, "> — {}, line {line}", words::language(side.article.lang));
    if !value.is_empty() {
        let _ = write!(text, ": **{}**", escape(value));
    }
    text + "\n"
}

fn table(collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
    if collation.fidelity.matches.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n## Statements\n\n| Verdict | Speaker | Source | Speaker | Target |"
    )?;
    writeln!(out, "|---|---|---|---|---|")?;
    for matched in &collation.fidelity.matches {
        writeln!(out, "{}", row(collation, matched))?;
    }
    Ok(())
}

fn row(collation: &Collation, matched: &Match) -> String {
    let mut row = format!(
        "| {} {} |",
        words::verdict_sign(matched.verdict),
        words::verdict(matched.verdict)
    );
    for (side, ids) in [
        (&collation.source, &matched.source),
        (&collation.target, &matched.target),
    ] {
        let speaker = passage::speaker(side, ids).unwrap_or_default();
        let _ = write!(
            row,
            " {} | {} |",
            escape(&speaker),
            escape(&passage::content(side, ids))
        );
    }
    row
}

/// `text` on one line, with nothing in it that Markdown or HTML would read as a mark.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in passage::one_line(text).chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            // Anywhere on a line these can begin a link, emphasis, code, a cell, or a mention that notifies.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '@' => escaped += "&#64;",
            _ => escaped.push(c),
        }
    }
    protect_start(escaped)
}

/// At the start of a line `-`, `+`, `=` and `1.` would begin a list or a rule.
fn protect_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_is_left_to_read_as_markup() {
        assert_eq!(
            escape("<b>a|b</b>\n@all *x* [y](z)"),
            "&lt;b&gt;a\\|b&lt;/b&gt; &#64;all \\*x\\* \\[y\\]\\(z\\)"
        );
        assert_eq!(escape("1. x"), "1\\. x");
        assert_eq!(escape("- x"), "\\- x");
        assert_eq!(escape("2.3 billion"), "2\\.3 billion");
    }
}
