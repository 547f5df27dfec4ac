//! The quote sheet: every statement of both sides in two columns, with who says it, how, and the verdict, in the order
//! of reading. It is what an editor signs off.

mod csv;
mod rows;
mod xlsx;

pub use csv::QuotesCsv;
pub use xlsx::QuotesXlsx;

/// The columns: heading, and width in characters where a sheet has one.
const COLUMNS: [crate::exchange::sheet::Column; 12] = [
    ("no.", 5.0),
    ("source: who", 18.0),
    ("source: cue", 12.0),
    ("source: words", 48.0),
    ("target: words", 48.0),
    ("target: cue", 12.0),
    ("target: who", 18.0),
    ("kind", 14.0),
    ("verdict", 18.0),
    ("findings", 44.0),
    ("signed off", 11.0),
    ("remark", 24.0),
];
