//! Statements in Korean.
//!
//! ```text
//! sentence ─► words with particles and endings (token, josa, forms) ─► verbs of saying (predicate, lexicon)
//!     ─► what each reports (reported, object, nominal, withheld, sourced, headline, alone)
//!     ─► who says it (speaker, phrase) ─► as whom the article knows them (mention, known)
//! ```
//!
//! There is no dictionary of the language behind it: particles are told by the final consonant they follow, verbs are
//! conjugated by rule from the cue lexicon, and clauses are read from their ends, as Korean builds them. A sentence is
//! read once from left to right; `floor` is the first word of the clause in hand.
//!
//! `"…"며 "…"고 말했다` is two statements, for each quotation has its own quotative; the first shares the verb of the
//! second. Before anything else in the same sentence, -며 and -라며 say no more than "said".

mod alone;
mod bodies;
mod broadcast;
mod conjugation;
mod content;
mod data;
mod forms;
mod hangul;
mod headline;
mod josa;
mod known;
mod lexicon;
mod loose;
mod manner;
mod mention;
mod names;
mod nominal;
mod nouns;
mod object;
mod phrase;
mod predicate;
mod proper;
mod reported;
mod same_role;
mod slots;
mod sourced;
mod speaker;
mod token;
mod unit;
mod wholes;
mod withheld;
mod words;

use super::{Context, Found, Kind, Mark, Mention};
use crate::article::Role;
use crate::sentences::Sentence;
use crate::text::Span;
use known::Known;
use nouns::Class;
use token::Closing;
use unit::{Finding, Reader, Unit, Who};

/// Finds the statements of an article in Korean.
pub fn find(context: &Context<'_>) -> Found {
    let units = units(context);
    let known = known(&units);
    let mut found = Found::default();
    let mut last: Option<Mention> = None;
    for (n, unit) in units.iter().enumerate() {
        let mut reader = Reader {
            unit,
            known: &known,
            floor: 0,
            speaker: None,
            sources: Vec::new(),
            according: None,
            inner: Vec::new(),
            tied: false,
            spoken: found.drafts.iter().any(|d| d.speaker.is_some()),
            drafts: Vec::new(),
        };
        if let Some((who, said)) = broadcast::interview(unit) {
            reader.add(Finding {
                kind: Kind::Direct,
                content: vec![said],
                cue: None,
                who: Who::Before(who),
                clause: (0, 0),
            });
        } else if alone::is_alone(unit) && unit.role == Role::Body {
            let after = units.get(n + 1).and_then(alone::attribution);
            let who = after
                .as_ref()
                .map(|(phrase, _)| mention::describe(&units[n + 1].tokens, *phrase, &known));
            reader.alone(after.as_ref().map(|(_, cue)| cue), who.as_ref().or(last.as_ref()));
        } else {
            reader.read();
        }
        last = reader.speaker.clone().or_else(|| subject(unit, &known));
        found.drafts.append(&mut reader.drafts);
        bystanders(unit, &known, &mut found);
    }
    found
}

/// The sentences of the prose; those that one quotation runs through are one unit.
fn units<'a>(context: &Context<'a>) -> Vec<Unit<'a>> {
    let mut spans: Vec<(Span, &Sentence)> = Vec::new();
    for sentence in context.sentences {
        let joined = spans.last().is_some_and(|(span, first)| {
            first.block == sentence.block
                && context
                    .marks
                    .iter()
                    .any(|m| m.depth == 0 && m.span.start < span.end && m.span.end > sentence.span.start)
        });
        match spans.last_mut() {
            Some((span, _)) if joined => *span = span.cover(&sentence.span),
            _ => spans.push((sentence.span, sentence)),
        }
    }
    let outer: Vec<Mark> = context.marks.iter().filter(|m| m.depth == 0).copied().collect();
    let read: Vec<_> = spans
        .into_iter()
        .map(|(span, sentence)| (token::tokens(context.text(), span, &outer), sentence))
        .collect();
    let mut proper = proper::Proper::default();
    for (tokens, _) in &read {
        proper.note(tokens);
    }
    let mut mended = Vec::with_capacity(read.len());
    for (mut tokens, sentence) in read {
        forms::mark(&mut tokens);
        forms::mend_names(&mut tokens);
        proper.mend(&mut tokens);
        proper.note_people(&tokens);
        mended.push((tokens, sentence));
    }
    mended
        .into_iter()
        .map(|(mut tokens, sentence)| {
            proper.mark_people(&mut tokens);
            Unit {
                context: *context,
                tokens,
                role: sentence.role,
            }
        })
        .collect()
}

