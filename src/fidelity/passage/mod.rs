//! What a rule sees: a passage of the source, the passage of the target that stands for it, and what was found in both.

mod pair;
mod whole;

use super::lexicon::{self, Class};
use super::persons::{self, Name};
use super::ties::{self, Clause, Word};
use crate::article::{Article, Role};
use crate::names::{self, Mention};
use crate::quantities::{self, Quantity};
use crate::sentences::Sentence;
use crate::statements::{Mark, Statement, Statements};
use crate::text::{Language, Span};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

pub use pair::{Matched, Pair, touches, written};
pub use whole::Whole;

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
    /// Where each class of words that was looked for stands: many rules ask for the same ones.
    found: RefCell<HashMap<*const Class, Rc<[Span]>>>,
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
            found: RefCell::default(),
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

    /// Its text with the sentence before it and the one after it: a desk moves words that far.
    pub fn around(&self) -> &'a str {
        let before = self.all.iter().rev().find(|s| s.span.end <= self.span.start);
        let after = self.all.iter().find(|s| s.span.start >= self.span.end);
        let start = before.map_or(self.span.start, |s| s.span.start);
        let end = after.map_or(self.span.end, |s| s.span.end);
        let wide: Span = Span::new(start, end);
        wide.of(&self.article.text)
    }

    /// Where a class of words stands, as spans of the article.
    pub fn find(&self, class: &'static Class) -> Vec<Span> {
        self.standing(class).to_vec()
    }

    /// The same, looked for once.
    fn standing(&self, class: &'static Class) -> Rc<[Span]> {
        let mut known = self.found.borrow_mut();
        let look = || {
            let found = class.find(&self.lower, self.lang());
            found.into_iter().map(|s| s.shifted(self.span.start)).collect()
        };
        known
            .entry(std::ptr::from_ref(class))
            .or_insert_with(look)
            .clone()
    }

    /// Where the class of that name stands.
    pub fn signals(&self, name: &str) -> Vec<Span> {
        self.find(lexicon::class(name))
    }

    /// Whether the class of that name stands anywhere.
    pub fn has(&self, name: &str) -> bool {
        !self.standing(lexicon::class(name)).is_empty()
    }

    /// Whether `class` stands within one of `regions`.
    pub fn holds(&self, class: &'static Class, regions: &[Span]) -> bool {
        self.standing(class).iter().any(|f| touches(regions, *f))
    }

    /// Whether the class of that name stands within one of `regions`.
    pub fn has_in(&self, name: &str, regions: &[Span]) -> bool {
        self.holds(lexicon::class(name), regions)
    }

    /// The names of the whole article that are written in Latin capitals; for an English passage.
    pub fn names_of_article(&self) -> Vec<Name<'a>> {
        persons::names(&self.article.text, &spans(self.all))
    }

    /// Which of its clauses hold nothing of what is said, only who says it.
    fn frames(&self) -> Vec<bool> {
        let stated: Vec<&Statement> = self.stated().collect();
        let letters = |clause: &Clause, at: &Span| {
            let (start, end) = (clause.span.start.max(at.start), clause.span.end.min(at.end));
            start < end && self.article.text[start..end].contains(char::is_alphanumeric)
        };
        let frames = |clause: &Clause| {
            let told = |s: &&Statement| {
                let mention = s.speaker.as_ref().and_then(|s| s.mention);
                let cue = s.cue.as_ref().map(|c| c.span);
                mention.into_iter().chain(cue).any(|at| at.overlaps(&clause.span))
            };
            stated.iter().any(told)
                && !stated
                    .iter()
                    .flat_map(|s| &s.content)
                    .any(|at| letters(clause, at))
        };
        self.clauses.iter().map(frames).collect()
    }

    fn side<'p>(&'p self, sentences: &'p [Span], frames: &'p [bool]) -> ties::Side<'p> {
        ties::Side {
            text: &self.article.text,
            lang: self.lang(),
            sentences,
            clauses: &self.clauses,
            words: &self.words,
            frames,
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

fn spans(sentences: &[Sentence]) -> Vec<Span> {
    sentences.iter().map(|s| s.span).collect()
}
