//! How alike words, clauses and sentences of two languages are.

use super::{Piece, Side, Word};
use crate::fidelity::dictionary::Listed;
use crate::fidelity::persons;
use crate::names::{Heard, SAME_PERSON};
use crate::text::{Language, Span};

/// Two words less alike than this have nothing to do with each other.
const STRANGE: f32 = 0.15;
/// Words as like as this are twins.
const TWINS: f32 = 0.3;

/// How alike two vectors of length 1 are, 0 for those that have nothing to do with each other, 1 for equal ones.
fn alike(a: &[f32], b: &[f32]) -> f32 {
    let dot: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    ((dot - STRANGE) / (1.0 - STRANGE)).clamp(0.0, 1.0)
}

/// Likeness of every word of the source with every word of the target, row by row of the source, 0 to 1.
pub(super) fn likeness_of_words(source: &Side<'_>, target: &Side<'_>) -> Vec<f32> {
    let mut all = Vec::with_capacity(source.words.len() * target.words.len());
    let (heard, answers) = (sounds(source), sounds(target));
    let listed = |side: &Side<'_>| -> Vec<Listed> {
        side.words
            .iter()
            .map(|w| Listed::new(w.span.of(side.text), side.lang))
            .collect()
    };
    let (listed, counterparts) = (listed(source), listed(target));
    for ((a, sound), word) in source.words.iter().zip(&heard).zip(&listed) {
        for ((b, answer), counterpart) in target.words.iter().zip(&answers).zip(&counterparts) {
            let (x, y) = (a.span.of(source.text), b.span.of(target.text));
            let like = alike(&a.vector, &b.vector);
            all.push(
                like.max(same_number(x, y))
                    .max(same_sound(sound, answer, source.lang))
                    .max(word.likeness(counterpart)),
            );
        }
    }
    all
}

/// Words as like as this may stand for each other: of the words of faithful news sentences two in five find one, of
/// those of strangers one in twenty-five.
const KIN: f32 = 0.08;

/// Every two words that may stand for each other, in sentences that belong together.
pub(super) fn kin(source: &Side<'_>, target: &Side<'_>, words: &[f32]) -> Vec<(Span, Span)> {
    let columns = target.words.len();
    let cell = |at: usize| (source.words[at / columns].span, target.words[at % columns].span);
    let alike = words.iter().enumerate().filter(|(_, like)| **like >= KIN);
    alike.map(|(at, _)| cell(at)).collect()
}

/// For every word of the source the word most like it, where they are alike enough; in sentences that belong together
/// above all.
pub(super) fn twins(
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

pub(super) fn likeness_of_clauses(
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
pub(super) struct Shares {
    columns: usize,
    all: Vec<f32>,
}

impl Shares {
    pub(super) fn of(&self, row: usize, column: usize) -> f32 {
        self.all.get(row * self.columns + column).copied().unwrap_or(1.0)
    }
}

pub(super) fn shares(here: &[Piece], there: &[Piece], clauses: &[f32]) -> Shares {
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