fn known(units: &[Unit<'_>]) -> Known {
    let mut known = Known::default();
    for unit in units {
        if let Some((who, _)) = broadcast::interview(unit).filter(|(who, _)| who.features.name.is_some()) {
            known.note_named(&who);
        }
        for phrase in titled(unit) {
            known.note_full(&unit.tokens, phrase);
        }
        for phrase in phrases(unit) {
            known.note(&unit.tokens, phrase);
        }
    }
    known
}

/// 주하람 교육부 장관 후보자 of 주하람 교육부 장관 후보자 인사청문회: phrases that end in a title within longer ones.
fn titled<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = phrase::Phrase> + 'u {
    let tokens = &unit.tokens;
    (1..tokens.len().saturating_sub(1))
        .filter(move |&i| {
            let t = &tokens[i];
            t.mark.is_none()
                && t.ending.is_none()
                && !t.comma
                && matches!(t.josa, None | Some(josa::Josa::Genitive))
                && nouns::class(t.stem()) == Class::Title
                && nouns::class(tokens[i + 1].stem()) != Class::Title
        })
        .map(move |i| phrase::ending_in(tokens, i, 0))
}

/// Every noun phrase with a particle.
fn phrases<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = phrase::Phrase> + 'u {
    let tokens = &unit.tokens;
    let headline = unit.role != Role::Body;
    (0..tokens.len())
        .filter(move |&i| {
            let t = &tokens[i];
            (t.mark.is_none() || t.is_quoted_name())
                && t.ending.is_none()
                && (t.josa.is_some() || headline && (t.comma || i + 1 == tokens.len()))
        })
        .map(move |i| phrase::ending_in(tokens, i, 0))
}

/// People and bodies named in the unit: subjects, and those named in passing.
fn bystanders(unit: &Unit<'_>, known: &Known, found: &mut Found) {
    for phrase in phrases(unit) {
        // 반도체 소재업체 세온머티리얼즈: a kind of body right before its name is none.
        let named = matches!(
            phrase.class(&unit.tokens),
            Class::Unknown | Class::Foreign | Class::Name
        );
        let last = phrase.head.saturating_sub(usize::from(named));
        let kind_of_next = |i: usize| {
            matches!(
                nouns::class(unit.tokens[i + 1].stem()),
                Class::Unknown | Class::Foreign | Class::Name
            )
        };
        let bodies = (phrase.first..last).filter(|&i| is_named_body(&unit.tokens[i]) && !kind_of_next(i));
        found.passing.extend(bodies.map(|i| {
            let body = phrase::Phrase { first: i, head: i };
            mention::describe(&unit.tokens, body, known)
        }));
        let class = phrase.class(&unit.tokens);
        if !matches!(
            class,
            Class::Title | Class::Name | Class::Organisation | Class::Media
        ) {
            continue;
        }
        let head = &unit.tokens[phrase.head];
        // 강태양의 다음 목표는: the sentence is about him.
        let possessor = head.josa == Some(josa::Josa::Genitive) && phrase.first == 0;
        let mut mention = mention::describe(&unit.tokens, phrase, known);
        mention.features.topic = head.josa == Some(josa::Josa::Topic);
        if head.is_subject() || possessor {
            found.bystanders.push(mention);
        } else {
            found.passing.push(mention);
        }
    }
}

