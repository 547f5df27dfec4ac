//! Negations of both sides, comparable: fixed expressions that both have are set aside.

use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::From;
use crate::text::{Language, Span};

/// The negations of one side.
pub struct Negated {
    /// Unmistakable ones, as spans of the article.
    pub plain: Vec<Span>,
    /// Whatever else could stand for a negation.
    pub possible: Vec<Span>,
}

impl Negated {
    /// Whether an unmistakable negation stands in `regions`.
    pub fn is_in(&self, regions: &[Span]) -> bool {
        self.plain.iter().any(|&p| touches(regions, p))
    }
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
            let shared = here.len().min(there.len());
            blank(&mut source, &here[..shared]);
            blank(&mut target, &there[..shared]);
        }
        Self {
            source: negated(&pair.source, &source),
            target: negated(&pair.target, &target),
        }
    }

    /// Of this side.
    pub fn on(&self, from: From) -> &Negated {
        match from {
            From::Source => &self.source,
            From::Target => &self.target,
        }
    }
}

fn negated(passage: &Passage<'_>, text: &str) -> Negated {
    let negation = lexicon::class("negation");
    let plain = negation.find(text, passage.lang());
    // English states a denial once (denied that it drank); Korean may negate what was denied as well (마시지 않았다고
    // 부인했다). So an English expression answers a Korean negation even where it is set aside as one of a pair.
    let wide = if passage.lang() == Language::Ko {
        text
    } else {
        passage.lower()
    };
    let mut possible = lexicon::class("negation.any").find(wide, passage.lang());
    possible.extend(negation.find_widely(wide, passage.lang()));
    let placed = |spans: Vec<Span>| spans.into_iter().map(|s| s.shifted(passage.span.start)).collect();
    Negated {
        plain: placed(plain),
        possible: placed(possible),
    }
}

/// Overwrites the spans, keeping the length in bytes.
fn blank(text: &mut String, spans: &[Span]) {
    for span in spans {
        text.replace_range(span.start..span.end, &"#".repeat(span.len()));
    }
}

/// The words that a negation at `at` is about: the next three in English, the one it ends and the one before it in
/// Korean.
pub fn negated_words(pair: &Pair<'_>, from: From, at: Span) -> Span {
    let (own, clause) = (pair.own(from), pair.clause(from, at));
    if own.lang() == Language::Ko {
        let before = own.words(Span::new(clause.start.min(at.start), at.start));
        let start = before
            .trim_end()
            .rsplit_once(' ')
            .map_or(before, |(rest, _)| rest);
        let cut = start.rfind(' ').map_or(0, |space| space + 1);
        Span::new(clause.start.min(at.start) + cut, at.end)
    } else {
        let after = own.words(Span::new(at.end, clause.end.max(at.end)));
        let words: usize = after.split_inclusive(' ').take(4).map(str::len).sum();
        Span::new(at.start, at.end + words)
    }
}
