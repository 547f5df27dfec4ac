//! What is kept of an article: enough to find its event and to compare its statements, and no more than must be.

use super::figures::{self, Figure};
use super::head::Head;
use super::parts::parts;
use super::sketch::Sketch;
use super::vector::Vector;
use crate::article::Article;
use crate::embedding::Encoder;
use crate::names;
use crate::pipeline::Side;
use crate::statements::{EntityKind, Kind, Modality, Polarity, Stance, Statement};
use crate::text::{CharIndex, Language, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Digests of another version are made anew.
pub const VERSION: u32 = 4;

/// An article as the comparison sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The article's id.
    pub id: String,
    /// Its language.
    pub lang: Language,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title.
    pub headline: Option<String>,
    /// The day of publication, by the outlet's own clock.
    pub day: Option<Date>,
    /// The instant of publication.
    pub instant: Option<Timestamp>,
    /// What tells copies from independent reports.
    pub sketch: Sketch,
    /// What headline and lead name.
    pub head: Head,
    /// Who speaks in it.
    pub speakers: Vec<Speaker>,
    /// What is said in it, in the order of the text.
    pub said: Vec<Said>,
    /// Headline and lead as a vector.
    #[serde(skip)]
    pub vector: Vector,
}

/// One who speaks in an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest name or description the article gives.
    pub name: String,
    /// Title or role.
    pub role: Option<String>,
    /// What it is.
    pub kind: EntityKind,
    /// Kept anonymous.
    pub anonymous: bool,
    /// Concepts in name and role, the same ids in both languages: `country:kp`, `role:minister`. Words with several
    /// meanings give several.
    pub concepts: Vec<String>,
    /// The role of a person, the name of anybody else, as a vector: two languages call one body by names alike.
    #[serde(skip)]
    pub vector: Vector,
}

/// One statement of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// What kind of statement it is.
    pub kind: Kind,
    /// Where its words stand, in characters of the article's text.
    pub content: Vec<[usize; 2]>,
    /// Its words on one line.
    pub text: String,
    /// The sentences it stands in, on one line.
    pub passage: String,
    /// How the act of saying is cast.
    pub stance: Option<Stance>,
    /// The cue's dictionary form.
    pub cue: Option<String>,
    /// Whether the cue is negated (`has not confirmed`).
    pub cue_negated: bool,
    /// Whether the content is affirmed.
    pub polarity: Polarity,
    /// How strongly it is put.
    pub modality: Modality,
    /// Who says it, by position in [`Digest::speakers`].
    pub speaker: Option<usize>,
    /// Numbers, dates and measures in its words.
    pub figures: Vec<Figure>,
    /// Its words as a vector.
    #[serde(skip)]
    pub vector: Vector,
}

impl Digest {
    /// The time of publication in hours; noon where only the day is known.
    pub fn hours(&self) -> Option<f64> {
        let day = self.day?;
        let noon = || {
            let epoch = Date::constant(1970, 1, 1);
            let days = epoch
                .until(day)
                .map(|span| f64::from(span.get_days()))
                .unwrap_or(0.0);
            days * 24.0 + 12.0
        };
        Some(
            self.instant
                .map_or_else(noon, |at| at.as_second() as f64 / 3600.0),
        )
    }

    /// When it was published, as exactly as it is known.
    pub fn published(&self) -> Option<String> {
        let instant = self.instant.map(|at| at.to_string());
        instant.or_else(|| self.day.map(|day| day.to_string()))
    }

    /// The outlet's name, or a dash.
    pub fn outlet_name(&self) -> &str {
        self.outlet.as_deref().unwrap_or("–")
    }
}

/// Digests articles; the lines of all of them are encoded together, each once: outlets quote the same few by the same names,
/// and copy each other.
pub fn digest(articles: Vec<Article>, encoder: &dyn Encoder) -> Vec<Digest> {
    let read: Vec<(Digest, Vec<String>)> = articles.into_par_iter().map(|a| of_side(&Side::new(a))).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in read.iter().flat_map(|(_, lines)| lines) {
        places.entry(line).or_insert_with(|| {
            lines.push(line);
            lines.len() - 1
        });
    }
    let encoded = encoder.encode(&lines);
    let vectors = encoded.chunks_exact(encoder.dimension()).map(Vector::new);
    let vectors: Vec<Vector> = vectors.collect();
    let of = |line: &String| {
        let vector = places.get(line.as_str()).and_then(|&at| vectors.get(at));
        vector.cloned().unwrap_or_default()
    };
    let own: Vec<Vec<Vector>> = read
        .iter()
        .map(|(_, lines)| lines.iter().map(of).collect())
        .collect();
    let articles = read.into_iter().zip(own);
    articles
        .map(|((digest, _), own)| with_vectors(digest, own))
        .collect()
}

