//! Opposites, and members of one class that are easily exchanged: withdrawal and reinforcement, silver and bronze.

use super::Rule;
use super::negation::{Negated, Negations};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon::Class;
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
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
        let negations = Negations::of(pair);
        for contrast in &CONTRASTS.contrast {
            let Some((here, there)) = exchanged(contrast, pair, &negations) else {
                continue;
            };
            let reason = format!(
                "“{}” became “{}”, the contrary or another of its kind ({}).",
                pair.source.words(here),
                pair.target.words(there),
                contrast.name
            );
            out.push(pair.finding(
                self.name(),
                contrast.fault,
                contrast.severity,
                (&[here], &[there]),
                reason,
            ));
        }
    }
}

/// A word of one pole in the source and one of another in what stands for its clause, where neither clause holds more
/// than its one pole and neither of the two is negated alone.
fn exchanged(contrast: &'static Contrast, pair: &Pair<'_>, negations: &Negations) -> Option<(Span, Span)> {
    let here = Standing::of(contrast, &pair.source);
    if here.0.is_empty() {
        return None;
    }
    let there = Standing::of(contrast, &pair.target);
    let others = |&(pole, at): &(usize, Span)| {
        let (clause, regions) = (
            [pair.clause(From::Source, at)],
            pair.across(From::Source, at, Reach::Clause),
        );
        let (other, to) = there.only(&regions)?;
        let back = pair.across(From::Target, to, Reach::Clause);
        let alone = here.only(&clause).is_some() && here.only(&back).is_some_and(|(p, _)| p == pole);
        let brief = pair.is_brief(From::Source, at) || pair.is_brief(From::Target, to);
        let whole = pair.is_only(From::Source, at) && pair.is_only(From::Target, to);
        let shared = contrast.plain || brief || whole || pair.shared(From::Source, at, to) >= SHARED;
        let turned =
            negated(&negations.source, &pair.source, at) != negated(&negations.target, &pair.target, to);
        (alone && shared && other != pole && (contrast.plain || !turned)).then_some((at, to))
    };
    here.0.iter().find_map(others)
}

/// Whether one pole is negated in the clause of `at`, and the other is in what stands for the clause: *did not rise* and 떨어졌다.
pub(super) fn is_turned(pair: &Pair<'_>, from: From, at: Span, negations: &Negated) -> bool {
    let clause = [pair.clause(from, at)];
    let across = pair.across(from, at, Reach::Clause);
    let turned = |contrast: &'static Contrast| {
        let here = Standing::of(contrast, pair.own(from)).only(&clause)?;
        let there = Standing::of(contrast, pair.other(from)).only(&across)?;
        Some(here.0 != there.0 && negated(negations, pair.own(from), here.1))
    };
    let mut contrasts = CONTRASTS.contrast.iter().filter(|contrast| !contrast.plain);
    contrasts.any(|contrast| turned(contrast).unwrap_or(false))
}

/// Words that two clauses must share besides the two that are exchanged: that the same is said of both.
const SHARED: usize = 1;

/// Whether a negation stands close to the word: a few words before it in English, behind its ending in Korean.
/// *Not fear but relief* negates the fear alone.
fn negated(negations: &Negated, passage: &Passage<'_>, at: Span) -> bool {
    const CLOSE: usize = 24;
    let from = at.start.saturating_sub(CLOSE).max(passage.span.start);
    let head = &passage.lower()[..at.start - passage.span.start];
    let but = head.rfind(" but ").map_or(from, |but| passage.span.start + but);
    negations.is_in(&[Span::new(from.max(but), at.end + CLOSE)])
}

/// Where which pole stands in a passage.
struct Standing(Vec<(usize, Span)>);

impl Standing {
    fn of(contrast: &'static Contrast, passage: &Passage<'_>) -> Self {
        let poles = contrast.poles.iter().enumerate();
        Self(
            poles
                .flat_map(|(pole, class)| passage.find(class).into_iter().map(move |at| (pole, at)))
                .collect(),
        )
    }

    /// The one pole that stands in `regions`, and the first place; `None` where none or several do.
    fn only(&self, regions: &[Span]) -> Option<(usize, Span)> {
        let mut inside = self.0.iter().filter(|(_, at)| touches(regions, *at));
        let first = *inside.next()?;
        inside.all(|(pole, _)| *pole == first.0).then_some(first)
    }
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
