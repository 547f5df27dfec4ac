//! A stretch of text as words (eojeol), quotations whole, with what each word's end says.

use super::conjugation::Ending;
use super::data;
use super::josa::{self, Josa};
use super::nouns::{self, Class};
use crate::statements::Mark;
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How reported speech is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closing {
    /// -다고, "…"라고: a verb of saying follows.
    That,
    /// -다며, "…"라며: saying is left out and the sentence goes on.
    With,
    /// -다는, "…"라는: a noun follows.
    Adnominal,
    /// -냐고, "…"냐고: something is asked.
    Ask,
}

/// A word, or a quotation with what is glued to it.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// Where it stands, without punctuation at its end.
    pub span: Span,
    /// The quotation, if it is one.
    pub mark: Option<Mark>,
    /// The word; of a quotation what is glued to its closing mark.
    pub text: &'a str,
    /// What stands between the marks of a quotation.
    pub inside: &'a str,
    /// The particle at its end.
    pub josa: Option<Josa>,
    /// One past the last byte of the noun before the particle, in the article's text.
    pub stem_end: usize,
    /// Whether it closes reported speech, and how.
    pub closing: Option<Closing>,
    /// What its ending makes of its clause, if it is a verb ([`super::forms::mark`]).
    pub ending: Option<Ending>,
    /// A family name from abroad that the article tells ([`super::proper`]).
    pub named: bool,
    /// A comma, semicolon, dash or ellipsis follows.
    pub comma: bool,
    /// A full stop, question or exclamation mark follows.
    pub stop: bool,
}

impl<'a> Token<'a> {
    /// The word without its particle.
    pub fn stem(&self) -> &'a str {
        if self.mark.is_some() {
            return if self.is_quoted_name() { self.inside } else { "" };
        }
        let cut = self.span.end - self.stem_end;
        &self.text[..self.text.len() - cut.min(self.text.len())]
    }

    /// A name in marks, as a noun of the sentence: '맑은한빛'은, '한빛노조' 측은.
    pub fn is_quoted_name(&self) -> bool {
        let single = self.mark.is_some_and(|m| m.single);
        let glued =
            self.closing.is_none() && self.ending.is_none() && (self.josa.is_some() || self.text.is_empty());
        let clause = self
            .inside
            .ends_with(['다', '요', '까', '라', '냐', '죠', '.', '!', '?', '…', '음', '것']);
        single && glued && !clause && self.inside.split_whitespace().count() <= 3
    }

    /// Whether a noun with topic or subject particle ends here.
    pub fn is_subject(&self) -> bool {
        matches!(self.josa, Some(Josa::Topic | Josa::Subject))
    }
}

fn closings(file: &'static str) -> Vec<(&'static str, Closing)> {
    let mut all: Vec<_> = data::rows(file)
        .filter_map(|row| row.split_once('\t'))
        .map(|(form, class)| {
            let class = match class {
                "that" => Closing::That,
                "with" => Closing::With,
                "adn" => Closing::Adnominal,
                _ => Closing::Ask,
            };
            (form, class)
        })
        .collect();
    all.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    all
}

static QUOTATIVES: LazyLock<HashMap<&'static str, Closing>> = LazyLock::new(|| {
    closings(include_str!("../data/quotatives.ko.tsv"))
        .into_iter()
        .collect()
});

static COMPLEMENTISERS: LazyLock<Vec<(&'static str, Closing)>> =
    LazyLock::new(|| closings(include_str!("../data/complementisers.ko.tsv")));

static NO_COMPLEMENT: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| data::words(include_str!("../data/no_complement.ko.txt")).collect());

/// How a word outside quotation marks closes reported speech: 했다고, 것이라며.
fn complementiser(word: &str) -> Option<Closing> {
    if NO_COMPLEMENT.contains(word) {
        return None;
    }
    let (form, closing) = COMPLEMENTISERS
        .iter()
        .find(|(form, _)| word.len() > form.len() && word.ends_with(form))?;
    if let Some(noun) = word.strip_suffix('는') {
        // 화학자는, 캐나다는, 어맨다는: somebody with a topic particle. 하자는, 하라는 have a verb before.
        let somebody = matches!(
            nouns::class(noun),
            Class::Title | Class::Country | Class::Organisation | Class::Media | Class::Group
        );
        if somebody || nouns::is_foreign_given(noun) || noun.ends_with('자') && !is_proposal(noun) {
            return None;
        }
    }
    // 단 and 란 are short for 다는 and 라는 after a verb only: 했단, 것이란.
    if matches!(*form, "단" | "란")
        && !word.ends_with("했단")
        && !word.ends_with("이란")
        && !word.ends_with("하란")
    {
        return None;
    }
    Some(*closing)
}

