//! Long sentences in parts that a model can take, divided where nothing is torn apart.
//!
//! Best is the end of a sentence inside a quotation, then a semicolon, a colon or a dash between blanks, then a comma
//! before a conjunction (or after a Korean connective ending), then any comma, at last any blank. Parts are as even as
//! the places allow, so that no part is a stray word.

use crate::text::Language;

/// The sentence in parts that `fits` accepts, in order; only white space between them is lost.
pub fn split<'s>(sentence: &'s str, lang: Language, fits: &dyn Fn(&str) -> bool) -> Vec<&'s str> {
    let sentence = sentence.trim();
    if fits(sentence) {
        return vec![sentence];
    }
    match cut(sentence, lang, true) {
        Some(at) => halves(sentence, at)
            .into_iter()
            .flat_map(|half| split(half, lang, fits))
            .collect(),
        None => vec![sentence],
    }
}

/// The sentence in two at a place between clauses; whole where there is none.
pub fn at_clause(sentence: &str, lang: Language) -> Vec<&str> {
    match cut(sentence, lang, false) {
        Some(at) => halves(sentence, at),
        None => vec![sentence],
    }
}

/// The translations of parts as one sentence or several: a stop in the middle is followed by a capital, and where the
/// original paused before a part that now begins with a capital, so does the translation.
pub fn join(parts: &[&str], translations: &[String]) -> String {
    let mut whole = String::new();
    let mut pause = None;
    for (part, words) in parts.iter().zip(translations) {
        let words = words.trim();
        if !whole.is_empty() && !words.is_empty() {
            let ended = whole
                .trim_end_matches(['"', '”', '’', '\''])
                .ends_with(['.', '?', '!', '…']);
            if !ended && !whole.ends_with([',', ';', ':']) && words.starts_with(char::is_uppercase) {
                whole.extend(pause);
            }
            whole.push(' ');
            let mut chars = words.chars();
            match chars.next().filter(|_| ended) {
                Some(first) => whole.extend(first.to_uppercase().chain(chars)),
                None => whole.push_str(words),
            }
        } else {
            whole.push_str(words);
        }
        pause = part.chars().next_back().filter(|c| matches!(c, ',' | ';'));
    }
    whole
}

fn halves(sentence: &str, at: usize) -> Vec<&str> {
    [&sentence[..at], &sentence[at..]]
        .into_iter()
        .map(str::trim)
        .filter(|half| !half.is_empty())
        .collect()
}

/// The shortest part, in characters: less is no clause.
const SHORTEST: usize = 12;

/// The best place to cut: the blank nearest to the middle among those of the best kind there is.
fn cut(sentence: &str, lang: Language, anywhere: bool) -> Option<usize> {
    let middle = sentence.len() / 2;
    let worst = if anywhere { 4 } else { 2 };
    sentence
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .filter_map(|(at, _)| {
            let (before, after) = (&sentence[..at], sentence[at..].trim_start());
            let long = |part: &str| part.chars().nth(SHORTEST).is_some();
            let kind = kind(before, after, lang);
            (long(before) && long(after) && kind <= worst).then_some((kind, at.abs_diff(middle), at))
        })
        .min()
        .map(|(.., at)| at)
}

/// How good a place is, 0 the best.
fn kind(before: &str, after: &str, lang: Language) -> u8 {
    let bare = before.trim_end_matches(['"', '”', '’', '\'']);
    let first = after.split_whitespace().next().unwrap_or_default();
    if bare.ends_with(['.', '?', '!', '。']) && after.starts_with(|c: char| !c.is_lowercase()) {
        // `Mr. Kim` ends no sentence.
        let word = bare.split_whitespace().next_back().unwrap_or_default();
        return if word.chars().count() > 4 { 0 } else { 4 };
    }
    if before.ends_with([';', ':', '—', '–', '；']) || matches!(first, "—" | "–" | "--") {
        return 1;
    }
    let joins = match lang {
        Language::Ko => ["며", "고", "지만", "면서", "는데", "으나"]
            .iter()
            .any(|ending| before.trim_end_matches(',').ends_with(ending)),
        _ => matches!(
            first,
            "and" | "but" | "or" | "while" | "which" | "who" | "because" | "although" | "as" | "after"
        ),
    };
    match (before.ends_with([',', '，']), joins) {
        (true, true) => 2,
        (true, false) => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_between_clauses() {
        let sentence =
            "The ferry left at noon, and the mayor, Mr. Kim of Busan, watched it go; nobody was hurt.";
        let fits = |part: &str| part.len() < 75;
        assert_eq!(
            split(sentence, Language::En, &fits),
            [
                "The ferry left at noon, and the mayor, Mr. Kim of Busan, watched it go;",
                "nobody was hurt."
            ]
        );
        assert_eq!(
            at_clause(
                "여객선은 정오에 출항했으며, 시장은 이를 지켜봤다고 말했다.",
                Language::Ko
            )
            .len(),
            2
        );
        assert_eq!(at_clause("Nothing to cut here", Language::En).len(), 1);
    }

    #[test]
    fn parts_become_sentences_or_clauses() {
        let joined = |parts: [&str; 2], words: [&str; 2]| join(&parts, &words.map(str::to_owned));
        assert_eq!(
            joined(
                ["배는 떠났고", "비가 왔다."],
                ["The ship left.", "and it rained."]
            ),
            "The ship left. And it rained."
        );
        assert_eq!(
            joined(["배는 떠났고,", "비가 왔다."], ["The ship left", "It rained."]),
            "The ship left, It rained."
        );
        assert_eq!(
            joined(
                ["It left,", "and it rained."],
                ["배는 떠났다.", "그리고 비가 왔다."]
            ),
            "배는 떠났다. 그리고 비가 왔다."
        );
        assert_eq!(joined(["a", "b"], ["", "b"]), "b");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-z가-힣 ,.;\"]{0,200}") {
            let parts = split(&text, Language::En, &|part: &str| part.len() < 40);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&parts.concat()), bare(&text));
        }
    }
}
