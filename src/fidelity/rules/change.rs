//! From what to what: the two ends of a change, exchanged.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::quantities::{Quantity, Value};
use crate::text::Language;
use rust_decimal::Decimal;

/// From what to what: *to 12 months from 18* is 18개월에서 12개월로. Both numbers are there and both are right, and the
/// change goes the other way.
pub struct Change;

impl Rule for Change {
    fn name(&self) -> &'static str {
        "change"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let there = changes(&pair.target);
        for (from, to) in changes(&pair.source) {
            let turned = |(f, t): &&(&Quantity, &Quantity)| {
                number(f) == number(to) && number(t) == number(from) && number(from) != number(to)
            };
            let Some((f, t)) = there.iter().find(turned) else {
                continue;
            };
            let reason = format!(
                "The original goes from “{}” to “{}”, the version from “{}” to “{}”.",
                pair.source.words(from.span),
                pair.source.words(to.span),
                pair.target.words(f.span),
                pair.target.words(t.span)
            );
            out.push(pair.finding(
                self.name(),
                Fault::NumValue,
                Severity::Critical,
                (&[from.span, to.span], &[f.span, t.span]),
                reason,
            ));
        }
    }
}

fn number(quantity: &Quantity) -> Option<Decimal> {
    match quantity.value {
        Value::Number { number } => Some(quantity.written.map_or(number, |w| w.number)),
        _ => None,
    }
}

/// Neighbouring numbers of which the text says that the one became the other, first the old one.
fn changes<'p>(passage: &'p Passage<'_>) -> Vec<(&'p Quantity, &'p Quantity)> {
    let numbers: Vec<&Quantity> = passage
        .quantities
        .iter()
        .filter(|q| number(q).is_some())
        .collect();
    let near = |pair: &&[&Quantity]| pair[1].span.start.saturating_sub(pair[0].span.end) <= NEAR;
    let pairs = numbers.windows(2).filter(near);
    pairs
        .filter_map(|pair| change(passage, pair[0], pair[1]))
        .collect()
}

/// Bytes between the two ends of a change, at most.
const NEAR: usize = 24;

fn change<'p>(
    passage: &Passage<'_>,
    first: &'p Quantity,
    second: &'p Quantity,
) -> Option<(&'p Quantity, &'p Quantity)> {
    let text = &passage.article.text;
    if passage.lang() == Language::Ko {
        let after = |q: &Quantity, particles: &[&str]| {
            let rest = &text[q.span.end..passage.span.end];
            particles.iter().any(|p| rest.starts_with(p))
        };
        return (after(first, &["에서"]) && after(second, &["으로", "로"])).then_some((first, second));
    }
    let before = |q: &Quantity, word: &str| {
        let head = text[passage.span.start..q.span.start]
            .trim_end()
            .trim_end_matches(['$', '€', '£']);
        head.trim_end()
            .rsplit([' ', '\n'])
            .next()
            .is_some_and(|w| w.eq_ignore_ascii_case(word))
    };
    match (
        before(first, "from"),
        before(second, "to"),
        before(first, "to"),
        before(second, "from"),
    ) {
        (true, true, _, _) => Some((first, second)),
        (_, _, true, true) => Some((second, first)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn the_other_way_round() {
        let korean = "점검 주기를 18개월에서 12개월로 줄인다.";
        assert_eq!(
            faults(
                &Change,
                korean,
                "It will change the interval to 18 months from 12."
            ),
            [Fault::NumValue]
        );
        silent(
            &Change,
            korean,
            "It will shorten the interval to 12 months from 18.",
        );
        silent(
            &Change,
            korean,
            "It will shorten the interval from 18 to 12 months.",
        );
    }
}
