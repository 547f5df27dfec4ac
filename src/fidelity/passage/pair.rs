//! Two passages that say the same, or should.

use super::{Passage, spans};
use crate::fidelity::Match;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::settings::{Options, PLAIN};
use crate::fidelity::ties::{From, Reach, Ties};
use crate::statements::Statement;
use crate::text::{Language, Span};

/// A statement of the source and what stands for it in the target.
#[derive(Clone, Copy)]
pub struct Matched<'a> {
    /// In the source.
    pub source: &'a Statement,
    /// In the target.
    pub target: &'a Statement,
    /// Position in the list of matches.
    pub index: usize,
    /// How well they go together, 0 to 1.
    pub score: f32,
    /// Neither was split or joined.
    pub single: bool,
}

/// Two statements as alike as this are versions of each other, so that a slot of the one is a slot of the other.
const SURE: f32 = 0.65;

impl Matched<'_> {
    /// Whether the two stand for each other beyond doubt, and nothing else for either.
    pub fn is_sure(&self) -> bool {
        self.single && self.score >= SURE
    }
}

/// Two passages that say the same, or should.
pub struct Pair<'a> {
    /// In the original.
    pub source: Passage<'a>,
    /// In the version.
    pub target: Passage<'a>,
    /// The statements of both that go together.
    pub matched: Vec<Matched<'a>>,
    /// How strictly to judge, and what the user has told of names and clocks.
    pub options: &'a Options,
    /// Which clause of the one says what a clause of the other says; `None` where there was no encoder.
    ties: Option<Ties>,
}

impl<'a> Pair<'a> {
    /// Ties the clauses of two passages, as far as their words are known.
    pub fn new(source: Passage<'a>, target: Passage<'a>) -> Self {
        let known = !source.words.is_empty() && !target.words.is_empty();
        let ties = known.then(|| {
            let (here, there) = (spans(source.sentences), spans(target.sentences));
            let frames = (source.frames(), target.frames());
            Ties::new(&source.side(&here, &frames.0), &target.side(&there, &frames.1))
        });
        Self {
            source,
            target,
            matched: Vec::new(),
            options: &PLAIN,
            ties,
        }
    }

    /// The same pair under what the user has said.
    pub fn under(mut self, options: &'a Options) -> Self {
        self.options = options;
        self
    }

    /// Whether the user's list has a name for the words at `at` that stands on the other side.
    pub fn is_listed(&self, from: From, at: Span) -> bool {
        let (own, other) = (self.own(from), self.other(from));
        let words = own.words(at);
        let listed = match own.lang() {
            Language::Ko => self.options.names.english(words),
            _ => self.options.names.korean(words),
        };
        listed.iter().any(|name| other.text().contains(name.as_str()))
    }

