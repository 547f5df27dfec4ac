//! What was said to be possible or likely, and how likely.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// What was said to be possible or likely, and how likely.
pub struct Hedge;

impl Rule for Hedge {
    fn name(&self) -> &'static str {
        "hedge"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "likelihood") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” leaves the matter open; the {} version states it as a fact.",
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
                    "“{words}” leaves the matter open; the {} original states it as a fact.",
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
    fn a_lost_hedge() {
        assert_eq!(
            faults(&Hedge, "He might miss the final.", "그는 결승에 나서지 못한다."),
            [Fault::HedgeLost]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Hedge,
            "He might miss the final.",
            "그는 결승에 나서지 못할 수도 있다.",
        );
        silent(&Hedge, "She graduated in May.", "그는 5월 졸업했다.");
    }
}
