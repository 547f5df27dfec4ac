//! Words left out inside a quotation, and the mark that admits it.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// Words left out inside a quotation, and the mark that admits it.
///
/// Without the mark the quotation reads as words spoken without a break.
pub struct Ellipsis;

impl Rule for Ellipsis {
    fn name(&self) -> &'static str {
        "ellipsis"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let mut omitted = inside(&pair.source);
        omitted.retain(|&at| {
            let regions = pair.across(From::Source, at, Reach::Sentence);
            // Any dash or dots will do on the other side: outlets write an omission in many ways.
            let quoted = pair
                .target
                .marks
                .iter()
                .any(|m| !m.span.is_empty() && touches(&regions, m.span));
            quoted && !pair.target.has_in("ellipsis", &regions)
        });
        if omitted.is_empty() {
            return;
        }
        let reason = format!(
            "The original marks words left out of the quotation; the {} version presents it as unbroken.",
            pair.target.language()
        );
        out.push(pair.finding(
            self.name(),
            Fault::EllipsisDropped,
            Severity::Minor,
            (&omitted, &[]),
            reason,
        ));
    }
}

/// Omission marks with quoted words on both sides of them: one that ends a quotation trails off, it omits nothing.
fn inside(passage: &Passage<'_>) -> Vec<Span> {
    let found = passage.find(lexicon::class("omission"));
    let within = |at: &Span| {
        passage.marks.iter().any(|m| {
            m.closed
                && m.span.contains(at)
                && has_letters(passage.words(Span::new(m.span.start, at.start)))
                && has_letters(passage.words(Span::new(at.end, m.span.end)))
        })
    };
    found.into_iter().filter(within).collect()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn an_omission_no_longer_marked() {
        assert_eq!(
            faults(
                &Ellipsis,
                r#"He called it "safe... for light vehicles.""#,
                r#"그는 "소형 차량에는 안전하다"고 말했다."#
            ),
            [Fault::EllipsisDropped]
        );
    }

    #[test]
    fn kept_or_only_trailing_off() {
        silent(
            &Ellipsis,
            r#"He called it "safe... for light cars.""#,
            r#"그는 "소형차에는 (중략) 안전하다"고 했다."#,
        );
        silent(
            &Ellipsis,
            r#""I don't know..." she said."#,
            r#"그는 "모르겠다"고 말했다."#,
        );
    }
}
