//! What the rules of fidelity see between reports in two languages.
//!
//! Independent reports are no versions of each other, so that most of what is a fault of a translation (a quotation
//! shortened, promoted or left out, a hedge, another cue) means nothing here. What is left are values that cannot both be
//! right: another number, and a statement that the one negates.

use super::agreement::{Slot, compatible, equal};
use super::digest::{Digest, Said};
use crate::fidelity::segment::Segments;
use crate::fidelity::{Fault, Finding};
use crate::statements::Polarity;
use crate::text::Language;

/// Similarity below which a negation on one side alone may be that of another statement.
const NEAR: f32 = 0.4;

/// The slots in which two mentions in two languages differ, with the values as printed on either side.
pub(super) fn differing(
    (x, here): (&Said, &Digest),
    (y, there): (&Said, &Digest),
) -> Vec<(Slot, String, String)> {
    let counted = !x.figures.is_empty() && !y.figures.is_empty();
    let negated = x.polarity != Polarity::Affirmative || y.polarity != Polarity::Affirmative;
    if !counted && !negated {
        return Vec::new();
    }
    // The rules are made for an English original and its Korean version.
    let turned = here.lang == Language::Ko;
    let ((a, b), day) = if turned {
        ((y, x), there.day)
    } else {
        ((x, y), here.day)
    };
    let pair = Segments::new((&a.text, Language::En), (&b.text, Language::Ko), day);
    let (_, findings) = pair.check();
    let met = x.figures.iter().any(|f| {
        y.figures
            .iter()
            .any(|g| !equal(f, g) && compatible(&f.quantity, &g.quantity))
    });
    let near = x.vector.dot(&y.vector) >= NEAR;
    let values = findings.into_iter().filter_map(|finding| {
        let slot = slot(&finding)?;
        if slot == Slot::Number && met || slot == Slot::Polarity && !near {
            return None;
        }
        let or_all = |words: String, said: &Said| {
            if words.is_empty() {
                said.text.clone()
            } else {
                words
            }
        };
        let (mut ours, mut theirs) = (or_all(finding.values.0, a), or_all(finding.values.1, b));
        if turned {
            std::mem::swap(&mut ours, &mut theirs);
        }
        Some((slot, ours, theirs))
    });
    values.collect()
}

fn slot(finding: &Finding) -> Option<Slot> {
    match finding.fault {
        Fault::NumMagnitude | Fault::NumValue => Some(Slot::Number),
        Fault::PolarityFlip => Some(Slot::Polarity),
        _ => None,
    }
}
