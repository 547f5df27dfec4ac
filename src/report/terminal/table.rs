//! All matches as a table.

use super::wrap::shown;
use crate::pipeline::{Collation, Side};
use crate::report::{passage, words};
use comfy_table::{ContentArrangement, Table, presets};

/// A row a match: the verdict, and on each side who speaks above the words.
pub fn matches(collation: &Collation, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(["verdict", "source", "target"]);
    for matched in &collation.fidelity.matches {
        let verdict = words::verdict(matched.verdict).replace(' ', "\n  ");
        table.add_row([
            format!("{} {verdict}", words::verdict_sign(matched.verdict)),
            cell(&collation.source, &matched.source),
            cell(&collation.target, &matched.target),
        ]);
    }
    table.trim_fmt()
}

fn cell(side: &Side, statements: &[usize]) -> String {
    let content = shown(&passage::content(side, statements));
    match passage::speaker(side, statements) {
        Some(speaker) => format!("{}:\n{content}", shown(&speaker)),
        None => content,
    }
}
