//! Terms put into a translation that lacks them, with the words around them made to agree.

use super::{Found, matching, particles};
use crate::names;
use crate::text::{Language, Span};

/// The translation with `right` in place of what stands at `span`: particles behind it (Korean) or the indefinite
/// article before it (English) agree with the new word.
pub fn replaced(words: &str, span: Span, right: &str, lang: Language) -> String {
    let (before, after) = (&words[..span.start], &words[span.end..]);
    match lang {
        Language::Ko => match particles::agreeing(right, after) {
            Some((particle, length)) => format!("{before}{right}{particle}{}", &after[length..]),
            None => format!("{before}{right}{after}"),
        },
        _ => {
            let before = with_article(before, right);
            let at_start = before.trim_end().is_empty() || before.trim_end().ends_with(['.', '?', '!']);
            let right = if at_start {
                capitalised(right)
            } else {
                right.to_owned()
            };
            format!("{before}{right}{after}")
        }
    }
}

/// The translation of `line` with what the model wrote for a term replaced. `alone` is the model's translation of the
/// term by itself. `None` where nothing is found that must be the term: what makes up most of the translation is none,
/// unless the term makes up most of the line.
pub fn mended(words: &str, line: &str, found: &Found, alone: Option<&str>, lang: Language) -> Option<String> {
    let right = found.targets.first()?;
    let place = |wrong: &str| {
        let long = wrong.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        long.then(|| matching::first(words, 0, wrong, lang)).flatten()
    };
    let most = |span: &Span, text: &str| (span.end - span.start) * 2 > text.len();
    let span = alone
        .and_then(|alone| place(&bare(alone)))
        .or_else(|| place(&found.term))
        .or_else(|| sounding(words, &found.term, lang))
        .filter(|span| !most(span, words) || most(&found.span, line))?;
    Some(replaced(words, span, right, lang))
}

/// A translation of a term alone often comes with a stop, an article, and the capital of a sentence.
fn bare(alone: &str) -> String {
    let words = alone.trim_matches(|c: char| !c.is_alphanumeric());
    let article = ["The ", "the ", "A ", "a ", "An ", "an "];
    let words = article
        .iter()
        .find_map(|a| words.strip_prefix(a))
        .unwrap_or(words);
    let mut chars = words.chars();
    let first = chars.next();
    let rest = chars.as_str();
    match first.filter(|_| !rest.contains(char::is_uppercase)) {
        Some(first) => first.to_lowercase().chain(rest.chars()).collect(),
        None => words.to_owned(),
    }
}

/// Where a name stands as it sounds, in Korean: `Byden` became 비든. One part of the name is enough, as in the original.
fn sounding(words: &str, name: &str, lang: Language) -> Option<Span> {
    let is_name = name
        .split_whitespace()
        .all(|part| part.starts_with(char::is_uppercase))
        && name.chars().any(char::is_lowercase);
    if lang != Language::Ko || !is_name {
        return None;
    }
    let parts = name.split_whitespace().count();
    let starts: Vec<usize> = words
        .char_indices()
        .filter(|&(at, c)| ('가'..='힣').contains(&c) && !words[..at].ends_with(char::is_alphanumeric))
        .map(|(at, _)| at)
        .collect();
    starts.into_iter().find_map(|start| {
        let length = run(&words[start..], parts);
        let stem = best_stem(name, &words[start..start + length])?;
        Some(Span::new(start, start + stem.len()))
    })
}

/// The part of a Korean word, without its particles, that sounds most like a name, where it sounds enough like it.
pub fn best_stem<'w>(name: &str, word: &'w str) -> Option<&'w str> {
    let heard = particles::stems(word)
        .into_iter()
        .map(|stem| (names::same_person(name, stem), stem));
    // Of those that are equal the longest.
    let best = heard.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(alike, _)| *alike >= names::SAME_PERSON)
        .map(|(_, stem)| stem)
}

/// The length of so many words of Hangul with blanks between them.
fn run(words: &str, parts: usize) -> usize {
    let mut blanks = 0;
    let end = words.char_indices().find(|&(_, c)| {
        blanks += usize::from(c == ' ');
        !('가'..='힣').contains(&c) && (c != ' ' || blanks == parts)
    });
    words[..end.map_or(words.len(), |(at, _)| at)].trim_end().len()
}

