//! One row a statement.

use super::table::{Cell, Column, Table, columns};
use super::{article, earliest};
use crate::coverage::{Agreement, Carried, Coverage, Event, Told};
use std::collections::BTreeSet;

const COLUMNS: &[Column] = columns![
    "event" Text "Event it belongs to.",
    "statement" Text "Id of the statement.",
    "entity" Text "Who says it; empty where no article names a source.",
    "gist" Text "The words of the article that gives it most plainly, English where there is one.",
    "coverage" Text "`both`, `en_only` or `ko_only`: the languages that report it.",
    "agreement" Text "`agree`, `differ`, or `unverifiable` where one source alone carries it or the match is unsure.",
    "articles" Whole "Articles that carry it.",
    "outlets" Whole "Outlets that carry it.",
    "sources" Whole "Articles that carry it, copies not counted.",
    "first_article" Text "The earliest article that carries it; of equals the first in the input.",
    "first_outlet" Text "Outlet of that article.",
    "first_lang" Text "Language of that article.",
    "confidence" Number "How surely the mentions are one statement, 0 to 1; 1 for a single mention.",
];

pub(super) fn table(coverage: &Coverage) -> Table {
    let rows = coverage.events.iter().flat_map(|event| {
        event
            .statements
            .iter()
            .map(move |told| row(told, event, coverage))
    });
    Table {
        name: "statements",
        row: "a statement of an event",
        columns: COLUMNS,
        rows: rows.collect(),
    }
}

fn row(told: &Told, event: &Event, coverage: &Coverage) -> Vec<Cell> {
    let of = |place: usize| article(coverage, event, place);
    let places: BTreeSet<usize> = told.mentions.iter().map(|m| m.article).collect();
    let outlets: BTreeSet<(&str, &str)> = places
        .iter()
        .map(|&p| (of(p).outlet_name(), of(p).lang.code()))
        .collect();
    let sources: BTreeSet<usize> = places.iter().map(|&p| event.members[p].source).collect();
    let time = earliest(places.iter().map(|&p| of(p).hours()));
    let first = places
        .iter()
        .copied()
        .find(|&p| of(p).hours() == time)
        .or(places.first().copied());
    let first = first.map(of);
    vec![
        event.id.as_str().into(),
        told.id.as_str().into(),
        told.voice.map(|v| event.voices.voices[v].name.clone()).into(),
        told.gist.as_str().into(),
        carried(told.carried).into(),
        agreement(told.agreement).into(),
        places.len().into(),
        outlets.len().into(),
        sources.len().into(),
        first.map(|a| a.id.clone()).into(),
        first.map(|a| a.outlet_name().to_owned()).into(),
        first.map(|a| a.lang.code().to_owned()).into(),
        Cell::rounded(f64::from(told.confidence)),
    ]
}

const fn carried(carried: Carried) -> &'static str {
    match carried {
        Carried::Both => "both",
        Carried::EnOnly => "en_only",
        Carried::KoOnly => "ko_only",
    }
}

const fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Agree => "agree",
        Agreement::Differ => "differ",
        Agreement::Unverifiable => "unverifiable",
    }
}
