//! Where something was said, and by what means: a press conference and a letter, the parliament and the town hall.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon::Class;
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

static VENUES: LazyLock<Venues> = LazyLock::new(|| {
    let data: Data = toml::from_str(include_str!("../data/venues.toml"))
        .expect("data/venues.toml is well formed; a test reads it");
    let regex =
        |pattern: &str| Regex::new(pattern).expect("the patterns of data/venues.toml; a test reads it");
    Venues {
        before: regex(&data.en_before),
        after: regex(&data.ko_after),
        kinds: data.venue,
    }
});

struct Venues {
    before: Regex,
    after: Regex,
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    en_before: String,
    ko_after: String,
    venue: Vec<Kind>,
}

/// One kind of venue and the nouns for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    name: String,
    words: Class,
}

/// Where something was said, and by what means.
///
/// A finding needs one venue alone in the sentence of a statement and another alone in what stands for the sentence,
/// each without its own kind anywhere in or near the other passage.
pub struct Venue;

impl Rule for Venue {
    fn name(&self) -> &'static str {
        "venue"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (here, there) = (venues(&pair.source), venues(&pair.target));
        let exchanged = here.iter().find_map(|own| {
            let other = answer(pair, own, (&here, &there))?;
            Some((own, other))
        });
        let Some((own, other)) = exchanged else { return };
        let reason = format!(
            "“{}” became “{}”: another venue ({}, {}).",
            pair.source.words(own.at),
            pair.target.words(other.at),
            own.kind.name,
            other.kind.name
        );
        let spans = (&[own.at][..], &[other.at][..]);
        out.push(pair.finding(self.name(), Fault::VenueSwap, Severity::Major, spans, reason));
    }
}

/// A noun that says where or by what means.
struct Place {
    kind: &'static Kind,
    at: Span,
}

/// The one venue of the other side that stands for this one, where it is of another kind.
fn answer<'v>(pair: &Pair<'_>, own: &Place, (here, there): (&[Place], &'v [Place])) -> Option<&'v Place> {
    let across = pair.across(From::Source, own.at, Reach::Sentence);
    let other = only(there, &across)?;
    let alone = only(here, &[pair.sentence(From::Source, own.at)]).is_some();
    let stated = |passage: &Passage<'_>| passage.stated().next().is_some();
    let apart = !holds(&pair.target, own.kind) && !holds(&pair.source, other.kind);
    (alone && apart && stated(&pair.source) && stated(&pair.target)).then_some(other)
}

/// The one venue in `regions`; `None` where there is none or there are several.
fn only<'v>(venues: &'v [Place], regions: &[Span]) -> Option<&'v Place> {
    let mut inside = venues.iter().filter(|v| touches(regions, v.at));
    let first = inside.next()?;
    inside.next().is_none().then_some(first)
}

/// Whether a passage or the sentences beside it name a kind of venue at all.
fn holds(passage: &Passage<'_>, kind: &'static Kind) -> bool {
    let around = passage.around().to_ascii_lowercase();
    !passage.find(&kind.words).is_empty() || !kind.words.find(&around, passage.lang()).is_empty()
}

/// The nouns of a passage that stand as venues: behind a preposition, before a particle of place or means.
fn venues(passage: &Passage<'_>) -> Vec<Place> {
    let text = passage.lower();
    let start = passage.span.start;
    let placed = |at: &Span| {
        let (before, after) = (text.get(..at.start - start), text.get(at.end - start..));
        match passage.lang() {
            Language::Ko => after.is_some_and(|a| VENUES.after.is_match(a)),
            _ => before.is_some_and(|b| VENUES.before.is_match(b)),
        }
    };
    let all = VENUES.kinds.iter().flat_map(|kind| {
        let found = passage.find(&kind.words).into_iter().filter(placed);
        found.map(move |at| Place { kind, at })
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn another_venue() {
        let english = "He told a press conference on Monday that the plan was dead.";
        assert_eq!(
            faults(
                &Venue,
                english.replace("told", "said at").as_str(),
                "그는 월요일 국회에서 계획이 무산됐다고 말했다."
            ),
            [Fault::VenueSwap]
        );
        silent(
            &Venue,
            english,
            "그는 월요일 기자회견에서 계획이 무산됐다고 말했다.",
        );
    }

    #[test]
    fn one_of_two() {
        silent(
            &Venue,
            "In a letter to parliament, he said the plan was dead.",
            "그는 국회에서 계획이 무산됐다고 말했다.",
        );
    }
}
