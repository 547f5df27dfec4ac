//! Headlines that attribute by a colon or a dash alone: "Bank chief: rates to stay high", "Smith could quit – report".

use super::build;
use super::mentions;
use super::roles;
use super::tokens::Make;
use super::unit::Unit;
use crate::statements::draft::{Draft, Mention};
use crate::statements::kinds::Kind;
use std::ops::Range;

/// Most words of a name in front of a colon.
const LONGEST: usize = 6;

/// Adds what a colon or a dash attributes in a headline that no verb does.
pub(super) fn find(unit: &Unit<'_>, drafts: &mut Vec<Draft>) {
    if unit.role_is_body() || !drafts.is_empty() {
        return;
    }
    let Some((speaker, content)) = in_front(unit).or_else(|| behind(unit)) else {
        return;
    };
    let quoted = content.clone().any(|i| unit.quoted(i));
    if content.is_empty() || quoted {
        return;
    }
    let mut statement = build::statement(unit, &[content]);
    statement.kind = Kind::Headline;
    drafts.push(Draft {
        statement,
        speaker: Some(speaker),
        chain: Vec::new(),
    });
}

/// "Bank chief: rates to stay high"
fn in_front(unit: &Unit<'_>) -> Option<(Mention, Range<usize>)> {
    let colon = (1..unit.len().min(LONGEST + 1)).find(|&i| unit.lower(i) == ":")?;
    let phrase = unit.phrase_before(colon).filter(|p| p.start == 0)?;
    let content = unit.trim(colon + 1..unit.end());
    // A topic in front of a colon ("Storm: what we know") says nothing.
    let speaker = speaks(unit, &phrase)?;
    (content.len() > 2).then_some((speaker, content))
}

/// "Smith could quit – report", "Rates to stay high: bank chief"
fn behind(unit: &Unit<'_>) -> Option<(Mention, Range<usize>)> {
    let dash = (1..unit.len()).rev().find(|&i| {
        matches!(unit.tokens[i].make, Make::Punct(':' | '-' | '–' | '—')) && unit.len() - i <= LONGEST
    })?;
    let phrase = unit
        .phrase_after(dash + 1, true)
        .filter(|p| p.end >= unit.end())?;
    let content = unit.trim(0..dash);
    let speaker = speaks(unit, &phrase)?;
    (content.len() > 2).then_some((speaker, content))
}

/// The mention, if it is one of somebody or of something written.
fn speaks(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<Mention> {
    let mention = mentions::mention(unit, phrase, None);
    let head = mention.features.head.as_deref();
    let known = head.is_some_and(|h| roles::is_person(h) || roles::is_body(h)) || unit.is_document(phrase);
    (known && mention.features.members.is_empty()).then_some(mention)
}
