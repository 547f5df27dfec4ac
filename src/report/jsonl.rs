//! JSON Lines: a line a match and a line a finding, each readable on its own.
//!
//! A line names its type (`match` or `finding`), both articles, and carries the words as well as their spans, so
//! that a filter such as `jq` or `grep` needs no other file.

use super::json::{FindingView, MatchView};
use super::{Report, passage};
use crate::pipeline::Collation;
use crate::text::CharIndex;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// One object a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonLines;

#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    articles: Pair<&'a str>,
    text: Pair<String>,
    speaker: Pair<Option<Cow<'a, str>>>,
    #[serde(flatten)]
    view: T,
}

#[derive(Serialize)]
struct Pair<T> {
    source: T,
    target: T,
}

impl Report for JsonLines {
    fn write(&self, collation: &Collation, out: &mut dyn Write) -> io::Result<()> {
        let Collation {
            source,
            target,
            fidelity,
            ..
        } = collation;
        let (source_chars, target_chars) = (
            CharIndex::new(&source.article.text),
            CharIndex::new(&target.article.text),
        );
        let articles = || Pair {
            source: source.article.id.as_str(),
            target: target.article.id.as_str(),
        };
        let speaker = |matched: Option<usize>| {
            let matched = matched.and_then(|id| fidelity.matches.get(id));
            Pair {
                source: matched.and_then(|m| passage::speaker(source, &m.source)),
                target: matched.and_then(|m| passage::speaker(target, &m.target)),
            }
        };
        for (id, matched) in fidelity.matches.iter().enumerate() {
            let line = Line {
                kind: "match",
                articles: articles(),
                text: Pair {
                    source: passage::content(source, &matched.source),
                    target: passage::content(target, &matched.target),
                },
                speaker: speaker(Some(id)),
                view: MatchView::new(matched),
            };
            write_line(out, &line)?;
        }
        for finding in &fidelity.findings {
            let line = Line {
                kind: "finding",
                articles: articles(),
                text: Pair {
                    source: passage::quote(&source.article, &finding.source),
                    target: passage::quote(&target.article, &finding.target),
                },
                speaker: speaker(finding.matched),
                view: FindingView::new(finding, &source_chars, &target_chars),
            };
            write_line(out, &line)?;
        }
        Ok(())
    }
}

fn write_line(out: &mut dyn Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
