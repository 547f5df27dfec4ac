//! Two segments that are known to be versions of each other: a line of a translation memory, a row of a test set.

use super::bare;
use super::finding::Finding;
use super::matching;
use super::passage::{Pair, Whole};
use super::rules;
use super::verdict::Verdict;
use super::wording;
use super::{Match, Options};
use crate::alignment::{self, Bead};
use crate::article::{Article, Block, Published, Role};
use crate::embedding::Encoder;
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
            source: Self::side(source, published),
            target: Self::side(target, published),
        }
    }

    /// One segment with what was found in it.
    pub fn side(segment: (&str, Language), published: Option<Date>) -> Side {
        Side::new(article(segment, published))
    }

    /// The one pair of passages that they are, with the statements that go together; `None` where a side is empty.
    /// With an encoder clauses are compared with clauses, without one the whole with the whole.
    pub fn pair(&self, matches: &[Match], encoder: Option<&dyn Encoder>) -> Option<Pair<'_>> {
        let source = Whole::new(&self.source, encoder);
        let target = Whole::new(&self.target, encoder);
        Some(Pair::new(source.everything()?, target.everything()?).with_matches(matches))
    }

    /// Every finding, and the verdict they lead to, without an encoder and as the rules judge by themselves.
    pub fn check(&self) -> (Verdict, Vec<Finding>) {
        self.check_with(None, &Options::default())
    }

    /// Every finding, and the verdict they lead to.
    pub fn check_with(&self, encoder: Option<&dyn Encoder>, options: &Options) -> (Verdict, Vec<Finding>) {
        let beads = encoder.map(|e| self.beads(e)).unwrap_or_default();
        let matches = self.matches(&beads, encoder);
        let Some(pair) = self.pair(&matches, encoder).map(|p| p.under(options)) else {
            return (Verdict::Consistent, Vec::new());
        };
        let mut findings = Vec::new();
        match bare::check(&pair) {
            Some(finding) => findings.extend(finding),
            None => {
                match encoder {
                    Some(encoder) if beads.len() > 1 => findings.extend(super::compare(
                        (&self.source, &self.target),
                        &beads,
                        &matches,
                        encoder,
                        options,
                    )),
                    _ => rules::ALL
                        .iter()
                        .for_each(|rule| rule.check(&pair, &mut findings)),
                }
                findings.extend(super::whole(
                    (&self.source, &self.target),
                    &beads,
                    &matches,
                    (encoder, options),
                ));
                let wording = |e| wording::unequal(&self.source, &self.target, &beads, e);
                findings.extend(encoder.map(wording).unwrap_or_default());
            }
        }
        let findings = super::conclude(matches, findings, options).findings;
        (Verdict::gravest(&findings), findings)
    }

    /// Every statement of both, in one match each.
    pub fn matches(&self, beads: &[Bead], encoder: Option<&dyn Encoder>) -> Vec<Match> {
        let groups = matching::in_segment(&self.source, &self.target, beads, encoder);
        super::matches(&self.source, &self.target, &groups)
    }

    fn beads(&self, encoder: &dyn Encoder) -> Vec<Bead> {
        let (source, target) = (self.source.lines(), self.target.lines());
        if source.len() == 1 && target.len() == 1 {
            return vec![Bead {
                source: vec![0],
                target: vec![0],
                score: 1.0,
                confidence: 1.0,
            }];
        }
        alignment::align(&source, &target, encoder, &alignment::Options::default())
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
