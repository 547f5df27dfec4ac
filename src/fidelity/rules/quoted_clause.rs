//! A clause of a quotation that the version leaves out.

use super::Rule;
use crate::fidelity::clauses;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::length::{is_surplus, letters};
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// A clause cut out of a quotation.
///
/// A finding needs both signs: no word of the clause may stand for any word of the version, and the quotations come
/// closer in length without it. A quotation that became reported speech is not looked at, nor is a clause that only the
/// version has: translators spell out what an idiom means.
pub struct QuotedClause;

impl Rule for QuotedClause {
    fn name(&self) -> &'static str {
        "quoted_clause"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        if !pair.has_ties() {
            return;
        }
        let cut = pair.source.marks.iter().find_map(|m| missing(pair, m.span));
        let Some(at) = cut else { return };
        let reason = "The version says nothing of this part of the quotation.";
        let spans = (&[at][..], &[][..]);
        out.push(pair.finding(self.name(), Fault::QuoteTruncated, Severity::Major, spans, reason));
    }
}

/// Content words of the shortest clause that is looked at: of fewer it cannot be told.
const FEWEST: usize = 3;

/// The clause of a quotation that the version does not say, where the quotation is too long by it.
fn missing(pair: &Pair<'_>, quotation: Span) -> Option<Span> {
    let (own, other) = (&pair.source, &pair.target);
    if !own.span.contains(&quotation) {
        return None;
    }
    let regions = pair.across(From::Source, quotation, Reach::Sentence);
    let across = other.marks.iter().filter(|m| touches(&regions, m.span));
    let there: f32 = across.map(|m| letters(other.words(m.span), other.lang())).sum();
    let here = letters(own.words(quotation), own.lang());
    let unsaid = |at: &Span| {
        let part = letters(own.words(*at), own.lang());
        part < here && is_surplus(here, part, there) && pair.kin_in(From::Source, *at).is_empty()
    };
    let mut clauses = clauses_of(own, quotation).into_iter();
    let cut = clauses.find(|at| weight(own, *at) >= FEWEST && unsaid(at));
    cut.filter(|_| there > 0.0)
}

/// The clauses within a quotation.
fn clauses_of(passage: &Passage<'_>, quotation: Span) -> Vec<Span> {
    let from = quotation.start - passage.span.start;
    let Some(text) = passage.lower().get(from..from + quotation.len()) else {
        return Vec::new();
    };
    let cut = clauses::cut(text, passage.lang()).into_iter();
    cut.map(|c| c.shifted(quotation.start)).collect()
}

/// How many words of a clause say what it is about.
fn weight(passage: &Passage<'_>, at: Span) -> usize {
    let text = passage.words(at).to_ascii_lowercase();
    clauses::content_words(&text, passage.lang()).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::silent;

    #[test]
    fn without_ties_nothing_is_known() {
        silent(
            &QuotedClause,
            "\"The road is closed and the bridge has been washed away,\" he said.",
            "그는 \"도로가 폐쇄됐다\"고 말했다.",
        );
    }
}
