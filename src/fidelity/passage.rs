//! What a rule sees: a passage of the source, the passage of the target that stands for it, and what was found in both.

use super::Match;
use super::clauses;
use super::finding::{Fault, Finding, Severity};
use super::lexicon::{self, Class};
use super::persons::{self, Name};
use super::ties::{self, Clause, From, Reach, Ties, Word};
use crate::article::{Article, Role};
use crate::embedding::Encoder;
use crate::names::{self, Mention};
use crate::pipeline::Side;
use crate::quantities::{self, Quantity};
use crate::sentences::Sentence;
use crate::statements::{Mark, Statement, Statements, marks};
use crate::text::{Language, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// One article with what every passage of it needs.
pub struct Whole<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its statements and who makes them.
    pub statements: &'a Statements,
    /// Its quoted stretches.
    marks: Vec<Mark>,
    /// Its content words; empty where there is no encoder.
    words: Vec<Word>,
    /// Its clauses; empty where there is no encoder.
    clauses: Vec<Clause>,
}

impl<'a> Whole<'a> {
    /// Finds the quoted stretches and the vectors of the words once for all passages. Without an encoder passages are
    /// compared as wholes, not clause by clause.
    pub fn new(side: &'a Side, encoder: Option<&dyn Encoder>) -> Self {
        Self {
            words: encoder.map(|e| words(side, e)).unwrap_or_default(),
            clauses: encoder.map(|e| cut(side, e)).unwrap_or_default(),
            article: &side.article,
            sentences: &side.sentences,
            statements: &side.statements,
            marks: marks::find(&side.article.text, &side.article.blocks),
        }
    }

    /// The whole text as one passage, whatever its sentences.
    pub fn everything(&self) -> Option<Passage<'a>> {
        let (first, last) = (self.article.blocks.first()?, self.article.blocks.last()?);
        let span = Span::new(first.span.start, last.span.end);
        Some(Passage::new(self, self.sentences, span))
    }

    /// The passage from the first of the sentences to the last; `None` where there are none.
    pub fn passage(&self, sentences: &[usize]) -> Option<Passage<'a>> {
        let (first, last) = (*sentences.first()?, *sentences.last()?);
        let sentences = self.sentences.get(first..=last)?;
        let span = Span::new(sentences.first()?.span.start, sentences.last()?.span.end);
        Some(Passage::new(self, sentences, span))
    }
}

/// The content words of an article with their vectors; the same word has the same vector.
fn words(side: &Side, encoder: &dyn Encoder) -> Vec<Word> {
    let text = &side.article.text;
    let lower = text.to_ascii_lowercase();
    let spans = side.sentences.iter().flat_map(|s| {
        let own = clauses::content_words(s.span.of(&lower), side.article.lang);
        own.into_iter()
            .map(|w| w.shifted(s.span.start))
            .collect::<Vec<_>>()
    });
    let spans: Vec<Span> = spans.collect();
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut different = Vec::new();
    for span in &spans {
        ids.entry(span.of(text)).or_insert_with(|| {
            different.push(span.of(text));
            different.len() - 1
        });
    }
    let vectors = encoder.words(&different);
    let rows: Vec<Arc<[f32]>> = vectors.chunks_exact(encoder.dimension()).map(Arc::from).collect();
    let word = |span: Span| {
        Some(Word {
            span,
            vector: rows.get(*ids.get(span.of(text))?)?.clone(),
        })
    };
    spans.iter().filter_map(|&span| word(span)).collect()
}

/// The clauses of an article with their vectors.
fn cut(side: &Side, encoder: &dyn Encoder) -> Vec<Clause> {
    let text = &side.article.text;
    let lower = text.to_ascii_lowercase();
    let spans = side.sentences.iter().flat_map(|s| {
        let own = clauses::cut(s.span.of(&lower), side.article.lang);
        own.into_iter()
            .map(|c| c.shifted(s.span.start))
            .collect::<Vec<_>>()
    });
    let spans: Vec<Span> = spans.collect();
    let lines: Vec<&str> = spans.iter().map(|c| c.of(text).trim()).collect();
    let vectors = encoder.encode(&lines);
    let clause = |(span, vector): (Span, &[f32])| Clause {
        span,
        closes: side.article.lang == Language::Ko && clauses::closes(span.of(&lower)),
        vector: Arc::from(vector),
    };
    spans
        .into_iter()
        .zip(vectors.chunks_exact(encoder.dimension()))
        .map(clause)
        .collect()
}

/// A stretch of one article: the sentences of one side of a bead.
pub struct Passage<'a> {
    /// The article it stands in.
    pub article: &'a Article,
    /// Where it stands there.
    pub span: Span,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Every statement of the article and who makes them.
    pub statements: &'a Statements,
    /// Its text in lower case (ASCII), byte for byte as long as the text itself.
    lower: String,
    /// Numbers, dates and measures, with spans in the article.
    pub quantities: Vec<Quantity>,
    /// Quoted stretches, with spans in the article.
    pub marks: Vec<Mark>,
    /// Countries, organisations, places and roles, with spans in the article.
    pub mentions: Vec<Mention>,
    /// Its content words; empty where there is no encoder.
    words: Vec<Word>,
    /// Its clauses; empty where there is no encoder.
    clauses: Vec<Clause>,
    /// Every sentence of the article.
    all: &'a [Sentence],
}

