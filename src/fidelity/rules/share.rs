//! How many of how many, in figures on one side and in a word on the other: two of seven, and most of the seven.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::quantities::{Quantity, Unit, Value};
use crate::text::{Language, Span};
use rust_decimal::Decimal;

/// How many of how many: a word of quantity behind the same whole that the figures contradict.
pub struct Share;

impl Rule for Share {
    fn name(&self) -> &'static str {
        "share"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (here, there) = (parts(&pair.source), parts(&pair.target));
        let told = |whole: Decimal, all: &[Part]| all.iter().filter(|p| p.whole == whole).count();
        let contradiction = here.iter().find_map(|own| {
            let other = there.iter().find(|o| o.whole == own.whole)?;
            let single = told(own.whole, &here) == 1 && told(own.whole, &there) == 1;
            (single && contradict(own, other)).then_some((own, other))
        });
        let Some((own, other)) = contradiction else {
            return;
        };
        let (before, after) = (pair.source.words(own.span), pair.target.words(other.span));
        let reason = format!("“{before}” became “{after}”: another part of the whole.");
        let spans = (&[own.span][..], &[other.span][..]);
        out.push(pair.finding(self.name(), Fault::Scope, Severity::Major, spans, reason));
    }
}

/// A part of a counted whole, as the least and the most that it may be, in hundredths of the whole.
struct Part {
    span: Span,
    whole: Decimal,
    least: Decimal,
    most: Decimal,
    /// Told in figures, not by a word.
    figures: bool,
}

/// Whether no share fits both, or two words are not the same: all three, and a majority of the three. Two figures are
/// the business of the rule on numbers.
fn contradict(a: &Part, b: &Part) -> bool {
    match (a.figures, b.figures) {
        (true, true) => false,
        (false, false) => (a.least, a.most) != (b.least, b.most),
        _ => a.most < b.least || b.most < a.least,
    }
}

/// Words of quantity with the shares that they can stand for. More than half begins at 51 in a hundred.
const WORDS: [(&str, i64, i64); 4] = [
    ("share-all", 100, 100),
    ("share-most", 51, 100),
    ("share-half", 40, 60),
    ("share-none", 0, 0),
];

/// The farthest that the two may stand apart, in bytes: 위원 7명 가운데 2명, *two of its seven*.
const NEAR: usize = 18;

fn parts(passage: &Passage<'_>) -> Vec<Part> {
    let counts: Vec<&Quantity> = passage.quantities.iter().filter(|q| count(q).is_some()).collect();
    let figures = counts
        .windows(2)
        .filter_map(|two| figures(passage, two[0], two[1]));
    let words = counts.iter().flat_map(|q| worded(passage, q));
    figures.chain(words).collect()
}

/// A whole number of people or things, above one.
fn count(quantity: &Quantity) -> Option<Decimal> {
    let counted = matches!(quantity.unit, Unit::None | Unit::Count(_));
    match quantity.value {
        Value::Number { number } if counted && number >= Decimal::ONE && number.fract().is_zero() => {
            Some(number)
        }
        _ => None,
    }
}

/// *Two of its seven*, 7명 가운데 2명.
fn figures(passage: &Passage<'_>, first: &Quantity, second: &Quantity) -> Option<Part> {
    let between = passage.article.text.get(first.span.end..second.span.start)?;
    let (part, whole) = match passage.lang() {
        Language::En if between.starts_with(" of ") && between.len() <= NEAR => (first, second),
        Language::Ko if ["가운데", "중"].contains(&between.trim()) => (second, first),
        _ => return None,
    };
    let (number, whole) = (count(part)?, count(whole)?);
    let share = number * Decimal::ONE_HUNDRED / whole;
    (whole > number).then(|| Part {
        span: first.span.cover(&second.span),
        whole,
        least: share,
        most: share,
        figures: true,
    })
}

/// *All three*, *most of the seven*, 7명 대부분.
fn worded(passage: &Passage<'_>, whole: &Quantity) -> Vec<Part> {
    let Some(number) = count(whole).filter(|n| *n > Decimal::TWO) else {
        return Vec::new();
    };
    let beside = |at: &Span| {
        let gap = match passage.lang() {
            Language::Ko => at.start.checked_sub(whole.span.end),
            _ => whole.span.start.checked_sub(at.end),
        };
        gap.is_some_and(|gap| gap <= NEAR)
    };
    let all = WORDS.iter().flat_map(|&(class, least, most)| {
        let found = passage.signals(class).into_iter().filter(|at| beside(at));
        found.map(move |at| Part {
            span: at.cover(&whole.span),
            whole: number,
            least: least.into(),
            most: most.into(),
            figures: false,
        })
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_minority_made_a_majority() {
        let english = "A juror said two of its seven members preferred the film.";
        assert_eq!(
            faults(
                &Share,
                english,
                "한 심사위원은 위원 7명 대부분이 이 영화를 더 좋게 봤다고 했다."
            ),
            [Fault::Scope]
        );
        silent(
            &Share,
            english,
            "한 심사위원은 위원 7명 가운데 2명이 이 영화를 더 좋게 봤다고 했다.",
        );
    }

    #[test]
    fn the_same_share_in_a_word() {
        silent(
            &Share,
            "Six of the seven judges agreed.",
            "재판관 7명 대부분이 동의했다.",
        );
        silent(&Share, "All three members agreed.", "위원 3명이 모두 동의했다.");
    }
}
