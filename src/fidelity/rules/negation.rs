//! Negations of both sides, comparable: fixed expressions that both have are set aside.

use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, Passage};
use crate::text::Span;

/// The negations of one side.
pub struct Negated {
    /// Unmistakable ones, as spans of the article.
    pub plain: Vec<Span>,
    /// Whether anything else could stand for a negation.
    pub possible: bool,
}

/// The negations of both sides of a pair.
pub struct Negations {
    /// Of the source.
    pub source: Negated,
    /// Of the target.
    pub target: Negated,
}

impl Negations {
    /// Finds them.
    pub fn of(pair: &Pair<'_>) -> Self {
        let mut source = pair.source.lower().to_owned();
        let mut target = pair.target.lower().to_owned();
        for both in lexicon::negation_pairs() {
            let here = both.find(&source, pair.source.lang());
            let there = both.find(&target, pair.target.lang());
            if !here.is_empty() && !there.is_empty() {
                blank(&mut source, &here);
                blank(&mut target, &there);
            }
        }
        Self {
            source: negated(&pair.source, &source),
            target: negated(&pair.target, &target),
        }
    }

    /// Whether only one side is negated, so that opposites may stand for each other.
    pub fn differ(&self) -> bool {
        self.source.plain.is_empty() != self.target.plain.is_empty()
    }
}

fn negated(passage: &Passage<'_>, text: &str) -> Negated {
    let negation = lexicon::class("negation");
    let plain = negation.find(text, passage.lang());
    Negated {
        possible: lexicon::class("negation.any").stands(text, passage.lang())
            || negation.could_stand(text, passage.lang()),
        plain: plain.into_iter().map(|s| s.shifted(passage.span.start)).collect(),
    }
}

/// Overwrites the spans, keeping the length in bytes.
fn blank(text: &mut String, spans: &[Span]) {
    for span in spans {
        text.replace_range(span.start..span.end, &"#".repeat(span.len()));
    }
}