/// 하자, 가자, 나누자: a verb's stem before 자.
fn is_proposal(word: &str) -> bool {
    const STEMS: &str = "하되말가오보주두받내놓열살먹짓알리이꾸누우키믿찾막쓰들맺으애추세만나들";
    word.chars().rev().nth(1).is_some_and(|c| STEMS.contains(c)) && nouns::class(word) == Class::Unknown
}

/// Characters that end a word without belonging to it.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        ',' | '.'
            | '!'
            | '?'
            | ';'
            | ':'
            | '…'
            | '·'
            | '‥'
            | '、'
            | '。'
            | '~'
            | '∼'
            | '—'
            | '–'
            | '"'
            | '”'
            | '\''
            | '’'
            | '“'
            | '‘'
            | '◇'
            | '◆'
            | '▲'
            | '△'
            | '■'
            | '□'
            | '●'
            | '○'
            | '※'
            | '▶'
            | '▷'
    )
}

/// Splits `span` into words. `marks` are the outermost quotations in it, in order.
pub fn tokens<'a>(text: &'a str, span: Span, marks: &[Mark]) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::new();
    let mut at = span.start;
    for mark in marks.iter().filter(|m| span.contains(&m.span)) {
        if mark.span.start < at {
            continue;
        }
        words(text, Span::new(at, mark.span.start), &mut out);
        at = quotation(text, *mark, span.end, &mut out);
    }
    words(text, Span::new(at, span.end), &mut out);
    out
}

/// Adds a quotation with its tail; gives where the text goes on.
fn quotation<'a>(text: &'a str, mark: Mark, end: usize, out: &mut Vec<Token<'a>>) -> usize {
    let rest = &text[mark.span.end..end];
    let glued: usize = glued_length(rest);
    let mut tail = &rest[..glued];
    let mut tail_end = mark.span.end + glued;
    if tail.is_empty() {
        // `"…" 라고 말했다`: the quotative printed apart.
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let next = &rest[gap..gap + glued_length(&rest[gap..])];
        if gap > 0 && next != "는" && next != "이란" && QUOTATIVES.contains_key(next) {
            tail = next;
            tail_end = mark.span.end + gap + next.len();
        }
    }
    // "강력히 규탄"하고: the quoted noun and 하다 are a verb of saying; "만세" 하고 외쳤다 is a quotation.
    let own_verb = tail == "하고" && is_verb_noun(mark.inside(text).of(text));
    let quotative = QUOTATIVES.get(tail).copied().filter(|_| !own_verb);
    let josa = josa::alone(tail);
    let stripped = josa::strip(tail).filter(|_| josa.is_none());
    let closing = match (quotative, josa) {
        // `"AI"는` may be a topic; a whole sentence before 는 is `"…"는 주장`. Told apart by what follows.
        (Some(Closing::Adnominal), Some(_)) => None,
        (Some(closing), _) => Some(closing),
        (None, None) => complementiser(tail),
        _ => None,
    };
    let stem_end = match (josa, stripped) {
        (Some(_), _) => mark.span.end,
        (None, Some((len, _))) => mark.span.end + len,
        _ => tail_end,
    };
    let after = &text[tail_end..end];
    out.push(Token {
        span: Span::new(mark.span.start, tail_end),
        mark: Some(mark),
        text: tail,
        inside: mark.inside(text).of(text),
        josa: josa.or(stripped.map(|(_, j)| j)).filter(|_| closing.is_none()),
        stem_end,
        closing,
        ending: None,
        named: false,
        comma: after.starts_with([',', '…', ';']),
        stop: tail.is_empty() && ends_sentence(mark, text) || after.starts_with(['.', '!', '?']),
    });
    tail_end
}

