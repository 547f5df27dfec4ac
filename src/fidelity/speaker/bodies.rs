//! Bodies of two kinds: an office of the state, and a body of members, which never stand for each other.

use crate::fidelity::Match;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon;
use crate::pipeline::Side;
use crate::statements::Statement;
use crate::text::Span;

/// Classes of bodies by their last word.
const KINDS: [&str; 2] = ["office-of-state", "body-of-members"];

/// Every matched statement whose speaker is a body of one kind in the source and of another in the target.
///
/// Neither sentence may name a body of the other's kind: it may have been that one that spoke.
pub fn exchanged(source: &Side, target: &Side, matches: &[Match]) -> Vec<Finding> {
    let judge = |(index, found): (usize, &Match)| {
        let ([s], [t]) = (found.source.as_slice(), found.target.as_slice()) else {
            return None;
        };
        let own = (&source.statements.statements[*s], source);
        let other = (&target.statements.statements[*t], target);
        let (here, there) = (speaker(own)?, speaker(other)?);
        let (kind, became) = (kind(here, source)?, kind(there, target)?);
        let beside = names(own, became) || names(other, kind);
        (kind != became && !beside).then(|| Finding {
            fault: Fault::SpeakerSwap,
            rule: "speaker",
            severity: Severity::Critical,
            source: vec![here],
            target: vec![there],
            values: (source.article.line(here), target.article.line(there)),
            reason: format!(
                "“{}” became “{}”: an office of the state and a body of members are not one.",
                source.article.line(here),
                target.article.line(there)
            ),
            matched: Some(index),
        })
    };
    matches.iter().enumerate().filter_map(judge).collect()
}

fn speaker((statement, _): (&Statement, &Side)) -> Option<Span> {
    statement.speaker.as_ref()?.mention
}

/// The one kind of body that the words at `at` name.
fn kind(at: Span, side: &Side) -> Option<&'static str> {
    let stands = |class: &&str| holds(class, at, side);
    let mut found = KINDS.into_iter().filter(|k| stands(k));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether the sentences of a statement name a body of that kind.
fn names((statement, side): (&Statement, &Side), kind: &str) -> bool {
    let spans = statement
        .sentences
        .iter()
        .filter_map(|&id| side.sentences.get(id));
    spans.map(|s| s.span).any(|at| holds(kind, at, side))
}

fn holds(class: &str, at: Span, side: &Side) -> bool {
    let words = at.of(&side.article.text).to_ascii_lowercase();
    lexicon::class(class).stands(&words, side.article.lang)
}
