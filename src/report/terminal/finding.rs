//! One finding with carets under both passages.

use super::wrap::{self, Wrapped};
use super::{BOLD, FAINT, colour};
use crate::fidelity::Finding;
use crate::pipeline::{Collation, Side};
use crate::report::About;
use crate::report::passage::{self, Positions};
use crate::text::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::Style;
use std::borrow::Cow;

/// What all findings of a report share.
pub struct Layout<'a> {
    collation: &'a Collation,
    about: &'a About,
    width: usize,
    source: Positions<'a>,
    target: Positions<'a>,
}

/// Columns that the frame takes left of the text.
const FRAME: usize = 3;

impl<'a> Layout<'a> {
    /// For a terminal of `width` columns.
    pub fn new(about: &'a About, collation: &'a Collation, width: usize) -> Self {
        Self {
            collation,
            about,
            width: width.max(FRAME + 20),
            source: Positions::new(&collation.source.article.text),
            target: Positions::new(&collation.target.article.text),
        }
    }

    /// The finding as several lines with colour, without a newline at the end.
    pub fn render(&self, finding: &Finding) -> String {
        let style = colour(finding.severity);
        let mut text = format!(
            "{style}{}[{}]{style:#}{BOLD}: {}{BOLD:#}",
            finding.severity,
            finding.fault,
            wrap::shown(&finding.reason)
        );
        let matched = finding
            .matched
            .and_then(|id| self.collation.fidelity.matches.get(id));
        let (from, to) = matched.map_or((&[][..], &[][..]), |m| (&m.source, &m.target));
        let (source, target) = (&self.collation.source, &self.collation.target);
        for passage in [
            Passage {
                side: source,
                file: &self.about.source,
                positions: &self.source,
                spans: &finding.source,
                value: &finding.values.0,
                speaker: passage::speaker(source, from),
            },
            Passage {
                side: target,
                file: &self.about.target,
                positions: &self.target,
                spans: &finding.target,
                value: &finding.values.1,
                speaker: passage::speaker(target, to),
            },
        ] {
            text += &passage.render(self.width, style);
        }
        text
    }
}

/// One side of a finding.
struct Passage<'a> {
    side: &'a Side,
    file: &'a str,
    positions: &'a Positions<'a>,
    spans: &'a [Span],
    value: &'a str,
    speaker: Option<Cow<'a, str>>,
}

impl Passage<'_> {
    /// Empty where the side has no passage; otherwise begins with a newline.
    fn render(&self, width: usize, style: Style) -> String {
        let Some(first) = self.spans.first() else {
            return String::new();
        };
        let text = &self.side.article.text;
        let at = self.positions.of(first.start);
        let file = if self.file.is_empty() {
            &self.side.article.id
        } else {
            self.file
        };
        let location = format!("{file}:{}:{}", at.line, at.column);
        let speaker = self
            .speaker
            .as_ref()
            .map(|s| format!(", {s}"))
            .unwrap_or_default();
        let wrapped = wrap::wrap(text, surroundings(self.side, self.spans), width - FRAME);
        let quoted = passage::quote(&self.side.article, self.spans);
        let value = if quoted == self.value { "" } else { self.value };
        let annotations = carets(&wrapped, self.spans, value);
        let snippet = Snippet::source(wrapped.text)
            .line_numbering(false)
            .fold(false)
            .annotations(annotations);
        // Plain carets: the box-drawing signs are two columns wide on many Korean terminals. The renderer
        // draws the passage alone, for it would number the lines as wrapped here, not those of the file.
        let renderer = Renderer::styled()
            .decor_style(DecorStyle::Ascii)
            .error(style)
            // Text is wrapped already; the renderer is not to cut it.
            .term_width(usize::from(u16::MAX));
        let drawn = renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
        let drawn = without_empty_rows(&drawn);
        format!(
            "\n{FAINT}-->{FAINT:#} {}\n{drawn}",
            wrap::shown(&(location + &speaker))
        )
    }
}

/// Takes away the rows of the frame that hold nothing but its bar: they part files that are drawn together.
fn without_empty_rows(drawn: &str) -> String {
    let holds_words = |line: &&str| anstream::adapter::strip_str(line).to_string().trim() != "|";
    drawn.lines().filter(holds_words).collect::<Vec<_>>().join("\n")
}

/// The sentences that hold the passages, or the passages themselves where no sentence does.
///
/// A sentence without end (a text in one line) is shown as far as it can be read.
fn surroundings(side: &Side, spans: &[Span]) -> Vec<Span> {
    const REACH: usize = 900;
    let text = &side.article.text;
    let start = spans.iter().map(|s| s.start).min().unwrap_or(0);
    let end = spans.iter().map(|s| s.end).max().unwrap_or(0);
    let from = text.floor_char_boundary(start.saturating_sub(REACH));
    let to = text.ceil_char_boundary(end + REACH);
    let clipped = |id: usize| {
        let span = side.sentences[id].span;
        Span::new(span.start.max(from), span.end.min(to))
    };
    let sentences: Vec<Span> = passage::sentences(side, spans).into_iter().map(clipped).collect();
    if sentences.is_empty() {
        spans.to_vec()
    } else {
        sentences
    }
}

/// Carets under each line of each passage; the last carries the value.
fn carets(wrapped: &Wrapped, spans: &[Span], value: &str) -> Vec<Annotation<'static>> {
    let ranges: Vec<_> = spans.iter().flat_map(|&s| wrapped.ranges(s)).collect();
    let last = ranges.len().saturating_sub(1);
    let caret = |(i, range)| {
        let annotation = AnnotationKind::Primary.span(range);
        if i == last && !value.is_empty() {
            annotation.label(wrap::shown(value))
        } else {
            annotation
        }
    };
    ranges.into_iter().enumerate().map(caret).collect()
}
