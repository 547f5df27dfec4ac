//! Nothing was said, and the other side has something said.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, written};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};

/// Nothing was said, and the other side has something said.
///
/// English says so in few ways (declined to comment, did not respond), so they are looked for there; Korean in many,
/// so anything that could be one answers it.
pub struct NoComment;

impl Rule for NoComment {
    fn name(&self) -> &'static str {
        "no_comment"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (Some(english), Some(korean)) = (pair.side(Language::En), pair.side(Language::Ko)) else {
            return;
        };
        let from = if pair.source.lang() == Language::En {
            From::Source
        } else {
            From::Target
        };
        let mut silent = english.signals("no-comment");
        silent.retain(|&at| !declines(korean, &pair.across(from, at, Reach::Sentence)));
        let mut refusals = korean.signals("refusal-to-comment");
        refusals.retain(|&at| !english_declines(english, &pair.across(from.back(), at, Reach::Sentence)));
        let spans: (Vec<Span>, Vec<Span>) = if !silent.is_empty() {
            (silent, Vec::new())
        } else if !refusals.is_empty() {
            (Vec::new(), refusals)
        } else {
            return;
        };
        let words = if spans.0.is_empty() {
            written(korean, &spans.1)
        } else {
            written(english, &spans.0)
        };
        let spoken = if spans.0.is_empty() { english } else { korean };
        let reason = format!(
            "“{words}” says that nothing was said; the {} version has something said.",
            spoken.language()
        );
        let (source, target) = if pair.source.lang() == Language::En {
            spans
        } else {
            (spans.1, spans.0)
        };
        out.push(pair.finding(
            self.name(),
            Fault::NoCommentFlip,
            Severity::Critical,
            (&source, &target),
            reason,
        ));
    }
}

/// A word of speaking and a negation or avoidance, in whatever order.
fn declines(korean: &Passage<'_>, regions: &[Span]) -> bool {
    let has = |name| korean.has_in(name, regions);
    has("no-comment") && (has("silence") || has("negation"))
}

fn english_declines(english: &Passage<'_>, regions: &[Span]) -> bool {
    english.has_in("no-comment", regions) || english.has_in("silence", regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn silence_became_speech() {
        let flip = [Fault::NoCommentFlip];
        assert_eq!(
            faults(
                &NoComment,
                "The ministry declined to comment.",
                "외교부는 이를 부인했다."
            ),
            flip
        );
        assert_eq!(
            faults(
                &NoComment,
                "외교부는 논평을 거부했다.",
                "The ministry confirmed the report."
            ),
            flip
        );
    }

    #[test]
    fn silence_kept() {
        silent(
            &NoComment,
            "State media have not commented.",
            "관영매체는 침묵을 지키고 있다.",
        );
        silent(
            &NoComment,
            "The airline did not respond to requests.",
            "항공사는 요청에 응하지 않았다.",
        );
    }
}
