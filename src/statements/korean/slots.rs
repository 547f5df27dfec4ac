//! To whom, where and when something was said.

use super::josa::Josa;
use super::nouns;
use super::phrase;
use super::token::Token;
use super::words;
use crate::quantities::Quantity;
use crate::statements::{Context, Mention};
use crate::text::Span;

/// What the clause of saying tells besides who and what.
#[derive(Debug, Default)]
pub struct Slots {
    /// 기자들에게.
    pub addressee: Option<Span>,
    /// 안전보장이사회에서.
    pub venue: Option<Span>,
    /// 지난 18일, 이날.
    pub date: Option<Quantity>,
}

/// Looks through words `clause.0..clause.1` outside of what was said and of who said it.
pub fn find(
    tokens: &[Token<'_>],
    context: Context<'_>,
    clause: (usize, usize),
    content: &[Span],
    speaker: Option<&Mention>,
) -> Slots {
    let mut slots = Slots::default();
    let outside = |t: &Token<'_>| {
        !content.iter().any(|c| c.overlaps(&t.span)) && speaker.is_none_or(|s| !s.span.overlaps(&t.span))
    };
    let free: Vec<usize> = (clause.0..clause.1.min(tokens.len()))
        .filter(|&i| outside(&tokens[i]))
        .collect();
    let runs = || {
        free.iter()
            .enumerate()
            .filter(|(n, i)| *n == 0 || free[n - 1] + 1 != **i)
            .map(|(_, i)| *i)
    };
    for &i in &free {
        let token = &tokens[i];
        let from = runs().take_while(|&r| r <= i).last().unwrap_or(i);
        let noun = || phrase::ending_in(tokens, i, from);
        match token.josa {
            Some(Josa::To) if slots.addressee.is_none() => slots.addressee = Some(noun().span(tokens)),
            Some(Josa::At) if slots.addressee.is_none() && nouns::is_hearer(token.stem()) => {
                slots.addressee = Some(noun().span(tokens));
            }
            // 뉴욕에서 열린 회의에서: the whole, not the town.
            Some(Josa::From) if tokens.get(i + 1).is_some_and(|t| is_held(t.text)) => {}
            // 강에서 소녀를 끌어낸 경찰관: the place of another verb.
            Some(Josa::From) if !nouns::is_venue(token.stem()) && has_verb(tokens, &free, i) => {}
            Some(Josa::From) if slots.venue.is_none() && token.mark.is_none() => {
                slots.venue = Some(venue(tokens, i, from));
            }
            _ => {}
        }
    }
    slots.date = date(tokens, context, &free);
    slots
}

/// Whether another verb than the cue follows in the same run of words.
fn has_verb(tokens: &[Token<'_>], free: &[usize], at: usize) -> bool {
    let run = (at + 1..tokens.len()).take_while(|i| free.contains(i));
    let verbs = run.filter(|&i| tokens[i].ending.is_some()).count();
    let reaches_end = free.last().is_some_and(|&l| (at..=l).all(|i| free.contains(&i)));
    verbs > usize::from(reaches_end)
}

fn is_held(word: &str) -> bool {
    matches!(word, "열린" | "진행된" | "가진" | "개최된" | "주최한" | "연")
}

/// The place with the relative clause before it: 뉴욕에서 열린 회의.
fn venue(tokens: &[Token<'_>], at: usize, from: usize) -> Span {
    let own = phrase::ending_in(tokens, at, from);
    let mut first = own.first;
    while first > from {
        let before = &tokens[first - 1];
        let held = is_held(before.text)
            || first < own.first && matches!(before.josa, Some(Josa::From | Josa::At | Josa::Genitive));
        if !held || words::is_date(before.text) {
            break;
        }
        first = phrase::ending_in(tokens, first - 1, from).first.min(first - 1);
    }
    while first < own.first && words::is_date(tokens[first].text) {
        first += 1;
    }
    Span::new(tokens[first].span.start, tokens[at].stem_end)
}

/// The first run of date words.
fn date(tokens: &[Token<'_>], context: Context<'_>, free: &[usize]) -> Option<Quantity> {
    let first = free.iter().copied().find(|&i| words::is_date(tokens[i].text))?;
    let last = (first..tokens.len())
        .take_while(|i| free.contains(i) && words::is_date(tokens[*i].text))
        .last()?;
    let span = Span::new(tokens[first].span.start, tokens[last].span.end);
    context.quantities(span).into_iter().next()
}