/// The digest with the vectors of its lines: that of headline and lead, of each statement, of each speaker.
fn with_vectors(mut digest: Digest, vectors: Vec<Vector>) -> Digest {
    let mut vectors = vectors.into_iter();
    digest.vector = vectors.next().unwrap_or_default();
    let said = digest.said.iter_mut().map(|said| &mut said.vector);
    let speakers = digest.speakers.iter_mut().map(|speaker| &mut speaker.vector);
    said.chain(speakers)
        .zip(vectors)
        .for_each(|(to, from)| *to = from);
    digest
}

/// The digest of one article without its vectors, and the lines they are to be made of.
fn of_side(side: &Side) -> (Digest, Vec<String>) {
    let article = &side.article;
    let chars = CharIndex::new(&article.text);
    let told = side.statements.statements.iter().filter(|s| is_told(s));
    let said: Vec<Said> = told.flat_map(|s| said(s, side, &chars)).collect();
    let head = Head::of(side);
    let mut lines = vec![head.line.clone()];
    lines.extend(said.iter().map(|s| spoken(s, article.lang)));
    let speakers = speakers(side);
    lines.extend(speakers.iter().map(called));
    let digest = Digest {
        id: article.id.clone(),
        lang: article.lang,
        outlet: article.outlet.clone(),
        headline: article.headline().map(|_| headline(article)),
        day: article.published.as_ref().map(|p| p.date),
        instant: article.published.as_ref().and_then(|p| p.instant),
        sketch: Sketch::new(&body(side)),
        head,
        speakers,
        said,
        vector: Vector::default(),
    };
    (digest, lines)
}

/// A headline repeats what the article says, and hearsay without a source is nobody's statement.
fn is_told(statement: &Statement) -> bool {
    match statement.kind {
        Kind::Headline => false,
        Kind::Evidential => statement.speaker.is_some() || !statement.chain.is_empty(),
        _ => true,
    }
}

/// What a statement's vector is made of: its words, or the whole sentence where they are a scrap.
fn spoken(said: &Said, lang: Language) -> String {
    let least = if lang == Language::Ko { 6 } else { 12 };
    let letters = said.text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < least {
        said.passage.clone()
    } else {
        said.text.clone()
    }
}

/// What a speaker's vector is made of.
fn called(speaker: &Speaker) -> String {
    match &speaker.role {
        Some(role) if speaker.kind == EntityKind::Person => role.clone(),
        _ => speaker.name.clone(),
    }
}

fn headline(article: &Article) -> String {
    let block = article.with_role(crate::article::Role::Headline).next();
    block.map(|b| article.line(b.span)).unwrap_or_default()
}

/// The running text, without headline and furniture.
fn body(side: &Side) -> String {
    let body = side
        .sentences
        .iter()
        .filter(|s| s.role == crate::article::Role::Body);
    body.map(|s| s.line(&side.article)).collect::<Vec<_>>().join(" ")
}

fn speakers(side: &Side) -> Vec<Speaker> {
    let speaker = |entity: &crate::statements::Entity| {
        let words = match &entity.role {
            Some(role) => format!("{} / {role}", entity.name),
            None => entity.name.clone(),
        };
        let mut concepts: Vec<String> = names::concepts(&words, side.article.lang)
            .iter()
            .flat_map(|m| m.ids.iter().map(|id| (*id).to_owned()))
            .collect();
        concepts.sort();
        concepts.dedup();
        Speaker {
            name: entity.name.clone(),
            role: entity.role.clone(),
            kind: entity.kind,
            anonymous: entity.anonymous,
            concepts,
            vector: Vector::default(),
        }
    };
    side.statements.entities.iter().map(speaker).collect()
}

/// A statement, in as many parts as it says things.
fn said(statement: &Statement, side: &Side, chars: &CharIndex<'_>) -> Vec<Said> {
    let sentences: Vec<Span> = statement
        .sentences
        .iter()
        .filter_map(|&id| side.sentences.get(id).map(|s| s.span))
        .collect();
    let figures = figures::of(statement, &sentences, &side.article);
    let parts = parts(statement, &side.article);
    let alone = parts.len() == 1;
    parts
        .into_iter()
        .map(|content| {
            let own = |f: &&Figure| alone || content.iter().any(|c| c.contains(&f.quantity.span));
            let figures = figures.iter().filter(own).cloned().collect();
            part(statement, &content, &sentences, figures, &side.article, chars)
        })
        .collect()
}

fn part(
    statement: &Statement,
    content: &[Span],
    sentences: &[Span],
    figures: Vec<Figure>,
    article: &Article,
    chars: &CharIndex<'_>,
) -> Said {
    let line = |spans: &[Span]| {
        let parts = spans.iter().map(|&span| article.line(span));
        parts.collect::<Vec<_>>().join(" ")
    };
    Said {
        kind: statement.kind,
        content: chars.spans(content),
        text: line(content),
        passage: line(sentences),
        stance: statement.cue.as_ref().map(|c| c.stance),
        cue: statement.cue.as_ref().map(|c| c.lemma.clone()),
        cue_negated: statement.cue.as_ref().is_some_and(|c| c.negated),
        polarity: statement.polarity,
        modality: statement.modality,
        speaker: statement.speaker.as_ref().and_then(|s| s.entity),
        figures,
        vector: Vector::default(),
    }
}
