//! Findings and statements as cards.

use crate::fidelity::{Finding, Match, Severity, Verdict};
use crate::pipeline::{Collation, Side};
use crate::report::{passage, words};
use crate::text::Span;
use std::borrow::Cow;

/// What the filters go by.
pub struct Facets {
    /// Severities of the findings, separated by spaces.
    pub severity: String,
    /// Key of the verdict; empty where the finding concerns no match.
    pub verdict: &'static str,
    /// Who speaks, as the source calls them.
    pub speaker: String,
    /// The kind of statement, in words.
    pub kind: &'static str,
}

/// A finding.
pub struct FindingCard<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// Number of its match, if one.
    pub matched: Option<usize>,
    /// What went wrong.
    pub finding: &'a Finding,
    /// What the filters go by.
    pub facets: Facets,
    /// The passages, the source's first; a side without one is left out.
    pub passages: Vec<Passage<'a>>,
}

/// One side of a finding.
pub struct Passage<'a> {
    /// Language code.
    pub lang: &'static str,
    /// Language in words.
    pub language: &'static str,
    /// The words.
    pub text: String,
    /// The value in question.
    pub value: &'a str,
    /// Who says it there.
    pub speaker: Option<Cow<'a, str>>,
}

impl FindingCard<'_> {
    /// The severity in words.
    pub fn severity(&self) -> &'static str {
        words::severity(self.finding.severity)
    }

    /// What the fault is called.
    pub fn title(&self) -> &'static str {
        &words::fault(self.finding.fault).title
    }

    /// What the fault means.
    pub fn help(&self) -> &'static str {
        &words::fault(self.finding.fault).help
    }
}

/// A statement and what became of it.
pub struct MatchCard<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// What the filters go by.
    pub facets: Facets,
    /// Numbers of the findings.
    pub findings: Vec<usize>,
    /// The source's words, then the target's; either may be wanting.
    pub told: [Option<Told<'a>>; 2],
}

/// One side of a statement.
pub struct Told<'a> {
    /// Language code.
    pub lang: &'static str,
    /// The words.
    pub text: String,
    /// Who says it.
    pub speaker: Option<Cow<'a, str>>,
    /// Their title or role.
    pub role: Option<&'a str>,
    /// The kind of statement.
    pub kind: &'static str,
    /// The words that attribute.
    pub cue: Option<String>,
    /// What class of cue they are.
    pub stance: &'static str,
}

impl MatchCard<'_> {
    /// The verdict's sign.
    pub fn sign(&self) -> &'static str {
        words::verdict_sign(self.verdict)
    }

    /// The verdict in words.
    pub fn name(&self) -> &'static str {
        words::verdict(self.verdict)
    }
}

/// A card for every finding, in their order.
pub fn findings(collation: &Collation) -> Vec<FindingCard<'_>> {
    let findings = collation.fidelity.findings.iter().zip(1..);
    findings
        .map(|(f, number)| finding(collation, f, number))
        .collect()
}

fn finding<'a>(collation: &'a Collation, finding: &'a Finding, number: usize) -> FindingCard<'a> {
    let matched = finding.matched.and_then(|id| collation.fidelity.matches.get(id));
    let (from, to) = matched.map_or((&[][..], &[][..]), |m| (&m.source[..], &m.target[..]));
    let passages = [
        quote(&collation.source, &finding.source, &finding.values.0, from),
        quote(&collation.target, &finding.target, &finding.values.1, to),
    ];
    FindingCard {
        number,
        matched: matched.and(finding.matched).map(|id| id + 1),
        finding,
        facets: facets(collation, matched, words::severity(finding.severity).to_owned()),
        passages: passages.into_iter().flatten().collect(),
    }
}

fn quote<'a>(side: &'a Side, spans: &[Span], value: &'a str, statements: &[usize]) -> Option<Passage<'a>> {
    (!spans.is_empty()).then(|| Passage {
        lang: side.article.lang.code(),
        language: words::language(side.article.lang),
        text: passage::quote(&side.article, spans),
        value,
        speaker: passage::speaker(side, statements),
    })
}

/// A card for every match, in their order.
pub fn matches(collation: &Collation) -> Vec<MatchCard<'_>> {
    let fidelity = &collation.fidelity;
    let mut of_match: Vec<Vec<usize>> = vec![Vec::new(); fidelity.matches.len()];
    for (id, finding) in fidelity.findings.iter().enumerate() {
        if let Some(of) = finding.matched.and_then(|m| of_match.get_mut(m)) {
            of.push(id);
        }
    }
    let card = |(number, (m, ids)): (usize, (&'_ Match, Vec<usize>))| {
        let mut severities: Vec<Severity> = ids.iter().map(|&id| fidelity.findings[id].severity).collect();
        severities.sort_unstable();
        severities.dedup();
        let severities: Vec<&str> = severities.into_iter().map(words::severity).collect();
        MatchCard {
            number: number + 1,
            verdict: m.verdict,
            facets: facets(collation, Some(m), severities.join(" ")),
            findings: ids.into_iter().map(|id| id + 1).collect(),
            told: [
                told(&collation.source, &m.source),
                told(&collation.target, &m.target),
            ],
        }
    };
    fidelity
        .matches
        .iter()
        .zip(of_match)
        .enumerate()
        .map(card)
        .collect()
}

fn told<'a>(side: &'a Side, ids: &[usize]) -> Option<Told<'a>> {
    let first = passage::statements(side, ids).next()?;
    let entity = first.speaker.as_ref().and_then(|s| side.statements.entity(s));
    Some(Told {
        lang: side.article.lang.code(),
        text: passage::content(side, ids),
        speaker: passage::speaker(side, ids),
        role: entity.and_then(|e| e.role.as_deref()),
        kind: words::kind(first.kind),
        cue: first
            .cue
            .as_ref()
            .map(|c| passage::quote(&side.article, &[c.span])),
        stance: first.cue.as_ref().map_or("", |c| words::stance(c.stance)),
    })
}

fn facets(collation: &Collation, matched: Option<&Match>, severity: String) -> Facets {
    let (source, target) = (&collation.source, &collation.target);
    let first = |m: &Match| {
        let kind = |side, ids| passage::statements(side, ids).next().map(|s| words::kind(s.kind));
        kind(source, &m.source).or_else(|| kind(target, &m.target))
    };
    let speaker =
        |m: &Match| passage::speaker(source, &m.source).or_else(|| passage::speaker(target, &m.target));
    Facets {
        severity,
        verdict: matched.map_or("", |m| words::verdict_key(m.verdict)),
        speaker: matched.and_then(speaker).map(Cow::into_owned).unwrap_or_default(),
        kind: matched.and_then(first).unwrap_or_default(),
    }
}
