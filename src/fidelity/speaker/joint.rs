//! Several speakers of whom the version makes one.

use super::Named;
use crate::fidelity::Match;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon;
use crate::names::Names;
use crate::pipeline::Side;
use crate::statements::{EntityKind, Kind};

/// Every matched statement of several who speak together, of whom the version has one alone.
pub fn reduced(source: &Side, target: &Side, matches: &[Match]) -> Vec<Finding> {
    let judge = |(index, found): (usize, &Match)| {
        let ([s], [t]) = (found.source.as_slice(), found.target.as_slice()) else {
            return None;
        };
        let (here, there) = (
            &source.statements.statements[*s],
            &target.statements.statements[*t],
        );
        let (own, other) = (here.speaker.as_ref()?, there.speaker.as_ref()?);
        let joint = source.statements.entity(own)?;
        let alone = target.statements.entity(other)?;
        let (mention, taken) = (own.mention?, other.mention?);
        let plural = there.sentences.iter().any(|&id| {
            let words = target
                .sentences
                .get(id)
                .map_or("", |s| s.span.of(&target.article.text));
            lexicon::class("several").stands(&words.to_ascii_lowercase(), target.article.lang)
        });
        let reduced =
            joint.members.len() > 1 && alone.members.is_empty() && alone.kind != EntityKind::Group && !plural;
        reduced.then(|| Finding {
            fault: Fault::SpeakerPartial,
            rule: "speaker",
            severity: Severity::Major,
            source: vec![mention],
            target: vec![taken],
            values: (source.article.line(mention), target.article.line(taken)),
            reason: "The original has several who say this together; the version has one alone.".to_owned(),
            matched: Some(index),
        })
    };
    matches.iter().enumerate().filter_map(judge).collect()
}

/// Every version's quotation that joins the words of two persons, of whom it names one at most.
pub fn merged(source: &Side, target: &Side, matches: &[Match], names: &Names) -> Vec<Finding> {
    let judge = |(index, found): (usize, &Match)| {
        let [t] = found.target.as_slice() else {
            return None;
        };
        let quote = &target.statements.statements[*t];
        let speakers = found
            .source
            .iter()
            .filter_map(|&s| Named::of(&source.statements.statements[s], source, names));
        let speakers: Vec<Named<'_>> = speakers.filter(|n| n.entity.kind == EntityKind::Person).collect();
        let (first, other) = (
            speakers.first()?,
            speakers.iter().find(|n| n.entity.id != speakers[0].entity.id)?,
        );
        let joint = quote.speaker.as_ref().and_then(|s| target.statements.entity(s));
        let joint = joint.is_some_and(|e| !e.members.is_empty() || e.kind == EntityKind::Group);
        (quote.kind == Kind::Direct && !joint).then(|| Finding {
            fault: Fault::QuoteMerged,
            rule: "speaker",
            severity: Severity::Critical,
            source: vec![first.mention, other.mention],
            target: quote.content.clone(),
            values: (format!("{}, {}", first.words(), other.words()), String::new()),
            reason: format!(
                "The original gives these words to “{}” and “{}”; the version makes one quotation of them.",
                first.entity.name, other.entity.name
            ),
            matched: Some(index),
        })
    };
    matches.iter().enumerate().filter_map(judge).collect()
}
