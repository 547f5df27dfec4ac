//! Numbers, dates, times and units of both languages as values that can be compared.
//!
//! `1,500 soldiers` and 병사 1천500명 are the same [`Value`] and the same [`Unit`]; `Monday` and 21일 are the same day
//! once the day of publication is known. [`find`] reads a text, [`compare`] judges two quantities. The words
//! themselves stand in `data/`.

mod calendar;
mod compare;
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

use crate::text::Language;
use jiff::civil::Date;

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
    let mut found = match lang {
        Language::Ko => korean::find(text),
        _ => english::find(text),
    };
    merge::compounds(text, &mut found);
    calendar::resolve(&mut found, options.published);
    found
}
