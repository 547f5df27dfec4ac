//! Quotations that no cue of their own sentence reports: the rest of a quotation, one that stands alone, words in
//! scare quotes.

use super::build;
use super::slots;
use super::tags::Tag;
use super::unit::Unit;
use crate::statements::draft::{Draft, Features, Form, Mention};
use crate::statements::kinds::{Kind, Mark, Statement};
use crate::text::Span;
use std::ops::Range;

/// A direct quotation that the next sentence may go on with.
#[derive(Default)]
pub(super) struct Open {
    /// Position among the drafts of the statement that last quoted somebody, and its paragraph.
    last: Option<(usize, usize)>,
    /// Quotations of paragraphs whose speaker is named in a later one.
    waiting: Vec<Waiting>,
    /// A cue with a colon at the end of its sentence.
    colon: Option<Draft>,
}

struct Waiting {
    statement: Statement,
    at: usize,
}

impl Open {
    /// Adds the drafts of a unit to those before, and what its bare quotations continue or begin.
    pub(super) fn join(&mut self, unit: &Unit<'_>, mut drafts: Vec<Draft>, all: &mut Vec<Draft>) {
        let bare = bare(unit, &drafts);
        if let Some((range, mark)) = whole(unit, &bare) {
            self.whole(unit, range, mark, all);
            return;
        }
        self.claim(&mut drafts);
        self.colon = None;
        let base = all.len();
        if let Some(n) = drafts.iter().position(|d| {
            d.statement.kind == Kind::Direct || d.statement.kind == Kind::Mixed && ends_quoted(unit, d)
        }) {
            self.last = Some((base + n, unit.block));
        } else if !drafts.is_empty() {
            self.last = None;
        }
        let told = drafts
            .iter()
            .map(|d| (unit.end_of(d), d.speaker.clone()))
            .collect::<Vec<_>>();
        all.append(&mut drafts);
        for (range, mark) in bare {
            // "She said she was tired: “I want to go home.”"
            let led = told
                .iter()
                .find(|(end, _)| unit.lower(*end) == ":" && end + 1 == range.start)
                .and_then(|(_, speaker)| speaker.clone());
            if let Some(speaker) = led {
                let statement = build::statement(unit, &[range]);
                let kind = Kind::Direct;
                all.push(Draft {
                    statement: Statement { kind, ..statement },
                    speaker: Some(speaker),
                    chain: Vec::new(),
                });
                continue;
            }
            let speaker = unit.speaker_of_title_quote(&range);
            all.extend(scare(unit, range, mark).map(|draft| Draft { speaker, ..draft }));
        }
    }

    /// A sentence that is nothing but a quotation.
    fn whole(&mut self, unit: &Unit<'_>, range: Range<usize>, mark: &Mark, all: &mut Vec<Draft>) {
        let more = build::statement(unit, &[range]);
        let same_paragraph = self.last.filter(|(_, block)| *block == unit.block);
        if let Some((n, _)) =
            same_paragraph.or(self.last.filter(|_| mark.continues && self.waiting.is_empty()))
        {
            extend(&mut all[n].statement, more);
            self.last = Some((n, unit.block));
            return;
        }
        if !mark.closed || mark.continues && !self.waiting.is_empty() {
            self.waiting.push(Waiting {
                statement: more,
                at: unit.span.start,
            });
            return;
        }
        let draft = alone(more, unit.span.start);
        self.last = Some((all.len(), unit.block));
        all.push(draft);
    }

    /// Gives waiting quotations to the statement that goes on with them and names the speaker.
    fn claim(&mut self, drafts: &mut [Draft]) {
        let Some(goes_on) = drafts
            .iter_mut()
            .find(|d| d.statement.marks.iter().any(|m| m.continues))
        else {
            return;
        };
        let mut waiting = std::mem::take(&mut self.waiting).into_iter().map(|w| w.statement);
        if let Some(mut first) = waiting.next() {
            waiting.for_each(|w| extend(&mut first, w));
            let rest = std::mem::replace(&mut goes_on.statement, first.clone());
            let own = rest.clone();
            extend(&mut first, rest);
            goes_on.statement = Statement {
                cue: own.cue,
                kind: own.kind,
                addressee: own.addressee,
                venue: own.venue,
                date: own.date,
                ..first
            };
        }
    }

    /// Adds what still waits for a speaker, as said by the one who spoke last.
    pub(super) fn finish(self, all: &mut Vec<Draft>) {
        all.extend(self.waiting.into_iter().map(|w| alone(w.statement, w.at)));
    }
}

/// A quotation with nothing beside it: the one who spoke last goes on.
fn alone(mut statement: Statement, at: usize) -> Draft {
    statement.kind = Kind::Direct;
    Draft {
        statement,
        speaker: Some(Mention {
            span: Span::new(at, at),
            features: Features {
                form: Form::Dropped,
                ..Features::default()
            },
        }),
        chain: Vec::new(),
    }
}

