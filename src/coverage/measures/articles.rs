//! One row an article.

use super::table::{Cell, Column, Table, columns};
use super::{article, earliest, lag};
use crate::coverage::Coverage;

const COLUMNS: &[Column] = columns![
    "event" Text "Event the article belongs to.",
    "article" Text "Id of the article, as in the input.",
    "outlet" Text "Who published it; a dash where the input does not say.",
    "lang" Text "Its language, `en` or `ko`.",
    "published" Text "Time of publication, ISO 8601, in UTC; the day alone where no more is known.",
    "lag_hours" Number "Hours since the first article of the event.",
    "first" Truth "Whether no article of the event is earlier.",
    "confidence" Number "How surely it belongs to the event, 0 to 1; for an article alone, how surely it belongs to no other.",
    "copy_of" Text "Id of the article it shares its source with, word for word; empty where it is a report of its own.",
    "statements" Whole "Statements of the event that it carries.",
];

pub(super) fn table(coverage: &Coverage) -> Table {
    let mut rows = Vec::with_capacity(coverage.articles.len());
    for event in &coverage.events {
        let of = |place: usize| article(coverage, event, place);
        let first = earliest((0..event.members.len()).map(|p| of(p).hours()));
        for (place, member) in event.members.iter().enumerate() {
            let own = of(place);
            let carried = event
                .statements
                .iter()
                .filter(|s| s.mentions.iter().any(|m| m.article == place));
            rows.push(vec![
                event.id.as_str().into(),
                own.id.as_str().into(),
                own.outlet_name().into(),
                own.lang.code().into(),
                own.published().into(),
                lag(first, own.hours()),
                (first.is_some() && own.hours() == first).into(),
                Cell::rounded(f64::from(member.confidence)),
                (member.source != place)
                    .then(|| of(member.source).id.clone())
                    .into(),
                carried.count().into(),
            ]);
        }
    }
    Table {
        name: "articles",
        row: "an article",
        columns: COLUMNS,
        rows,
    }
}
