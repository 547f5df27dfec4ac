//! What a language module hands to [`resolve`](super::resolve): statements whose speakers are still words.

use super::kinds::{EntityKind, Mark, Statement};
use crate::article::Article;
use crate::quantities;
use crate::sentences::Sentence;
use crate::text::Span;

/// What a language module may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its quotation marks, in order of their start, those inside others included.
    pub marks: &'a [Mark],
}

impl<'a> Context<'a> {
    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// The words under a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    /// The marks that lie in `span`, outermost ones only.
    pub fn marks_in(&self, span: Span) -> impl Iterator<Item = &'a Mark> {
        self.marks
            .iter()
            .filter(move |m| m.depth == 0 && span.contains(&m.span))
    }

    /// Numbers, dates and measures under `span`, with spans in the article's text.
    pub fn quantities(&self, span: Span) -> Vec<quantities::Quantity> {
        let options = quantities::Options {
            published: self.article.published.as_ref().map(|p| p.date),
        };
        let mut found = quantities::find(self.words(span), self.article.lang, &options);
        for quantity in &mut found {
            quantity.span = quantity.span.shifted(span.start);
        }
        found
    }

    /// Ids of the sentences that share text with any of `spans`, ascending.
    pub fn sentences_of(&self, spans: &[Span]) -> Vec<usize> {
        self.sentences
            .iter()
            .filter(|s| spans.iter().any(|span| span.overlaps(&s.span)))
            .map(|s| s.id)
            .collect()
    }
}

/// What a language module found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Statements, in any order.
    pub drafts: Vec<Draft>,
    /// People and bodies that are named without speaking, in any order: they can be what a pronoun or a title
    /// later means ("Seoul summoned the ambassador … the envoy said").
    pub bystanders: Vec<Mention>,
    /// Those that are named in passing, as an object, a place or somebody told something: a pronoun hardly means them.
    pub passing: Vec<Mention>,
}

/// A statement whose speakers are still mentions.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Everything but `id`, `speaker` and `chain`, which [`resolve`](super::resolve) fills.
    pub statement: Statement,
    /// Who speaks. `None` where the text names nobody; [`Form::Dropped`] where the subject is left out and means
    /// the one who spoke before.
    pub speaker: Option<Mention>,
    /// Further sources, outermost first.
    pub chain: Vec<Mention>,
}

/// A mention of someone or something that can speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands. Empty, at the place of the cue, where the subject is dropped.
    pub span: Span,
    /// What can be told from its own words.
    pub features: Features,
}

/// What the words of a mention tell of who it is. Strings are as the language module compares them (English:
/// as in the text for names, lower case for head nouns).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features {
    /// How it is mentioned.
    pub form: Form,
    /// What it seems to be.
    pub kind: EntityKind,
    /// Name without titles: `Robert Wood`, `로버트 우드`; for a country its canonical name (`South Korea`, 한국), so
    /// that every name of one government compares equal.
    pub name: Option<String>,
    /// What a later short mention would use: `Wood`, 우드.
    pub surname: Option<String>,
    /// Head noun of a description or title, by its class: `representative`, 대표.
    pub head: Option<String>,
    /// Classes the head belongs to, for "envoy" meaning an ambassador.
    pub classes: Vec<String>,
    /// Words that narrow the head down: the country, the body (`North Korea`, `United Nations`, 북한).
    pub modifiers: Vec<String>,
    /// The role as it would be shown: `US ambassador to the United Nations`, 유엔 주재 미국 대사.
    pub role: Option<String>,
    /// Other names of the same: an acronym in brackets (`NSC`).
    pub aliases: Vec<String>,
    /// Gender, where the words tell.
    pub gender: Gender,
    /// Several.
    pub plural: bool,
    /// The article keeps the name back: "a government source".
    pub anonymous: bool,
    /// One among several of a kind (`an official`, 한 당국자): a new entity, unless headline or lead announced it.
    pub indefinite: bool,
    /// Told apart from one before: "the other official", "a second source", 또 다른 관계자.
    pub apart: bool,
    /// A definite word for a kind of body, which can mean a name that does not show what it is: "the company".
    pub points_back: bool,
    /// "The neurologist": a definite word for one person, which may describe whoever was just named.
    pub epithet: bool,
    /// What its sentence is about; a subject left out in the sentence after means it.
    pub topic: bool,
    /// Of a subject left out: an adverb says that whoever spoke goes on (그러면서, 이어).
    pub goes_on: bool,
    /// How well the words serve as a name on their own, 0 for a pronoun upwards: of all mentions that are no name,
    /// the one with the most names its entity, the earliest of equals.
    pub fullness: u8,
    /// Those who speak jointly: "the United States and its allies", 한미 양국.
    pub members: Vec<Mention>,
}

/// How a speaker is mentioned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// By name: `Robert Wood`, `Seoul`.
    Name,
    /// By a description: `the representative`, 이 대표.
    #[default]
    Description,
    /// By a pronoun: `he`, 그는.
    Pronoun,
    /// Not at all; the last one who spoke is meant.
    Dropped,
}

/// Grammatical gender as far as words show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// `he`, Mr.
    Male,
    /// `she`, Ms, 그녀.
    Female,
    /// `it`.
    Neuter,
    /// Not shown.
    #[default]
    Unknown,
}
