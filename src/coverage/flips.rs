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
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Similarity below which a negation on one side alone may be that of another statement.
const NEAR: f32 = 0.4;

/// A slot, and what the English and the Korean mention print in it.
pub type Values = (Slot, String, String);

/// Two mentions, the English and the Korean one, each by position of its article in the collection and place in it.
pub type Mentions = [(usize, usize); 2];

/// What was found between two mentions. It hangs on their articles alone, so that it can be kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    /// The mentions.
    pub mentions: Mentions,
    /// The slots in which they differ.
    pub values: Vec<Values>,
}

/// What is known of mentions from another run.
pub type KnownFlips<'k> = dyn Fn(Mentions) -> Option<Vec<Values>> + Sync + 'k;

/// Reads the mentions of one event.
pub(super) struct Reader<'a> {
    articles: &'a [&'a Digest],
    /// Their positions in the collection.
    positions: &'a [usize],
    known: &'a KnownFlips<'a>,
    /// Mentions as the rules read them, each worked out once: by mention, and by the day that settles its dates.
    sides: HashMap<(Mention, Option<Date>), Side>,
    /// What was not known.
    pub made: Vec<Flip>,
}

impl<'a> Reader<'a> {
    /// Of the articles of an event, with their positions in the collection.
    pub fn new(articles: &'a [&'a Digest], positions: &'a [usize], known: &'a KnownFlips<'a>) -> Self {
        Self {
            articles,
            positions,
            known,
            sides: HashMap::new(),
            made: Vec::new(),
        }
    }

    /// The slots in which two mentions in two languages differ, with the values as printed on either side.
    pub fn differing(&mut self, x: Mention, y: Mention) -> Vec<Values> {
        let said = |m: Mention| &self.articles[m.article].said[m.said];
        let counted = !said(x).figures.is_empty() && !said(y).figures.is_empty();
        let negated = [x, y].map(|m| said(m).polarity) != [Polarity::Affirmative; 2];
        if !counted && !negated {
            return Vec::new();
        }
        // The rules are made for an English original and its Korean version.
        let turned = self.articles[x.article].lang == Language::Ko;
        let (english, korean) = if turned { (y, x) } else { (x, y) };
        let mentions = [english, korean].map(|m| (self.positions[m.article], m.said));
        let values = (self.known)(mentions).unwrap_or_else(|| {
            let values = self.found(english, korean);
            self.made.push(Flip {
                mentions,
                values: values.clone(),
            });
            values
        });
        let turn = |(slot, ours, theirs)| {
            if turned {
                (slot, theirs, ours)
            } else {
                (slot, ours, theirs)
            }
        };
        values.into_iter().map(turn).collect()
    }

    fn found(&mut self, english: Mention, korean: Mention) -> Vec<Values> {
        let (here, there) = (self.articles[english.article], self.articles[korean.article]);
        let pair = Segments {
            source: self.side(english, here.day),
            target: self.side(korean, here.day),
        };
        let (_, findings) = pair.check();
        let sides = (
            (&here.said[english.said], here),
            (&there.said[korean.said], there),
        );
        values(findings, sides)
    }

    fn side(&mut self, mention: Mention, day: Option<Date>) -> Side {
        let article = self.articles[mention.article];
        let lang = match article.lang {
            Language::Ko => Language::Ko,
            _ => Language::En,
        };
        let made = || Segments::side((&article.said[mention.said].text, lang), day);
        self.sides.entry((mention, day)).or_insert_with(made).clone()
    }
}

/// What of the findings is a difference between independent reports.
fn values(
    findings: Vec<Finding>,
    ((x, here), (y, there)): ((&Said, &Digest), (&Said, &Digest)),
) -> Vec<Values> {
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
        Some((slot, or_all(finding.values.0, x), or_all(finding.values.1, y)))
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
