//! Whether it is so or not.

use super::Rule;
use super::negation::Negations;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, written};
use crate::text::{Language, Span};

/// Whether it is so or not: a negation that only one side has, where nothing on the other could stand for it.
pub struct PolarityFlip;

impl Rule for PolarityFlip {
    fn name(&self) -> &'static str {
        "polarity"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let negations = Negations::of(pair);
        let lost = &negations.source;
        let added = &negations.target;
        if !lost.plain.is_empty()
            && ends_clause(&pair.source, &lost.plain)
            && added.plain.is_empty()
            && !added.possible
        {
            self.push(pair, &pair.source, &pair.target, (&lost.plain, &[]), out);
        } else if !added.plain.is_empty()
            && ends_clause(&pair.target, &added.plain)
            && lost.plain.is_empty()
            && !lost.possible
        {
            self.push(pair, &pair.target, &pair.source, (&[], &added.plain), out);
        }
    }
}

impl PolarityFlip {
    fn push(
        &self,
        pair: &Pair<'_>,
        negated: &Passage<'_>,
        affirmed: &Passage<'_>,
        spans: (&[Span], &[Span]),
        out: &mut Vec<Finding>,
    ) {
        let at = if spans.0.is_empty() { spans.1 } else { spans.0 };
        let reason = format!(
            "“{}” negates the statement; nothing in the {} text does.",
            written(negated, at),
            affirmed.language()
        );
        let fault = if pair.source.has("confirmation") && pair.target.has("confirmation") {
            Fault::NonconfirmFlip
        } else {
            Fault::PolarityFlip
        };
        out.push(pair.finding(self.name(), fault, Severity::Critical, spans, reason));
    }
}

/// Whether a Korean negation stands in a predicate that ends its clause; English negations always count.
fn ends_clause(passage: &Passage<'_>, negations: &[Span]) -> bool {
    let finite = passage.signals("finite-negation");
    passage.lang() != Language::Ko || negations.iter().any(|n| finite.iter().any(|f| f.overlaps(n)))
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
