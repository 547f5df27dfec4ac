//! How the report casts the act of saying: admitted, denied, condemned, and not merely said.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon::Class;
use crate::fidelity::passage::{Pair, Passage, written};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;
use serde::Deserialize;
use std::sync::LazyLock;

static STANCES: LazyLock<Stances> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/stances.toml"))
        .expect("data/stances.toml is well formed; a test reads it")
});

#[derive(Deserialize)]
struct Stances {
    stance: Vec<Stance>,
}

/// A class of cues that must survive.
#[derive(Deserialize)]
struct Stance {
    name: String,
    /// The fault of losing it, and of adding it.
    lost: Fault,
    added: Fault,
    severity: Severity,
    /// Unmistakable words.
    sure: Class,
    /// Whatever could express the same.
    any: Class,
}

/// How the report casts the act of saying: admitted, denied, condemned, and not merely said.
///
/// A cue that takes a side must be answered on the other side by a word that could take the same; neutral cues, and
/// emphasis, are free.
pub struct StanceRule;

impl Rule for StanceRule {
    fn name(&self) -> &'static str {
        "stance"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        for stance in &STANCES.stance {
            if let Some(lost) = unanswered(stance, pair, From::Source) {
                let reason = reason(stance, &pair.source, &lost, &pair.target);
                out.push(pair.finding(self.name(), stance.lost, stance.severity, (&lost, &[]), reason));
            } else if let Some(added) = unanswered(stance, pair, From::Target) {
                let reason = reason(stance, &pair.target, &added, &pair.source);
                out.push(pair.finding(self.name(), stance.added, stance.severity, (&[], &added), reason));
            }
        }
    }
}

fn unanswered(stance: &'static Stance, pair: &Pair<'_>, from: From) -> Option<Vec<Span>> {
    let mut found = pair.own(from).find(&stance.sure);
    let other = pair.other(from);
    found.retain(|&at| {
        let regions = pair.across(from, at, Reach::Sentence);
        !other.holds(&stance.sure, &regions) && !other.holds(&stance.any, &regions)
    });
    (!found.is_empty()).then_some(found)
}

fn reason(stance: &Stance, here: &Passage<'_>, spans: &[Span], there: &Passage<'_>) -> String {
    let words = written(here, spans);
    format!(
        "“{words}” is a cue of {}; the {} text has none.",
        stance.name,
        there.language()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_side_taken_or_lost() {
        assert_eq!(
            faults(
                &StanceRule,
                "The envoy stressed that the pact harms nobody.",
                "대사는 협정이 무해하다고 시인했다."
            ),
            [Fault::CueStrengthened]
        );
        assert_eq!(
            faults(
                &StanceRule,
                "Seoul condemned the launch.",
                "한국은 발사에 유감을 나타냈다."
            ),
            [Fault::CueWeakened]
        );
    }

    #[test]
    fn the_same_side() {
        silent(
            &StanceRule,
            "Seoul condemned the launch.",
            "한국은 발사를 규탄했다.",
        );
        silent(
            &StanceRule,
            "She said it was raining.",
            "그는 비가 온다고 설명했다.",
        );
    }
}
