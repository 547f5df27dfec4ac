//! Sentences inside quotations that the other side does not have: put into the speaker's mouth, or cut out of it.
//!
//! Looked at only in beads whose quotations hold more sentences on one side than on the other, and more words than
//! these need (Korean joins in one sentence what English says in two); reported only of a sentence that nothing there is
//! like: the likeness of the sentences is no more than what points to the place.

use super::clauses;
use super::explained::explained;
use super::finding::{Fault, Finding, Severity};
use super::length::{is_surplus, letters};
use crate::alignment::Bead;
use crate::embedding::Encoder;
use crate::pipeline::Side;
use crate::sentences;
use crate::statements::marks;
use crate::text::Span;

/// A sentence less like everything on the other side than this has no counterpart there.
const UNLIKE: f32 = 0.25;
/// A sentence of which this share of words has a like one there is not new, however unlike it is as a whole.
const EXPLAINED: f32 = 0.2;
/// A quotation must be too long by this much: faithful ones differ in length by a quarter and more.
const MARGIN: f32 = 1.1;
/// Words of the shortest sentence that is looked at.
const SHORTEST: usize = 4;

/// Every sentence inside a quotation that one side alone has.
pub fn unequal(source: &Side, target: &Side, beads: &[Bead], encoder: &dyn Encoder) -> Vec<Finding> {
    let (here, there) = (Quoted::of(source), Quoted::of(target));
    let judge = |bead: &Bead| {
        let (own, other) = (here.within(&bead.source), there.within(&bead.target));
        let added = alone(&other, target, (&own, source, &bead.source), encoder);
        let lost = alone(&own, source, (&other, target, &bead.target), encoder);
        let added = added
            .into_iter()
            .map(|at| fabricated(target, source, at, &bead.source));
        let lost = lost
            .into_iter()
            .map(|at| truncated(source, target, at, &bead.target));
        added.chain(lost).collect::<Vec<_>>()
    };
    let full = beads
        .iter()
        .filter(|b| !b.source.is_empty() && !b.target.is_empty());
    full.flat_map(judge).collect()
}

/// The sentences inside the quotations of an article.
struct Quoted<'a> {
    side: &'a Side,
    sentences: Vec<Span>,
}

impl<'a> Quoted<'a> {
    fn of(side: &'a Side) -> Self {
        let text = &side.article.text;
        let marks = marks::find(text, &side.article.blocks)
            .into_iter()
            .filter(|m| !m.single && m.depth == 0);
        let inner = marks.flat_map(|m| sentences::inside_quote(&side.article, m.span));
        // A quotation that goes on after its attribution is no sentence of its own.
        let whole =
            |s: &Span| !s.of(text).starts_with(char::is_lowercase) && !s.of(text).trim_end().ends_with('…');
        Self {
            sentences: inner.filter(whole).collect(),
            side,
        }
    }

    fn within(&self, ids: &[usize]) -> Vec<Span> {
        let spans: Vec<Span> = ids
            .iter()
            .filter_map(|&id| Some(self.side.sentences.get(id)?.span))
            .collect();
        self.sentences
            .iter()
            .filter(|s| spans.iter().any(|b| b.overlaps(s)))
            .copied()
            .collect()
    }
}

/// Those of `own` that nothing on the other side is like, where there are more of them than there.
fn alone(
    own: &[Span],
    side: &Side,
    (other, across, ids): (&[Span], &Side, &[usize]),
    encoder: &dyn Encoder,
) -> Vec<Span> {
    if own.len() <= other.len() || own.len() < 2 {
        return Vec::new();
    }
    let whole = beside(ids, across);
    let whole = whole.iter().copied();
    let clauses = whole.clone().flat_map(|s| {
        let cut = clauses::cut(
            &s.of(&across.article.text).to_ascii_lowercase(),
            across.article.lang,
        );
        cut.into_iter()
            .map(move |c| c.shifted(s.start))
            .collect::<Vec<_>>()
    });
    let texts: Vec<&str> = own.iter().map(|s| s.of(&side.article.text)).collect();
    let rest: Vec<&str> = other
        .iter()
        .copied()
        .chain(whole.clone())
        .chain(clauses)
        .map(|s| s.of(&across.article.text))
        .collect();
    let vectors = encoder.encode(&texts.iter().chain(&rest).copied().collect::<Vec<_>>());
    let rows: Vec<&[f32]> = vectors.chunks_exact(encoder.dimension()).collect();
    let (mine, theirs) = rows.split_at(texts.len());
    let likest = |row: &[f32]| {
        let dot = |other: &&[f32]| row.iter().zip(*other).map(|(a, b)| a * b).sum::<f32>();
        theirs.iter().map(dot).fold(0.0, f32::max)
    };
    let mut strangers: Vec<(f32, Span)> = mine.iter().zip(own).map(|(row, s)| (likest(row), *s)).collect();
    let long = |s: &Span| s.of(&side.article.text).split_whitespace().count() >= SHORTEST;
    let whole = beside(ids, across);
    strangers.retain(|(like, span)| {
        *like < UNLIKE
            && long(span)
            && is_surplus(
                length(own, side),
                length(&[*span], side),
                length(other, across) * MARGIN,
            )
            && explained((&[*span], side), (&whole, across), encoder).share() < EXPLAINED
    });
    strangers.sort_by(|a, b| a.0.total_cmp(&b.0));
    strangers.truncate(own.len() - other.len());
    strangers.into_iter().map(|(_, span)| span).collect()
}

/// The letters of all these sentences.
fn length(sentences: &[Span], side: &Side) -> f32 {
    let letters = |s: &Span| letters(s.of(&side.article.text), side.article.lang);
    sentences.iter().map(letters).sum()
}

/// The sentences of a bead with the one before and the one after: a desk moves words that far.
fn beside(ids: &[usize], side: &Side) -> Vec<Span> {
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Vec::new();
    };
    let range = first.saturating_sub(1)..(last + 2).min(side.sentences.len());
    let sentences = side.sentences.get(range).unwrap_or_default();
    sentences.iter().map(|s| s.span).collect()
}

fn fabricated(target: &Side, source: &Side, at: Span, ids: &[usize]) -> Finding {
    Finding {
        fault: Fault::QuoteFabricated,
        rule: "wording",
        severity: Severity::Critical,
        source: places(source, ids),
        target: vec![at],
        values: (String::new(), target.article.line(at)),
        reason: "Nothing that the original quotes or says here is like this sentence of the quotation."
            .to_owned(),
        matched: None,
    }
}

fn truncated(source: &Side, target: &Side, at: Span, ids: &[usize]) -> Finding {
    Finding {
        fault: Fault::QuoteTruncated,
        rule: "wording",
        severity: Severity::Major,
        source: vec![at],
        target: places(target, ids),
        values: (source.article.line(at), String::new()),
        reason: "Nothing that the version quotes or says here is like this sentence of the quotation."
            .to_owned(),
        matched: None,
    }
}

fn places(side: &Side, ids: &[usize]) -> Vec<Span> {
    ids.iter()
        .filter_map(|&id| Some(side.sentences.get(id)?.span))
        .collect()
}
