//! Articles into articles of the other language.
//!
//! ```text
//! documents ─► lines ─► memory ─► model ─► house style ─► guard ─┬─► documents
//!                                  ▲                            │
//!                                  └ beam, clauses, terms put in ┘ (what fails, and only that: `attempts`)
//! ```
//!
//! The lines of all documents go to the model at once, each different line a single time: the engine then has like
//! lengths to batch. What comes out depends on the line alone, not on its neighbours.

use super::attempts::{self, Done, Job};
use super::document::{Change, Document};
use super::glossary::Glossary;
use super::guard::{self, Kind, Mark};
use super::house_style::{self, Quotes};
use super::memory::{Recall, Recalled, Segment};
use super::{Decoding, Direction, Original, TranslationError, Translator, names};
use crate::embedding::Encoder;
use crate::fidelity::Severity;
use crate::text::Span;
use rayon::prelude::*;
use std::collections::HashMap;

/// How to translate.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How to search at the first try.
    pub decoding: Decoding,
    /// Whether what fails the guard is tried again.
    pub retry: bool,
    /// The quotation marks of the house; where none are given, curly ones in Korean, else the original's own.
    pub quotes: Option<Quotes>,
    /// Whether polite Korean is put into the plain style of newspapers.
    pub plain_korean: bool,
    /// Terms that are to be honoured.
    pub glossary: Option<&'a Glossary>,
    /// Names that are to be written so; what differs is marked.
    pub names: Option<&'a Glossary>,
    /// What was translated before.
    pub memory: Option<&'a dyn Recall>,
    /// The default encoder, by which the guard sees what speaks of something else.
    pub encoder: Option<&'a dyn Encoder>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            decoding: Decoding::GREEDY,
            retry: true,
            quotes: None,
            plain_korean: true,
            glossary: None,
            names: None,
            memory: None,
            encoder: None,
        }
    }
}

/// A document in the other language.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// Its text.
    pub text: String,
    /// Where each edit of the document came to stand.
    pub edits: Vec<Span>,
    /// Where each sentence came from, in order.
    pub sentences: Vec<Sentence>,
    /// What the model made and the guard let pass: what a memory may keep.
    pub fresh: Vec<Segment>,
}

/// A sentence and its translation.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// In the document's text.
    pub source: Span,
    /// In the translation's text.
    pub target: Span,
    /// What the guard says of it.
    pub guard: Vec<Mark>,
    /// What the memory held for it.
    pub memory: Option<FromMemory>,
}

/// What a memory held for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct FromMemory {
    /// How alike the original of the memory is: 1 is equal.
    pub score: f32,
    /// Whether the translation is the memory's; else it is shown beside the model's.
    pub is_used: bool,
    /// The original and the translation of the memory, where the original is another.
    pub like: Option<(String, String)>,
}

/// Translates documents, all of them of the translator's language.
///
/// # Errors
/// The engine failed, or the memory cannot be read. What merely came out wrong is marked, not an error.
pub fn translate(
    documents: &[&Document],
    translator: &dyn Translator,
    options: &Options<'_>,
) -> Result<Vec<Translation>, TranslationError> {
    let direction = translator.direction();
    let (mut jobs, places) = jobs(documents, direction, options)?;
    attempts::climb(&mut jobs, translator, options)?;
    Ok(documents
        .par_iter()
        .zip(&places)
        .map(|(document, places)| assemble(document, places, &jobs, direction, options))
        .collect())
}

/// Every different line once, and for each document which lines are its own.
fn jobs<'d>(
    documents: &[&'d Document],
    direction: Direction,
    options: &Options<'_>,
) -> Result<(Vec<Job<'d>>, Vec<Vec<usize>>), TranslationError> {
    let mut jobs: Vec<Job<'d>> = Vec::new();
    let mut known = HashMap::new();
    let mut places = Vec::with_capacity(documents.len());
    for document in documents {
        let quotes = options
            .quotes
            .unwrap_or_else(|| Quotes::of(&document.text, direction.to));
        let published = document.published;
        let mut own = Vec::new();
        for (line, role) in document.lines() {
            let key = (line, role, quotes == Quotes::Curly, published);
            let at = match known.get(&key) {
                Some(&at) => at,
                None => {
                    let heading = house_style::is_heading(role);
                    jobs.push(Job {
                        original: Original::new(line),
                        role,
                        quotes,
                        published,
                        terms: options
                            .glossary
                            .map_or_else(Vec::new, |g| g.terms(line, direction.from)),
                        recalled: options
                            .memory
                            .map(|m| m.recall(line, heading))
                            .transpose()?
                            .flatten(),
                        done: None,
                    });
                    known.insert(key, jobs.len() - 1);
                    jobs.len() - 1
                }
            };
            own.push(at);
        }
        places.push(own);
    }
    Ok((jobs, places))
}

