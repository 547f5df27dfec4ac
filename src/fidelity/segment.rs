//! Two segments that are known to be versions of each other: a line of a translation memory, a row of a test set.

use super::bare;
use super::finding::Finding;
use super::matching;
use super::passage::{Pair, Whole};
use super::rules;
use super::verdict::Verdict;
use crate::article::{Article, Block, Published, Role};
use crate::pipeline::Side;
use crate::text::{Language, Span};
use jiff::civil::Date;

/// Two segments with what was found in each.
pub struct Segments {
    /// The original.
    pub source: Side,
    /// The version.
    pub target: Side,
}

impl Segments {
    /// Splits both into sentences and finds their statements. `published` settles relative dates.
    pub fn new(source: (&str, Language), target: (&str, Language), published: Option<Date>) -> Self {
        Self {
            source: Side::new(article(source, published)),
            target: Side::new(article(target, published)),
        }
    }

    /// The one pair of passages that they are; `None` where a side is empty.
    pub fn pair(&self) -> Option<Pair<'_>> {
        let (source, target) = (Whole::new(&self.source), Whole::new(&self.target));
        Some(Pair {
            source: source.everything()?,
            target: target.everything()?,
            matched: matching::in_segment(&self.source.statements, &self.target.statements),
        })
    }

    /// Every finding, and the verdict they lead to.
    pub fn check(&self) -> (Verdict, Vec<Finding>) {
        let mut findings = Vec::new();
        if let Some(pair) = self.pair() {
            match bare::check(&pair) {
                Some(finding) => findings.extend(finding),
                None => rules::ALL
                    .iter()
                    .for_each(|rule| rule.check(&pair, &mut findings)),
            }
        }
        (Verdict::gravest(&findings), findings)
    }
}

/// A segment as an article of one paragraph.
fn article((text, lang): (&str, Language), published: Option<Date>) -> Article {
    let span = Span::new(0, text.len());
    let role = Role::Body;
    Article {
        id: String::new(),
        lang,
        outlet: None,
        published: published.map(|date| Published { date, instant: None }),
        text: text.to_owned(),
        interruptions: Vec::new(),
        blocks: if text.trim().is_empty() {
            Vec::new()
        } else {
            vec![Block { span, role }]
        },
    }
}
