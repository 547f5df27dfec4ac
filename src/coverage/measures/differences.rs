//! One row a value of a slot in which articles differ.

use super::article;
use super::mentions::name;
use super::table::{Column, Table, columns};
use crate::coverage::Coverage;

const COLUMNS: &[Column] = columns![
    "event" Text "Event.",
    "statement" Text "Statement on which articles differ.",
    "slot" Text "What differs: `speaker`, `polarity`, `number`, `date` or `time`.",
    "article" Text "Article.",
    "outlet" Text "Outlet of that article.",
    "lang" Text "Language of that article.",
    "value" Text "What this article prints.",
];

pub(super) fn table(coverage: &Coverage) -> Table {
    let mut rows = Vec::new();
    for event in &coverage.events {
        for told in &event.statements {
            for difference in &told.differences {
                for (&place, value) in &difference.values {
                    let own = article(coverage, event, place);
                    rows.push(vec![
                        event.id.as_str().into(),
                        told.id.as_str().into(),
                        name(&difference.slot).as_str().into(),
                        own.id.as_str().into(),
                        own.outlet_name().into(),
                        own.lang.code().into(),
                        value.as_str().into(),
                    ]);
                }
            }
        }
    }
    Table {
        name: "differences",
        row: "what an article prints in a slot that differs",
        columns: COLUMNS,
        rows,
    }
}
