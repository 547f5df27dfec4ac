//! One row a speaker in an outlet.

use super::outlets::outlets;
use super::table::{Cell, Column, Table, columns};
use super::{Given, article};
use crate::coverage::Coverage;
use std::collections::BTreeMap;

const COLUMNS: &[Column] = columns![
    "event" Text "Event.",
    "entity" Text "Who speaks, by the name shown for the event.",
    "entity_en" Text "The fullest English name.",
    "entity_ko" Text "The fullest Korean name.",
    "anonymous" Truth "Whether every article keeps the name back.",
    "outlet" Text "Outlet.",
    "lang" Text "Language of its articles.",
    "mentions" Whole "Statements of this speaker that the outlet carries, one for each article that carries one.",
    "direct" Whole "Those quoted whole.",
    "partly" Whole "Those with a quoted stretch.",
    "indirect" Whole "Those in the reporter's words.",
];

pub(super) fn table(coverage: &Coverage) -> Table {
    let mut rows = Vec::new();
    for event in &coverage.events {
        for (&(lang, outlet), places) in &outlets(coverage, event) {
            let mut counts: BTreeMap<usize, BTreeMap<Given, usize>> = BTreeMap::new();
            for &place in places {
                for said in &article(coverage, event, place).said {
                    if let Some(voice) = event.voices.of(place, said.speaker) {
                        *counts
                            .entry(voice)
                            .or_default()
                            .entry(Given::of(said.kind))
                            .or_default() += 1;
                    }
                }
            }
            for (voice, given) in counts {
                let voice = &event.voices.voices[voice];
                let count = |of: Given| given.get(&of).copied().unwrap_or_default();
                let name = |lang| Cell::from(voice.names.get(&lang).cloned());
                rows.push(vec![
                    event.id.as_str().into(),
                    voice.name.as_str().into(),
                    name(crate::text::Language::En),
                    name(crate::text::Language::Ko),
                    voice.anonymous.into(),
                    outlet.into(),
                    lang.code().into(),
                    given.values().sum::<usize>().into(),
                    count(Given::Direct).into(),
                    count(Given::Partly).into(),
                    count(Given::Indirect).into(),
                ]);
            }
        }
    }
    Table {
        name: "speakers",
        row: "a speaker in an outlet's articles of an event",
        columns: COLUMNS,
        rows,
    }
}