/// 재정경제부 in 재정경제부 장관: a body named on the way to another head.
fn is_named_body(token: &token::Token<'_>) -> bool {
    token.mark.is_none()
        && token.ending.is_none()
        && nouns::class(token.stem()) == Class::Organisation
        && !mention::is_kind(nouns::bare(token.stem()))
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The topic of a unit nobody speaks in.
fn subject(unit: &Unit<'_>, known: &Known) -> Option<Mention> {
    // 취재진이 만난 최 모 씨는: the topic before the subject of a relative clause.
    let topic = |t: &token::Token<'_>| t.josa == Some(josa::Josa::Topic) && t.mark.is_none();
    let at = unit.tokens.iter().position(topic).or_else(|| {
        unit.tokens
            .iter()
            .position(|t| t.is_subject() && t.mark.is_none())
    })?;
    let phrase = phrase::ending_in(&unit.tokens, at, 0);
    phrase
        .class(&unit.tokens)
        .speaks()
        .then(|| mention::describe(&unit.tokens, phrase, known))
}

impl Reader<'_, '_> {
    /// Reads the unit.
    fn read(&mut self) {
        if matches!(self.unit.role, Role::Headline | Role::Deck | Role::Subheading) {
            self.headline();
            return;
        }
        let mut at = 0;
        while at < self.tokens().len() {
            at = self.step(at).max(at + 1);
        }
        self.according_to();
        self.drop_told_within();
        self.loose_quotations();
    }

    /// Drops a rumour that is told within what somebody says: 신고를 접수했다고 전했다.
    fn drop_told_within(&mut self) {
        let content = |d: &super::Draft| d.statement.content.iter().map(Span::len).sum::<usize>();
        let within = |inner: &super::Draft, outer: &super::Draft| {
            let shared: usize = inner
                .statement
                .content
                .iter()
                .flat_map(|i| outer.statement.content.iter().map(|o| overlap(*i, *o)))
                .sum();
            shared * 2 > content(inner) && content(outer) >= shared
        };
        let drafts = std::mem::take(&mut self.drafts);
        let told = |n: usize| {
            let rumour = drafts[n].speaker.is_none() && matches!(drafts[n].statement.kind, Kind::Nominal);
            let cue = drafts[n].statement.cue.as_ref().map(|c| c.span);
            (0..drafts.len()).any(|m| {
                // 작업반장이 '…'고 하는 것을 들었다고 전했다: the cue itself is told.
                let told =
                    cue.is_some_and(|cue| drafts[m].statement.content.iter().any(|c| c.contains(&cue)));
                m != n && (rumour || told) && within(&drafts[n], &drafts[m])
            })
        };
        let dropped: Vec<bool> = (0..drafts.len()).map(told).collect();
        self.drafts = drafts
            .into_iter()
            .zip(dropped)
            .filter_map(|(draft, dropped)| (!dropped).then_some(draft))
            .collect();
    }

    /// Reads what word `at` closes; gives the word to go on with.
    fn step(&mut self, at: usize) -> usize {
        let token = self.tokens()[at];
        if let Some(next) = self.source(at) {
            return next;
        }
        match token.closing {
            Some(Closing::Adnominal) => return self.led_speaker(at).unwrap_or_else(|| self.nominal(at)),
            Some(_) => {
                let next = self.reported(at);
                // 사실이 아님을 강조했다며: reported and itself a verb of saying.
                return next;
            }
            None => {}
        }
        if token.mark.is_some() && token.ending.is_none() {
            return self.quoted_topic(at);
        }
        if self.bare_claim(at) {
            return at + 1;
        }
        if let Some(next) = self.withheld(at).or_else(|| self.hearsay(at)) {
            return next;
        }
        self.object(at)
    }

    /// `"…"는 주장`, `"…"는 것이 정부의 설명이다`: 는 behind a quotation, told from a topic by the noun that follows.
    fn quoted_topic(&mut self, at: usize) -> usize {
        if let Some(next) = self.led_speaker(at) {
            return next;
        }
        if self.tokens()[at].text == "는" {
            self.nominal(at)
        } else {
            at + 1
        }
    }

    /// `"…"는 그는`, `"…"라던 김 대표는`: whoever the quotation leads to said it.
    fn led_speaker(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        let mark = tokens[at].mark.filter(|m| !m.single)?;
        let leads = matches!(
            tokens[at].text,
            "는" | "라는" | "이라는" | "던" | "라던" | "이라던"
        );
        let head =
            (at + 1..tokens.len().min(at + 6)).find(|&i| tokens[i].josa.is_some() || tokens[i].comma)?;
        let named = phrase::ending_in(tokens, head, at + 1);
        let person = matches!(named.class(tokens), Class::Title | Class::Name | Class::Pronoun);
        if !leads || !person || named.first != at + 1 || !tokens[head].is_subject() {
            return None;
        }
        let cue = self.particle_cue(at, super::Stance::Neutral, "하다");
        self.add(Finding {
            kind: Kind::Direct,
            content: vec![mark.span],
            cue: Some(cue),
            who: Who::Phrase(named),
            clause: (self.floor, at + 1),
        });
        self.floor = at + 1;
        self.tied = true;
        Some(at + 1)
    }
}
