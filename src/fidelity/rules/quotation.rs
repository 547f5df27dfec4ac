//! Whether words are given as spoken: direct or reported speech.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::statements::Mark;
use crate::text::{Language, Span};

/// Whether words are given as spoken.
///
/// Reported speech put between quotation marks claims that these were the words: a fault. Quotation marks dropped
/// from a whole quotation are only a loss: a note. Judged where what stands for the sentence has no quotation mark at
/// all, since quoted and reported stretches mix freely within a sentence.
pub struct Quotation;

impl Rule for Quotation {
    fn name(&self) -> &'static str {
        "quotation"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let promoted = unanswered(pair, From::Target);
        if !promoted.is_empty() {
            // A headline in quotation marks that nobody spoke is common practice; one over an article that quotes
            // gives the words from below in short.
            let severity = match (pair.target.is_heading(), is_headline(&pair.source)) {
                (true, _) if quotes(&pair.source) => Severity::Note,
                (true, _) | (_, true) => Severity::Minor,
                _ => Severity::Major,
            };
            let reason = "The original reports what was said; the version gives it as the very words.";
            out.push(pair.finding(
                self.name(),
                Fault::QuotePromoted,
                severity,
                (&[], &promoted),
                reason,
            ));
        }
        let demoted = unanswered(pair, From::Source);
        if !demoted.is_empty() {
            let reason = "The original quotes; the version reports the same without quotation marks.";
            out.push(pair.finding(
                self.name(),
                Fault::QuoteDemoted,
                Severity::Note,
                (&demoted, &[]),
                reason,
            ));
        }
    }
}

/// Whole quotations of this side for which the other has no mark where it says the same.
fn unanswered(pair: &Pair<'_>, from: From) -> Vec<Span> {
    let mut found = whole(pair.own(from));
    found.retain(|&at| unmarked(pair, from, at));
    found
}

/// Whether the other side has no quotation mark in what stands for the sentence at `at`.
pub fn unmarked(pair: &Pair<'_>, from: From, at: Span) -> bool {
    let regions = pair.across(from, at, Reach::Sentence);
    !pair.other(from).marks.iter().any(|m| touches(&regions, m.span))
}

/// Quotations long enough to be somebody's sentence.
fn whole(passage: &Passage<'_>) -> Vec<Span> {
    let long = |m: &&Mark| !m.single && words_in(passage, m) > longest_partial(passage.lang());
    passage.marks.iter().filter(long).map(|m| m.span).collect()
}

/// Words between the marks.
pub fn words_in(passage: &Passage<'_>, mark: &Mark) -> usize {
    passage.words(mark.span).split_whitespace().count()
}

/// Words of the longest partial quotation. A Korean eojeol holds about one and a half English words.
pub fn longest_partial(lang: Language) -> usize {
    match lang {
        Language::Ko => 3,
        _ => 5,
    }
}

/// Whether anybody is quoted in the article of the passage.
fn quotes(passage: &Passage<'_>) -> bool {
    let mut statements = passage.statements.statements.iter();
    statements.any(|s| !s.marks.is_empty())
}

/// One line without a full stop.
pub fn is_headline(passage: &Passage<'_>) -> bool {
    let text = passage.text().trim();
    !text.contains('\n')
        && !text.ends_with(['.', '?', '!', '”', '"', '’', '。'])
        && passage.sentences.len() < 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn reported_speech_in_quotation_marks() {
        assert_eq!(
            faults(
                &Quotation,
                "He said the runway would reopen soon.",
                "그는 \"활주로가 곧 다시 열릴 것\"이라고 말했다."
            ),
            [Fault::QuotePromoted]
        );
    }

    #[test]
    fn marks_dropped() {
        assert_eq!(
            faults(
                &Quotation,
                "\"The runway will reopen soon enough,\" he said.",
                "그는 활주로가 곧 다시 열릴 것이라고 말했다."
            ),
            [Fault::QuoteDemoted]
        );
    }

    #[test]
    fn quoted_on_both_sides() {
        silent(
            &Quotation,
            "He called it \"a farce\".",
            "그는 이를 두고 \"한 편의 웃기는 희극\"이라고 했다.",
        );
    }
}
