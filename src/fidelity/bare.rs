//! A bare number or date against another: `1,500` and `1천500`, `Monday` and `21일`.

use super::finding::{Fault, Finding, Severity};
use super::passage::{Pair, Passage};
use crate::quantities::{Comparison, Quantity, Value, compare};

/// Compares two segments that are nothing but a quantity each; `None` if they are more than that.
///
/// In running text much about a number goes without saying; here nothing does, so whatever is not equal is a finding.
pub fn check(pair: &Pair<'_>) -> Option<Option<Finding>> {
    let (source, target) = (alone(&pair.source)?, alone(&pair.target)?);
    let dated = [source, target].iter().any(|q| matches!(q.value, Value::Date(_)));
    let (fault, severity, why) = match compare(source, target) {
        Comparison::Equal => return Some(None),
        Comparison::BoundDiffers => (Fault::NumBound, Severity::Minor, "the limit is not the same"),
        Comparison::UnitDiffers => (
            Fault::NumUnit,
            Severity::Major,
            "the same number of something else",
        ),
        Comparison::Differs { .. } if dated => (Fault::DateShift, Severity::Major, "another date"),
        Comparison::Differs { .. } if matches!(source.value, Value::Time { .. }) => {
            (Fault::TimeShift, Severity::Major, "another time of day")
        }
        Comparison::Differs { tenfold: true } => (
            Fault::NumMagnitude,
            Severity::Critical,
            "another order of magnitude",
        ),
        Comparison::Differs { tenfold: false } => (Fault::NumValue, Severity::Critical, "another number"),
        Comparison::Unknown if dated => (
            Fault::Unverifiable,
            Severity::Note,
            "only the day of publication could settle it",
        ),
        Comparison::Unknown => (Fault::NumUnit, Severity::Major, "a quantity of another kind"),
    };
    let reason = format!(
        "“{}” against “{}”: {why}.",
        pair.source.words(source.span),
        pair.target.words(target.span)
    );
    Some(Some(pair.finding(
        "bare",
        fault,
        severity,
        (&[source.span], &[target.span]),
        reason,
    )))
}

/// The quantity that the passage consists of, up to punctuation.
fn alone<'p>(passage: &'p Passage<'_>) -> Option<&'p Quantity> {
    let [only] = passage.quantities.as_slice() else {
        return None;
    };
    let text = &passage.article.text;
    let around = [
        &text[passage.span.start..only.span.start],
        &text[only.span.end..passage.span.end],
    ];
    let nothing = around.iter().all(|t| !t.chars().any(char::is_alphanumeric));
    nothing.then_some(only)
}
