//! From lines to paragraphs: hard-wrapped lines are joined, and a sentence that a page break or a stray blank
//! line cut in two is made whole.
//!
//! Two lines are joined on evidence only. The line before must end in the middle of a sentence (no full stop, a
//! comma, a particle, an open quotation) and the line after must go on with it (lower case, no heading, no list).
//! A heading has no full stop either; it is short, and what follows it starts afresh.

use super::compose::{Paragraph, Piece};
use super::furniture::{is_list_item, is_page_number};
use crate::text::{Language, language::is_hangul};
use unicode_width::UnicodeWidthStr;

/// Columns from which an unfinished line is too long for a heading.
const LONG: usize = 60;
/// Columns from which an unfinished line is taken for running text when what follows clearly goes on with it.
const MIDDLING: usize = 24;

/// Joins pieces into paragraphs.
pub fn paragraphs(text: &str, pieces: &[Piece], lang: Language) -> Vec<Paragraph> {
    let wrap = wrap_width(text, pieces);
    let mut done: Vec<Paragraph> = Vec::new();
    // Page numbers met since the last running text; they end up inside the paragraph or on their own.
    let mut pages: Vec<Paragraph> = Vec::new();
    let mut last_line = "";
    let mut prose_seen = 0usize;
    for piece in pieces {
        let line = piece.line.span.of(text);
        let apart = piece.line.blanks > 0 || piece.line.new_page;
        let fresh = Paragraph {
            span: piece.line.span,
            role: piece.role,
            interruptions: Vec::new(),
            apart,
        };
        if piece.role.is_some() {
            let page = is_page_number(line) && apart;
            if !page {
                done.append(&mut pages);
                last_line = "";
            }
            if page { &mut pages } else { &mut done }.push(fresh);
            continue;
        }
        let joined = match done.last() {
            Some(open) if open.role.is_none() && !last_line.is_empty() => {
                let junction = Junction {
                    before: open.span.of(text),
                    last_line,
                    after: line,
                    lang,
                    first: prose_seen == 1,
                };
                let apart = apart || !pages.is_empty();
                !is_list_item(line)
                    && (!apart && wrap.is_some_and(|width| junction.is_wrapped(width)) || junction.goes_on())
            }
            _ => false,
        };
        match done.last_mut() {
            Some(open) if joined => {
                open.span = open.span.cover(&piece.line.span);
                open.interruptions.extend(pages.drain(..).map(|page| page.span));
            }
            _ => {
                done.append(&mut pages);
                done.push(fresh);
                prose_seen += 1;
            }
        }
        last_line = line;
    }
    done.append(&mut pages);
    done
}

/// The place between two lines.
struct Junction<'t> {
    /// The paragraph so far.
    before: &'t str,
    /// Its last line.
    last_line: &'t str,
    /// The line that may go on with it.
    after: &'t str,
    lang: Language,
    /// Whether the paragraph before is the first of the text, which is mostly a title.
    first: bool,
}

impl Junction<'_> {
    /// Whether the line break is where the text was wrapped: the next word would not have fitted.
    fn is_wrapped(&self, width: usize) -> bool {
        let next = self.after.split_whitespace().next().unwrap_or_default();
        let line = self.last_line.width();
        line <= width + 8 && line + 1 + next.width() > width
    }

    /// Whether the sentence before goes on after the break.
    fn goes_on(&self) -> bool {
        // Only the end of a long paragraph is looked at, so that joining stays linear.
        if is_terminated(self.before) {
            return false;
        }
        let columns = self.last_line.width();
        let long = columns >= LONG || self.before.len() > self.last_line.len();
        if self.first && !long {
            return false;
        }
        let comma = self.before.ends_with([',', '、', '，']);
        let quote_open = opens_quote(tail(self.before)) && !self.after.starts_with(['"', '“']);
        match self.lang {
            Language::Ko => {
                let waits = long && !self.first && waits_for_predicate(tail(self.before));
                (columns >= MIDDLING || long)
                    && (comma || quote_open || ends_open(self.before) || waits && is_terminated(self.after))
            }
            _ => {
                let words = self.last_line.split_whitespace().count();
                (words >= 4 || long) && starts_lower(self.after)
                    || (columns >= MIDDLING || long)
                        && !self.first
                        && (comma && long || quote_open || ends_in_function_word(self.before))
            }
        }
    }
}

