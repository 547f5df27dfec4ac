//! Which clause of the one language says what a clause of the other says.
//!
//! ```text
//! words ─► likeness of every two words ─► likeness of every two clauses ─► for a clause: where to look for its signs
//! ```
//!
//! Words are tied by the encoder's vectors of single words, numbers by their digits, names by their sound. A clause is
//! tied to those clauses of the other side whose words explain its own, and which its own words explain.

use super::persons;
use crate::names::{Heard, SAME_PERSON};
use crate::text::{Language, Span};
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
}

/// A clause and the sentence it stands in.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    sentence: usize,
    korean: bool,
    /// No later ending takes it in.
    closes: bool,
}

/// Two words less alike than this have nothing to do with each other.
const STRANGE: f32 = 0.15;
/// Words as like as this are twins.
const TWINS: f32 = 0.3;
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
        }
    }

    /// Where on the other side to look for what stands at `at`: the clauses tied to its clause and those where a twin of
    /// its own words stands, else the sentences tied to its sentence. `None` where nothing can be told.
    pub fn across(&self, from: From, at: Span, reach: Reach) -> Option<Vec<Span>> {
        let (own, other) = self.sides(from);
        let clause = own.iter().position(|p| p.span.overlaps(&at))?;
        let row: Vec<f32> = (0..other.len()).map(|o| self.likeness(from, clause, o)).collect();
        let best = row.iter().copied().fold(0.0, f32::max);
        let only = own.iter().filter(|p| p.sentence == own[clause].sentence).count() == 1;
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
        let turned = self.twins.iter().map(|&(s, t)| match from {
            From::Source => (s, t),
            From::Target => (t, s),
        });
        let mut inside: Vec<(Span, Span)> = turned.filter(|(own, _)| at.contains(own)).collect();
        inside.sort_by_key(|(own, _)| own.start);
        inside
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

fn pieces(side: &Side<'_>) -> Vec<Piece> {
    let piece = |c: &Clause| Piece {
        span: c.span,
        sentence: side
            .sentences
            .iter()
            .position(|s| s.overlaps(&c.span))
            .unwrap_or_default(),
        korean: side.lang == Language::Ko,
        closes: c.closes,
    };
    side.clauses.iter().map(piece).collect()
}

/// How alike two vectors of length 1 are, 0 for those that have nothing to do with each other, 1 for equal ones.
fn alike(a: &[f32], b: &[f32]) -> f32 {
    let dot: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    ((dot - STRANGE) / (1.0 - STRANGE)).clamp(0.0, 1.0)
}

/// Likeness of every word of the source with every word of the target, row by row of the source, 0 to 1.
fn likeness_of_words(source: &Side<'_>, target: &Side<'_>) -> Vec<f32> {
    let mut all = Vec::with_capacity(source.words.len() * target.words.len());
    let (heard, answers) = (sounds(source), sounds(target));
    for (a, sound) in source.words.iter().zip(&heard) {
        for (b, answer) in target.words.iter().zip(&answers) {
            let (x, y) = (a.span.of(source.text), b.span.of(target.text));
            let like = alike(&a.vector, &b.vector);
            all.push(
                like.max(same_number(x, y))
                    .max(same_sound(sound, answer, source.lang)),
            );
        }
    }
    all
}

/// For every word of the source the word most like it, where they are alike enough; in sentences that belong together
/// above all.
fn twins(
    (source, here): (&Side<'_>, &[Piece]),
    (target, there): (&Side<'_>, &[Piece]),
    words: &[f32],
    shares: &Shares,
) -> Vec<(Span, Span)> {
    let columns = target.words.len();
    let sentence = |pieces: &[Piece], at: Span| {
        pieces
            .iter()
            .find(|p| p.span.overlaps(&at))
            .map_or(0, |p| p.sentence)
    };
    let rows: Vec<usize> = source.words.iter().map(|w| sentence(here, w.span)).collect();
    let cols: Vec<usize> = target.words.iter().map(|w| sentence(there, w.span)).collect();
    let twin = |row: usize| {
        let like = |column: usize| words[row * columns + column] * shares.of(rows[row], cols[column]);
        let best = (0..columns).max_by(|&a, &b| like(a).total_cmp(&like(b)))?;
        (words[row * columns + best] >= TWINS).then(|| (source.words[row].span, target.words[best].span))
    };
    (0..source.words.len()).filter_map(twin).collect()
}

/// 1 where both words begin with the same digits.
fn same_number(a: &str, b: &str) -> f32 {
    let digits = |word: &str| word.chars().take_while(char::is_ascii_digit).count();
    let (x, y) = (digits(a), digits(b));
    f32::from(u8::from(x > 0 && x == y && a[..x] == b[..y]))
}

/// The sound of a capitalised English word, or of a Korean word with and without its last syllables.
fn sounds(side: &Side<'_>) -> Vec<Vec<Heard>> {
    let sound = |word: &Word| {
        let text = word.span.of(side.text);
        match side.lang {
            Language::En if text.starts_with(char::is_uppercase) && text.len() > 2 => {
                vec![Heard::latin(text)]
            }
            Language::Ko => persons::prefixes(text).map(Heard::hangul).collect(),
            _ => Vec::new(),
        }
    };
    side.words.iter().map(sound).collect()
}

/// How alike two words sound, if much.
fn same_sound(a: &[Heard], b: &[Heard], source: Language) -> f32 {
    let (latin, hangul) = if source == Language::En { (a, b) } else { (b, a) };
    let best = latin
        .iter()
        .flat_map(|l| hangul.iter().map(|h| l.likeness(h)))
        .fold(0.0, f32::max);
    if best >= SAME_PERSON { best } else { 0.0 }
}

fn likeness_of_clauses(
    (source, here): (&Side<'_>, &[Piece]),
    (target, there): (&Side<'_>, &[Piece]),
    words: &[f32],
) -> Vec<f32> {
    let columns = target.words.len();
    let of = |words: &[Word], piece: &Piece| -> Vec<usize> {
        (0..words.len())
            .filter(|&w| piece.span.overlaps(&words[w].span))
            .collect()
    };
    let rows: Vec<Vec<usize>> = here.iter().map(|p| of(source.words, p)).collect();
    let cols: Vec<Vec<usize>> = there.iter().map(|p| of(target.words, p)).collect();
    let mut all = Vec::with_capacity(rows.len() * cols.len());
    for (a, clause) in rows.iter().zip(source.clauses) {
        for (b, other) in cols.iter().zip(target.clauses) {
            let forth: f32 = a
                .iter()
                .map(|w| b.iter().map(|v| words[w * columns + v]).fold(0.0, f32::max))
                .sum();
            let back: f32 = b
                .iter()
                .map(|v| a.iter().map(|w| words[w * columns + v]).fold(0.0, f32::max))
                .sum();
            // One word more in both, so that a lone word that happens to fit does not outweigh a whole clause.
            let words = (forth + back) / (a.len() + b.len() + 2) as f32;
            all.push((words + alike(&clause.vector, &other.vector)) / 2.0);
        }
    }
    all
}

/// How much of a clause's likeness stands whatever the sentences around it say.
const ALONE: f32 = 0.4;

/// How much sentences belong together, by their clauses: [`ALONE`] for strangers, 1 for the best of a row or column.
struct Shares {
    columns: usize,
    all: Vec<f32>,
}

impl Shares {
    fn of(&self, row: usize, column: usize) -> f32 {
        self.all.get(row * self.columns + column).copied().unwrap_or(1.0)
    }
}

fn shares(here: &[Piece], there: &[Piece], clauses: &[f32]) -> Shares {
    let count = |pieces: &[Piece]| pieces.iter().map(|p| p.sentence + 1).max().unwrap_or_default();
    let (rows, columns) = (count(here), count(there));
    let mut sums = vec![0.0; rows * columns];
    for (i, a) in here.iter().enumerate() {
        let mut best = vec![0.0; columns];
        for (j, b) in there.iter().enumerate() {
            best[b.sentence] = f32::max(best[b.sentence], clauses[i * there.len() + j]);
        }
        (0..columns).for_each(|s| sums[a.sentence * columns + s] += best[s]);
    }
    let row_best = |r: usize| (0..columns).map(|c| sums[r * columns + c]).fold(1e-6, f32::max);
    let column_best = |c: usize| (0..rows).map(|r| sums[r * columns + c]).fold(1e-6, f32::max);
    let share = |at: usize| {
        let (row, column) = (at / columns, at % columns);
        ALONE + (1.0 - ALONE) * (sums[at] / row_best(row)).max(sums[at] / column_best(column))
    };
    Shares {
        columns,
        all: (0..rows * columns).map(share).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names() {
        assert_eq!(same_number("3", "3천200명"), 1.0);
        assert_eq!(same_number("30", "3천"), 0.0);
        let latin = [Heard::latin("Whitfield")];
        let hangul = [Heard::hangul("휫필드")];
        assert!(same_sound(&latin, &hangul, Language::En) > 0.5);
        assert!(same_sound(&hangul, &latin, Language::Ko) > 0.5);
    }
}
