//! Whether it is still the same statement.
//!
//! ```text
//! beads, statements ─► matching ─► pairs of passages ─► rules, one a file ─► findings ─► verdicts
//! ```
//!
//! A rule compares one slot of what is said (who, whether, how many, when, how it was said) and reports both passages,
//! the values that differ and the reason; where either side does not show the slot, it is silent. Words are compared by
//! class, not one by one: `data/` lists, for both languages, what negates, weakens, conditions or sources a statement,
//! and what is easily exchanged for its opposite.

mod bare;
pub(crate) mod clauses;
mod dictionary;
mod dismissal;
mod explained;
mod finding;
mod kinds;
mod length;
pub mod lexicon;
mod matching;
pub mod names;
pub mod passage;
pub mod persons;
mod predicate;
mod rank;
pub mod rules;
pub mod segment;
mod settings;
mod speaker;
pub mod ties;
mod unmatched;
mod verdict;
mod wording;
mod zones;

use crate::alignment::Bead;
use crate::embedding::Encoder;
use crate::pipeline::Side;
use passage::{Pair, Whole};
use rayon::prelude::*;

pub use finding::{Family, Fault, Finding, Severity};
pub use settings::{BadSettings, Options, Switch};
pub use verdict::Verdict;
pub use zones::{NoZone, Zone};

/// A statement of the source and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Ids of source statements; empty for a statement the target adds. Several where they were joined.
    pub source: Vec<usize>,
    /// Ids of target statements; empty for a statement that is missing. Several where it was split.
    pub target: Vec<usize>,
    /// How well the two go together, 0 to 1.
    pub score: f32,
    /// What the rules say of it.
    pub verdict: Verdict,
}

/// What the fidelity stage answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fidelity {
    /// Every statement of both sides, in exactly one match each.
    pub matches: Vec<Match>,
    /// In the order of the source, additions after.
    pub findings: Vec<Finding>,
}

/// Beads whose sides are less alike than this are no evidence of anything.
const WEAK: f32 = 0.25;

/// Matches the statements of two collated articles and applies every rule to every bead.
pub fn check(
    source: &Side,
    target: &Side,
    beads: &[Bead],
    encoder: &dyn Encoder,
    options: &Options,
) -> Fidelity {
    let groups = matching::groups(source, target, beads, encoder);
    let matches = matches(source, target, &groups);
    let mut findings = compare((source, target), beads, &matches, encoder, options);
    findings.extend(whole((source, target), beads, &matches, (Some(encoder), options)));
    findings.extend(wording::unequal(source, target, beads, encoder));
    conclude(matches, findings, options)
}

/// What is found by looking at the whole of both sides: words that changed hands, statements that stand alone.
fn whole(
    (source, target): (&Side, &Side),
    beads: &[Bead],
    matches: &[Match],
    (encoder, options): (Option<&dyn Encoder>, &Options),
) -> Vec<Finding> {
    let mut findings = speaker::misattributed(source, target, matches, &options.names);
    findings.extend(speaker::exchanged(source, target, matches));
    findings.extend(speaker::reduced(source, target, matches));
    findings.extend(speaker::merged(source, target, matches, &options.names));
    for (index, found) in matches.iter().enumerate() {
        let alone = match (found.source.first(), found.target.first()) {
            (Some(&id), None) => unmatched::missing(
                &source.statements.statements[id],
                (source, target),
                beads,
                index,
                encoder,
            ),
            (None, Some(&id)) => unmatched::added(
                &target.statements.statements[id],
                (source, target),
                beads,
                index,
                encoder,
            ),
            _ => None,
        };
        findings.extend(alone);
    }
    findings
}

/// One finding for one fault, in order, and the verdicts they lead to.
fn conclude(mut matches: Vec<Match>, findings: Vec<Finding>, options: &Options) -> Fidelity {
    let findings = rank::without_echoes(findings).into_iter();
    let mut findings: Vec<Finding> = findings.filter_map(|f| options.settle(f)).collect();
    // In the order of the source; additions stand at the end.
    findings.sort_by_key(|f| {
        f.source
            .first()
            .map_or((1, f.target.first().map(|s| s.start)), |s| (0, Some(s.start)))
    });
    for (index, found) in matches.iter_mut().enumerate() {
        let own = findings.iter().filter(|f| f.matched == Some(index));
        found.verdict = Verdict::gravest(own).max(found.verdict);
    }
    Fidelity { matches, findings }
}

/// Every statement of both sides in one match: the groups, and those left alone, which nothing is yet known of.
fn matches(source: &Side, target: &Side, groups: &[matching::Group]) -> Vec<Match> {
    let alone = |ids: Vec<usize>, target: bool| Match {
        source: if target { Vec::new() } else { ids.clone() },
        target: if target { ids } else { Vec::new() },
        score: 0.0,
        verdict: Verdict::Unverifiable,
    };
    let together = groups.iter().map(|g| Match {
        source: g.source.clone(),
        target: g.target.clone(),
        score: g.score.clamp(0.0, 1.0),
        verdict: Verdict::Consistent,
    });
    let left = |count: usize, taken: Vec<usize>| {
        (0..count)
            .filter(move |id| !taken.contains(id))
            .map(|id| vec![id])
    };
    let taken = |side: fn(&matching::Group) -> &Vec<usize>| groups.iter().flat_map(side).copied().collect();
    let missing = left(source.statements.statements.len(), taken(|g| &g.source)).map(|ids| alone(ids, false));
    let added = left(target.statements.statements.len(), taken(|g| &g.target)).map(|ids| alone(ids, true));
    let mut all: Vec<Match> = together.chain(missing).collect();
    all.sort_by_key(|m| m.source.first().copied());
    all.extend(added);
    all
}

/// Every rule on every bead that both articles have.
fn compare(
    (source, target): (&Side, &Side),
    beads: &[Bead],
    matches: &[Match],
    encoder: &dyn Encoder,
    options: &Options,
) -> Vec<Finding> {
    let (here, there) = (
        Whole::new(source, Some(encoder)),
        Whole::new(target, Some(encoder)),
    );
    let judged = |bead: &Bead| {
        let pair = Pair::new(here.passage(&bead.source)?, there.passage(&bead.target)?);
        let pair = pair.with_matches(matches).under(options);
        let mut findings = Vec::new();
        for rule in rules::ALL {
            rule.check(&pair, &mut findings);
        }
        Some(findings)
    };
    let sound: Vec<&Bead> = beads.iter().filter(|b| b.score >= WEAK).collect();
    sound
        .par_iter()
        .filter_map(|bead| judged(bead))
        .flatten()
        .collect()
}
