//! Quantities in English.
//!
//! A reader goes through the tokens once. At each it asks, in this order: is this a number that only names (F-16,
//! Article 9)? a time? a date? a number with its bound, unit and noun? What it recognises it steps over whole, so
//! quantities never overlap.

mod dates;
mod names;
mod numerals;
mod phrases;
mod times;
mod tokens;

use super::lexicon::Phrases;
use super::value::{Quantity, Unit, Value};
use crate::text::Span;
use tokens::{Kind, Token, tokens};

/// Finds the quantities of an English text, dates unresolved.
pub(super) fn find(text: &str) -> Vec<Quantity> {
    let mut reader = Reader {
        tokens: tokens(text),
        date_ended_at: None,
    };
    let mut found = Vec::new();
    let mut i = 0;
    while i < reader.tokens.len() {
        match reader.step(i) {
            Step::Over(next) => i = next.max(i + 1),
            Step::Found(quantity, next) => {
                reader.date_ended_at = matches!(quantity.value, Value::Date(_)).then_some(next);
                found.push(quantity);
                i = next.max(i + 1);
            }
        }
    }
    found
}

/// What became of the token at hand.
enum Step {
    /// No quantity; go on at this token.
    Over(usize),
    /// A quantity, and the token after it.
    Found(Quantity, usize),
}

/// The tokens of a text, and where the last date ended.
struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    date_ended_at: Option<usize>,
}

impl<'t> Reader<'t> {
    fn step(&self, i: usize) -> Step {
        if let Some(step) = self.name(i) {
            return step;
        }
        if let Some((value, next)) = self.time(i).or_else(|| self.day_part(i)) {
            return Step::Found(Quantity::new(self.span(i, next), value, Unit::Calendar), next);
        }
        if let Some((date, next)) = self.iso_date(i).or_else(|| self.date(i)) {
            let quantity = Quantity::new(self.span(i, next), Value::Date(date), Unit::Calendar);
            return Step::Found(quantity, next);
        }
        match self.counted(i) {
            Some((quantity, next)) => Step::Found(quantity, next),
            None => Step::Over(i + 1),
        }
    }

    fn token(&self, i: usize) -> Option<&Token<'t>> {
        self.tokens.get(i)
    }

    /// The word at `i` in lower case, where the token is one.
    fn word(&self, i: usize) -> Option<&str> {
        self.token(i)
            .filter(|t| t.kind == Kind::Word)
            .map(|t| t.word.as_str())
    }

    /// The word before `i`, a hyphen between them ignored.
    fn before(&self, i: usize) -> Option<&str> {
        let mut at = i.checked_sub(1)?;
        if self.hyphen(at) {
            at = at.checked_sub(1)?;
        }
        self.word(at)
    }

    /// A hyphen that joins the token before it with the one after.
    fn hyphen(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.is_dash() && !t.gap) && self.token(i + 1).is_some_and(|t| !t.gap)
    }

    /// Whether a clause may end before token `i`.
    fn clause_ends(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|t| t.kind == Kind::Sign && !t.is_dash() && t.text != "'" && t.text != "’")
    }

    /// The longest phrase of `phrases` at `i`, hyphens between its words ignored, and the token after it.
    fn phrase<'p, T>(&self, phrases: &'p Phrases<T>, i: usize) -> Option<(&'p T, usize)> {
        let first = self.word(i)?;
        phrases.beginning(first).iter().find_map(|(words, value)| {
            let mut at = i + 1;
            for word in &words[1..] {
                at += usize::from(self.hyphen(at));
                if self.word(at) != Some(word) {
                    return None;
                }
                at += 1;
            }
            Some((value, at))
        })
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].start, self.tokens[to - 1].end)
    }
}
