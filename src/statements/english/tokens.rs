//! Words and marks of one sentence.

use crate::statements::draft::Context;
use crate::text::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    Word,
    Number,
    /// A stop or other punctuation, by its character.
    Punct(char),
    /// The opening mark of a quotation (position in the context's list of marks).
    Open(usize),
    /// The closing mark.
    Close(usize),
}

/// One word, number or mark.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) span: Span,
    /// Lower case, curly apostrophes straight.
    pub(super) lower: String,
    pub(super) make: Make,
    /// Begins with a capital.
    pub(super) capital: bool,
    /// The outermost quotation it lies in, its marks included.
    pub(super) quoted: Option<usize>,
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.make, Make::Word | Make::Number)
    }

    pub(super) fn is_comma(&self) -> bool {
        self.make == Make::Punct(',')
    }

    /// A mark that ends a sentence.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.make, Make::Punct('.' | '!' | '?'))
    }

    /// A mark that ends a clause for good.
    pub(super) fn is_break(&self) -> bool {
        matches!(self.make, Make::Punct(';' | ':' | '—' | '–' | '!' | '?')) || self.lower == " - "
    }
}

/// The tokens of `span`.
pub(super) fn tokenise(context: &Context<'_>, span: Span) -> Vec<Token> {
    let text = context.text();
    let mut tokens = Vec::new();
    let mut at = span.start;
    while let Some(c) = text[at..span.end].chars().next() {
        let quoted = context
            .marks
            .iter()
            .position(|m| m.depth == 0 && m.span.contains(&Span::new(at, at + c.len_utf8())));
        let edge = quoted.and_then(|m| edge(context, m, at, c));
        let end = if let Some(make) = edge {
            push(&mut tokens, text, Span::new(at, at + c.len_utf8()), make, quoted);
            at + c.len_utf8()
        } else if c.is_whitespace() {
            at + c.len_utf8()
        } else if c.is_alphanumeric()
            || (matches!(c, '$' | '£' | '€' | '#' | '@') && starts_word(&text[at + c.len_utf8()..span.end]))
        {
            word(text, Span::new(at, span.end), quoted, &mut tokens)
        } else if matches!(c, '\'' | '’') && text[..at].ends_with('s') {
            push(
                &mut tokens,
                text,
                Span::new(at, at + c.len_utf8()),
                Make::Word,
                quoted,
            );
            at + c.len_utf8()
        } else {
            let dash = c == '-' && text[..at].ends_with(' ');
            let make = Make::Punct(if dash { '–' } else { c });
            push(&mut tokens, text, Span::new(at, at + c.len_utf8()), make, quoted);
            at + c.len_utf8()
        };
        at = end;
    }
    tokens
}

fn starts_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

fn edge(context: &Context<'_>, mark: usize, at: usize, c: char) -> Option<Make> {
    let m = &context.marks[mark];
    if at == m.span.start {
        Some(Make::Open(mark))
    } else if m.closed && at + c.len_utf8() == m.span.end {
        Some(Make::Close(mark))
    } else {
        None
    }
}

fn push(tokens: &mut Vec<Token>, text: &str, span: Span, make: Make, quoted: Option<usize>) {
    let raw = span.of(text);
    tokens.push(Token {
        span,
        lower: raw.to_lowercase().replace('’', "'"),
        make,
        capital: raw.chars().next().is_some_and(char::is_uppercase),
        quoted,
    });
}

/// Reads the word at the start of `span` and splits off `'s`, `n't` and the like; returns its end.
fn word(text: &str, span: Span, quoted: Option<usize>, tokens: &mut Vec<Token>) -> usize {
    let rest = span.of(text);
    let end = span.start + word_length(rest);
    let raw = &text[span.start..end];
    let make = if raw
        .trim_start_matches(['$', '£', '€'])
        .starts_with(|c: char| c.is_ascii_digit())
    {
        Make::Number
    } else {
        Make::Word
    };
    let straight = raw.to_lowercase().replace('’', "'");
    let clitics = ["n't", "'s", "'ll", "'ve", "'re", "'d", "'m"];
    let clitic = clitics
        .iter()
        .find(|c| straight.ends_with(**c) && straight.len() > c.len());
    let cut = match clitic {
        // The curly apostrophe is longer than the straight one, so the clitic is measured in characters.
        Some(c) => {
            end - raw
                .chars()
                .rev()
                .take(c.chars().count())
                .map(char::len_utf8)
                .sum::<usize>()
        }
        None => end,
    };
    push(tokens, text, Span::new(span.start, cut), make, quoted);
    if cut < end {
        push(tokens, text, Span::new(cut, end), Make::Word, quoted);
    }
    end
}

/// Length of the word at the start of `rest`: letters and digits, joined by hyphens, apostrophes, dots of an
/// abbreviation and separators of a number.
fn word_length(rest: &str) -> usize {
    let chars: Vec<(usize, char)> = rest.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let mut i = 1;
    while let Some(c) = at(i) {
        let (before, after) = (at(i - 1).unwrap_or(' '), at(i + 1).unwrap_or('\0'));
        let joins = match c {
            '-' | '‑' | '\'' | '’' | '&' | '/' | '@' => {
                before.is_alphanumeric() && after.is_alphanumeric()
            }
            ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            '.' => before.is_alphanumeric() && after.is_alphanumeric() || is_abbreviation(&chars[..i], after),
            '%' => true,
            _ => c.is_alphanumeric(),
        };
        if !joins {
            break;
        }
        i += 1;
    }
    chars.get(i).map_or(rest.len(), |&(at, _)| at)
}

/// Whether the full stop after `word` belongs to it: `U.S.`, `Mr.`, an initial.
fn is_abbreviation(word: &[(usize, char)], after: char) -> bool {
    let word: String = word.iter().map(|&(_, c)| c).collect();
    let short = [
        "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "sen", "rep", "gov", "rev", "st",
        "jr", "sr", "adm", "maj", "inc", "corp", "co", "ltd", "vs", "brig", "insp", "supt", "hon", "jan",
        "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec",
    ];
    let lower = word.to_lowercase();
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() == 1);
    (single || dotted || short.contains(&lower.as_str()))
        && (after.is_whitespace() || after == ',' || after == '\'' || after == '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens_dots_and_separators() {
        for (text, word) in [
            ("long-running conflict", "long-running"),
            ("U.S. troops", "U.S."),
            ("1,500 troops", "1,500"),
            ("3.5% rise", "3.5%"),
            ("said. Then", "said"),
            ("Mr. Kim", "Mr."),
            ("a.m. on", "a.m."),
            ("doesn’t go", "doesn’t"),
            ("10:30 today", "10:30"),
        ] {
            assert_eq!(&text[..word_length(text)], word);
        }
    }
}
