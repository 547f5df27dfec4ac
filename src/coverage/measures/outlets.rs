//! One row an outlet in an event.

use super::table::{Cell, Column, Table, columns};
use super::{Given, article, earliest, lag};
use crate::coverage::{Coverage, Event};
use crate::text::Language;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: &[Column] = columns![
    "event" Text "Event.",
    "outlet" Text "Outlet.",
    "lang" Text "Language of its articles.",
    "articles" Whole "Its articles of the event.",
    "copies" Whole "Those that share their source with an earlier article.",
    "statements" Whole "Statements of the event that it carries.",
    "share" Number "The same over all statements of the event, 0 to 1.",
    "alone" Whole "Statements that no other outlet carries.",
    "first_reports" Whole "Statements of several outlets that it carried first.",
    "speakers" Whole "Speakers it quotes, directly or not.",
    "direct" Whole "Mentions quoted whole.",
    "partly" Whole "Mentions with a quoted stretch.",
    "indirect" Whole "Mentions in the reporter's words.",
    "lag_hours" Number "Hours from the first article of the event to its own first.",
];

/// The articles of an event by outlet and language.
pub(super) fn outlets<'a>(
    coverage: &'a Coverage,
    event: &Event,
) -> BTreeMap<(Language, &'a str), Vec<usize>> {
    let mut outlets: BTreeMap<(Language, &str), Vec<usize>> = BTreeMap::new();
    for place in 0..event.members.len() {
        let own = article(coverage, event, place);
        outlets
            .entry((own.lang, own.outlet_name()))
            .or_default()
            .push(place);
    }
    outlets
}

pub(super) fn table(coverage: &Coverage) -> Table {
    let rows = coverage.events.iter().flat_map(|event| {
        let first = earliest((0..event.members.len()).map(|p| article(coverage, event, p).hours()));
        let outlets = outlets(coverage, event);
        let rows: Vec<Vec<Cell>> = outlets
            .iter()
            .map(|(&(lang, outlet), places)| row(event, coverage, (lang, outlet), places, first))
            .collect();
        rows
    });
    Table {
        name: "outlets",
        row: "an outlet in an event",
        columns: COLUMNS,
        rows: rows.collect(),
    }
}

fn row(
    event: &Event,
    coverage: &Coverage,
    (lang, outlet): (Language, &str),
    places: &[usize],
    first: Option<f64>,
) -> Vec<Cell> {
    let of = |place: usize| article(coverage, event, place);
    let carried: Vec<_> = event
        .statements
        .iter()
        .filter(|s| s.mentions.iter().any(|m| places.contains(&m.article)))
        .collect();
    let alone = carried
        .iter()
        .filter(|s| s.mentions.iter().all(|m| places.contains(&m.article)))
        .count();
    let led = carried.iter().filter(|s| {
        let time = earliest(s.mentions.iter().map(|m| of(m.article).hours()));
        let others = s.mentions.iter().any(|m| !places.contains(&m.article));
        let first = s
            .mentions
            .iter()
            .filter(|m| time.is_some() && of(m.article).hours() == time);
        others && first.into_iter().any(|m| places.contains(&m.article))
    });
    let mut given: BTreeMap<Given, usize> = BTreeMap::new();
    let mut voices = BTreeSet::new();
    for told in &carried {
        for mention in told.mentions.iter().filter(|m| places.contains(&m.article)) {
            let said = &of(mention.article).said[mention.said];
            *given.entry(Given::of(said.kind)).or_default() += 1;
            voices.extend(event.voices.of(mention.article, said.speaker));
        }
    }
    let count = |of: Given| given.get(&of).copied().unwrap_or_default();
    let copies = places.iter().filter(|&&p| event.members[p].source != p).count();
    vec![
        event.id.as_str().into(),
        outlet.into(),
        lang.code().into(),
        places.len().into(),
        copies.into(),
        carried.len().into(),
        Cell::rounded(carried.len() as f64 / event.statements.len() as f64),
        alone.into(),
        led.count().into(),
        voices.len().into(),
        count(Given::Direct).into(),
        count(Given::Partly).into(),
        count(Given::Indirect).into(),
        lag(first, earliest(places.iter().map(|&p| of(p).hours()))),
    ]
}
