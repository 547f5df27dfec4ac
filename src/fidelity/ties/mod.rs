//! Which clause of the one language says what a clause of the other says.
//!
//! ```text
//! words ─► likeness of every two words ─► likeness of every two clauses ─► for a clause: where to look for its signs
//! ```
//!
//! Words are tied by the encoder's vectors of single words, numbers by their digits, names by their sound. A clause is
//! tied to those clauses of the other side whose words explain its own, and which its own words explain.

mod likeness;

use crate::text::{Language, Span};
use likeness::{kin, likeness_of_clauses, likeness_of_words, shares, twins};
use std::sync::Arc;

/// A word that says what its clause is about.
#[derive(Debug, Clone)]
pub struct Word {
    /// Where it stands in the article.
    pub span: Span,
    /// Its vector, of length 1 or 0.
    pub vector: Arc<[f32]>,
}

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Where it stands in the article.
    pub span: Span,
    /// No later ending takes it in.
    pub closes: bool,
    /// Its vector as a line of text, of length 1.
    pub vector: Arc<[f32]>,
}

/// One side of a pair, as far as ties are concerned.
pub struct Side<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// Its language.
    pub lang: Language,
    /// The sentences of the passage.
    pub sentences: &'a [Span],
    /// The clauses of the passage.
    pub clauses: &'a [Clause],
    /// The content words of the passage.
    pub words: &'a [Word],
    /// Whether a clause only says who speaks: *he said*, 그는 …라고 말했다 without what is said.
    pub frames: &'a [bool],
}

/// Which of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From the source to the target.
    Source,
    /// From the target to the source.
    Target,
}

impl From {
    /// The other way.
    pub const fn back(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// How far from a sign its counterpart may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In what stands for its clause: what changes the sense of that clause alone.
    Clause,
    /// There, beside it, or where a sign would stand that takes that clause in as well: at the end of a chain of Korean
    /// clauses, at the head of a chain of English ones.
    Scope,
    /// There, or in the clauses beside it: where the languages cut their clauses in different places.
    Neighbours,
    /// In what stands for its sentence: who says it, how it is said.
    Sentence,
}

/// The ties between two passages.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    source: Vec<Piece>,
    target: Vec<Piece>,
    /// Likeness of clauses, row by row of the source.
    clauses: Vec<f32>,
    /// Words of both sides that stand for each other beyond doubt.
    twins: Vec<(Span, Span)>,
    /// Words of both sides that may stand for each other.
    kin: Vec<(Span, Span)>,
}

/// A clause and the sentence it stands in.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    sentence: usize,
    korean: bool,
    /// No later ending takes it in.
    closes: bool,
    /// It only says who speaks, so that it stands for no clause that says what.
    frame: bool,
}

/// Two clauses less alike than this do not say the same, whatever else is left.
const LEAST: f32 = 0.10;
/// A clause this much as like as the best one may also hold what is looked for.
const ALSO: f32 = 0.6;

impl Ties {
    /// Ties two passages.
    pub fn new(source: &Side<'_>, target: &Side<'_>) -> Self {
        let (here, there) = (pieces(source), pieces(target));
        let words = likeness_of_words(source, target);
        let mut clauses = likeness_of_clauses((source, &here), (target, &there), &words);
        let shares = shares(&here, &there, &clauses);
        for (i, a) in here.iter().enumerate() {
            for (j, b) in there.iter().enumerate() {
                clauses[i * there.len() + j] *= shares.of(a.sentence, b.sentence);
            }
        }
        let twins = twins((source, &here), (target, &there), &words, &shares);
        Self {
            source: here,
            target: there,
            clauses,
            twins,
            kin: kin(source, target, &words),
        }
    }

    /// Where on the other side to look for what stands at `at`: the clauses tied to its clause and those where a twin of
    /// its own words stands, else the sentences tied to its sentence. `None` where nothing can be told.
    pub fn across(&self, from: From, at: Span, reach: Reach) -> Option<Vec<Span>> {
        let (own, other) = self.sides(from);
        let clause = own.iter().position(|p| p.span.overlaps(&at))?;
        let framed = own[clause].frame;
        let like = |o: usize| {
            let apart = other[o].frame && !framed;
            if apart {
                0.0
            } else {
                self.likeness(from, clause, o)
            }
        };
        let row: Vec<f32> = (0..other.len()).map(like).collect();
        let best = row.iter().copied().fold(0.0, f32::max);
        let only = self.is_only(from, at);
        if best < LEAST || only || reach == Reach::Sentence {
            return self.sentence_across(from, own[clause].sentence);
        }
        let twin = |o: usize| self.twins_of(from, at).any(|t| other[o].span.overlaps(&t));
        let tied =
            (0..other.len()).filter(|&o| row[o] >= ALSO * best || twin(o) || self.is_best(from, clause, o));
        let mut tied: Vec<usize> = tied.collect();
        let wider: Vec<usize> = match reach {
            Reach::Scope => tied
                .iter()
                .flat_map(|&o| [self.in_scope(from, o), self.beside(from, o)].concat())
                .collect(),
            Reach::Neighbours => tied.iter().flat_map(|&o| self.beside(from, o)).collect(),
            _ => Vec::new(),
        };
        tied.extend(wider);
        Some(tied.into_iter().map(|o| other[o].span).collect())
    }

    /// Whether the clause at `at` is the only one of its sentence that says anything but who speaks.
    pub fn is_only(&self, from: From, at: Span) -> bool {
        let own = self.sides(from).0;
        let Some(clause) = own.iter().find(|p| p.span.overlaps(&at)) else {
            return false;
        };
        let beside = own.iter().filter(|p| p.sentence == clause.sentence && !p.frame);
        !clause.frame && beside.count() == 1
    }

