//! Articles into articles of the other language.
//!
//! ```text
//! documents ─► lines ─► model ─► house style ─► guard ─┬─► documents
//!                         ▲                            │
//!                         └── beam, no repeats, clauses ┘ (what fails, and only that)
//! ```
//!
//! The lines of all documents go to the model at once, each different line a single time: the engine then has like
//! lengths to batch. What comes out depends on the line alone, not on its neighbours.

use super::document::{Change, Document};
use super::guard::{self, Kind, Mark};
use super::house_style::{self, Quotes};
use super::{Decoding, Direction, TranslationError, Translator, clauses, register};
use crate::article::Role;
use crate::fidelity::Severity;
use crate::text::Span;
use rayon::prelude::*;
use std::collections::HashMap;

/// How to translate.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How to search at the first try.
    pub decoding: Decoding,
    /// Whether what fails the guard is tried again.
    pub retry: bool,
    /// The quotation marks of the house; the original's own where none are given.
    pub quotes: Option<Quotes>,
    /// Whether polite Korean is put into the plain style of newspapers.
    pub plain_korean: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            decoding: Decoding::GREEDY,
            retry: true,
            quotes: None,
            plain_korean: true,
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
}

/// One line on its way.
struct Job<'d> {
    line: &'d str,
    role: Role,
    quotes: Quotes,
    published: Option<jiff::civil::Date>,
    done: Option<Done>,
}

#[derive(Clone)]
struct Done {
    words: String,
    marks: Vec<Mark>,
}

/// Translates documents, all of them of the translator's language.
///
/// # Errors
/// The engine failed. What merely came out wrong is marked, not an error.
pub fn translate(
    documents: &[&Document],
    translator: &dyn Translator,
    options: &Options,
) -> Result<Vec<Translation>, TranslationError> {
    let (mut jobs, places) = jobs(documents, options);
    let all: Vec<usize> = (0..jobs.len()).collect();
    attempt(&mut jobs, &all, translator, options, &options.decoding, false)?;
    if options.retry {
        retry(&mut jobs, translator, options);
    }
    Ok(documents
        .iter()
        .zip(&places)
        .map(|(document, places)| assemble(document, places, &jobs))
        .collect())
}

/// Every different line once, and for each document which lines are its own.
fn jobs<'d>(documents: &[&'d Document], options: &Options) -> (Vec<Job<'d>>, Vec<Vec<usize>>) {
    let mut jobs: Vec<Job<'d>> = Vec::new();
    let mut known = HashMap::new();
    let mut places = Vec::with_capacity(documents.len());
    for document in documents {
        let quotes = options.quotes.unwrap_or_else(|| Quotes::of(&document.text));
        let published = document.published;
        let mut own = Vec::new();
        for (line, role) in document.lines() {
            let at = *known
                .entry((line, role, quotes == Quotes::Curly, published))
                .or_insert_with(|| {
                    jobs.push(Job {
                        line,
                        role,
                        quotes,
                        published,
                        done: None,
                    });
                    jobs.len() - 1
                });
            own.push(at);
        }
        places.push(own);
    }
    (jobs, places)
}

