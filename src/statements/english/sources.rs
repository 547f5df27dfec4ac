//! "according to", and sources that a report cites.

use super::build;
use super::contents::Act;
use super::hits::Use;
use super::mentions;
use super::subjects::Subject;
use super::tags::Tag;
use super::unit::Unit;
use crate::statements::draft::{Draft, Mention};
use crate::statements::kinds::{Cue, Kind, Stance};
use std::ops::Range;

/// The sources cited for act `n`: "Yonhap reported that …, citing a government source".
pub(super) fn cited(unit: &Unit<'_>, acts: &[Act], n: usize) -> Vec<Mention> {
    let (hit, _) = &acts[n];
    // The outermost report is the one that cites.
    let outermost = acts.iter().position(|(h, _)| h.usage == Use::Finite) == Some(n);
    let citing = (0..unit.len()).find(|&i| {
        outermost
            && !unit.quoted(i)
            && unit.tags[i] == Tag::Ing
            && matches!(unit.lower(i), "citing" | "quoting")
    });
    let cited = citing
        .and_then(|i| unit.phrase_after(i + 1, true))
        .map(|phrase| mentions::mention(unit, &phrase, None));
    cited.into_iter().chain(quoted_by(unit, hit.group)).collect()
}

/// "was quoted as saying by Yonhap", "was quoted by Yonhap as saying".
fn quoted_by(unit: &Unit<'_>, group: usize) -> Option<Mention> {
    let quoted = (group.saturating_sub(6)..group).find(|&i| matches!(unit.lower(i), "quoted" | "cited"))?;
    let by = (quoted..(group + 3).min(unit.len())).find(|&i| unit.lower(i) == "by")?;
    Some(mentions::mention(unit, &unit.phrase_after(by + 1, true)?, None))
}

/// Adds the statements that "according to" attributes.
pub(super) fn according_to(unit: &Unit<'_>, drafts: &mut Vec<Draft>) {
    let mut i = 0;
    while i + 2 < unit.len() {
        let phrase = (unit.lower(i) == "according" && unit.lower(i + 1) == "to" && !unit.quoted(i))
            .then(|| unit.phrase_after(i + 2, true))
            .flatten();
        let Some(phrase) = phrase else {
            i += 1;
            continue;
        };
        let apposition = unit
            .apposition_after(phrase.end)
            .filter(|a| i > 0 || unit.is_comma(a.end));
        let subject = Subject {
            order: super::subjects::Order::After,
            apposition: apposition.clone().filter(|_| i > 0),
            phrase: phrase.clone(),
        };
        let ranges = content(unit, i, &subject);
        // "X said profit had tripled, according to preliminary figures": X's statement, and a source of it.
        let says = drafts
            .iter_mut()
            .find(|d| i > 1 && unit.is_document(&phrase) && reports(unit, d, &ranges));
        if let Some(draft) = says {
            draft.chain.push(build::speaker(unit, &subject));
        } else if !ranges.is_empty() {
            drafts.push(draft(unit, i, &subject, &ranges));
        }
        i = phrase.end;
    }
}

/// Whether the statement is of the sentence's own subject, and its cue stands in `ranges`.
fn reports(unit: &Unit<'_>, draft: &Draft, ranges: &[Range<usize>]) -> bool {
    let first = draft
        .speaker
        .as_ref()
        .is_some_and(|s| s.span.start <= unit.span.start + "The ".len());
    let cue = draft.statement.cue.as_ref().map(|c| c.span);
    first && cue.is_some_and(|cue| ranges.iter().any(|r| unit.span_of(r).contains(&cue)))
}

fn draft(unit: &Unit<'_>, at: usize, subject: &Subject, ranges: &[Range<usize>]) -> Draft {
    let mut statement = build::statement(unit, ranges);
    let quoted = statement.kind == Kind::Direct;
    statement.kind = match (unit.role_is_body(), quoted) {
        (false, _) => Kind::Headline,
        (true, true) => Kind::Direct,
        (true, false) => Kind::AccordingTo,
    };
    statement.cue = Some(Cue {
        span: unit.span_of(&(at..at + 2)),
        lemma: "according to".to_owned(),
        stance: Stance::Neutral,
        negated: false,
    });
    Draft {
        statement,
        speaker: Some(build::speaker(unit, subject)),
        chain: Vec::new(),
    }
}

/// What is according to somebody: the sentence without "according to" and what belongs to it.
fn content(unit: &Unit<'_>, at: usize, subject: &Subject) -> Vec<Range<usize>> {
    let end = unit.end();
    if at <= 1 {
        let comma = (subject.phrase.end..end)
            .find(|&i| unit.is_comma(i))
            .map_or(subject.phrase.end, |c| c + 1);
        return Some(unit.trim(comma..end))
            .filter(|r| !r.is_empty())
            .into_iter()
            .collect();
    }
    let clause = (0..at)
        .rev()
        .find(|&i| unit.lower(i) == ";" && !unit.quoted(i))
        .map_or(0, |i| i + 1);
    let before = unit.trim(clause..at);
    // In the middle: "The plan, according to officials, is dead."
    let stop = subject.end();
    let after = if unit.is_comma(stop) && unit.is_comma(at - 1) && !unit.has_finite(clause..at) {
        unit.trim(stop..end)
    } else {
        stop..stop
    };
    [before, after].into_iter().filter(|r| !r.is_empty()).collect()
}
