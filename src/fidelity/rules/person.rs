//! Which person: a full name on the English side, a name before a title on the Korean side.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::names::{Kind, same_person};
use crate::text::language::is_hangul;
use crate::text::{Language, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Two or more capitalised words in a row.
static FULL_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z][a-z'’]+(?: [A-Z]\.)?(?: (?:de|da|van|von|al|bin|la|del|dos))?(?:[ -][A-Z][\w'’-]+)+")
        .expect("a pattern")
});
/// Below this two names are surely not one person's. Lower than what names take for the same: a doubt is no finding.
const POSSIBLE: f32 = 0.5;

/// Which person: an English name that sounds like nobody in the Korean, where a Korean name before a title sounds like
/// nobody in the English. Silent unless each side has exactly one such name.
pub struct Person;

impl Rule for Person {
    fn name(&self) -> &'static str {
        "person"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (Some(english), Some(korean)) = (pair.side(Language::En), pair.side(Language::Ko)) else {
            return;
        };
        if is_title_case(english.text()) {
            return;
        }
        let (names, titled) = (english_names(english), titled_names(korean));
        let known = |name: &Span, others: &[String]| {
            let name = english.words(*name);
            others.iter().any(|o| same_person(name, o) >= POSSIBLE)
        };
        let heard = windows(korean);
        let lost: Vec<Span> = names.into_iter().filter(|n| !known(n, &heard)).collect();
        let words: Vec<&str> = capitalised(english);
        let told = |name: &Span| {
            words
                .iter()
                .any(|w| same_person(w, korean.words(*name)) >= POSSIBLE)
        };
        let added: Vec<Span> = titled.into_iter().filter(|n| !told(n)).collect();
        let ([lost], [added]) = (lost.as_slice(), added.as_slice()) else {
            return;
        };
        let reason = format!(
            "“{}” and “{}” are not one name.",
            english.words(*lost),
            korean.words(*added)
        );
        let (here, there) = if pair.source.lang() == Language::En {
            (lost, added)
        } else {
            (added, lost)
        };
        let fault = Fault::EntitySwap;
        out.push(pair.finding(
            self.name(),
            fault,
            Severity::Critical,
            (&[*here], &[*there]),
            reason,
        ));
    }
}

/// A headline in capitals throughout, in which a name cannot be told from a word.
fn is_title_case(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    capital * 5 > words.len() * 3
}

/// Names of two words or more that are no country, body or role.
fn english_names(passage: &Passage<'_>) -> Vec<Span> {
    let found = FULL_NAME.find_iter(passage.text());
    let spans = found.map(|m| Span::new(m.start(), m.end()).shifted(passage.span.start));
    spans
        .filter(|s| !passage.mentions.iter().any(|m| m.span.overlaps(s)))
        .collect()
}

/// Capitalised words and runs of them: whatever could be a name.
fn capitalised<'a>(passage: &Passage<'a>) -> Vec<&'a str> {
    let words: Vec<&str> = passage.text().split_whitespace().collect();
    let capital = |w: &&str| w.chars().any(char::is_uppercase);
    let singles = words.iter().copied().filter(capital);
    singles
        .chain(FULL_NAME.find_iter(passage.text()).map(|m| m.as_str()))
        .collect()
}

/// Every run of one to three eojeol, with and without a particle at its end.
fn windows(passage: &Passage<'_>) -> Vec<String> {
    let words: Vec<&str> = passage
        .text()
        .split_whitespace()
        .map(|w| w.trim_matches(|c| !is_hangul(c)))
        .collect();
    let mut out = Vec::new();
    for length in 1..=3 {
        for run in words.windows(length) {
            let run = run.join(" ");
            for drop in 1..=2 {
                let end = run.char_indices().rev().nth(drop - 1).map_or(0, |(at, _)| at);
                out.push(run[..end].to_owned());
            }
            out.push(run);
        }
    }
    out
}

/// One or two words that look like a name, directly before a title.
fn titled_names(passage: &Passage<'_>) -> Vec<Span> {
    let titles = passage.mentions.iter().filter(|m| m.kind == Kind::Role);
    titles
        .filter_map(|title| before(passage, title.span.start))
        .collect()
}

fn before(passage: &Passage<'_>, title: usize) -> Option<Span> {
    let text = passage
        .words(Span::new(passage.span.start, title))
        .strip_suffix(' ')?;
    let mut from = text.rsplitn(3, ' ');
    let (last, first) = (from.next()?, from.next().unwrap_or(""));
    let korean = |w: &str| w.chars().count() == 3 && w.chars().all(is_hangul);
    let foreign = |w: &str| (2..=5).contains(&w.chars().count()) && w.chars().all(is_hangul);
    let length = if foreign(last) && foreign(first) && !ends_in_particle(first) && !ends_in_particle(last) {
        first.len() + 1 + last.len()
    } else if korean(last) && !ends_in_particle(last) {
        last.len()
    } else {
        return None;
    };
    let end = passage.span.start + text.len();
    let span = Span::new(end - length, end);
    (!passage.mentions.iter().any(|m| m.span.overlaps(&span))).then_some(span)
}

/// A word that ends so is a noun with a particle or a verb, not the first part of a name.
fn ends_in_particle(word: &str) -> bool {
    word.ends_with([
        '은', '는', '을', '를', '의', '에', '인', '한', '된', '던', '적', '도', '고', '며', '각', '측', '임',
        '직',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn another_person() {
        assert_eq!(
            faults(
                &Person,
                "The plan stands, chief executive Maria Santos said.",
                "계획은 유효하다고 마리아 곤살레스 최고경영자가 말했다."
            ),
            [Fault::EntitySwap]
        );
    }

    #[test]
    fn the_same_person() {
        silent(
            &Person,
            "Robert Wood, the ambassador, said so.",
            "로버트 우드 대사가 그렇게 말했다.",
        );
        silent(
            &Person,
            "President Emmanuel Macron spoke.",
            "에마뉘엘 마크롱 대통령이 연설했다.",
        );
    }
}
