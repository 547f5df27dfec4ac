//! Words that stand before their cue: "The plan is dead, he said", "“No,” he said".

use super::hits::Hit;
use super::subjects::{Order, Subject};
use super::tags::Tag;
use super::unit::Unit;
use std::ops::Range;

/// The words before "he said", and whether they end in a quotation.
pub(super) fn before(
    unit: &Unit<'_>,
    hit: &Hit,
    subject: &Subject,
    from: usize,
) -> Option<(Range<usize>, bool)> {
    let end = match subject.order {
        Order::Before => subject.start(),
        Order::After => hit.group,
        _ => return None,
    };
    // "as the economist put it"
    let end = if end > 1 && unit.lower(end - 1) == "as" {
        end - 1
    } else {
        end
    };
    if from >= end || !(hit.cue.takes("quote") || hit.cue.takes("that")) {
        return None;
    }
    let last = end - 1;
    let quotation =
        unit.closes(last).is_some() || unit.is_comma(last) && last > 0 && unit.closes(last - 1).is_some();
    let range = unit.trim(from..end);
    if range.is_empty() {
        return None;
    }
    if quotation {
        return Some((quotation_with_lead(unit, range), true));
    }
    // A verb may have been taken for a noun; a long stretch that begins like a clause is one.
    let like_clause =
        range.len() > 3 && !matches!(unit.tags[range.start], Tag::Prep | Tag::Ing | Tag::Participle);
    let clause = unit.has_finite(range.clone()) || like_clause || !unit.role_is_body();
    let ends_clause = unit.is_comma(last) && !unit.quoted(last) || unit.tokens[last].is_break();
    // "Priced at $360, the device goes on sale": a verb that reports quotations only.
    let reports = hit.cue.takes("that") || hit.cue.takes("bare") || !unit.role_is_body();
    (clause && reports && ends_clause && !is_dependent(unit, &range)).then_some((range, false))
}

/// Leaves out what leads to a quotation without belonging to it: "Asked about it, “No,” he said".
fn quotation_with_lead(unit: &Unit<'_>, range: Range<usize>) -> Range<usize> {
    let Some(open) = range.clone().find(|&i| unit.opens(i).is_some()) else {
        return range;
    };
    let comma = open > range.start && unit.is_comma(open - 1);
    if comma || open > range.start && unit.tokens[open - 1].is_break() {
        open..range.end
    } else {
        range
    }
}

/// "After the talks failed,": a subordinate clause without a main one.
pub(super) fn is_dependent(unit: &Unit<'_>, range: &Range<usize>) -> bool {
    // "Blocked leg veins are a risk": a participle before its noun, and a main verb.
    let main = (range.start + 1..range.end)
        .find(|&i| unit.tags[i].is_finite() || matches!(unit.tags[i], Tag::Sub | Tag::That | Tag::Relative))
        .is_some_and(|i| unit.tags[i].is_finite());
    let opens = unit.tags[range.start] == Tag::Sub || unit.tags[range.start] == Tag::Past && !main;
    opens && {
        let inner = range.clone().rev().find(|&i| unit.is_comma(i));
        !inner.is_some_and(|comma| unit.has_finite(comma + 1..range.end))
    }
}
