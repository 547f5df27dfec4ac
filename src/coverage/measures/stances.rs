//! One row a class of cues in an outlet.

use super::article;
use super::mentions::name;
use super::outlets::outlets;
use super::table::{Cell, Column, Table, columns};
use crate::coverage::Coverage;
use std::collections::BTreeMap;

const COLUMNS: &[Column] = columns![
    "event" Text "Event.",
    "outlet" Text "Outlet.",
    "lang" Text "Language of its articles.",
    "stance" Text "Class of the words that attribute, such as `neutral`, `claim`, `deny`, `criticise`.",
    "mentions" Whole "Statements attributed with words of this class.",
    "share" Number "The same over all statements of the outlet in the event that have such words, 0 to 1.",
];

pub(super) fn table(coverage: &Coverage) -> Table {
    let mut rows = Vec::new();
    for event in &coverage.events {
        for (&(lang, outlet), places) in &outlets(coverage, event) {
            let said = places
                .iter()
                .flat_map(|&place| &article(coverage, event, place).said);
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for stance in said.filter_map(|s| s.stance) {
                *counts.entry(name(&stance)).or_default() += 1;
            }
            let all: usize = counts.values().sum();
            for (stance, count) in counts {
                rows.push(vec![
                    event.id.as_str().into(),
                    outlet.into(),
                    lang.code().into(),
                    stance.as_str().into(),
                    count.into(),
                    Cell::rounded(count as f64 / all as f64),
                ]);
            }
        }
    }
    Table {
        name: "stances",
        row: "a class of attributing words in an outlet's articles of an event",
        columns: COLUMNS,
        rows,
    }
}