/// The rungs that a line climbs as long as it fails: a wider search, one without repeats, the clauses one by one.
fn retry(jobs: &mut [Job<'_>], translator: &dyn Translator, options: &Options) {
    let wide = Decoding::beam(options.decoding.beam.max(4));
    let no_repeat = Decoding { no_repeat: 3, ..wide };
    for (decoding, in_clauses) in [(wide, false), (no_repeat, false), (options.decoding, true)] {
        let failing: Vec<usize> = (0..jobs.len())
            .filter(|&at| {
                let marks = jobs[at].done.as_ref().map_or(&[][..], |done| &done.marks);
                let stammers = marks
                    .iter()
                    .any(|mark| matches!(mark.mark, Kind::Repetition | Kind::Runaway));
                !guard::passes(marks) && (decoding.no_repeat == 0 || stammers)
            })
            .collect();
        if failing.is_empty() {
            continue;
        }
        // An engine that cannot search so leaves the line as it is: marked.
        let _ = attempt(jobs, &failing, translator, options, &decoding, in_clauses);
    }
}

/// Translates these lines and keeps what is better than what there was.
fn attempt(
    jobs: &mut [Job<'_>],
    which: &[usize],
    translator: &dyn Translator,
    options: &Options,
    decoding: &Decoding,
    in_clauses: bool,
) -> Result<(), TranslationError> {
    let direction = translator.direction();
    let fits = |part: &str| translator.tokens(part) <= translator.window();
    let mut parts: Vec<&str> = Vec::new();
    let mut counts = Vec::with_capacity(which.len());
    for &at in which {
        let line = jobs[at].line;
        let before = parts.len();
        let clauses = if in_clauses {
            clauses::at_clause(line, direction.from)
        } else {
            vec![line]
        };
        // A line that has no clauses would only come out as before.
        if !in_clauses || clauses.len() > 1 {
            for clause in clauses {
                parts.extend(clauses::split(clause, direction.from, &fits));
            }
        }
        counts.push(parts.len() - before);
    }
    let mut answers = translator.translate(&parts, decoding)?.into_iter();
    let joined: Vec<(usize, String)> = which
        .iter()
        .zip(counts)
        .filter(|&(_, count)| count > 0)
        .map(|(&at, count)| {
            let words: Vec<String> = answers.by_ref().take(count).collect();
            (at, words.join(" "))
        })
        .collect();
    let done: Vec<(usize, Done)> = joined
        .into_par_iter()
        .map(|(at, words)| (at, finish(&jobs[at], &words, direction, options)))
        .collect();
    for (at, done) in done {
        let better = jobs[at]
            .done
            .as_ref()
            .is_none_or(|earlier| guard::weight(&done.marks) < guard::weight(&earlier.marks));
        if better {
            jobs[at].done = Some(done);
        }
    }
    Ok(())
}

/// The house style, then the guard.
fn finish(job: &Job<'_>, words: &str, direction: Direction, options: &Options) -> Done {
    let plain = if options.plain_korean && direction.to == crate::text::Language::Ko {
        register::plain(words)
    } else {
        words.to_owned()
    };
    let words = house_style::apply(&plain, direction.to, job.role, job.quotes);
    let marks = guard::check(job.line, &words, direction, job.published);
    Done { words, marks }
}

/// The document with its lines in the other language.
fn assemble(document: &Document, places: &[usize], jobs: &[Job<'_>]) -> Translation {
    let mut next = places.iter();
    let mut replacements = Vec::with_capacity(document.edits.len());
    let mut marks: Vec<Option<Vec<Mark>>> = Vec::with_capacity(document.edits.len());
    for edit in &document.edits {
        let Change::Translate { lines, dressing, .. } = &edit.change else {
            if let Change::Settled(words) = &edit.change {
                replacements.push(words.clone());
            }
            marks.push(None);
            continue;
        };
        let done: Vec<&Done> = next
            .by_ref()
            .take(lines.len())
            .filter_map(|&at| jobs[at].done.as_ref())
            .collect();
        let words: Vec<&str> = done.iter().map(|done| done.words.as_str()).collect();
        let (dressed, lost) = dressing.put_on(&words.join(" "));
        let mut own: Vec<Mark> = done.iter().flat_map(|done| done.marks.clone()).collect();
        if lost > 0 {
            let reason = format!("{lost} marks of emphasis or links found no place.");
            own.push(Mark::new(Kind::Markup, Severity::Minor, reason));
        }
        replacements.push(dressed);
        marks.push(Some(own));
    }
    let (text, edits) = document.with(&replacements);
    let sentences = document
        .edits
        .iter()
        .zip(&edits)
        .zip(marks)
        .filter_map(|((edit, &target), guard)| {
            Some(Sentence {
                source: edit.span,
                target,
                guard: guard?,
            })
        })
        .collect();
    Translation {
        text,
        edits,
        sentences,
    }
}