/// The last stretch of a text, enough to judge how it ends.
fn tail(text: &str) -> &str {
    const LENGTH: usize = 1500;
    let from = text.len().saturating_sub(LENGTH);
    (from..text.len())
        .find(|&at| text.is_char_boundary(at))
        .map_or(text, |at| &text[at..])
}

/// Whether a text ends as a sentence does: with a full stop or the like, closed or not by marks and brackets.
pub fn is_terminated(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '”' | '\'' | '’' | ')' | ']' | '」' | '』' | '»' | '>' | '】'
            )
    });
    if bare.ends_with(['.', '?', '!', '…', '。', '？', '！', ':', ';', '‥']) {
        return true;
    }
    // A quotation or bracket may close a paragraph without a stop: `…라며 "유감"`, `(사진)`.
    bare.len() < text.trim_end().len() && !text.trim_end().ends_with(['\'', '’'])
        || bare.chars().next_back().is_some_and(|c| c == '다')
            && bare.chars().filter(|c| is_hangul(*c)).nth(12).is_some()
}

/// Whether a double quotation mark is left open.
fn opens_quote(text: &str) -> bool {
    let count = |mark: char| text.chars().filter(|&c| c == mark).count();
    count('"') % 2 == 1 || count('“') > count('”')
}

/// Whether the first word is a word in lower case (`iPhone` is a name).
fn starts_lower(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.starts_with(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// Whether an English line ends in a word that no sentence or heading ends in.
fn ends_in_function_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "the", "and", "or", "but", "nor", "of", "to", "for", "from", "with", "by", "at", "as",
        "into", "than", "that", "which", "who", "whose", "is", "are", "was", "were", "be", "been", "has",
        "have", "had", "will", "would", "its", "their", "his", "her", "our", "my", "your", "said", "between",
        "against", "under", "because", "if", "while",
    ];
    let word = text.split_whitespace().next_back().unwrap_or_default();
    WORDS.contains(&word)
}

/// Whether a Korean line ends in a particle or a connective ending, after which a clause must go on. Endings that
/// nouns share (사고, 결과, 합의, 경로) count only in a sentence that still waits for its predicate.
fn ends_open(text: &str) -> bool {
    const CLEAR: &[&str] = &[
        "은",
        "는",
        "을",
        "를",
        "에",
        "에서",
        "에게",
        "으로",
        "부터",
        "처럼",
        "며",
        "면서",
        "지만",
        "는데",
        "거나",
        "려고",
        "도록",
        "라며",
        "다며",
        "라고",
        "다고",
        "했던",
        "따르면",
        "하면",
        "되면",
        "라면",
    ];
    const SHARED: &[&str] = &[
        "의", "와", "과", "로", "까지", "보다", "고", "위해", "대해", "통해", "따라", "인",
    ];
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    // A word of one syllable is a noun as often as a particle.
    word.chars().count() > 1
        && word.chars().next_back().is_some_and(is_hangul)
        && (ends_in(CLEAR) || ends_in(SHARED) && waits_for_predicate(tail(text)))
}

/// Whether the last, unfinished sentence of a Korean text names its subject, so that a predicate must follow:
/// `정부는 대북 제재`. Titles and captions hardly ever name one.
fn waits_for_predicate(text: &str) -> bool {
    const PARTICLES: [char; 4] = ['은', '는', '이', '가'];
    let sentence = text.rsplit(". ").next().unwrap_or_default();
    let mut words = sentence.split_whitespace();
    words.next_back();
    words.any(|word| word.chars().count() > 1 && word.ends_with(PARTICLES))
}

