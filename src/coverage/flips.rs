//! What the rules of fidelity see between reports in two languages.
//!
//! Independent reports are no versions of each other, so that most of what is a fault of a translation (a quotation
//! shortened, promoted or left out, a hedge, another cue) means nothing here. What is left are values that cannot both be
//! right: another number, and a statement that the one negates.

use super::agreement::{Slot, compatible, equal};
use super::digest::{Digest, Said, Speaker};
use super::matching::Mention;
use super::sameness::{Sameness, sameness, speak_for_one};
use crate::fidelity::segment::Segments;
use crate::fidelity::{Fault, Finding};
use crate::pipeline::Side;
use crate::statements::Polarity;
use crate::text::Language;
use jiff::civil::Date;
use std::collections::HashMap;

/// Similarity below which a negation on one side alone may be that of another statement.
const NEAR: f32 = 0.4;

/// Mentions as the rules read them, each worked out once: by mention, and by the day that settles its dates.
#[derive(Default)]
pub(super) struct Sides(HashMap<(Mention, Option<Date>), Side>);

impl Sides {
    fn of(&mut self, mention: Mention, article: &Digest, day: Option<Date>) -> Side {
        let text = &article.said[mention.said].text;
        let lang = match article.lang {
            Language::Ko => Language::Ko,
            _ => Language::En,
        };
        let made = || Segments::side((text, lang), day);
        self.0.entry((mention, day)).or_insert_with(made).clone()
    }
}

/// The slots in which two mentions in two languages differ, with the values as printed on either side.
pub(super) fn differing(
    (x_mention, here): (Mention, &Digest),
    (y_mention, there): (Mention, &Digest),
    sides: &mut Sides,
) -> Vec<(Slot, String, String)> {
    let (x, y) = (&here.said[x_mention.said], &there.said[y_mention.said]);
    let counted = !x.figures.is_empty() && !y.figures.is_empty();
    let negated = x.polarity != Polarity::Affirmative || y.polarity != Polarity::Affirmative;
    if !counted && !negated {
        return Vec::new();
    }
    // The rules are made for an English original and its Korean version.
    let turned = here.lang == Language::Ko;
    let ((a, english), (b, korean)) = if turned {
        ((y_mention, there), (x_mention, here))
    } else {
        ((x_mention, here), (y_mention, there))
    };
    let pair = Segments {
        source: sides.of(a, english, english.day),
        target: sides.of(b, korean, english.day),
    };
    let (_, findings) = pair.check();
    let (a, b) = (&english.said[a.said], &korean.said[b.said]);
    let met = x.figures.iter().any(|f| {
        y.figures
            .iter()
            .any(|g| !equal(f, g) && compatible(&f.quantity, &g.quantity))
    });
    let near = x.vector.dot(&y.vector) >= NEAR && may_be_one((x, here), (y, there));
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

/// Whether one and the same may be speaking: a person and a body that are not known to be one are two, and then what the one
/// affirms and the other negates is no difference.
fn may_be_one((x, here): (&Said, &Digest), (y, there): (&Said, &Digest)) -> bool {
    let (Some(a), Some(b)) = (speaker(x, here), speaker(y, there)) else {
        return true;
    };
    match sameness(a, here.lang, b, there.lang) {
        Sameness::Same | Sameness::Related => true,
        Sameness::Different => false,
        Sameness::Unknown => a.kind == b.kind || speak_for_one(a, b),
    }
}

fn speaker<'d>(said: &Said, article: &'d Digest) -> Option<&'d Speaker> {
    article.speakers.get(said.speaker?)
}

fn slot(finding: &Finding) -> Option<Slot> {
    match finding.fault {
        Fault::NumMagnitude | Fault::NumValue => Some(Slot::Number),
        Fault::PolarityFlip => Some(Slot::Polarity),
        _ => None,
    }
}