fn extend(statement: &mut Statement, more: Statement) {
    statement.content.extend(more.content);
    statement.marks.extend(more.marks);
    statement.quantities.extend(more.quantities);
    statement.qualifiers.extend(more.qualifiers);
    statement.sentences.extend(more.sentences);
    statement.sentences.sort_unstable();
    statement.sentences.dedup();
}

fn ends_quoted(unit: &Unit<'_>, draft: &Draft) -> bool {
    let end = draft.statement.content.last().map_or(0, |c| c.end);
    draft
        .statement
        .marks
        .last()
        .is_some_and(|m| m.span.end == end && unit.span.contains(&m.span))
}

/// The outermost quotations of the unit that no statement holds, as ranges of tokens.
fn bare<'a>(unit: &Unit<'a>, drafts: &[Draft]) -> Vec<(Range<usize>, &'a Mark)> {
    let taken = |span: Span| {
        drafts.iter().any(|d| {
            d.statement.content.iter().any(|c| c.overlaps(&span))
                || d.statement.cue.as_ref().is_some_and(|c| c.span.overlaps(&span))
        })
    };
    let marks = &unit.context.marks;
    (0..marks.len())
        .filter(|&m| marks[m].depth == 0 && marks[m].span.overlaps(&unit.span))
        .filter_map(|m| {
            let first = (0..unit.len()).find(|&i| unit.tokens[i].quoted == Some(m))?;
            let range = first..unit.after_quotation(first, m);
            (!taken(unit.span_of(&range))).then_some((range, &marks[m]))
        })
        .collect()
}

/// The quotation that is all there is in the unit.
fn whole<'a>(unit: &Unit<'_>, bare: &[(Range<usize>, &'a Mark)]) -> Option<(Range<usize>, &'a Mark)> {
    let (range, mark) = bare.first()?;
    let outside = (0..unit.len())
        .filter(|&i| unit.tokens[i].is_word() && !bare.iter().any(|(r, _)| r.contains(&i)))
        .count();
    (outside == 0 && unit.role_is_body() && range.len() > 3)
        .then(|| (range.start..bare.last().map_or(range.end, |(r, _)| r.end), *mark))
}

impl Unit<'_> {
    /// The token behind the words of a draft.
    fn end_of(&self, draft: &Draft) -> usize {
        let end = draft.statement.content.iter().map(|c| c.end).max().unwrap_or(0);
        let at = self.tokens.iter().position(|t| t.span.start >= end);
        at.unwrap_or(self.len())
    }

    /// "Hangyeol Energy recalls cells over 'fire risk'": the body named at the start of the headline.
    fn named_first(&self, before: usize) -> Option<Mention> {
        let phrase = self.phrase_after(0, false).filter(|p| p.end < before)?;
        let mention = super::mentions::mention(self, &phrase, None);
        let f = &mention.features;
        (f.name.is_some() && f.kind != crate::statements::kinds::EntityKind::Country).then_some(mention)
    }

    /// "'Nobody asked us': Pupils criticise ban", "Minister: 'We were wrong'": who a quotation in a headline belongs to.
    fn speaker_of_title_quote(&self, range: &Range<usize>) -> Option<Mention> {
        if self.role_is_body() {
            return None;
        }
        let phrase = if self.lower(range.end) == ":" {
            self.phrase_after(range.end + 1, true)?
        } else if range.start > 0 && self.lower(range.start - 1) == ":" {
            self.phrase_before(range.start - 1)?
        } else {
            // "Castellane 'proud' after draw"
            let beside = self
                .phrase_before(range.start)
                .filter(|p| p.start == 0 && p.len() <= 4);
            match beside {
                Some(beside) => beside,
                None => return self.named_first(range.start),
            }
        };
        Some(super::mentions::mention(self, &phrase, None))
    }
}

/// Words in quotation marks that nobody is said to have said; `None` for a name or title.
fn scare(unit: &Unit<'_>, range: Range<usize>, mark: &Mark) -> Option<Draft> {
    let words: Vec<usize> = range.clone().filter(|&i| unit.tokens[i].is_word()).collect();
    let first = *words.first()?;
    let capitals = words.iter().filter(|&&i| unit.tokens[i].capital).count();
    let titled = capitals * 2 > words.len()
        || unit.tokens[first].capital && words.len() <= 4 && words.len() > 1 && capitals > 1;
    let before = unit.before(range.start).map_or("", |t| t.lower.as_str());
    let named = slots::names_by_verb(before)
        || slots::names_by_noun(before)
        || matches!(before, "as") && range.start > 1 && slots::names_by_verb(unit.lower(range.start - 2));
    let letters = words.len() == 1 && unit.lower(first).chars().count() <= 2;
    let one = words.len() == 1 && (unit.tokens[first].capital || unit.tags[first] == Tag::Num);
    if titled || named || letters || one || !mark.closed {
        return None;
    }
    let mut statement = build::statement(unit, &[range]);
    statement.kind = if unit.role_is_body() {
        statement.kind
    } else {
        Kind::Headline
    };
    Some(Draft {
        statement,
        speaker: None,
        chain: Vec::new(),
    })
}