/// The document with its lines in the other language.
fn assemble(
    document: &Document,
    places: &[usize],
    jobs: &[Job<'_>],
    direction: Direction,
    options: &Options<'_>,
) -> Translation {
    let done: Vec<(&Job<'_>, &Done)> = places
        .iter()
        .filter_map(|&at| Some((&jobs[at], jobs[at].done.as_ref()?)))
        .collect();
    let lines: Vec<names::Line<'_>> = done
        .iter()
        .map(|(job, done)| (job.line(), done.words.as_str()))
        .collect();
    let mut of_names: HashMap<usize, Vec<Mark>> = HashMap::new();
    for (at, mark) in names::check(&lines, &names::own(&document.text), options.names, direction) {
        of_names.entry(at).or_default().push(mark);
    }
    let mut from = 0;
    let mut replacements = Vec::with_capacity(document.edits.len());
    let mut said: Vec<Option<(Vec<Mark>, Option<FromMemory>)>> = Vec::with_capacity(document.edits.len());
    for edit in &document.edits {
        let (lines, dressing) = match &edit.change {
            Change::Translate { lines, dressing, .. } => (lines, dressing),
            Change::Settled(words) => {
                replacements.push(words.clone());
                said.push(None);
                continue;
            }
        };
        let range = from..(from + lines.len()).min(done.len());
        from = range.end;
        let own = &done[range.clone()];
        let words: Vec<&str> = own.iter().map(|(_, done)| done.words.as_str()).collect();
        let (dressed, lost) = dressing.put_on(&words.join(" "));
        let mut marks: Vec<Mark> = own.iter().flat_map(|(_, done)| done.marks.clone()).collect();
        marks.extend(range.filter_map(|at| of_names.remove(&at)).flatten());
        if lost > 0 {
            let reason = format!("{lost} marks of emphasis or links found no place.");
            marks.push(Mark::new(Kind::Markup, Severity::Minor, reason));
        }
        replacements.push(dressed);
        said.push(Some((marks, FromMemory::of(own))));
    }
    let (text, edits) = document.with(&replacements);
    let sentence = |((edit, &target), said): ((&super::document::Edit, &Span), Option<(Vec<Mark>, _)>)| {
        let (guard, memory) = said?;
        Some(Sentence {
            source: edit.span,
            target,
            guard,
            memory,
        })
    };
    let sentences = document
        .edits
        .iter()
        .zip(&edits)
        .zip(said)
        .filter_map(sentence)
        .collect();
    Translation {
        text,
        edits,
        sentences,
        fresh: fresh(&done),
    }
}

/// What the model made and the guard let pass.
fn fresh(done: &[(&Job<'_>, &Done)]) -> Vec<Segment> {
    let new = done
        .iter()
        .filter(|(_, done)| !done.is_recalled && guard::passes(&done.marks));
    new.map(|(job, done)| Segment {
        source: job.line().to_owned(),
        target: done.words.clone(),
        is_heading: house_style::is_heading(job.role),
    })
    .collect()
}

impl FromMemory {
    /// Of the lines of one edit: theirs together where all of them were found, else the first that was found.
    fn of(lines: &[(&Job<'_>, &Done)]) -> Option<Self> {
        let found: Vec<(&Recalled, bool)> = lines
            .iter()
            .filter_map(|(job, done)| Some((job.recalled.as_ref()?, done.is_recalled)))
            .collect();
        let is_used = !found.is_empty() && found.len() == lines.len() && found.iter().all(|(_, used)| *used);
        let (best, _) = found.iter().min_by(|a, b| a.0.score.total_cmp(&b.0.score))?;
        Some(Self {
            score: best.score,
            is_used,
            like: (best.score < 1.0).then(|| (best.source.clone(), best.target.clone())),
        })
    }
}
