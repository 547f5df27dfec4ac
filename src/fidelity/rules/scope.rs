//! Not only this but also that, turned into not this but that.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;

/// Not only this but also that, turned into not this but that, or the other way round.
pub struct Scope;

impl Rule for Scope {
    fn name(&self) -> &'static str {
        "scope"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (source, target) = (&pair.source, &pair.target);
        let narrowed = source.has("not-only") && !target.has("not-only") && target.has("not-but");
        let widened = target.has("not-only") && !source.has("not-only") && source.has("not-but");
        let cut = source.has("not-only") && !target.has("not-only") && !target.has("too");
        if !narrowed && !widened && !cut {
            return;
        }
        let (spans, reason) = if narrowed {
            (
                (source.signals("not-only"), target.signals("not-but")),
                "The original includes both; the version excludes one of them.",
            )
        } else {
            (
                (source.signals("not-but"), target.signals("not-only")),
                "The original excludes one of them; the version includes both.",
            )
        };
        out.push(pair.finding(
            self.name(),
            Fault::Scope,
            Severity::Major,
            (&spans.0, &spans.1),
            reason,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn one_of_two_excluded() {
        assert_eq!(
            faults(
                &Scope,
                "It threatens not only us but also our neighbours.",
                "이는 우리가 아니라 이웃에 위협이다."
            ),
            [Fault::Scope]
        );
    }

    #[test]
    fn kept() {
        silent(
            &Scope,
            "It threatens not only us but also our neighbours.",
            "이는 우리뿐 아니라 이웃에도 위협이다.",
        );
    }
}
