//! Whether the report says that somebody said it.

use super::Rule;
use super::lost::{Change, change};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, written};

/// Whether the report says that somebody said it.
pub struct Attribution;

impl Rule for Attribution {
    fn name(&self) -> &'static str {
        "attribution"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        match change(pair, "attribution") {
            Some(Change::Lost(found)) => {
                let words = written(&pair.source, &found);
                let reason = format!(
                    "“{words}” says whose word this is; the {} version states it in its own voice.",
                    pair.target.language()
                );
                out.push(pair.finding(
                    self.name(),
                    Fault::AttributionDropped,
                    Severity::Major,
                    (&found, &[]),
                    reason,
                ));
            }
            Some(Change::Added(_)) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_claim_as_fact() {
        assert_eq!(
            faults(
                &Attribution,
                "The union says 70 percent voted for the strike.",
                "조합원의 70%가 파업에 찬성표를 던졌다."
            ),
            [Fault::AttributionDropped]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Attribution,
            "The union says 70 percent voted.",
            "노조에 따르면 70%가 투표했다.",
        );
    }
}
