//! The forms of the report.

use crate::cli::context::Context;
use daejo::pipeline::Collation;
use daejo::report::{
    About, Github, Html, Json, JsonLines, Markdown, QuotesCsv, QuotesXlsx, Report, Sarif, Terminal,
};
use std::path::Path;

/// A form of the report.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Both passages with carets, and the counts; with --verbose a table of all statements
    Terminal,
    /// One object: articles, beads, statements, matches, findings; offsets in characters
    Json,
    /// A line a match and a line a finding; of many pairs a line a pair
    Jsonl,
    /// SARIF 2.1.0, for code scanning services and editors
    Sarif,
    /// One page with both articles side by side; it loads nothing
    Html,
    /// For a pull request or a desk's notes
    Markdown,
    /// Annotations of a pull request on GitHub
    Github,
    /// Every quote of both sides in two columns, with verdict and findings
    QuotesCsv,
    /// The same as a workbook to sign off
    QuotesXlsx,
}

impl Form {
    /// The form that an extension asks for.
    pub fn of_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "sarif" => Some(Self::Sarif),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::QuotesCsv),
            "xlsx" => Some(Self::QuotesXlsx),
            _ => None,
        }
    }

    /// What a file of this form ends in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Terminal | Self::Github => ".txt",
            Self::Json => ".json",
            Self::Jsonl => ".jsonl",
            Self::Sarif => ".sarif",
            Self::Html => ".html",
            Self::Markdown => ".md",
            Self::QuotesCsv => ".csv",
            Self::QuotesXlsx => ".xlsx",
        }
    }

    /// Whether people read it line by line, so that many can follow one another.
    pub const fn is_running_text(self) -> bool {
        matches!(self, Self::Terminal | Self::Github)
    }

    /// The writer of the form.
    pub fn writer(self, about: About, context: &Context) -> Box<dyn Report> {
        match self {
            Self::Terminal => Box::new(Terminal {
                about,
                width: context.width(),
                verbose: context.verbose(),
            }),
            Self::Json => Box::new(Json),
            Self::Jsonl => Box::new(JsonLines),
            Self::Sarif => Box::new(Sarif { about }),
            Self::Html => Box::new(Html { about }),
            Self::Markdown => Box::new(Markdown { about }),
            Self::Github => Box::new(Github { about }),
            Self::QuotesCsv => Box::new(QuotesCsv),
            Self::QuotesXlsx => Box::new(QuotesXlsx { about }),
        }
    }

    /// The report as a file holds it: without colour.
    pub fn bytes(self, about: About, collation: &Collation, context: &Context) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.writer(about, context).write(collation, &mut bytes)?;
        Ok(match self {
            Self::Terminal => anstream::adapter::strip_bytes(&bytes).into_vec(),
            _ => bytes,
        })
    }

    /// Writes the report of one pair.
    pub fn write(
        self,
        about: About,
        collation: &Collation,
        output: Option<&Path>,
        context: &Context,
    ) -> anyhow::Result<()> {
        let report = self.writer(about, context);
        match self {
            Self::QuotesXlsx => context.write_bytes(output, |out| Ok(report.write(collation, out)?)),
            _ => context.write(output, |out| Ok(report.write(collation, out)?)),
        }
    }
}
