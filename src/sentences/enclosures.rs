//! Quotation marks and brackets that belong together.
//!
//! Pairs are sought within one block only, so a mark that is never closed cannot swallow more than its paragraph;
//! there it is treated as if it were not. English speech over several paragraphs opens each of them with a mark
//! and closes only the last: those marks find no partner here, and the sentences between are split as usual.

use crate::text::language::is_hangul;

/// A pair of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enclosure {
    /// Byte of the opening mark.
    pub open: usize,
    /// Byte of the closing mark.
    pub close: usize,
    /// Which marks.
    pub kind: Kind,
}

/// Kinds of marks, by what they close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `"…"`, `“…”`, `«…»`, and the faulty mixtures of them that keyboards produce.
    Double,
    /// `'…'`, `‘…’`.
    Single,
    /// `「…」`, `『…』`.
    Corner,
    /// `(…)`, `[…]`.
    Bracket,
}

/// Longest stretch, in bytes, that a pair may enclose.
const fn longest(kind: Kind) -> usize {
    match kind {
        Kind::Double | Kind::Corner => 6000,
        Kind::Single => 1200,
        Kind::Bracket => 600,
    }
}

/// Marks deeper than this are not followed.
const DEEPEST: usize = 8;

/// What a mark does where it stands.
enum Act {
    Open(Kind),
    Close(Kind),
    Nothing,
}

/// All pairs in `text`, by where they open.
pub fn find(text: &str) -> Vec<Enclosure> {
    let mut found = Vec::new();
    let mut open: Vec<(Kind, usize)> = Vec::new();
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let is_open = |kind| open.iter().any(|&(k, _)| k == kind);
        match act(before, mark, after, is_open) {
            Act::Open(kind) => {
                // A second mark of a kind that is open already: the first was never closed.
                if kind != Kind::Bracket
                    && let Some(stale) = open.iter().position(|&(k, _)| k == kind)
                {
                    open.truncate(stale);
                }
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push((kind, at));
            }
            Act::Close(kind) => {
                if let Some(partner) = open.iter().rposition(|&(k, _)| k == kind) {
                    let (_, start) = open[partner];
                    open.truncate(partner);
                    let pair = Enclosure {
                        open: start,
                        close: at,
                        kind,
                    };
                    if at - start <= longest(kind) && is_meant(text, pair, before, after) {
                        found.push(pair);
                    }
                }
            }
            Act::Nothing => {}
        }
        before = mark;
    }
    found.sort_unstable_by_key(|pair| pair.open);
    found
}

fn act(before: char, mark: char, after: char, is_open: impl Fn(Kind) -> bool) -> Act {
    let leads = begins_word(before) && !after.is_whitespace();
    match mark {
        '“' | '«' | '„' | '〝' => Act::Open(Kind::Double),
        '”' | '"' | '»' | '〞' | '＂' if is_open(Kind::Double) => {
            if mark == '"' && leads {
                Act::Open(Kind::Double)
            } else {
                Act::Close(Kind::Double)
            }
        }
        // Nothing is open: the mark opens, unless it plainly closes what was opened in another paragraph.
        '"' | '”' | '＂' if !after.is_whitespace() || begins_word(before) => Act::Open(Kind::Double),
        '‘' => Act::Open(Kind::Single),
        '\'' | '’' => {
            let ends_word = !before.is_whitespace() && (!after.is_alphanumeric() || is_hangul(after));
            if is_open(Kind::Single) && ends_word {
                Act::Close(Kind::Single)
            } else if mark == '\'' && leads && !after.is_ascii_digit() {
                Act::Open(Kind::Single)
            } else {
                Act::Nothing
            }
        }
        '「' | '『' => Act::Open(Kind::Corner),
        '」' | '』' => Act::Close(Kind::Corner),
        '(' | '[' | '（' => Act::Open(Kind::Bracket),
        ')' | ']' | '）' => Act::Close(Kind::Bracket),
        _ => Act::Nothing,
    }
}

fn begins_word(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '[' | '“' | '"' | '‘' | '\'' | '—' | '–' | '-' | '「' | '『' | '=' | '…'
        )
}

/// An apostrophe at the end of a word (`the workers' rights`) looks like a closing mark. Where the pair would
/// hold the end of a sentence, it must close as speech closes.
fn is_meant(text: &str, pair: Enclosure, before: char, after: char) -> bool {
    pair.kind != Kind::Single
        || matches!(before, ',' | '.' | '?' | '!' | '…')
        || is_hangul(after)
        || !text[pair.open..pair.close].contains(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|e| &text[e.open..e.close]).collect()
    }

    #[test]
    fn pairs_belong_together() {
        assert_eq!(pairs(r#"He said "yes" and "no"."#), [r#""yes"#, r#""no"#]);
        assert_eq!(pairs("“A ‘b’ c,” he said"), ["“A ‘b’ c,", "‘b"]);
        assert_eq!(pairs("그는 \"'좋다'고\"라고 했다"), ["\"'좋다'고", "'좋다"]);
        assert_eq!(pairs("the workers' rights. It's Kim's. '90s"), Vec::<&str>::new());
        assert_eq!(pairs("'We left. We won,' she said"), ["'We left. We won,"]);
    }

    #[test]
    fn the_unclosed_is_dropped() {
        assert_eq!(pairs("\"never closed. He said \"yes\" then"), ["\"yes"]);
        assert_eq!(pairs("“never closed. “Yes” then"), ["“Yes"]);
        assert_eq!(pairs("closed\" elsewhere and \"here\""), ["\"here"]);
    }
}
