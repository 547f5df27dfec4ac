//! Where a term stands in a sentence.
//!
//! A term in capitals is found in capitals (`NIS` is no `nis`); one without in any. In English the plural and the
//! possessive count as the term, in Korean the word may go on with a particle and blanks inside a term are free
//! (국가 정보원, 국가정보원). `국정원` is not found in 국정원장, nor `Seoul` in Seoulites.

use super::particles;
use crate::text::{Language, Span};

/// Where `term` stands at `at`, if it does: without a possessive, with a plural.
pub fn at(text: &str, at: usize, term: &str, lang: Language) -> Option<Span> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let free = lang == Language::Ko;
    let exact = term.chars().any(char::is_uppercase);
    let end = at + covered(&text[at..], term, free, exact)?;
    let rest = &text[end..];
    let end = if free { end } else { end + plural(rest) };
    let rest = &text[end..];
    let whole = if free {
        particles::may_follow(rest) && !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    } else {
        !rest.starts_with(char::is_alphanumeric)
    };
    whole.then(|| Span::new(at, end))
}

/// The first place of a term at or after `from`.
pub fn first(text: &str, from: usize, term: &str, lang: Language) -> Option<Span> {
    let starts = text[from..].char_indices().map(|(offset, _)| from + offset);
    starts.into_iter().find_map(|start| at(text, start, term, lang))
}

/// Whether a translation holds a term, whatever it is joined to: a false alarm would cost more than a miss.
pub fn holds(text: &str, term: &str, lang: Language) -> bool {
    if lang == Language::Ko {
        return solid(text).contains(&solid(term));
    }
    let exact = term.chars().any(char::is_uppercase);
    let form = |words: &str| {
        if exact {
            words.to_owned()
        } else {
            words.to_lowercase()
        }
    };
    let (text, term) = (form(text), form(term));
    let (stem, endings): (&str, &[&str]) = match term.strip_suffix('y') {
        Some(stem) => (stem, &["y", "ies", "ys"]),
        None => (&term, &["", "s", "es"]),
    };
    let ends = |rest: &str| {
        endings
            .iter()
            .filter_map(|ending| rest.strip_prefix(ending))
            .any(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    text.match_indices(stem)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric) && ends(&text[at + stem.len()..]))
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many bytes of `text` the term covers from its beginning.
fn covered(text: &str, term: &str, free: bool, exact: bool) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    let mut end = 0;
    for wanted in term.chars() {
        if free {
            if wanted.is_whitespace() {
                continue;
            }
            while end > 0 && rest.peek().is_some_and(|(_, c)| *c == ' ') {
                rest.next();
            }
        }
        let (at, c) = rest.next()?;
        if !same(c, wanted, exact) {
            return None;
        }
        end = at + c.len_utf8();
    }
    (end > 0).then_some(end)
}

fn same(c: char, wanted: char, exact: bool) -> bool {
    let mark = |c: char| if c == '’' { '\'' } else { c };
    let (c, wanted) = (mark(c), mark(wanted));
    c == wanted
        || !exact && c.to_lowercase().eq(wanted.to_lowercase())
        || c.is_whitespace() && wanted.is_whitespace()
}

/// How many bytes a plural takes.
fn plural(rest: &str) -> usize {
    let ends = |length: usize| !rest[length..].starts_with(char::is_alphanumeric);
    if rest.starts_with("es") && ends(2) {
        2
    } else {
        usize::from(rest.starts_with('s') && ends(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, term: &str, lang: Language) -> Option<&'t str> {
        first(text, 0, term, lang).map(|span| span.of(text))
    }

    #[test]
    fn terms_are_words() {
        let en = |text, term| found(text, term, Language::En);
        assert_eq!(en("The NIS said.", "NIS"), Some("NIS"));
        assert_eq!(en("The tennis player.", "nis"), None);
        assert_eq!(en("Nis is a town.", "NIS"), None);
        assert_eq!(en("Sea Lanes opened", "sea lane"), Some("Sea Lanes"));
        assert_eq!(en("The council’s vote", "council"), Some("council"));
        assert_eq!(en("Seoulites", "Seoul"), None);
        let ko = |text, term| found(text, term, Language::Ko);
        assert_eq!(ko("그는 국가 정보원에 갔다.", "국가정보원"), Some("국가 정보원"));
        assert_eq!(ko("국정원장은", "국정원"), None);
        assert_eq!(ko("전국정원은", "국정원"), None);
        assert_eq!(ko("“국정원”은", "국정원"), Some("국정원"));
    }

    #[test]
    fn a_translation_holds_a_term_in_any_form() {
        assert!(holds("그는 국가 정보원장이다.", "국가정보원", Language::Ko));
        assert!(holds("Spy agencies said", "spy agency", Language::En));
        assert!(!holds("The respy agency", "spy agency", Language::En));
        assert!(holds("US troops", "US", Language::En) && !holds("They use it", "US", Language::En));
        assert!(holds("Two ports", "port", Language::En) && !holds("A portrait", "port", Language::En));
    }
}
