//! Words by which a report does not vouch for what it reports: alleged, so-called, 혐의, 이른바.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// Words by which a report does not vouch for what it reports: alleged, so-called, 혐의, 이른바.
pub struct Distance;

impl Rule for Distance {
    fn name(&self) -> &'static str {
        "distance"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "distance") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” keeps the report at a distance from the claim; the {} version vouches for it.",
                    pair.target.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::HedgeLost,
                    Severity::Major,
                    (&found, &[]),
                    reason,
                ));
            }
            Some(Change::Added(found)) => {
                let words = written(&pair.target, &found);
                let reason = format!(
                    "“{words}” puts the claim in doubt; the {} original does not.",
                    pair.source.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::HedgeAdded,
                    Severity::Major,
                    (&[], &found),
                    reason,
                ));
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_lost_distance() {
        assert_eq!(
            faults(
                &Distance,
                "They seized the alleged hacker in Busan.",
                "해커가 부산에서 붙잡혔다."
            ),
            [Fault::HedgeLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Distance,
            "They seized the alleged hacker.",
            "해킹 용의자가 붙잡혔다.",
        );
    }
}