fn is_verb_noun(inside: &str) -> bool {
    let noun = inside.split_whitespace().next_back().unwrap_or_default();
    super::lexicon::cues().entry(&format!("{noun}하다")).is_some()
}

fn glued_length(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || is_punctuation(c) || c == '(')
        .unwrap_or(rest.len())
}

/// Whether the quotation itself ends a sentence: `"…습니다." 북한 대표가 한 말이다.`
fn ends_sentence(mark: Mark, text: &str) -> bool {
    mark.inside(text).of(text).ends_with(['.', '!', '?', '…'])
}

fn words<'a>(text: &'a str, span: Span, out: &mut Vec<Token<'a>>) {
    let mut start = None;
    let mut depth = 0u32;
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // White space inside brackets does not end a word: 21일(현지 시간).
        let open_far = start.is_some_and(|s: usize| at - s > 120);
        if (c.is_whitespace() && (depth == 0 || open_far)) || is_break(text, at, c) {
            if let Some(s) = start.take() {
                word(text, Span::new(s, at), out);
            }
            if is_break(text, at, c)
                && let Some(last) = out.last_mut()
            {
                last.comma = true;
            }
            if open_far {
                depth = 0;
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(s) = start {
        word(text, Span::new(s, span.end), out);
    }
}

/// An ellipsis or a dash between two words without white space: `31명 사망…반군`.
fn is_break(text: &str, at: usize, c: char) -> bool {
    matches!(c, '…' | '—' | '–') || (c == '.' && text[at..].starts_with("..."))
}

fn word<'a>(text: &'a str, span: Span, out: &mut Vec<Token<'a>>) {
    let raw = span.of(text);
    let front = raw.len() - raw.trim_start_matches(is_punctuation).len();
    let core = raw.trim_matches(is_punctuation);
    if core.is_empty() {
        if let Some(last) = out.last_mut() {
            last.comma |= raw.contains([',', '…', ';']);
            last.stop |= raw.contains(['.', '!', '?']);
        }
        return;
    }
    let start = span.start + front;
    let end = start + core.len();
    let after = &text[end..span.end];
    let closing = complementiser(core);
    let stripped = josa::strip(core).filter(|_| closing.is_none());
    out.push(Token {
        span: Span::new(start, end),
        mark: None,
        text: core,
        inside: "",
        josa: stripped.map(|(_, josa)| josa),
        stem_end: stripped.map_or(end, |(len, _)| start + len),
        closing,
        ending: None,
        named: false,
        comma: after.contains([',', '…', ';']),
        stop: after.contains(['.', '!', '?']),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Role};
    use crate::statements::marks;

    fn read(text: &str) -> Vec<(String, Option<Josa>, Option<Closing>)> {
        let whole = Span::new(0, text.len());
        let block = Block {
            span: whole,
            role: Role::Body,
        };
        let found = marks::find(text, &[block]);
        let outer: Vec<Mark> = found.into_iter().filter(|m| m.depth == 0).collect();
        tokens(text, whole, &outer)
            .into_iter()
            .map(|t| (t.span.of(text).to_owned(), t.josa, t.closing))
            .collect()
    }

    #[test]
    fn a_quotation_is_one_word_with_its_tail() {
        let words = read("우드 대사는 \"사실이라면 위험하다\"고 말했다.");
        assert_eq!(words[1].1, Some(Josa::Topic));
        assert_eq!(words[2].0, "\"사실이라면 위험하다\"고");
        assert_eq!(words[2].2, Some(Closing::That));
        assert_eq!(words[3].0, "말했다");
    }

    #[test]
    fn brackets_hold_a_word_together() {
        let words = read("그는 21일(현지 시간) \"간다\" 라고 했다");
        assert_eq!(words[1].0, "21일(현지 시간)");
        assert_eq!(words[2].2, Some(Closing::That));
    }

    #[test]
    fn reported_speech_is_closed() {
        let closings: Vec<_> = read("정부는 안 했다고 하며 소문이라며 바라며")
            .iter()
            .map(|w| w.2)
            .collect();
        assert_eq!(
            closings,
            [None, None, Some(Closing::That), None, Some(Closing::With), None]
        );
    }
}
