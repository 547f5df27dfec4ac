//! Numbers, dates, times and units of both languages as values that can be compared.
//!
//! `1,500 soldiers` and 병사 1천500명 are the same [`Value`] and the same [`Unit`]; `Monday` and 21일 are the same day
//! once the day of publication is known. [`find`] reads a text, [`compare`] judges two quantities. The words
//! themselves stand in `data/`.

mod calendar;
mod compare;
mod display;
mod english;
mod korean;
mod lexicon;
mod merge;
mod value;

pub use compare::{Comparison, compare};
pub use value::{
    Bound, CalendarUnit, DateValue, DayPart, Dimension, Quantity, Relative, Side, Stage, Unit, Value,
    Written, Zone,
};

use crate::text::{Language, Span};
use jiff::civil::Date;

/// Whether a Korean word may end where `rest` begins: nothing but particles and the like are left of it.
pub(crate) fn korean_word_ends(rest: &str) -> bool {
    lexicon::KOREAN.ends_before(rest)
}

/// What a text is read against.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day of publication, in the outlet's own zone. Without it, relative dates stay unresolved.
    pub published: Option<Date>,
}

/// Finds every number, date, time and measure in `text`, in order, without overlaps.
///
/// Spans index `text`. A language other than English and Korean gives what digits alone say.
pub fn find(text: &str, lang: Language, options: &Options) -> Vec<Quantity> {
    let mut found = Vec::new();
    for chunk in chunks(text) {
        let part = chunk.of(text);
        let inside = match lang {
            Language::Ko => korean::find(part),
            _ => english::find(part),
        };
        found.extend(inside.into_iter().map(|mut quantity| {
            quantity.span = quantity.span.shifted(chunk.start);
            quantity
        }));
    }
    merge::compounds(text, &mut found);
    calendar::resolve(&mut found, options.published);
    found
}

/// Cuts a text that is longer than any article at white space, so that memory stays bounded.
fn chunks(text: &str) -> Vec<Span> {
    const LONG: usize = 1 << 17;
    let mut found = Vec::new();
    let mut start = 0;
    while text.len() - start > LONG {
        let near = (start + LONG..)
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(text.len());
        let cut = text[near..]
            .find(char::is_whitespace)
            .map_or(text.len(), |at| near + at);
        found.push(Span::new(start, cut));
        start = cut;
    }
    found.push(Span::new(start, text.len()));
    found
}
