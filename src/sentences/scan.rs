//! The scanner that every language shares: where a sentence could end, and what stands around that place.

use super::enclosures::{self, Enclosure, Kind};
use crate::text::Span;
use crate::text::span::Original;

/// A place where a sentence could end.
#[derive(Debug, Clone, Copy)]
pub struct Site<'t> {
    /// The whole block.
    pub text: &'t str,
    /// Where the sentence begins.
    pub start: usize,
    /// First byte of the full stop, question mark or ellipsis, with what is repeated of it.
    pub stop: usize,
    /// First byte after it.
    pub stop_end: usize,
    /// First byte after the closing marks and the bracket that may follow without a blank.
    pub close: usize,
    /// First byte of the next word.
    pub next: usize,
}

impl<'t> Site<'t> {
    /// The stop itself: `.`, `?!`, `...`.
    pub fn mark(&self) -> &'t str {
        &self.text[self.stop..self.stop_end]
    }

    /// The word before the stop, at most some 60 bytes of it.
    pub fn word(&self) -> &'t str {
        let before = &self.text[self.floor(60)..self.stop];
        let from =
            before.rfind(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '(' | '[' | '‘' | '—' | '–'));
        from.map_or(before, |at| {
            let skip = before[at..].chars().next().map_or(0, char::len_utf8);
            &before[at + skip..]
        })
    }

    /// The text before the word, at most some 60 bytes of it, not reaching beyond the sentence.
    pub fn before_word(&self) -> &'t str {
        let end = self.stop - self.word().len();
        let from = self.floor(120).min(end);
        self.text[from..end].trim_end()
    }

    /// The last character before the stop.
    pub fn last_char(&self) -> Option<char> {
        self.text[self.start..self.stop].chars().next_back()
    }

    /// Closing marks after the stop.
    pub fn closers(&self) -> &'t str {
        &self.text[self.stop_end..self.close]
    }

    /// Whether a quotation mark closes after the stop.
    pub fn closes_quote(&self) -> bool {
        self.closers().contains(['"', '”', '’', '\'', '」', '』', '»'])
    }

    /// What follows, without the blanks.
    pub fn rest(&self) -> &'t str {
        &self.text[self.next..]
    }

    /// Whether no blank stands before the next word.
    pub fn is_glued(&self) -> bool {
        self.next == self.close
    }

    /// What follows without the marks that open a quotation, a bracket or an item.
    pub fn next_word(&self) -> &'t str {
        let rest = self.rest().trim_start_matches(|c: char| {
            matches!(
                c,
                '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '—' | '–' | '-' | '•' | '*' | '「' | '『' | ' '
            )
        });
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
            .unwrap_or(rest.len());
        &rest[..end.min(rest.len())]
    }

    fn floor(&self, back: usize) -> usize {
        let from = self.stop.saturating_sub(back).max(self.start);
        (from..=self.stop)
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(self.stop)
    }
}

/// Whether a sentence ends at a site.
pub type Rule = fn(&Site<'_>) -> bool;

/// An enclosure that the scanner stands in.
struct Inside {
    pair: Enclosure,
    /// Whether sentences may end inside; known once asked.
    splits: Option<bool>,
}

/// The sentences of one block of text, in the block's own offsets.
pub fn sentences(text: &str, ends: Rule) -> Vec<Span> {
    let pairs = enclosures::find(text);
    let mut ahead = pairs.iter().copied().peekable();
    let mut inside: Vec<Inside> = Vec::new();
    let mut found = Vec::new();
    let mut start = skip_blank(text, 0);
    let mut at = start;
    while let Some(stop) = next_stop(text, at) {
        let site = site(text, start, stop, &pairs);
        while let Some(pair) = ahead.next_if(|pair| pair.open < site.stop) {
            inside.push(Inside { pair, splits: None });
        }
        inside.retain(|held| held.pair.close >= site.close);
        at = site.stop_end;
        let splits = inside.iter_mut().all(|held| {
            *held
                .splits
                .get_or_insert_with(|| stands_alone(text, start, held.pair, &pairs, ends))
        });
        if splits && ends(&site) {
            found.push(Span::new(start, site.close).trim(text));
            start = site.next;
            at = at.max(site.close);
        }
    }
    found.push(Span::new(start.min(text.len()), text.len()).trim(text));
    found.retain(|sentence: &Span<Original>| !sentence.is_empty());
    found
}

/// Whether a quotation is a run of sentences of its own: it opens the sentence, and the sentence ends with it.
/// Otherwise it is part of the sentence that attributes it, and is not split.
fn stands_alone(text: &str, start: usize, pair: Enclosure, pairs: &[Enclosure], ends: Rule) -> bool {
    if pair.kind == Kind::Bracket || pair.open != start {
        return false;
    }
    let inner = text[start..pair.close].trim_end_matches(is_closer);
    let stop = inner.trim_end_matches(is_stop).len();
    if start + stop == start + inner.len() {
        return false;
    }
    let site = site(text, start, start + stop, pairs);
    site.close > pair.close && (site.rest().is_empty() || ends(&site))
}

fn next_stop(text: &str, from: usize) -> Option<usize> {
    text[from..].find(is_stop).map(|at| from + at)
}

fn site<'t>(text: &'t str, start: usize, stop: usize, pairs: &[Enclosure]) -> Site<'t> {
    let stop_end = stop + run(&text[stop..], is_stop);
    let mut close = stop_end;
    loop {
        let rest = &text[close..];
        let Some(c) = rest.chars().next() else { break };
        if is_closer(c) && !opens(pairs, close) {
            close += c.len_utf8();
        } else if let Some(length) = short_bracket(rest, close, pairs) {
            close += length;
        } else {
            break;
        }
    }
    Site {
        text,
        start,
        stop,
        stop_end,
        close,
        next: skip_blank(text, close),
    }
}

/// A note glued to the stop belongs to the sentence before: `밝혔다.(웃음)`, `said.[2]`.
fn short_bracket(rest: &str, at: usize, pairs: &[Enclosure]) -> Option<usize> {
    const LONGEST: usize = 60;
    let pair = pairs[pairs.partition_point(|p| p.open < at)..].first()?;
    let fits = pair.open == at && pair.kind == Kind::Bracket && pair.close - at <= LONGEST;
    fits.then(|| pair.close - at + rest[pair.close - at..].chars().next().map_or(0, char::len_utf8))
}

fn opens(pairs: &[Enclosure], at: usize) -> bool {
    pairs.binary_search_by_key(&at, |pair| pair.open).is_ok()
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‥' | '。' | '！' | '？' | '．')
}

const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '’' | '\'' | ')' | ']' | '」' | '』' | '»' | '＂' | '）' | '】'
    )
}

fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(of).len()
}

fn skip_blank(text: &str, from: usize) -> usize {
    from + run(&text[from..], char::is_whitespace)
}
