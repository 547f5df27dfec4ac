//! Opposites, and members of one class that are easily exchanged: withdrawal and reinforcement, silver and bronze.

use super::Rule;
use super::negation::Negations;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon::Class;
use crate::fidelity::passage::{Pair, Passage, written};
use crate::text::Span;
use serde::Deserialize;
use std::sync::LazyLock;

static CONTRASTS: LazyLock<Contrasts> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/contrasts.toml"))
        .expect("data/contrasts.toml is well formed; a test reads it")
});

#[derive(Deserialize)]
struct Contrasts {
    contrast: Vec<Contrast>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contrast {
    name: String,
    poles: Vec<Class>,
    #[serde(default = "antonym")]
    fault: Fault,
    #[serde(default = "critical")]
    severity: Severity,
    /// Negation does not turn one pole into another.
    #[serde(default)]
    plain: bool,
}

fn antonym() -> Fault {
    Fault::QuoteAntonym
}

fn critical() -> Severity {
    Severity::Critical
}

/// Opposites, and members of one class that are easily exchanged.
pub struct ContrastRule;

impl Rule for ContrastRule {
    fn name(&self) -> &'static str {
        "contrast"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let turned = Negations::of(pair).differ();
        for contrast in CONTRASTS.contrast.iter().filter(|c| c.plain || !turned) {
            let (Some(here), Some(there)) = (only(contrast, &pair.source), only(contrast, &pair.target))
            else {
                continue;
            };
            if here.0 == there.0 {
                continue;
            }
            let reason = format!(
                "“{}” became “{}”, the contrary or another of its kind ({}).",
                written(&pair.source, &here.1),
                written(&pair.target, &there.1),
                contrast.name
            );
            out.push(pair.finding(
                self.name(),
                contrast.fault,
                contrast.severity,
                (&here.1, &there.1),
                reason,
            ));
        }
    }
}

/// The one pole that stands in the passage, and where; `None` where none or several do.
fn only(contrast: &Contrast, passage: &Passage<'_>) -> Option<(usize, Vec<Span>)> {
    let mut standing = contrast
        .poles
        .iter()
        .enumerate()
        .map(|(pole, class)| (pole, passage.find(class)))
        .filter(|(_, spans)| !spans.is_empty());
    let first = standing.next()?;
    standing.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn opposites() {
        assert_eq!(
            faults(&ContrastRule, "Prices fell 2.1 percent.", "물가가 2.1% 상승했다."),
            [Fault::QuoteAntonym]
        );
        assert_eq!(
            faults(
                &ContrastRule,
                "They demanded an immediate withdrawal.",
                "이들은 단계적 철수를 요구했다."
            ),
            [Fault::Manner]
        );
    }

    #[test]
    fn one_of_a_kind_for_another() {
        assert_eq!(
            faults(&ContrastRule, "She won the silver medal.", "그는 동메달을 땄다."),
            [Fault::ObjectSwap]
        );
    }

    #[test]
    fn the_same_or_both() {
        silent(
            &ContrastRule,
            "Prices fell after rising in May.",
            "5월에 오른 물가가 하락했다.",
        );
        silent(&ContrastRule, "Prices did not rise.", "물가가 떨어졌다.");
    }
}
