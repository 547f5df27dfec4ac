//! Lines on their way: what is tried for each, one rung after the other, until the guard lets it pass.
//!
//! ```text
//! memory ─► model ─► wider search ─► no repeats ─► clause by clause ─► terms mended ─► terms carried
//! ```
//!
//! A rung is climbed only by the lines that still fail and that it can help; what it brings is kept only where the
//! guard finds less in it than in what there was.

use super::article::Options;
use super::glossary::{Found, repair};
use super::guard::{self, Kind, Mark};
use super::house_style::{self, Quotes};
use super::memory::{Recalled, renumbered};
use super::{Decoding, Direction, Original, TranslationError, Translator, clauses, register};
use crate::article::Role;
use crate::fidelity::Severity;
use crate::text::Language;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One line on its way.
pub(super) struct Job<'d> {
    pub(super) original: Original<'d>,
    pub(super) role: Role,
    pub(super) quotes: Quotes,
    pub(super) published: Option<jiff::civil::Date>,
    /// The terms of the glossary that stand in it.
    pub(super) terms: Vec<Found>,
    /// What the memory holds for it.
    pub(super) recalled: Option<Recalled>,
    pub(super) done: Option<Done>,
}

/// A translated line.
#[derive(Clone)]
pub(super) struct Done {
    pub(super) words: String,
    pub(super) marks: Vec<Mark>,
    /// Whether it is the memory's.
    pub(super) is_recalled: bool,
}

/// How terms go into the model.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carry {
    /// As they stand.
    AsTheyStand,
    /// As what they are to become.
    Targets,
    /// As signs that stand for them.
    Signs,
}

/// One way to translate a line.
#[derive(Clone, Copy)]
struct Rung {
    decoding: Decoding,
    in_clauses: bool,
    carry: Carry,
}

impl Rung {
    const fn plain(decoding: Decoding) -> Self {
        Self {
            decoding,
            in_clauses: false,
            carry: Carry::AsTheyStand,
        }
    }
}

/// Translates every line.
///
/// # Errors
/// The engine failed at the first try. An engine that cannot search as a later rung asks leaves the line marked.
pub(super) fn climb(
    jobs: &mut [Job<'_>],
    translator: &dyn Translator,
    options: &Options<'_>,
) -> Result<(), TranslationError> {
    recall(jobs, translator.direction(), options);
    let open: Vec<usize> = (0..jobs.len()).filter(|&at| !jobs[at].passes()).collect();
    attempt(jobs, &open, translator, options, &Rung::plain(options.decoding))?;
    if options.retry {
        retry(jobs, translator, options);
    }
    honour(jobs, translator, options);
    Ok(())
}

impl<'d> Job<'d> {
    /// What is translated.
    pub(super) fn line(&self) -> &'d str {
        self.original.text()
    }

    fn marks(&self) -> &[Mark] {
        self.done.as_ref().map_or(&[], |done| &done.marks)
    }

    fn passes(&self) -> bool {
        self.done.is_some() && guard::passes(self.marks())
    }

    fn has(&self, wanted: &[Kind]) -> bool {
        let grave = |mark: &&Mark| mark.severity >= Severity::Major;
        self.marks()
            .iter()
            .filter(grave)
            .any(|mark| wanted.contains(&mark.mark))
    }

    /// Keeps what is better than what there was.
    fn keep(&mut self, done: Done) {
        let better = self
            .done
            .as_ref()
            .is_none_or(|earlier| guard::weight(&done.marks) < guard::weight(&earlier.marks));
        if better {
            self.done = Some(done);
        }
    }
}

