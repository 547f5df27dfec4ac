//! What is said: where the reported words begin, and how they are put.

use super::conjugation::Ending;
use super::josa::Josa;
use super::nouns;
use super::phrase::{self, Phrase};
use super::token::{Closing, Token};
use super::words;
use crate::text::Span;

/// The first word of a reported clause that begins no earlier than `floor` and ends before `end`: behind the speaker,
/// the day, the place and whom it was said to.
pub fn start(tokens: &[Token<'_>], floor: usize, end: usize, speaker: Option<Phrase>) -> usize {
    let mut at = floor;
    if let Some(speaker) = speaker.filter(|s| s.first >= floor && s.head < end) {
        at = speaker.head + 1;
    }
    // 세 번이라는 지적에 대해서는: what is answered stands in front.
    let answered = (at..end).rev().find(|&i| {
        let about = tokens[i]
            .text
            .strip_suffix("서는")
            .or_else(|| tokens[i].text.strip_suffix('선'));
        about.is_some_and(|a| words::is_about(a) || matches!(a, "대해" | "관해" | "관련해"))
    });
    at = answered.filter(|&i| i + 1 < end).map_or(at, |i| i + 1);
    let mut moved = true;
    while moved && at < end {
        let next = adjunct(tokens, at, end);
        moved = next > at;
        at = next;
    }
    at.min(end)
}

/// The same, and behind whoever is asked or told to do something: 양측에 휴전을 촉구했다.
pub fn start_told(tokens: &[Token<'_>], floor: usize, end: usize, speaker: Option<Phrase>) -> usize {
    let at = start(tokens, floor, end, speaker);
    // 마지막 폭을 펼치며 모두에게 멈춰 달라고: behind whoever is told, wherever they stand.
    let hearer = (at..end).rev().find(|&i| {
        let person = nouns::class(tokens[i].stem()).speaks() || matches!(tokens[i].stem(), "모두" | "서로");
        tokens[i].josa == Some(Josa::To) && tokens[i].mark.is_none() && person
    });
    let led = hearer.filter(|&h| tokens[at..h].iter().any(|t| t.ending == Some(Ending::And)));
    if let Some(h) = led {
        return start(tokens, h + 1, end, None);
    }
    let told = (at..end.min(at + 5))
        .find(|&i| matches!(tokens[i].josa, Some(Josa::To | Josa::At)))
        .filter(|&i| {
            let token = &tokens[i];
            let someone =
                token.josa == Some(Josa::To) || token.stem() == "측" || nouns::class(token.stem()).speaks();
            someone && phrase::ending_in(tokens, i, at).first == at && i < end
        });
    told.map_or(at, |i| start(tokens, i + 1, end, None))
}

/// One past the adjunct that begins at word `at`, or `at` if none does.
fn adjunct(tokens: &[Token<'_>], at: usize, end: usize) -> usize {
    let token = &tokens[at];
    if token.mark.is_some() || token.ending == Some(Ending::Adnominal) && !words::is_date(token.text) {
        return reach(tokens, at, end);
    }
    if (words::is_connective(token.text) || words::is_manner(token.text)) && !words::is_of_content(token.text)
        || words::is_date(token.text) && !is_of_content(tokens, at)
    {
        return at + 1;
    }
    reach(tokens, at, end)
}

/// 지난달 매출이: a date right before a subject may be part of what is said; 지난 18일 is not.
fn is_of_content(tokens: &[Token<'_>], at: usize) -> bool {
    let word = nouns::bare(tokens[at].text);
    let next_is_day = tokens.get(at + 1).is_some_and(|t| words::is_day(t.text));
    if (word == "지난" || word.ends_with('월') || word.ends_with('년')) && !next_is_day {
        return true;
    }
    matches!(
        tokens[at].josa,
        Some(Josa::Topic | Josa::Subject | Josa::Object | Josa::Genitive)
    ) || tokens
        .get(at + 1)
        .is_some_and(|t| t.text.starts_with("까지") || t.text.starts_with("부터"))
}

/// One past a longer adjunct that begins at `at`: …에서 열린 회의에서, 기자들에게, 성명을 내고, 파병설에 대해.
fn reach(tokens: &[Token<'_>], at: usize, end: usize) -> usize {
    let limit = end.min(at + 14);
    for (i, token) in tokens.iter().enumerate().take(limit).skip(at) {
        if token.is_subject() || token.closing.is_some() || token.stop || token.mark.is_some() && i > at {
            break;
        }
        // 회의에서, and 정치권에서는 as a frame around the whole.
        let place = token.josa == Some(Josa::From)
            && (nouns::is_venue(token.stem())
                || token.text.ends_with("에서는") && nouns::class(token.stem()).speaks());
        let hearer = matches!(token.josa, Some(Josa::To | Josa::At)) && nouns::is_hearer(token.stem());
        let act = words::is_preliminary(token.text) && i > at;
        if place || hearer || act {
            return i + 1;
        }
        if matches!(
            token.ending,
            Some(Ending::And | Ending::But | Ending::Then | Ending::End)
        ) {
            break;
        }
    }
    at
}

/// The words `first..=last` as a span, without the particle that closes them.
pub fn span(tokens: &[Token<'_>], first: usize, last: usize) -> Span {
    let end = cut(&tokens[last]);
    Span::new(tokens[first].span.start, end.max(tokens[first].span.start))
}

/// Where the reported words end within their last word: before 고 of 했다고, before 을 of 철수를.
fn cut(token: &Token<'_>) -> usize {
    if token.mark.is_some() {
        // 이었다며 behind a quotation is part of the clause, 라고 is not.
        return token.mark.map_or(token.span.end, |m| m.span.end);
    }
    match token.closing {
        Some(closing) => {
            let keep = token
                .text
                .char_indices()
                .rev()
                .find(|(_, c)| matches!((closing, c), (_, '다' | '라' | '자' | '냐')));
            keep.map_or(token.span.end, |(at, c)| token.span.start + at + c.len_utf8())
        }
        None => token.stem_end,
    }
}

/// Where the clause around a quoted piece begins: its own subject or object before it, if it has one.
///
/// 이 대표는 한국의 주장은 "…려는 것"이라고 말했다: 한국의 주장은 is said, though not quoted.
pub fn around(tokens: &[Token<'_>], from: usize, quote: usize) -> Option<(usize, Josa)> {
    let boundary = (from..quote).rev().find(|&i| {
        let t = &tokens[i];
        matches!(
            t.ending,
            Some(Ending::And | Ending::But | Ending::Then | Ending::A)
        ) || matches!(t.josa, Some(Josa::To))
            || words::is_boundary(t.text)
            || t.closing.is_some()
    });
    let begin = boundary.map_or(from, |b| {
        b + 1 + usize::from(tokens[b].closing == Some(Closing::Adnominal))
    });
    let argument = (begin..quote).find_map(|i| {
        let josa = tokens[i].josa?;
        let verb = (i + 1..quote).find(|&v| tokens[v].ending.is_some());
        let relative = verb.is_some_and(|v| tokens[v].ending == Some(Ending::Adnominal));
        (!relative && matches!(josa, Josa::Topic | Josa::Subject | Josa::Object)).then_some((i, josa))
    })?;
    // A relative clause before the argument belongs to it; an adverb does not.
    let first =
        start(tokens, begin, argument.0, None).min(phrase::ending_in(tokens, argument.0, begin).first);
    Some((first, argument.1))
}
