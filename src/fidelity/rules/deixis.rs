//! Whose: my, our and us inside a quotation.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::names::{Kind, Mention};
use crate::text::Span;

/// Whose: a first person inside a quotation that became a country which the other side does not have.
pub struct Deixis;

impl Rule for Deixis {
    fn name(&self) -> &'static str {
        "deixis"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        out.extend(told_of_others(pair));
        let first = quoted(&pair.source, pair.source.signals("own"));
        let own = !pair.target.signals("own").is_empty() || pair.target.has("first-person");
        if first.is_empty() || own {
            return;
        }
        let named = pair
            .target
            .mentions
            .iter()
            .filter(|m| m.kind == Kind::Country && in_marks(&pair.target, m.span));
        let foreign: Vec<&Mention> = named
            .filter(|m| !pair.source.mentions.iter().any(|o| o.agrees(m)))
            .collect();
        let Some(taken) = foreign.first() else {
            return;
        };
        let (before, after) = (pair.source.words(first[0]), pair.target.words(taken.span));
        let reason =
            format!("“{before}” is the speaker's own; “{after}” is somebody the original does not name.");
        out.push(pair.finding(
            self.name(),
            Fault::Deixis,
            Severity::Critical,
            (&first[..1], &[taken.span]),
            reason,
        ));
    }
}

/// *Our blood*, 그들의 피: what the speakers call their own, given to others whom the original does not speak of.
fn told_of_others(pair: &Pair<'_>) -> Option<Finding> {
    let first = quoted(&pair.source, pair.source.signals("own"));
    let others = quoted(&pair.target, pair.target.signals("third-person"));
    let spoken_of = |passage: &Passage<'_>| !quoted(passage, passage.signals("third-person")).is_empty();
    if first.is_empty() || others.is_empty() || spoken_of(&pair.source) || pair.target.has("first-person") {
        return None;
    }
    let (before, after) = (pair.source.words(first[0]), pair.target.words(others[0]));
    let reason = format!("“{before}” is the speaker's own; “{after}” gives it to others.");
    let spans = (&first[..1], &others[..1]);
    Some(pair.finding("deixis", Fault::Deixis, Severity::Major, spans, reason))
}

fn quoted(passage: &Passage<'_>, spans: Vec<Span>) -> Vec<Span> {
    spans.into_iter().filter(|s| in_marks(passage, *s)).collect()
}

fn in_marks(passage: &Passage<'_>, span: Span) -> bool {
    passage.marks.iter().any(|m| m.span.contains(&span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn my_became_another_country() {
        assert_eq!(
            faults(
                &Deixis,
                "\"My delegation sees no need to reply,\" the Iranian envoy said.",
                "이란 특사는 \"한국 대표단은 답할 필요를 느끼지 않는다\"고 말했다."
            ),
            [Fault::Deixis]
        );
    }

    #[test]
    fn the_speakers_own() {
        silent(
            &Deixis,
            "\"My delegation sees no need to reply,\" the Iranian envoy said.",
            "이란 특사는 \"우리 대표단은 답할 필요를 느끼지 않는다\"고 말했다.",
        );
        silent(
            &Deixis,
            "\"My delegation sees no need,\" the Iranian envoy said.",
            "이란 특사는 \"이란 대표단은 필요를 느끼지 않는다\"고 말했다.",
        );
    }
}
