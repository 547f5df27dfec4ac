//! Hearsay without a source: "is believed to", "it emerged that", "reportedly".

use super::build;
use super::slots;
use super::tags::Tag;
use super::unit::Unit;
use crate::statements::draft::Draft;
use crate::statements::kinds::{Cue, Kind, Stance};
use std::ops::Range;

/// Adds hearsay that stands in no statement found so far.
pub(super) fn find(unit: &Unit<'_>, drafts: &mut Vec<Draft>) {
    for i in 0..unit.len() {
        let found = (!unit.quoted(i)).then(|| at(unit, i)).flatten();
        let Some((cue, content)) = found else { continue };
        let span = unit.span_of(&content);
        // "The envoy is said to have countered that": a statement of the envoy's, found already.
        let relayed = drafts.iter().any(|d| {
            let inside = d.statement.cue.as_ref().is_some_and(|c| span.contains(&c.span));
            inside && d.speaker.as_ref().is_some_and(|s| s.span.start == span.start)
        });
        let told = relayed
            || drafts.iter().any(|d| {
                d.statement
                    .content
                    .iter()
                    .any(|c| c.overlaps(&unit.span_of(&cue)))
                    || d.statement
                        .cue
                        .as_ref()
                        .is_some_and(|c| c.span.overlaps(&unit.span_of(&cue)))
            });
        if told || span.is_empty() {
            continue;
        }
        let mut statement = build::statement(unit, &[content]);
        statement.kind = if unit.role_is_body() {
            Kind::Evidential
        } else {
            Kind::Headline
        };
        statement.cue = Some(Cue {
            span: unit.span_of(&cue),
            lemma: unit
                .context
                .words(unit.span_of(&(cue.end - 1..cue.end)))
                .to_lowercase(),
            stance: Stance::Expect,
            negated: false,
        });
        drafts.push(Draft {
            statement,
            speaker: None,
            chain: Vec::new(),
        });
    }
}

/// Cue and content of hearsay whose cue ends at `i`.
fn at(unit: &Unit<'_>, i: usize) -> Option<(Range<usize>, Range<usize>)> {
    let word = unit.lower(i);
    let end = clause_end(unit, i);
    let be = i > 0 && unit.tags[i - 1] == Tag::Be
        || i > 1 && unit.tags[i - 2] == Tag::Be && unit.tags[i - 1] == Tag::Adv;
    // "are feared dead", "is widely believed to"
    let dead = word == "feared"
        && matches!(
            unit.lower(i + 1),
            "dead" | "drowned" | "trapped" | "buried" | "missing" | "lost"
        );
    if be && slots::is_hearsay_passive(word) && (dead || unit.tag(i + 1) == Some(Tag::To)) {
        let first = if unit.tags[i - 1] == Tag::Be { i - 1 } else { i - 2 };
        let subject = unit.before_verb(first)?;
        return Some((first..i + 1, subject.start()..end));
    }
    let it = |k: usize| unit.lower(k) == "it";
    let that = unit.after_time(i + 1);
    if slots::is_hearsay_impersonal(word) && unit.tag(that) == Some(Tag::That) {
        let first = if i > 0 && it(i - 1) {
            Some(i - 1)
        } else if be && i > 1 && it(i - 2) {
            Some(i - 2)
        } else {
            None
        }?;
        return Some((first..i + 1, that + 1..end));
    }
    if slots::is_hearsay_adverb(word) && unit.tags[i] == Tag::Adv {
        let start = (0..i)
            .rev()
            .find(|&k| unit.tokens[k].is_break() || unit.is_comma(k) && unit.has_finite(0..k))
            .map_or(0, |k| k + 1);
        return Some((i..i + 1, unit.trim(start..end)));
    }
    None
}

fn clause_end(unit: &Unit<'_>, from: usize) -> usize {
    (from..unit.end())
        .find(|&i| {
            !unit.quoted(i)
                && (unit.lower(i) == ";"
                    || unit.is_comma(i) && matches!(unit.lower(i + 1), "but" | "while" | "although"))
        })
        .unwrap_or(unit.end())
}
