//! This and not that: what was chosen and what was passed over, exchanged.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::From;
use crate::text::{Language, Span};
use regex::Regex;
use std::sync::LazyLock;

/// This and not that: *for price, not for delivery* against 값이 아니라 납기.
///
/// A finding needs what the source passes over among what the version chooses, and not among what it passes over.
pub struct Preference;

impl Rule for Preference {
    fn name(&self) -> &'static str {
        "preference"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (here, there) = (choices(&pair.source), choices(&pair.target));
        let ([here], [there]) = (here.as_slice(), there.as_slice()) else {
            return;
        };
        if !turned(pair, here, there) {
            return;
        }
        let reason = format!(
            "The original chooses “{}” over “{}”; the version has it the other way round.",
            pair.source.words(here.taken).trim(),
            pair.source.words(here.left).trim()
        );
        let spans = (&[here.taken, here.left][..], &[there.taken, there.left][..]);
        out.push(pair.finding(self.name(), Fault::ObjectSwap, Severity::Critical, spans, reason));
    }
}

/// What is chosen and what is passed over.
#[derive(Clone, Copy)]
struct Choice {
    taken: Span,
    left: Span,
}

/// Whether a word of what is passed over here is chosen there, and nothing speaks for the contrary.
fn turned(pair: &Pair<'_>, here: &Choice, there: &Choice) -> bool {
    let stands = |own: Span, other: Span| {
        let kin = pair.kin_in(From::Source, own);
        kin.iter().any(|(_, twin)| touches(&[other], *twin))
    };
    let crossed = stands(here.left, there.taken) || stands(here.taken, there.left);
    crossed && !stands(here.left, there.left) && !stands(here.taken, there.taken)
}

/// `(pattern, group of what is chosen, group of what is passed over)`; of a few words each.
type Form = (Regex, usize, usize);

static ENGLISH: LazyLock<Vec<Form>> = LazyLock::new(|| {
    vec![
        form(
            r"((?:[\w'’-]+ ){0,2}[\w'’-]+),? (?:and )?not ((?:[\w'’-]+ ){0,2}[\w'’-]+)[,.;”\x22]",
            1,
            2,
        ),
        form(
            r"\bnot ((?:[\w'’-]+ ){1,4})but ((?:[\w'’-]+ ){0,3}[\w'’-]+)",
            2,
            1,
        ),
        form(
            r"((?:[\w'’-]+ ){0,2}[\w'’-]+),? (?:rather than|instead of) ((?:[\w'’-]+ ){0,2}[\w'’-]+)",
            1,
            2,
        ),
    ]
});

static KOREAN: LazyLock<Vec<Form>> = LazyLock::new(|| {
    vec![form(
        r"((?:[가-힣\w]+ )?[가-힣\w]+)[이가] ?(?:아니라|아닌) ((?:[가-힣\w]+ ){0,2}[가-힣\w]+)",
        2,
        1,
    )]
});

fn form(pattern: &str, taken: usize, left: usize) -> Form {
    let regex = Regex::new(pattern).expect("a pattern that a test uses");
    (regex, taken, left)
}

/// Every choice of the passage. *Not only* is none.
fn choices(passage: &Passage<'_>) -> Vec<Choice> {
    let forms = match passage.lang() {
        Language::En => &*ENGLISH,
        Language::Ko => &*KOREAN,
        _ => return Vec::new(),
    };
    if passage.has("not-only") {
        return Vec::new();
    }
    let start = passage.span.start;
    let found = forms.iter().flat_map(|(regex, taken, left)| {
        let all = regex.captures_iter(passage.lower());
        all.filter_map(move |c| {
            let at = |group: usize| c.get(group).map(|m| Span::new(m.start(), m.end()).shifted(start));
            Some(Choice {
                taken: at(*taken)?,
                left: at(*left)?,
            })
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::silent;

    #[test]
    fn without_ties_nothing_is_known() {
        silent(
            &Preference,
            "Customers choose us for price, not for delivery.",
            "고객이 우리를 고르는 이유는 값이 아니라 납기다.",
        );
    }
}
