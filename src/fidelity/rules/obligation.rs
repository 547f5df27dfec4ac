//! What must be done.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// What must be done.
pub struct Obligation;

impl Rule for Obligation {
    fn name(&self) -> &'static str {
        "obligation"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "obligation") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” makes it a duty; nothing in the {} version does.",
                    pair.target.language()
                );
                out.push(pair.finding(self.name(), Fault::Mood, Severity::Major, (&found, &[]), reason));
            }
            Some(Change::Added(found)) => {
                let words = written(&pair.target, &found);
                let reason = format!(
                    "“{words}” makes it a duty; nothing in the {} original does.",
                    pair.source.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::ModalityStrengthened,
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
    fn a_lost_duty() {
        assert_eq!(
            faults(
                &Obligation,
                "The firm must delete the data.",
                "회사는 자료를 지울 수 있다."
            ),
            [Fault::Mood]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Obligation,
            "The firm must delete the data.",
            "회사는 자료를 지워야 한다.",
        );
    }
}
