//! Attribution by a noun: "Seoul's claims", "allegations that the vote was rigged".

use super::build;
use super::mentions;
use super::roles;
use super::tags::Tag;
use super::unit::Unit;
use crate::statements::draft::{Draft, Mention};
use crate::statements::kinds::{Cue, Kind, Stance};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noun {
    lemma: String,
    stance: Stance,
    /// Said of somebody ("Seoul's claims") it attributes without "that" too.
    #[serde(default)]
    owned: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    noun: Vec<Noun>,
}

static NOUNS: LazyLock<Vec<Noun>> = LazyLock::new(|| {
    let data: Data =
        toml::from_str(include_str!("../data/nouns.en.toml")).expect("embedded nouns are well formed");
    data.noun
});

/// "claim", "allegation": a noun that attributes.
pub(super) fn is_of_speech(word: &str) -> bool {
    NOUNS.iter().any(|n| n.lemma == word)
}

/// Adds attributions by nouns.
pub(super) fn find(unit: &Unit<'_>, drafts: &mut Vec<Draft>) {
    for i in 0..unit.len() {
        if unit.quoted(i) || unit.tags[i] != Tag::Noun {
            continue;
        }
        let word = unit.lower(i);
        let noun = NOUNS.iter().find(|n| {
            word == n.lemma
                || word.strip_suffix('s') == Some(&n.lemma)
                || word
                    .strip_suffix("ies")
                    .is_some_and(|s| n.lemma.strip_suffix('y') == Some(s))
        });
        if let Some(draft) = noun.and_then(|n| at(unit, i, n, drafts)) {
            drafts.push(draft);
        }
    }
}

fn at(unit: &Unit<'_>, i: usize, noun: &Noun, drafts: &[Draft]) -> Option<Draft> {
    let owner = owner(unit, i);
    let by = (unit.lower(i + 1) == "by")
        .then(|| unit.phrase_after(i + 2, false))
        .flatten();
    let that = by.as_ref().map_or(i + 1, |b| b.end);
    let clause = unit.tag(that) == Some(Tag::That) && unit.lower(that) == "that";
    let end = end(unit, that);
    let content = match (clause, &owner, &by) {
        (true, _, _) => unit.trim(that + 1..end),
        (false, Some(_), _) | (false, _, Some(_)) if noun.owned => with_of(unit, i),
        _ => return None,
    };
    let cue = unit.span_of(&(i..i + 1));
    let words = unit.span_of(&content);
    // "said in a report that": the clause is reported already.
    if drafts
        .iter()
        .any(|d| d.statement.content.iter().any(|c| c.start == words.start))
    {
        return None;
    }
    let used = drafts.iter().any(|d| {
        d.statement.cue.as_ref().is_some_and(|c| c.span.overlaps(&cue))
            || d.statement.content.iter().any(|c| c.contains(&cue))
    });
    // "that" after a noun is a relative pronoun where a verb follows at once.
    let relative = clause
        && unit
            .tag(that + 1)
            .is_some_and(|t| t.is_finite() || t == Tag::Base);
    if content.is_empty() || used || relative || clause && !unit.has_finite(content.clone()) {
        return None;
    }
    let mut statement = build::statement(unit, &[content]);
    statement.kind = if unit.role_is_body() {
        Kind::Nominal
    } else {
        Kind::Headline
    };
    statement.cue = Some(Cue {
        span: cue,
        lemma: noun.lemma.clone(),
        stance: noun.stance,
        negated: false,
    });
    let speaker = owner.or_else(|| by.map(|b| mentions::mention(unit, &b, None)));
    Some(Draft {
        statement,
        speaker,
        chain: Vec::new(),
    })
}

/// Whose it is: "Seoul's", "his".
fn owner(unit: &Unit<'_>, i: usize) -> Option<Mention> {
    let mut at = i;
    while unit
        .tag_before(at)
        .is_some_and(|t| matches!(t, Tag::Adj | Tag::Num))
        || unit.before(at).is_some_and(|t| t.lower.ends_with("ed"))
    {
        at -= 1;
    }
    let last = at.checked_sub(1)?;
    if matches!(unit.lower(last), "his" | "her" | "its" | "their") {
        return Some(mentions::mention(unit, &(last..at), None));
    }
    if unit.tags[last] != Tag::Genitive {
        return None;
    }
    let phrase = unit.phrase_before(last)?;
    let mention = mentions::mention(unit, &phrase, None);
    let f = &mention.features;
    let speaks = f.name.is_some()
        || !f.members.is_empty()
        || f.head
            .as_deref()
            .is_some_and(|h| roles::is_person(h) || roles::is_body(h));
    speaks.then_some(mention)
}

/// The noun with what "of" adds.
fn with_of(unit: &Unit<'_>, i: usize) -> Range<usize> {
    let of = matches!(unit.lower(i + 1), "of" | "about" | "against");
    let more = of.then(|| unit.phrase_after(i + 2, true)).flatten();
    i..more.map_or(i + 1, |m| m.end)
}

fn end(unit: &Unit<'_>, from: usize) -> usize {
    (from..unit.end())
        .find(|&i| !unit.quoted(i) && (unit.is_comma(i) || unit.tokens[i].is_break()))
        .unwrap_or(unit.end())
}