impl<'a> Passage<'a> {
    fn new(whole: &Whole<'a>, sentences: &'a [Sentence], span: Span) -> Self {
        let article = whole.article;
        let options = quantities::Options {
            published: article.published.as_ref().map(|p| p.date),
        };
        let text = span.of(&article.text);
        let mut quantities = quantities::find(text, article.lang, &options);
        for quantity in &mut quantities {
            quantity.span = quantity.span.shifted(span.start);
        }
        let mut mentions = names::concepts(text, article.lang);
        for mention in &mut mentions {
            mention.span = mention.span.shifted(span.start);
        }
        Self {
            article,
            span,
            sentences,
            mentions,
            statements: whole.statements,
            all: whole.sentences,
            words: whole
                .words
                .iter()
                .filter(|w| span.contains(&w.span))
                .cloned()
                .collect(),
            clauses: whole
                .clauses
                .iter()
                .filter(|c| span.contains(&c.span))
                .cloned()
                .collect(),
            lower: text.to_ascii_lowercase(),
            quantities,
            marks: whole
                .marks
                .iter()
                .filter(|m| m.span.overlaps(&span))
                .copied()
                .collect(),
        }
    }

    /// Whether it is nothing but headlines and sub-headings.
    pub fn is_heading(&self) -> bool {
        self.sentences
            .iter()
            .all(|s| matches!(s.role, Role::Headline | Role::Deck | Role::Subheading))
    }

    /// Its language.
    pub fn lang(&self) -> Language {
        self.article.lang
    }

    /// Its language's name.
    pub fn language(&self) -> &'static str {
        match self.lang() {
            Language::Ko => "Korean",
            Language::En => "English",
            _ => "other",
        }
    }

    /// Its words as they stand.
    pub fn text(&self) -> &'a str {
        self.span.of(&self.article.text)
    }

    /// The words at `span` of the article.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    /// Its text in lower case (ASCII), of the same length.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// Where a class of words stands, as spans of the article.
    pub fn find(&self, class: &Class) -> Vec<Span> {
        let found = class.find(&self.lower, self.lang());
        found.into_iter().map(|s| s.shifted(self.span.start)).collect()
    }

    /// Where the class of that name stands.
    pub fn signals(&self, name: &str) -> Vec<Span> {
        self.find(lexicon::class(name))
    }

    /// Whether the class of that name stands anywhere.
    pub fn has(&self, name: &str) -> bool {
        lexicon::class(name).stands(&self.lower, self.lang())
    }

    /// Whether `class` stands within one of `regions`.
    pub fn holds(&self, class: &Class, regions: &[Span]) -> bool {
        self.find(class).iter().any(|f| touches(regions, *f))
    }

    /// Whether the class of that name stands within one of `regions`.
    pub fn has_in(&self, name: &str, regions: &[Span]) -> bool {
        self.holds(lexicon::class(name), regions)
    }

    /// The names of the whole article that are written in Latin capitals; for an English passage.
    pub fn names_of_article(&self) -> Vec<Name<'a>> {
        persons::names(&self.article.text, &spans(self.all))
    }

    fn side<'p>(&'p self, sentences: &'p [Span]) -> ties::Side<'p> {
        ties::Side {
            text: &self.article.text,
            lang: self.lang(),
            sentences,
            clauses: &self.clauses,
            words: &self.words,
        }
    }

    /// Statements that stand in the passage.
    pub fn stated(&self) -> impl Iterator<Item = &'a Statement> {
        let span = self.span;
        self.statements
            .statements
            .iter()
            .filter(move |s| s.content.iter().any(|c| span.overlaps(c)))
    }
}

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
}

/// Two passages that say the same, or should.
pub struct Pair<'a> {
    /// In the original.
    pub source: Passage<'a>,
    /// In the version.
    pub target: Passage<'a>,
    /// The statements of both that go together.
    pub matched: Vec<Matched<'a>>,
    /// Which clause of the one says what a clause of the other says; `None` where there was no encoder.
    ties: Option<Ties>,
}

impl<'a> Pair<'a> {
    /// Ties the clauses of two passages, as far as their words are known.
    pub fn new(source: Passage<'a>, target: Passage<'a>) -> Self {
        let known = !source.words.is_empty() && !target.words.is_empty();
        let ties = known.then(|| {
            let (here, there) = (spans(source.sentences), spans(target.sentences));
            Ties::new(&source.side(&here), &target.side(&there))
        });
        Self {
            source,
            target,
            matched: Vec::new(),
            ties,
        }
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

fn spans(sentences: &[Sentence]) -> Vec<Span> {
    sentences.iter().map(|s| s.span).collect()
}
