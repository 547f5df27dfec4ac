//! Quotation marks round a word or two, by which a report leaves them to the one who used them.

use super::Rule;
use super::quotation::{is_headline, longest_partial, unmarked, words_in};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::fidelity::ties::From;
use crate::statements::Mark;
use crate::text::{Language, Span};

/// Quotation marks round a word or two, dropped or added.
///
/// Judged where one side has no quotation mark of any kind. Single marks are not counted on the side that has them:
/// in Korean they set off names and emphasis.
pub struct Scare;

impl Rule for Scare {
    fn name(&self) -> &'static str {
        "scare"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let dropped = unanswered(pair, From::Source);
        if !dropped.is_empty() {
            let reason =
                "The original leaves these words to the one who used them; the version says them itself.";
            out.push(pair.finding(
                self.name(),
                Fault::ScareDropped,
                weight(pair),
                (&dropped, &[]),
                reason,
            ));
            return;
        }
        let added = unanswered(pair, From::Target);
        if !added.is_empty() {
            let reason = "The version puts words in quotation marks that the original says itself.";
            out.push(pair.finding(
                self.name(),
                Fault::ScareAdded,
                weight(pair),
                (&[], &added),
                reason,
            ));
        }
    }
}

/// Short quoted stretches of this side for which the other has no mark where it says the same.
fn unanswered(pair: &Pair<'_>, from: From) -> Vec<Span> {
    let mut found = partial(pair, from);
    found.retain(|&at| unmarked(pair, from, at));
    found
}

/// Headlines quote freely, in Korean above all, and the body says who spoke: there it is a matter of presentation.
fn weight(pair: &Pair<'_>) -> Severity {
    if [&pair.source, &pair.target]
        .iter()
        .any(|p| p.is_heading() || is_headline(p))
    {
        Severity::Note
    } else {
        Severity::Minor
    }
}

/// The quoted stretches of sentences in which all of them are short.
fn partial(pair: &Pair<'_>, from: From) -> Vec<Span> {
    let passage = pair.own(from);
    let limit = longest_partial(passage.lang());
    let short = |at: &Mark| {
        let sentence = pair.sentence(from, at.span);
        let mut own = passage.marks.iter().filter(|m| sentence.overlaps(&m.span));
        own.all(|m| words_in(passage, m) <= limit)
    };
    let double = passage
        .marks
        .iter()
        .filter(|m| !m.single && !is_speech(passage, m) && short(m));
    double.map(|m| m.span).collect()
}

/// A short Korean quotation that a quotative particle follows is what was said, not a word set off: "간다"고.
fn is_speech(passage: &Passage<'_>, mark: &Mark) -> bool {
    let after = &passage.article.text[mark.span.end..];
    let quoted = passage
        .words(mark.span)
        .trim_end_matches(['"', '”', '.', '?', '!']);
    let sentence = quoted.ends_with(['다', '요', '까', '라', '자', '죠', '것']);
    passage.lang() == Language::Ko && sentence && after.starts_with(['고', '라', '며', '면', '는'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn marks_dropped_and_added() {
        assert_eq!(
            faults(
                &Scare,
                "Seoul \"strongly condemned\" the launch.",
                "한국은 발사를 강력히 규탄했다."
            ),
            [Fault::ScareDropped]
        );
        assert_eq!(
            faults(
                &Scare,
                "Seoul strongly condemned the launch.",
                "한국은 발사를 \"강력히 규탄\"했다."
            ),
            [Fault::ScareAdded]
        );
    }

    #[test]
    fn marks_of_another_kind() {
        silent(
            &Scare,
            "Seoul \"strongly condemned\" it.",
            "한국은 이를 '강력히 규탄'했다.",
        );
    }
}