/// The width at which the text was wrapped, in columns, if it was: most single line breaks stand where the next
/// word would not have fitted, and inside sentences.
fn wrap_width(text: &str, pieces: &[Piece]) -> Option<usize> {
    const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;
    let mut junctions: Vec<(&str, &str)> = Vec::new();
    for pair in pieces.windows(2) {
        let close = pair[1].line.blanks == 0 && !pair[1].line.new_page;
        if close && pair[0].role.is_none() && pair[1].role.is_none() {
            junctions.push((pair[0].line.span.of(text), pair[1].line.span.of(text)));
        }
    }
    let mut widths: Vec<usize> = junctions.iter().map(|(line, _)| line.width()).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len().checked_sub(1)? * 9 / 10)?;
    if !WIDTHS.contains(&width) || junctions.len() < 2 {
        return None;
    }
    let full = junctions.iter().filter(|(line, next)| {
        let word = next.split_whitespace().next().unwrap_or_default();
        line.width() + 1 + word.width() > width.saturating_sub(2)
    });
    let unfinished = junctions.iter().filter(|(line, _)| !is_terminated(line)).count();
    (full.count() * 10 >= junctions.len() * 6 && unfinished * 2 >= junctions.len()).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::lines::lines;

    fn joined(text: &str, lang: Language) -> Vec<String> {
        let pieces: Vec<Piece> = lines(text)
            .into_iter()
            .map(|line| Piece { line, role: None })
            .collect();
        let found = paragraphs(text, &pieces, lang);
        found
            .iter()
            .map(|p| p.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_broken_sentence_is_whole_again() {
        for (before, after) in [
            (
                "The envoy stressed that cooperation between the two",
                "neighbours was not aimed at anyone.",
            ),
            (
                "The report was handed to the head of the",
                "United Nations on Monday.",
            ),
            (
                "\"We have waited for nine years and we will wait",
                "Nine more if need be,\" she said.",
            ),
        ] {
            let text = format!("Title\n\nIt rained.\n\n{before}\n\n{after}\n\nThen it stopped.");
            assert_eq!(joined(&text, Language::En)[2], format!("{before} {after}"));
        }
        for (before, after) in [
            (
                "대사는 두 나라의 협력은 누구를 겨냥한 것이 아니며",
                "앞으로도 이어질 것이라고 말했다.",
            ),
            (
                "정부는 이번 조치가 유엔 안전보장이사회의 대북 제재 결의",
                "위반이라고 보고 대응 수위를 검토하고 있다.",
            ),
        ] {
            let text = format!("제목\n\n비가 왔다.\n\n{before}\n\n{after}\n\n비가 그쳤다.");
            assert_eq!(joined(&text, Language::Ko)[2], format!("{before} {after}"));
        }
    }

    #[test]
    fn headings_captions_and_lists_stay_apart() {
        let text = "Ministers to meet again over the ferry that sank off the northern coast\n\nThe ferry sank.\n\nWhat happens next\n\nA meeting is due on Monday.";
        assert_eq!(joined(text, Language::En).len(), 4);
        let text = "제목\n\n비가 왔다.\n\n병원, 50년 전 신생아 뒤바뀐 사고 사과\n\n어획량은 줄었다.";
        assert_eq!(joined(text, Language::Ko).len(), 4);
        let text = "여객선 침몰 원인 조사 다음 주 마무리…유족들 \"믿을 수 없다\" 한목소리로 재조사 요구\n\n조사가 끝난다.\n\n지난 21일 부산항에서 열린 추모식에 참석한 홍길동 해양수산부 장관과 유가족 대표\n\n유족은 반발했다.\n- 인양\n- 보상";
        assert_eq!(joined(text, Language::Ko).len(), 6);
    }
}
