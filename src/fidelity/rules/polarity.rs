//! Whether it is so or not.

use super::Rule;
use super::negation::Negations;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, touches, written};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};

/// Whether it is so or not: a negation that only one side has, where nothing on the other could stand for it.
pub struct PolarityFlip;

impl Rule for PolarityFlip {
    fn name(&self) -> &'static str {
        "polarity"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let negations = Negations::of(pair);
        for (from, to) in [(From::Source, From::Target), (From::Target, From::Source)] {
            let finite = ending_clauses(pair.own(from), &negations.on(from).plain);
            let answered = |at: &Span| {
                negations
                    .on(to)
                    .answers(&pair.across(from, *at, Reach::Neighbours))
            };
            let alone: Vec<Span> = finite.into_iter().filter(|at| !answered(at)).collect();
            if !alone.is_empty() {
                out.push(self.finding(pair, from, &alone));
                return;
            }
        }
    }
}

impl PolarityFlip {
    fn finding(&self, pair: &Pair<'_>, from: From, at: &[Span]) -> Finding {
        let reason = format!(
            "“{}” negates the statement; nothing in the {} text does.",
            written(pair.own(from), at),
            pair.other(from).language()
        );
        let spans: (&[Span], &[Span]) = match from {
            From::Source => (at, &[]),
            From::Target => (&[], at),
        };
        // Judged by the words in and around what is negated.
        let confirms = |at: &Span| {
            let own = [pair.clause(from, *at)];
            let across = pair.across(from, *at, Reach::Clause);
            pair.own(from).has_in("confirmation", &own) && pair.other(from).has_in("confirmation", &across)
        };
        let fault = if at.iter().any(confirms) {
            Fault::NonconfirmFlip
        } else {
            Fault::PolarityFlip
        };
        pair.finding(self.name(), fault, Severity::Critical, spans, reason)
    }
}

/// Korean negations that stand in a predicate that ends its clause; English negations all count.
fn ending_clauses(passage: &Passage<'_>, negations: &[Span]) -> Vec<Span> {
    let finite = passage.signals("finite-negation");
    let counts = |n: &&Span| passage.lang() != Language::Ko || touches(&finite, **n);
    negations.iter().filter(counts).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_negation_lost() {
        assert_eq!(
            faults(
                &PolarityFlip,
                "He has not admitted the charges.",
                "그는 혐의를 인정했다."
            ),
            [Fault::PolarityFlip]
        );
        assert_eq!(
            faults(
                &PolarityFlip,
                "Russia has not confirmed the move.",
                "러시아는 이동을 확인했다."
            ),
            [Fault::NonconfirmFlip]
        );
    }

    #[test]
    fn a_negation_added() {
        assert_eq!(
            faults(
                &PolarityFlip,
                "The court will hear the case.",
                "법원은 사건을 심리하지 않는다."
            ),
            [Fault::PolarityFlip]
        );
    }

    #[test]
    fn negation_said_otherwise() {
        silent(
            &PolarityFlip,
            "Investors had no choice but to wait.",
            "투자자들은 기다릴 수밖에 없었다.",
        );
        silent(
            &PolarityFlip,
            "The court found him not guilty.",
            "법원은 그에게 무죄를 선고했다.",
        );
        silent(&PolarityFlip, "The rumour is groundless.", "근거 없는 소문이다.");
        silent(
            &PolarityFlip,
            "It will not stand idly by.",
            "이를 좌시하지 않을 것이다.",
        );
    }
}
