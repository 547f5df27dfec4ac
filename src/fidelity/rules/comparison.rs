//! What is compared with what: *the heat did more harm than the rain*, and 더위보다 비의 피해가 더 컸다.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::fidelity::ties::From;
use crate::text::{Language, Span};
use regex::Regex;
use std::sync::LazyLock;

/// What is compared with what, turned round.
///
/// A finding needs one comparison on each side, and that what either side measures against stands on the other side, but
/// not as what that side measures against. *Less than* and *more than* are not told apart: where one side says less, this
/// rule is silent.
pub struct Comparative;

impl Rule for Comparative {
    fn name(&self) -> &'static str {
        "comparison"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (here, there) = (standards(&pair.source), standards(&pair.target));
        let ([here], [there]) = (here.as_slice(), there.as_slice()) else {
            return;
        };
        let apart = |from, own, other| elsewhere(pair, from, own, other);
        let turned = apart(From::Source, *here, *there) && apart(From::Target, *there, *here);
        if !turned || is_less(&pair.source) != is_less(&pair.target) {
            return;
        }
        let reason = format!(
            "The original compares with “{}”, the version with “{}”: the two have changed places.",
            pair.source.words(*here).trim(),
            pair.target.words(*there).trim()
        );
        let spans = (&[*here][..], &[*there][..]);
        out.push(pair.finding(self.name(), Fault::RoleSwap, Severity::Critical, spans, reason));
    }
}

/// Whether words of a standard may stand for words of the other side outside its standard, and for none within.
fn elsewhere(pair: &Pair<'_>, from: From, own: Span, other: Span) -> bool {
    let kin = pair.kin_in(from, own);
    !kin.is_empty() && kin.iter().all(|(_, there)| !there.overlaps(&other))
}

/// A few words after *than*; a number, or what was expected or before, is no party to a comparison.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)than ((?:(?:the|a|an|its|their|his|her|in|on|by|for|of|from|with|to|any|other) )*[a-z][\w'’-]+(?: (?:of |in |by |from )?[\w'’-]+){0,3})",
    )
});

/// The words before 보다.
static KOREAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"((?:[가-힣\w]+ ){0,2}[가-힣\w]+)보다(?:는|도)?(?:[ ,]|$)"));

/// Standards that are no party: degrees and times.
static NO_PARTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:ever|before|usual|expected|planned|previously|normal|average|half|one|two|three|a (?:year|month|week|decade|day|quarter|third|dozen|hundred|thousand|million)|last|that|it|they|he|she|this|we|i|you)(?-u:\b)|(?:예상|기대|평소|무엇|어느 때|누구|이전|지난해|전년|작년|당초|계획|생각|평년|그|이|전)$",
    )
});

/// Words that say *less*.
static LESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(?:less|fewer|lower|smaller|worse|weaker|slower|rather|shorter|cheaper|later|younger|lighter)(?-u:\b)|덜 |낮|작[은을다아]|적[은을다었]|작았|못[하한했]|약하|느리|짧|나쁘|나빠|늦|싸|어리|가볍",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern that a test uses")
}

/// What a passage measures something against.
fn standards(passage: &Passage<'_>) -> Vec<Span> {
    let regex = match passage.lang() {
        Language::En => &*ENGLISH,
        Language::Ko => &*KOREAN,
        _ => return Vec::new(),
    };
    let party = |m: &regex::Match<'_>| !NO_PARTY.is_match(m.as_str());
    let found = regex.captures_iter(passage.lower());
    let words = found.filter_map(|c| c.get(1)).filter(party);
    words
        .map(|m| Span::new(m.start(), m.end()).shifted(passage.span.start))
        .collect()
}

fn is_less(passage: &Passage<'_>) -> bool {
    LESS.is_match(passage.lower())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::silent;

    #[test]
    fn without_ties_nothing_is_known() {
        silent(
            &Comparative,
            "The heat did more harm than the rain.",
            "더위보다 비의 피해가 더 컸다.",
        );
    }
}
