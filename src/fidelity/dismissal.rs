//! Findings that somebody has looked at and accepted.

use super::{Fidelity, Finding, Match, Verdict};

impl Fidelity {
    /// Takes out the findings that `keep` refuses, judges the matches they concern again, and says how many they were.
    pub fn retain(&mut self, keep: impl Fn(&Finding) -> bool) -> usize {
        let (kept, dismissed): (Vec<Finding>, Vec<Finding>) =
            std::mem::take(&mut self.findings).into_iter().partition(keep);
        self.findings = kept;
        let mut concerned: Vec<usize> = dismissed.iter().filter_map(|f| f.matched).collect();
        concerned.sort_unstable();
        concerned.dedup();
        for index in concerned {
            let own = self.findings.iter().filter(|f| f.matched == Some(index));
            let left = Verdict::gravest(own);
            if let Some(found) = self.matches.get_mut(index) {
                found.verdict = left.max(unjudged(found));
            }
        }
        dismissed.len()
    }
}

/// What a match is where no rule says anything.
fn unjudged(found: &Match) -> Verdict {
    if found.source.is_empty() || found.target.is_empty() {
        Verdict::Unverifiable
    } else {
        Verdict::Consistent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::{Fault, Severity};

    fn finding(fault: Fault, matched: usize) -> Finding {
        Finding {
            fault,
            rule: "test",
            severity: Severity::Major,
            source: Vec::new(),
            target: Vec::new(),
            values: Default::default(),
            reason: String::new(),
            matched: Some(matched),
        }
    }

    fn found(verdict: Verdict) -> Match {
        Match {
            source: vec![0],
            target: vec![0],
            score: 1.0,
            verdict,
        }
    }

    #[test]
    fn the_verdict_follows_what_is_left() {
        let mut fidelity = Fidelity {
            matches: vec![found(Verdict::Misattributed), found(Verdict::Inconsistent)],
            findings: vec![
                finding(Fault::SpeakerSwap, 0),
                finding(Fault::NumValue, 0),
                finding(Fault::NumValue, 1),
            ],
        };
        assert_eq!(fidelity.retain(|f| f.fault != Fault::SpeakerSwap), 1);
        assert_eq!(fidelity.matches[0].verdict, Verdict::Inconsistent);
        assert_eq!(fidelity.retain(|f| f.matched != Some(1)), 1);
        assert_eq!(fidelity.matches[1].verdict, Verdict::Consistent);
    }
}