    /// The passage on this side.
    pub fn own(&self, from: From) -> &Passage<'a> {
        match from {
            From::Source => &self.source,
            From::Target => &self.target,
        }
    }

    /// The passage on the other side.
    pub fn other(&self, from: From) -> &Passage<'a> {
        match from {
            From::Source => &self.target,
            From::Target => &self.source,
        }
    }

    /// Where on the other side to look for what stands at `at`: the whole passage where nothing closer is known.
    pub fn across(&self, from: From, at: Span, reach: Reach) -> Vec<Span> {
        let tied = self.ties.as_ref().and_then(|t| t.across(from, at, reach));
        tied.unwrap_or_else(|| vec![self.other(from).span])
    }

    /// The words within `at` that have a twin on the other side, with the twin; in order.
    pub fn twins_in(&self, from: From, at: Span) -> Vec<(Span, Span)> {
        self.ties
            .as_ref()
            .map(|t| t.twins_in(from, at))
            .unwrap_or_default()
    }

    /// Whether it is known which words and clauses stand for each other.
    pub const fn has_ties(&self) -> bool {
        self.ties.is_some()
    }

    /// Whether the clause at `at` is of a few words, so that little can be asked of it: *if true*, *his lawyer said*.
    pub fn is_brief(&self, from: From, at: Span) -> bool {
        const FEW: usize = 3;
        self.own(from)
            .words(self.clause(from, at))
            .split_whitespace()
            .count()
            <= FEW
    }

    /// Whether the clause at `at` is the only one of its sentence that says anything but who speaks: then the sentences
    /// themselves, which were aligned, stand for each other.
    pub fn is_only(&self, from: From, at: Span) -> bool {
        self.ties.as_ref().is_some_and(|t| t.is_only(from, at))
    }

    /// The sentences that a matched statement stands in, on this side.
    pub fn sentences_of(&self, from: From, matched: &Matched<'_>) -> Vec<Span> {
        let statement = match from {
            From::Source => matched.source,
            From::Target => matched.target,
        };
        let own = self.own(from);
        let inside = own
            .sentences
            .iter()
            .filter(|s| statement.content.iter().any(|c| s.span.overlaps(c)));
        inside.map(|s| s.span).collect()
    }

    /// How much of what stands at `at` the other side says anywhere, 0 to 1; 1 where clauses are not known.
    pub fn said(&self, from: From, at: Span) -> f32 {
        self.ties.as_ref().map_or(1.0, |t| t.said(from, at))
    }

    /// How many words of the other side's clause at `there` may stand for a word of the clause at `at`, besides the two
    /// places for each other; many where clauses are not known.
    pub fn shared(&self, from: From, at: Span, there: Span) -> usize {
        if self.ties.is_none() {
            return usize::MAX;
        }
        let across = self.clause(from.back(), there);
        let kin = self.kin_in(from, self.clause(from, at)).into_iter();
        let besides = kin
            .filter(|(own, other)| across.contains(other) && !(own.overlaps(&at) && other.overlaps(&there)));
        let mut words: Vec<Span> = besides.map(|(_, other)| other).collect();
        words.sort_by_key(|w| w.start);
        words.dedup();
        words.len()
    }

    /// The words within `at` with every word on the other side that may stand for them; in order.
    pub fn kin_in(&self, from: From, at: Span) -> Vec<(Span, Span)> {
        self.ties.as_ref().map(|t| t.kin_in(from, at)).unwrap_or_default()
    }

    /// The first and the last content word within `at`, a stretch of one clause, of which `tells` holds.
    pub fn verbs_of(&self, from: From, at: Span, tells: impl Fn(&Span) -> bool) -> Option<(Span, Span)> {
        let own = self.own(from);
        let clauses = own.clauses.iter().filter(|c| at.overlaps(&c.span));
        let words = own.words.iter().map(|w| w.span);
        let mut inside = words.filter(|w| at.contains(w)).filter(tells);
        let first = inside.next().filter(|_| clauses.count() == 1)?;
        Some((first, inside.next_back().unwrap_or(first)))
    }

    /// The clause that `at` stands in: the whole passage where clauses are not known.
    pub fn clause(&self, from: From, at: Span) -> Span {
        let clause = self.ties.as_ref().and_then(|t| t.clause(from, at));
        clause.unwrap_or(self.own(from).span)
    }

    /// The sentence that `at` stands in: the whole passage where sentences are not tied.
    pub fn sentence(&self, from: From, at: Span) -> Span {
        let own = self.own(from);
        let sentence = self
            .ties
            .as_ref()
            .and_then(|_| own.sentences.iter().find(|s| s.span.overlaps(&at)));
        sentence.map_or(own.span, |s| s.span)
    }

    /// The same pair with those of the matches whose statements stand in both passages.
    pub fn with_matches(mut self, matches: &[Match]) -> Self {
        let within = |ids: &[usize], passage: &Passage<'a>| passage.stated().find(|s| ids.contains(&s.id));
        self.matched = matches
            .iter()
            .enumerate()
            .filter_map(|(index, m)| {
                let source = within(&m.source, &self.source)?;
                let target = within(&m.target, &self.target)?;
                Some(Matched {
                    source,
                    target,
                    index,
                    score: m.score,
                    single: m.source.len() == 1 && m.target.len() == 1,
                })
            })
            .collect();
        self
    }

    /// The passage in `lang`; English and Korean rules find their side by it. `None` if both are in another language.
    pub fn side(&self, lang: Language) -> Option<&Passage<'a>> {
        [&self.source, &self.target]
            .into_iter()
            .find(|p| p.lang() == lang)
    }

    /// A finding on this pair by `rule`; `source` and `target` are the words that differ (the whole passage where
    /// there are none).
    pub fn finding(
        &self,
        rule: &'static str,
        fault: Fault,
        severity: Severity,
        (source, target): (&[Span], &[Span]),
        reason: impl Into<String>,
    ) -> Finding {
        let or_whole = |spans: &[Span], passage: &Passage<'_>| {
            if spans.is_empty() {
                vec![passage.span]
            } else {
                spans.to_vec()
            }
        };
        let values = (written(&self.source, source), written(&self.target, target));
        Finding {
            fault,
            rule,
            severity,
            source: or_whole(source, &self.source),
            target: or_whole(target, &self.target),
            values,
            reason: reason.into(),
            matched: self.match_at(source, target),
        }
    }

    /// The match that the spans lie in; the only one of the pair where they do not tell.
    fn match_at(&self, source: &[Span], target: &[Span]) -> Option<usize> {
        let covers =
            |s: &Statement, spans: &[Span]| spans.iter().any(|at| s.content.iter().any(|c| c.overlaps(at)));
        self.matched
            .iter()
            .find(|m| covers(m.source, source) || covers(m.target, target))
            .or(if self.matched.len() == 1 {
                self.matched.first()
            } else {
                None
            })
            .map(|m| m.index)
    }
}

/// The words at `spans`, as a person would write them in a list.
pub fn written(passage: &Passage<'_>, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|&s| passage.words(s).trim()).collect();
    words.join(", ")
}

/// Whether `at` overlaps one of `regions`.
pub fn touches(regions: &[Span], at: Span) -> bool {
    regions.iter().any(|r| r.overlaps(&at))
}
