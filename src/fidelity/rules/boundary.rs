//! Where a quotation begins and ends: what the original tells in its own words, moved between the quotation marks.

use super::Rule;
use super::counterpart::solid;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::fidelity::ties::{From, Reach};
use crate::quantities::{Comparison, Quantity, compare};
use crate::text::Span;

/// Where a quotation begins and ends.
///
/// Words are translated too freely to be followed one by one; a figure is not. One that the original gives outside all
/// quotation marks, beside a quotation, and the version between them was put into the speaker's mouth.
pub struct Boundary;

impl Rule for Boundary {
    fn name(&self) -> &'static str {
        "boundary"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let moved = |&(told, quoted): &(Span, Span)| {
            let regions = pair.across(From::Target, quoted, Reach::Sentence);
            let sentence = pair.sentence(From::Source, told);
            // Beside a quotation of the same sentence, or else it is no boundary that has moved.
            let beside = pair.source.marks.iter().any(|m| m.span.overlaps(&sentence));
            beside && regions.iter().any(|r| r.overlaps(&told))
        };
        let Some((told, quoted)) = figures(pair).into_iter().find(moved) else {
            return;
        };
        let reason = format!(
            "“{}” stands outside the quotation marks in the original; the version makes it the speaker's words.",
            pair.source.words(told)
        );
        out.push(pair.finding(
            self.name(),
            Fault::QuoteBoundary,
            Severity::Minor,
            (&[told], &[quoted]),
            reason,
        ));
    }
}

/// Figures outside all marks in the source whose only equals in the target stand inside marks.
fn figures(pair: &Pair<'_>) -> Vec<(Span, Span)> {
    let equal = |a: &Quantity, b: &Quantity| compare(a, b) == Comparison::Equal;
    let (here, there) = (&pair.source.quantities, &pair.target.quantities);
    let moved = |own: &Quantity| {
        let same: Vec<&Quantity> = there.iter().filter(|t| equal(own, t)).collect();
        let alone = here.iter().filter(|h| equal(h, own)).count() == 1;
        match same.as_slice() {
            [only] if alone && !is_quoted(&pair.source, own.span) && is_quoted(&pair.target, only.span) => {
                Some((own.span, only.span))
            }
            _ => None,
        }
    };
    here.iter().filter(|q| solid(q)).filter_map(moved).collect()
}

fn is_quoted(passage: &Passage<'_>, at: Span) -> bool {
    passage.marks.iter().any(|m| m.span.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    const KOREAN: &str =
        "협회는 \"기업이 버틸 시간이 많지 않다\"며 수출금융 한도를 5조원 늘려 달라고 촉구했다.";

    #[test]
    fn put_into_the_speakers_mouth() {
        assert_eq!(
            faults(
                &Boundary,
                KOREAN,
                "\"Companies do not have much time left, and the ceiling must rise by 5 trillion won,\" it said."
            ),
            [Fault::QuoteBoundary]
        );
    }

    #[test]
    fn kept_outside() {
        silent(
            &Boundary,
            KOREAN,
            "\"Companies do not have much time left,\" it said, urging a rise of 5 trillion won in the ceiling.",
        );
    }
}