    /// Whether no other clause is more like the other side's clause `o`: a long clause may be cut up over there.
    fn is_best(&self, from: From, clause: usize, o: usize) -> bool {
        let own = self.likeness(from, clause, o);
        own >= LEAST && (0..self.sides(from).0.len()).all(|c| self.likeness(from, c, o) <= own)
    }

    /// The clauses before and after the other side's clause `o` in its sentence.
    fn beside(&self, from: From, o: usize) -> Vec<usize> {
        let other = self.sides(from).1;
        let near = [o.checked_sub(1), Some(o + 1).filter(|&n| n < other.len())];
        near.into_iter()
            .flatten()
            .filter(|&n| other[n].sentence == other[o].sentence)
            .collect()
    }

    /// The clauses of the other side whose endings or auxiliaries may take in its clause `o`.
    fn in_scope(&self, from: From, o: usize) -> Vec<usize> {
        let other = self.sides(from).1;
        let same = |p: &usize| other[*p].sentence == other[o].sentence;
        if other[o].korean {
            let mut end = o;
            while !other[end].closes && end + 1 < other.len() && same(&(end + 1)) {
                end += 1;
            }
            (o..=end).collect()
        } else {
            o.checked_sub(1).filter(same).into_iter().collect()
        }
    }

    /// How much of what stands at `at` the other side says at all, anywhere: the likeness of the clause most alike.
    pub fn said(&self, from: From, at: Span) -> f32 {
        let (own, other) = self.sides(from);
        let inside = (0..own.len()).filter(|&c| at.overlaps(&own[c].span));
        let likeness = inside.flat_map(|c| (0..other.len()).map(move |o| self.likeness(from, c, o)));
        likeness.fold(0.0, f32::max)
    }

    /// The clause that `at` stands in; `None` where it stands in none.
    pub fn clause(&self, from: From, at: Span) -> Option<Span> {
        self.sides(from)
            .0
            .iter()
            .find(|p| p.span.overlaps(&at))
            .map(|p| p.span)
    }

    /// The words within `at` that have a twin on the other side, with the twin; in order.
    pub fn twins_in(&self, from: From, at: Span) -> Vec<(Span, Span)> {
        within(&self.twins, from, at)
    }

    /// The words within `at` with every word on the other side that may stand for them; in order.
    pub fn kin_in(&self, from: From, at: Span) -> Vec<(Span, Span)> {
        within(&self.kin, from, at)
    }

    /// The twins of the words at `at`.
    fn twins_of(&self, from: From, at: Span) -> impl Iterator<Item = Span> {
        self.twins.iter().filter_map(move |&(s, t)| match from {
            From::Source => s.overlaps(&at).then_some(t),
            From::Target => t.overlaps(&at).then_some(s),
        })
    }

    /// The sentences tied to a sentence, by the likeness of their clauses summed up: those most like it, and those that
    /// no other sentence is more like, for a sentence may be cut in two over there.
    fn sentence_across(&self, from: From, sentence: usize) -> Option<Vec<Span>> {
        let other = self.sides(from).1;
        let count = other.last()?.sentence + 1;
        let sums: Vec<f32> = (0..count)
            .map(|o| self.sentences_alike(from, sentence, o))
            .collect();
        let best = sums.iter().copied().fold(0.0, f32::max);
        let rivals = self.sides(from).0.last()?.sentence + 1;
        let nearest = |o: usize| (0..rivals).all(|s| self.sentences_alike(from, s, o) <= sums[o]);
        let tied = |p: &&Piece| sums[p.sentence] >= ALSO * best || nearest(p.sentence);
        (best >= LEAST).then(|| other.iter().filter(tied).map(|p| p.span).collect())
    }

    fn sentences_alike(&self, from: From, sentence: usize, other: usize) -> f32 {
        let (own, across) = self.sides(from);
        let inside = (0..own.len()).filter(|&c| own[c].sentence == sentence);
        let best = |c: usize| {
            let there = (0..across.len()).filter(|&o| across[o].sentence == other);
            there.map(|o| self.likeness(from, c, o)).fold(0.0, f32::max)
        };
        inside.map(best).sum()
    }

    fn sides(&self, from: From) -> (&[Piece], &[Piece]) {
        match from {
            From::Source => (&self.source, &self.target),
            From::Target => (&self.target, &self.source),
        }
    }

    fn likeness(&self, from: From, own: usize, other: usize) -> f32 {
        let (row, column) = match from {
            From::Source => (own, other),
            From::Target => (other, own),
        };
        self.clauses[row * self.target.len() + column]
    }
}

/// Those pairs whose own word lies within `at`, the own word first.
fn within(pairs: &[(Span, Span)], from: From, at: Span) -> Vec<(Span, Span)> {
    let turned = pairs.iter().map(|&(s, t)| match from {
        From::Source => (s, t),
        From::Target => (t, s),
    });
    let mut inside: Vec<(Span, Span)> = turned.filter(|(own, _)| at.contains(own)).collect();
    inside.sort_by_key(|(own, _)| own.start);
    inside
}

fn pieces(side: &Side<'_>) -> Vec<Piece> {
    let frames = side.frames.iter().copied().chain(std::iter::repeat(false));
    let piece = |(c, frame): (&Clause, bool)| Piece {
        span: c.span,
        frame,
        sentence: side
            .sentences
            .iter()
            .position(|s| s.overlaps(&c.span))
            .unwrap_or_default(),
        korean: side.lang == Language::Ko,
        closes: c.closes,
    };
    side.clauses.iter().zip(frames).map(piece).collect()
}
