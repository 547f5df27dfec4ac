//! One row a pair of outlets, or the pair of languages: how much of what either carries both carry.
//!
//! The interval of an event is that of the bootstrap over its statements (Efron 1979). Of statements that either carries
//! a sample drawn with replacement has as many shared ones as a binomial draw, so that the limits are computed and not
//! simulated. Over all events whole events are drawn, since the statements of one are alike; that is simulated, always
//! with the same seed.

use super::article;
use super::outlets::outlets;
use super::table::{Cell, Column, Table, columns};
use crate::coverage::{Carried, Coverage, Event};
use std::collections::BTreeMap;

const COLUMNS: &[Column] = columns![
    "event" Text "Event, or `all`.",
    "level" Text "`outlet` or `language`: what is compared.",
    "a" Text "The one outlet or language.",
    "a_lang" Text "Its language.",
    "b" Text "The other outlet or language.",
    "b_lang" Text "Its language.",
    "shared" Whole "Statements that both carry.",
    "either" Whole "Statements that at least one carries.",
    "jaccard" Number "The first over the second, 0 to 1.",
    "low" Number "Lower limit of the 95 per cent interval.",
    "high" Number "Upper limit.",
];

/// Samples drawn for an interval over all events.
const SAMPLES: usize = 1000;
/// Where the row of samples begins; fixed, so that two runs give the same figures.
const SEED: u64 = 0x0da3_7001;

/// What is compared: outlet or language, with the language of each.
type Pair = (&'static str, (String, String), (String, String));

pub(super) fn table(coverage: &Coverage) -> Table {
    let mut rows = Vec::new();
    let mut all: BTreeMap<Pair, Vec<(usize, usize)>> = BTreeMap::new();
    for event in &coverage.events {
        for (pair, (shared, either)) in pairs(coverage, event) {
            let (low, high) = binomial_limits(shared, either);
            rows.push(row(&event.id, &pair, (shared, either), (low, high)));
            all.entry(pair).or_default().push((shared, either));
        }
    }
    for (pair, counts) in &all {
        let sums = counts
            .iter()
            .fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        rows.push(row("all", pair, sums, event_limits(counts)));
    }
    Table {
        name: "overlap",
        row: "two outlets, or the two languages, in an event or in all",
        columns: COLUMNS,
        rows,
    }
}

fn row(event: &str, pair: &Pair, (shared, either): (usize, usize), (low, high): (f64, f64)) -> Vec<Cell> {
    let (level, (a, a_lang), (b, b_lang)) = pair;
    vec![
        event.into(),
        (*level).into(),
        a.as_str().into(),
        a_lang.as_str().into(),
        b.as_str().into(),
        b_lang.as_str().into(),
        shared.into(),
        either.into(),
        Cell::rounded(shared as f64 / either as f64),
        Cell::rounded(low),
        Cell::rounded(high),
    ]
}

/// What is shared by every two outlets of an event, and by its two languages.
fn pairs(coverage: &Coverage, event: &Event) -> Vec<(Pair, (usize, usize))> {
    let outlets: Vec<_> = outlets(coverage, event).into_iter().collect();
    let mut found = Vec::new();
    for (at, (a, here)) in outlets.iter().enumerate() {
        for (b, there) in &outlets[at + 1..] {
            let carries = |places: &[usize], told: &crate::coverage::Told| {
                told.mentions.iter().any(|m| places.contains(&m.article))
            };
            let both = event
                .statements
                .iter()
                .filter(|s| carries(here, s) && carries(there, s))
                .count();
            let either = event
                .statements
                .iter()
                .filter(|s| carries(here, s) || carries(there, s))
                .count();
            let side =
                |&(lang, outlet): &(crate::text::Language, &str)| (outlet.to_owned(), lang.code().to_owned());
            if either > 0 {
                found.push((("outlet", side(a), side(b)), (both, either)));
            }
        }
    }
    let languages = (0..event.members.len()).map(|p| article(coverage, event, p).lang);
    let korean = languages.filter(|l| *l == crate::text::Language::Ko).count();
    if korean > 0 && korean < event.members.len() && !event.statements.is_empty() {
        let both = event
            .statements
            .iter()
            .filter(|s| s.carried == Carried::Both)
            .count();
        let side = |code: &str| (code.to_owned(), code.to_owned());
        found.push((
            ("language", side("en"), side("ko")),
            (both, event.statements.len()),
        ));
    }
    found
}

/// The 2.5 and 97.5 per cent quantiles of the share of shared ones among `either` draws.
fn binomial_limits(shared: usize, either: usize) -> (f64, f64) {
    let (n, p) = (either, shared as f64 / either as f64);
    if shared == 0 || shared == either {
        return (p, p);
    }
    let (mut below, mut low) = (0.0, None);
    let ratio = p / (1.0 - p);
    let mut logarithm = n as f64 * (1.0 - p).ln();
    for k in 0..=n {
        below += logarithm.exp();
        if low.is_none() && below >= 0.025 {
            low = Some(k);
        }
        if below >= 0.975 {
            let share = |k: usize| k as f64 / n as f64;
            return (share(low.unwrap_or(k)), share(k));
        }
        logarithm += ((n - k) as f64 / (k + 1) as f64 * ratio).ln();
    }
    (p, 1.0)
}

/// The same over events drawn with replacement; missing where there is only one.
fn event_limits(counts: &[(usize, usize)]) -> (f64, f64) {
    if counts.len() < 2 {
        return (f64::NAN, f64::NAN);
    }
    let mut state = SEED;
    let mut shares: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let drawn = (0..counts.len()).map(|_| counts[(next(&mut state) % counts.len() as u64) as usize]);
            let (shared, either) = drawn.fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
            shared as f64 / either.max(1) as f64
        })
        .collect();
    shares.sort_by(f64::total_cmp);
    (shares[SAMPLES * 25 / 1000], shares[SAMPLES * 975 / 1000 - 1])
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_a_coin() {
        // Binomial(10, 0.5): P(X ≤ 1) = .0107, P(X ≤ 2) = .0547, P(X ≤ 7) = .945, P(X ≤ 8) = .989.
        let (low, high) = binomial_limits(5, 10);
        assert!(
            (low - 0.2).abs() < 1e-9 && (high - 0.8).abs() < 1e-9,
            "{low} {high}"
        );
        assert!((binomial_limits(3, 3).0 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn limits_hold_the_share() {
        let (low, high) = event_limits(&[(1, 4), (2, 4), (3, 4), (2, 5)]);
        assert!(low <= 8.0 / 17.0 && 8.0 / 17.0 <= high && low >= 0.25 && high <= 0.75);
    }
}
