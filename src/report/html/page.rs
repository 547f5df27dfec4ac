//! What the template of the page asks for.

use super::cards::{self, FindingCard, MatchCard};
use super::rows::{self, Row};
use super::{SCRIPT, STYLE, policy};
use crate::article::Role;
use crate::pipeline::{Collation, Side};
use crate::report::{About, Summary, passage, words};
use askama::Template;
use std::collections::BTreeMap;

/// The whole page.
#[derive(Template)]
#[template(path = "report/html/page.html")]
pub struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    program: &'static str,
    about: &'a About,
    sides: [Head<'a>; 2],
    total: usize,
    /// `grave` where something must be looked at, `calm` where there are notes at most.
    mood: &'static str,
    severities: Vec<Choice>,
    verdicts: Vec<Choice>,
    /// All matches, for the width of the bar.
    matches_total: usize,
    speakers: Vec<String>,
    kinds: Vec<String>,
    findings: Vec<FindingCard<'a>>,
    rows: Vec<Row<'a>>,
    statements: Vec<MatchCard<'a>>,
}

/// One article in the masthead.
struct Head<'a> {
    part: &'static str,
    lang: &'static str,
    language: &'static str,
    headline: String,
    outlet: Option<&'a str>,
    published: Option<(String, String)>,
    file: &'a str,
    sentences: usize,
    statements: usize,
    unaligned: usize,
}

/// A value that can be filtered for, with how often it occurs.
struct Choice {
    key: &'static str,
    name: &'static str,
    sign: &'static str,
    meaning: &'static str,
    count: usize,
    /// How many stand before it: where its part of the bar begins.
    before: usize,
}

impl<'a> Page<'a> {
    /// Gathers the page.
    pub fn new(about: &'a About, collation: &'a Collation) -> Self {
        let summary = Summary::of(collation);
        let statements = cards::matches(collation);
        let speakers = by_count(statements.iter().map(|s| s.facets.speaker.as_str()));
        let kinds = by_count(statements.iter().map(|s| s.facets.kind));
        let severe =
            |&(s, n): &(crate::fidelity::Severity, usize)| n > 0 && s > crate::fidelity::Severity::Note;
        Self {
            policy: policy(),
            style: STYLE,
            script: SCRIPT,
            program: About::PROGRAM,
            about,
            sides: [
                Head::new(
                    "Original",
                    &collation.source,
                    &about.source,
                    summary.source_unaligned,
                ),
                Head::new(
                    "Version",
                    &collation.target,
                    &about.target,
                    summary.target_unaligned,
                ),
            ],
            total: summary.total(),
            mood: if summary.findings.iter().any(severe) {
                "grave"
            } else {
                "calm"
            },
            severities: choices(&summary.findings, |s| {
                let name = words::severity(s);
                (name, name, "", severity_meaning(s))
            }),
            verdicts: choices(&summary.verdicts, |v| {
                (
                    words::verdict_key(v),
                    words::verdict(v),
                    words::verdict_sign(v),
                    words::verdict_meaning(v),
                )
            }),
            matches_total: collation.fidelity.matches.len(),
            speakers,
            kinds,
            findings: cards::findings(collation),
            rows: rows::rows(collation),
            statements,
        }
    }
}

type Named = (&'static str, &'static str, &'static str, &'static str);

fn choices<T: Copy>(counts: &[(T, usize)], named: impl Fn(T) -> Named) -> Vec<Choice> {
    let mut before = 0;
    let choice = |&(what, count): &(T, usize)| {
        let (key, name, sign, meaning) = named(what);
        before += count;
        Choice {
            key,
            name,
            sign,
            meaning,
            count,
            before: before - count,
        }
    };
    counts.iter().map(choice).filter(|c| c.count > 0).collect()
}

const fn severity_meaning(severity: crate::fidelity::Severity) -> &'static str {
    use crate::fidelity::Severity;
    match severity {
        Severity::Critical => "Who, what, whether or how many.",
        Severity::Major => "Strength, level of source, scope or date.",
        Severity::Minor => "Marks, limits, ellipses.",
        Severity::Note => "Presentation only; no fault.",
    }
}

/// The names that occur, the most frequent first.
fn by_count<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.filter(|n| !n.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<_> = counts.into_iter().collect();
    // Stable, so that equals stay in the order of their letters.
    names.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    names.into_iter().map(|(name, _)| name.to_owned()).collect()
}

impl<'a> Head<'a> {
    fn new(part: &'static str, side: &'a Side, file: &'a str, unaligned: usize) -> Self {
        let article = &side.article;
        let published = article.published.as_ref().map(|p| p.date);
        Self {
            part,
            lang: article.lang.code(),
            language: words::language(article.lang),
            headline: headline(side),
            outlet: article.outlet.as_deref(),
            published: published.map(|d| (d.to_string(), d.strftime("%-d %B %Y").to_string())),
            file: if file.is_empty() { &article.id } else { file },
            sentences: side.sentences.len(),
            statements: side.statements.statements.len(),
            unaligned,
        }
    }
}

/// The headline; without one the beginning of the first sentence, else the article's id.
fn headline(side: &Side) -> String {
    const LONGEST: usize = 90;
    let titled = side.sentences.iter().find(|s| s.role == Role::Headline);
    let Some(sentence) = titled.or(side.sentences.first()) else {
        return side.article.id.clone();
    };
    let line = passage::quote(&side.article, &[sentence.span]);
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
        None => line,
    }
}
