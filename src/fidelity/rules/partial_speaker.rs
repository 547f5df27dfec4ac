//! One of two who are named together.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::names::{Kind, Mention};
use crate::text::Span;

/// One of two who are named together (neither NATO nor the United States), of whom the other side has one alone.
pub struct PartialSpeaker;

impl Rule for PartialSpeaker {
    fn name(&self) -> &'static str {
        "partial_speaker"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        if pair.target.has("both-sides") {
            return;
        }
        for (first, second) in coordinated(&pair.source) {
            let kept = |m: &Mention| {
                pair.target
                    .mentions
                    .iter()
                    .filter(|o| o.agrees(m))
                    .map(|o| o.span)
                    .next()
            };
            let (lost, there) = match (kept(first), kept(second)) {
                (None, Some(there)) => (first, there),
                (Some(there), None) => (second, there),
                _ => continue,
            };
            let words = pair.source.words(lost.span);
            if pair.target.text().contains(words) {
                continue;
            }
            let reason = format!("The original names two together; “{words}” is gone from the version.");
            let fault = Fault::SpeakerPartial;
            out.push(pair.finding(
                self.name(),
                fault,
                Severity::Major,
                (&[lost.span], &[there]),
                reason,
            ));
        }
    }
}

/// Neighbouring countries or bodies joined by a conjunction.
fn coordinated<'p>(passage: &'p Passage<'_>) -> Vec<(&'p Mention, &'p Mention)> {
    let named: Vec<&Mention> = passage
        .mentions
        .iter()
        .filter(|m| matches!(m.kind, Kind::Country | Kind::Organisation))
        .collect();
    let joined = |pair: &&[&Mention]| {
        let (from, to) = (pair[0].span.end, pair[1].span.start);
        from <= to && is_conjunction(passage.words(Span::new(from, to)))
    };
    named
        .windows(2)
        .filter(joined)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

fn is_conjunction(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().filter(|w| *w != "the").collect();
    matches!(words.as_slice(), ["and" | "nor" | "와" | "과" | "및" | "도"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn one_of_two_gone() {
        assert_eq!(
            faults(
                &PartialSpeaker,
                "Neither NATO nor the United States has confirmed it.",
                "미국은 이를 확인하지 않았다."
            ),
            [Fault::SpeakerPartial]
        );
    }

    #[test]
    fn both_kept() {
        silent(
            &PartialSpeaker,
            "Neither NATO nor the United States has confirmed it.",
            "나토도 미국도 확인하지 않았다.",
        );
        silent(
            &PartialSpeaker,
            "Russia and Ukraine met.",
            "러시아 등 양국이 만났다.",
        );
    }
}