/// `a` or `an` before a word, by its first letter.
fn with_article(before: &str, word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    for (has, wanted) in [("a ", "an "), ("an ", "a "), ("A ", "An "), ("An ", "A ")] {
        let stands = before
            .strip_suffix(has)
            .filter(|start| !start.ends_with(char::is_alphanumeric));
        if let Some(start) = stands.filter(|_| vowel == wanted.contains('n')) {
            return format!("{start}{wanted}");
        }
    }
    before.to_owned()
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A sign that stands for a term while a sentence is translated: capitals, which models take for an abbreviation.
fn sign(nth: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(nth % 26).unwrap_or(0));
    format!("XQ{letter}")
}

/// The sentence with its terms replaced, by what they are to become or by signs.
pub fn carrying(sentence: &str, terms: &[Found], by_signs: bool) -> String {
    let (mut out, mut from) = (String::with_capacity(sentence.len()), 0);
    for (nth, found) in terms.iter().enumerate() {
        out += &sentence[from..found.span.start];
        match found.targets.first().filter(|_| !by_signs) {
            Some(target) => out += target,
            None => out += &sign(nth),
        }
        from = found.span.end;
    }
    out + &sentence[from..]
}

/// The translation with the terms in place of their signs; `None` where a sign was lost or came twice.
pub fn settled(words: &str, terms: &[Found], lang: Language) -> Option<String> {
    terms
        .iter()
        .enumerate()
        .try_fold(words.to_owned(), |words, (nth, found)| {
            let sign = sign(nth);
            let mut places = words.match_indices(&sign);
            let (at, _) = places.next()?;
            if places.next().is_some() {
                return None;
            }
            let span = Span::new(at, at + sign.len());
            Some(replaced(&words, span, found.targets.first()?, lang))
        })
}

#[cfg(test)]
mod tests {
    use super::super::Glossary;
    use super::*;

    fn found(pair: &str, sentence: &str, lang: Language) -> Vec<Found> {
        Glossary::read(pair).unwrap().terms(sentence, lang)
    }

    #[test]
    fn the_word_of_the_model_gives_way_and_particles_agree() {
        let line = "The spy agency said no.";
        let terms = found("spy agency\t국정원", line, Language::En);
        assert_eq!(
            mended(
                "첩보 기구는 아니라고 했다.",
                line,
                &terms[0],
                Some("첩보 기구."),
                Language::Ko
            )
            .as_deref(),
            Some("국정원은 아니라고 했다.")
        );
        let line = "Doyle said no.";
        let terms = found("Doyle\t도일", line, Language::En);
        assert_eq!(
            mended("Doyle는 부인했다.", line, &terms[0], None, Language::Ko).as_deref(),
            Some("도일은 부인했다.")
        );
        assert_eq!(
            mended("도이얼이 부인했다.", line, &terms[0], None, Language::Ko).as_deref(),
            Some("도일이 부인했다.")
        );
        assert_eq!(
            mended("그는 부인했다.", line, &terms[0], Some("도리"), Language::Ko),
            None
        );
    }

    #[test]
    fn articles_and_capitals_agree_in_english() {
        let line = "국정원은";
        let terms = found("intelligence service\t국정원", line, Language::Ko);
        assert_eq!(
            mended(
                "It is a spy agency.",
                line,
                &terms[0],
                Some("A spy agency."),
                Language::En
            )
            .as_deref(),
            Some("It is an intelligence service.")
        );
        assert_eq!(
            mended("NIS agents left.", line, &terms[0], Some("the NIS"), Language::En).as_deref(),
            Some("Intelligence service agents left.")
        );
    }

    #[test]
    fn signs_come_back_as_terms() {
        let sentence = "The spy agency met Doyle.";
        let terms = found("spy agency\t국정원\nDoyle\t도일", sentence, Language::En);
        assert_eq!(carrying(sentence, &terms, true), "The XQA met XQB.");
        assert_eq!(carrying(sentence, &terms, false), "The 국정원 met 도일.");
        assert_eq!(
            settled("XQA는 XQB를 만났다.", &terms, Language::Ko).as_deref(),
            Some("국정원은 도일을 만났다.")
        );
        assert_eq!(settled("XQA는 만났다.", &terms, Language::Ko), None);
    }
}
