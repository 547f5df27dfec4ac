//! Quotations that stand in a sentence of their own, attributed by the sentence after or before:
//! `"…습니다." 북한 대표가 … 한 말이다.`, `감독은 패배를 자기 탓으로 돌렸다. "선발을 잘못 골랐다."`

use super::conjugation::Ending;
use super::josa::Josa;
use super::phrase::{self, Phrase};
use super::predicate;
use super::unit::{Finding, Reader, Unit, Who};
use crate::statements::{Cue, Kind, Mention, Stance};

/// Whether the unit is nothing but quotations without a quotative.
pub fn is_alone(unit: &Unit<'_>) -> bool {
    !unit.tokens.is_empty()
        && unit
            .tokens
            .iter()
            .all(|t| t.mark.is_some_and(|m| !m.single) && t.text.is_empty())
}

/// The speaker and the cue in `북한 대표가 … 한 말이다`.
pub fn attribution(unit: &Unit<'_>) -> Option<(Phrase, Cue)> {
    let tokens = &unit.tokens;
    let at = tokens.iter().position(|t| {
        matches!(
            t.text,
            "말이다"
                | "말이었다"
                | "말입니다"
                | "얘기다"
                | "이야기다"
                | "말"
                | "설명이다"
                | "소감이다"
                | "외침이다"
        )
    });
    let Some(at) = at else { return by_verb(unit) };
    if tokens.iter().any(|t| t.closing.is_some()) || at + 1 != tokens.len() {
        return None;
    }
    let head =
        (0..at).find(|&i| matches!(tokens[i].josa, Some(Josa::Subject | Josa::Genitive | Josa::Topic)))?;
    let head = if tokens[head].josa == Some(Josa::Genitive) {
        (0..at)
            .rev()
            .find(|&i| matches!(tokens[i].josa, Some(Josa::Subject | Josa::Genitive)))?
    } else {
        head
    };
    let from = at.checked_sub(1).filter(|&b| b > head).unwrap_or(at);
    let cue = Cue {
        span: tokens[from].span.cover(&tokens[at].span),
        lemma: "말하다".to_owned(),
        stance: Stance::Neutral,
        negated: false,
    };
    Some((phrase::ending_in(tokens, head, 0), cue))
}

/// `"…" 빈소를 지키던 아내는 영정을 바라보며 말했다.`: a verb of saying that nothing else in its sentence is said by.
fn by_verb(unit: &Unit<'_>) -> Option<(Phrase, Cue)> {
    let tokens = &unit.tokens;
    let last = tokens.len().checked_sub(1)?;
    let p = predicate::cue(tokens, last, 0)?;
    let idle = tokens.iter().all(|t| t.closing.is_none() && t.mark.is_none());
    let object = (0..p.first).any(|i| {
        tokens[i].josa == Some(Josa::Object) && tokens[i + 1..p.first].iter().all(|t| t.ending.is_none())
    });
    if !idle || object || p.ending != Ending::End || !p.takes("다고") || p.kind.is_some() {
        return None;
    }
    let head = (0..p.first)
        .find(|&i| tokens[i].josa == Some(Josa::Topic))
        .or_else(|| (0..p.first).find(|&i| tokens[i].is_subject()))?;
    let phrase = phrase::ending_in(tokens, head, 0);
    let cue = Cue {
        span: p.span(tokens),
        lemma: p.lemma.clone(),
        stance: p.stance,
        negated: false,
    };
    phrase.class(tokens).speaks().then_some((phrase, cue))
}

impl Reader<'_, '_> {
    /// Adds quotations of their own, said by `who`.
    pub fn alone(&mut self, cue: Option<&Cue>, who: Option<&Mention>) {
        let spans: Vec<_> = self.tokens().iter().map(|t| t.span).collect();
        let who = match who {
            Some(mention) => Who::Before(mention.clone()),
            None => self.who(None),
        };
        self.add(Finding {
            kind: Kind::Direct,
            content: spans,
            cue: cue.cloned(),
            who,
            clause: (0, 0),
        });
    }
}