/// What the memory holds for the very line, or for one that differs in numbers alone and is found sound.
fn recall(jobs: &mut [Job<'_>], direction: Direction, options: &Options<'_>) {
    jobs.par_iter_mut().for_each(|job| {
        let Some(recalled) = &job.recalled else { return };
        let is_same = recalled.score >= 1.0;
        let words = if is_same {
            Some(recalled.target.clone())
        } else {
            renumbered(&recalled.source, &recalled.target, job.line())
        };
        let Some(words) = words else { return };
        let done = Done {
            is_recalled: true,
            ..finish(job, &words, direction, options)
        };
        if is_same || done.marks.is_empty() {
            job.done = Some(done);
        }
    });
}

/// The rungs that a line climbs as long as it fails: a wider search, one without repeats, the clauses one by one.
fn retry(jobs: &mut [Job<'_>], translator: &dyn Translator, options: &Options<'_>) {
    let wide = Decoding::beam(options.decoding.beam.max(4));
    let no_repeat = Decoding { no_repeat: 3, ..wide };
    let in_clauses = Rung {
        in_clauses: true,
        ..Rung::plain(options.decoding)
    };
    for rung in [Rung::plain(wide), Rung::plain(no_repeat), in_clauses] {
        let for_stammer = rung.decoding.no_repeat > 0;
        let helps = |job: &Job<'_>| {
            let only_terms = job
                .marks()
                .iter()
                .all(|m| m.severity < Severity::Major || m.mark == Kind::Term);
            !only_terms && (!for_stammer || job.has(&[Kind::Repetition, Kind::Runaway]))
        };
        let failing: Vec<usize> = (0..jobs.len())
            .filter(|&at| !jobs[at].passes() && helps(&jobs[at]))
            .collect();
        if !failing.is_empty() {
            let _ = attempt(jobs, &failing, translator, options, &rung);
        }
    }
}

/// What lacks a term: the model's own word for it is replaced, else the line is translated around the term.
fn honour(jobs: &mut [Job<'_>], translator: &dyn Translator, options: &Options<'_>) {
    let lacking = |jobs: &[Job<'_>]| -> Vec<usize> {
        (0..jobs.len())
            .filter(|&at| jobs[at].has(&[Kind::Term]))
            .collect()
    };
    let which = lacking(jobs);
    if which.is_empty() {
        return;
    }
    mend(jobs, &which, translator, options);
    for carry in [Carry::Targets, Carry::Signs] {
        let which = lacking(jobs);
        let rung = Rung {
            carry,
            ..Rung::plain(options.decoding)
        };
        if options.retry && !which.is_empty() {
            let _ = attempt(jobs, &which, translator, options, &rung);
        }
    }
}

/// Replaces what the model wrote for the terms that these lines lack.
fn mend(jobs: &mut [Job<'_>], which: &[usize], translator: &dyn Translator, options: &Options<'_>) {
    let direction = translator.direction();
    let terms = which.iter().flat_map(|&at| &jobs[at].terms);
    let mut alone: BTreeMap<String, String> = terms.map(|f| (f.term.clone(), String::new())).collect();
    let asked: Vec<&str> = alone.keys().map(String::as_str).collect();
    let answers = translator
        .translate(&asked, &options.decoding)
        .unwrap_or_default();
    alone
        .values_mut()
        .zip(answers)
        .for_each(|(known, answer)| *known = answer);
    for &at in which {
        let job = &jobs[at];
        let Some(done) = job.done.as_ref().filter(|done| !done.is_recalled) else {
            continue;
        };
        let (mut words, mut notes) = (done.words.clone(), Vec::new());
        for found in &job.terms {
            if found.is_honoured(&words, direction.to) {
                continue;
            }
            let alone = alone
                .get(&found.term)
                .map(|answer| plain(answer, direction, options));
            if let Some(mended) = repair::mended(&words, job.line(), found, alone.as_deref(), direction.to) {
                let reason = format!(
                    "“{}” was put in for the model’s own word, by the glossary.",
                    found.targets[0]
                );
                notes.push(Mark::new(Kind::Term, Severity::Note, reason));
                words = mended;
            }
        }
        if !notes.is_empty() {
            let mut marks = judged(job, &words, direction, options);
            marks.extend(notes);
            let is_recalled = false;
            jobs[at].keep(Done {
                words,
                marks,
                is_recalled,
            });
        }
    }
}

/// Translates these lines and keeps what is better than what there was.
fn attempt(
    jobs: &mut [Job<'_>],
    which: &[usize],
    translator: &dyn Translator,
    options: &Options<'_>,
    rung: &Rung,
) -> Result<(), TranslationError> {
    let direction = translator.direction();
    let carried: Vec<String> = which.iter().map(|&at| carried(&jobs[at], rung.carry)).collect();
    let fits = |part: &str| translator.tokens(part) <= translator.window();
    let parts: Vec<Vec<&str>> = carried
        .iter()
        .map(|line| parts(line, direction.from, rung, &fits))
        .collect();
    let asked: Vec<&str> = parts.iter().flatten().copied().collect();
    let mut answers = translator.translate(&asked, &rung.decoding)?.into_iter();
    let joined: Vec<(usize, String)> = which
        .iter()
        .zip(&parts)
        .filter(|(_, parts)| !parts.is_empty())
        .map(|(&at, parts)| {
            let words: Vec<String> = answers.by_ref().take(parts.len()).collect();
            (at, clauses::join(parts, &words))
        })
        .collect();
    let done: Vec<(usize, Option<Done>)> = joined
        .into_par_iter()
        .map(|(at, words)| {
            let job = &jobs[at];
            let words = match rung.carry {
                Carry::Signs => repair::settled(&words, &job.terms, direction.to),
                _ => Some(words),
            };
            (at, words.map(|words| finish(job, &words, direction, options)))
        })
        .collect();
    for (at, done) in done {
        done.into_iter().for_each(|done| jobs[at].keep(done));
    }
    Ok(())
}

fn carried(job: &Job<'_>, carry: Carry) -> String {
    match carry {
        Carry::AsTheyStand => job.line().to_owned(),
        Carry::Targets => repair::carrying(job.line(), &job.terms, false),
        Carry::Signs => repair::carrying(job.line(), &job.terms, true),
    }
}

/// The parts in which a line goes to the model; none where it has no clauses to be taken one by one.
fn parts<'l>(line: &'l str, lang: Language, rung: &Rung, fits: &dyn Fn(&str) -> bool) -> Vec<&'l str> {
    if !rung.in_clauses {
        return clauses::split(line, lang, fits);
    }
    let clauses = clauses::at_clause(line, lang);
    if clauses.len() < 2 {
        return Vec::new();
    }
    clauses
        .into_iter()
        .flat_map(|clause| clauses::split(clause, lang, fits))
        .collect()
}

/// The register and the house style, then the guard.
fn finish(job: &Job<'_>, words: &str, direction: Direction, options: &Options<'_>) -> Done {
    let words = plain(words, direction, options);
    let styled = |as_headline| house_style::apply(&words, direction.to, job.role, job.quotes, as_headline);
    let sentence = styled(false);
    let marks = judged(job, &sentence, direction, options);
    let headline = styled(true);
    if headline != sentence {
        // What a headline leaves out must not be what the guard looks for.
        let as_headline = judged(job, &headline, direction, options);
        if guard::weight(&as_headline) <= guard::weight(&marks) {
            return Done {
                words: headline,
                marks: as_headline,
                is_recalled: false,
            };
        }
    }
    Done {
        words: sentence,
        marks,
        is_recalled: false,
    }
}

fn plain(words: &str, direction: Direction, options: &Options<'_>) -> String {
    if options.plain_korean && direction.to == Language::Ko {
        register::plain(words)
    } else {
        words.to_owned()
    }
}

/// What the guard says, and the terms that are not there.
fn judged(job: &Job<'_>, words: &str, direction: Direction, options: &Options<'_>) -> Vec<Mark> {
    let mut marks = guard::check_sense(&job.original, words, direction, job.published, options.encoder);
    let lacking = job
        .terms
        .iter()
        .filter(|found| !found.is_honoured(words, direction.to));
    let mut told: Vec<&str> = Vec::new();
    for found in lacking {
        if !told.contains(&found.term.as_str()) {
            told.push(&found.term);
            let reason = format!(
                "“{}” is to be “{}”, by the glossary.",
                found.term,
                found.targets.join("” or “")
            );
            marks.push(Mark::new(Kind::Term, Severity::Major, reason));
        }
    }
    marks
}
