//! Names that are written otherwise than the article or the house writes them: marked, never changed in silence.
//!
//! An article may say itself how a name is written in the other script: 조 바이든(Joe Biden). A user's list says it for
//! all articles. And where neither does, one name should not be written in two ways within one translation.

use super::Direction;
use super::glossary::{Glossary, matching, repair};
use super::guard::{Kind, Mark};
use crate::fidelity::Severity;
use crate::names;
use crate::text::Language;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A line and its translation.
pub type Line<'a> = (&'a str, &'a str);

/// What is to be said of the names in the lines of one article, by the place of the line.
pub fn check(
    lines: &[Line<'_>],
    own: &Glossary,
    listed: Option<&Glossary>,
    direction: Direction,
) -> Vec<(usize, Mark)> {
    let mut marks = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let of_list = |list: &Glossary, who: &str| differing(*line, list, direction, who);
        let by_list = listed.and_then(|list| of_list(list, "the list of names"));
        let found = by_list.or_else(|| of_list(own, "the article itself"));
        marks.extend(found.map(|mark| (at, mark)));
    }
    marks.extend(uneven(lines, direction));
    marks.sort_by_key(|(at, _)| *at);
    marks
}

/// The names that an article gives in both scripts: `조 바이든(Joe Biden)`, `Lee Jae-myung (이재명)`.
pub fn own(text: &str) -> Glossary {
    static KOREAN_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"((?:[가-힣]+ ){0,3}[가-힣]+) ?\(([A-Z][\p{Latin}.'’-]+(?: [\p{Latin}.'’-]+){0,4})\)")
            .expect("the pattern is fixed and tested")
    });
    static LATIN_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"((?:[A-Z][\p{Latin}.'’-]* ){0,4}[A-Z][\p{Latin}.'’-]+) ?\(([가-힣]+(?: [가-힣]+){0,3})\)",
        )
        .expect("the pattern is fixed and tested")
    });
    let korean = KOREAN_FIRST
        .captures_iter(text)
        .map(|c| (c[2].to_owned(), c[1].to_owned()));
    let latin = LATIN_FIRST
        .captures_iter(text)
        .map(|c| (c[1].to_owned(), c[2].to_owned()));
    Glossary::of_pairs(
        korean
            .chain(latin)
            .filter_map(|(en, ko)| parted(&en, &ko))
            .collect(),
    )
}

/// The name among the words that stand before a bracket: the last words that sound like what is in it.
fn parted(en: &str, ko: &str) -> Option<(String, String)> {
    let ends = |words: &str| -> Vec<String> {
        let all: Vec<&str> = words.split(' ').collect();
        (0..all.len()).map(|from| all[from..].join(" ")).collect()
    };
    let mut best: Option<(f32, (String, String))> = None;
    for en in ends(en) {
        for ko in ends(ko) {
            let alike = names::same_person(&en, &ko);
            if alike >= names::SAME_PERSON && best.as_ref().is_none_or(|(b, _)| alike > *b) {
                best = Some((alike, (en.clone(), ko)));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// A name of the list that stands otherwise in the translation.
fn differing((line, words): Line<'_>, list: &Glossary, direction: Direction, who: &str) -> Option<Mark> {
    list.terms(line, direction.from).into_iter().find_map(|found| {
        let part = |name: &String| name.split_whitespace().next_back().map(str::to_owned);
        let stands = |name: &String| stands(words, name, direction.to);
        if found
            .targets
            .iter()
            .any(|name| stands(name) || part(name).as_ref().is_some_and(stands))
        {
            return None;
        }
        let as_it_stands = alike(words, &found.term, direction.to)?;
        let wanted = found.targets.first()?;
        let reason = format!(
            "“{}” stands as “{as_it_stands}”; {who} has “{wanted}”.",
            found.term
        );
        Some(Mark::new(Kind::Name, Severity::Minor, reason))
    })
}

/// Whether a name stands in a translation, letter by letter: `Woods` is not `Wood`.
fn stands(words: &str, name: &str, lang: Language) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric();
    if lang == Language::Ko {
        return matching::holds(words, name, lang);
    }
    words.match_indices(name).any(|(at, _)| {
        !words[..at].ends_with(part_of_word) && !words[at + name.len()..].starts_with(part_of_word)
    })
}

/// The words of a translation that sound like a name of the other script.
fn alike(words: &str, name: &str, lang: Language) -> Option<String> {
    let all: Vec<&str> = words
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .filter(|word| !word.is_empty())
        .collect();
    let parts = name.split_whitespace().count().max(1);
    let sizes = if lang == Language::Ko { parts } else { 3 };
    (1..=sizes)
        .rev()
        .flat_map(|size| all.windows(size))
        .find_map(|run| {
            let run = run.join(" ");
            if lang == Language::Ko {
                return repair::best_stem(name, &run).map(str::to_owned);
            }
            let capitals = run.split(' ').all(|word| word.starts_with(char::is_uppercase));
            let bare = run.trim_end_matches("'s").trim_end_matches("’s");
            (capitals && names::same_person(bare, name) >= names::SAME_PERSON).then(|| bare.to_owned())
        })
}

/// Names in Latin letters that the lines of a Korean translation write in several ways: the rarer ones are marked.
fn uneven(lines: &[Line<'_>], direction: Direction) -> Vec<(usize, Mark)> {
    if direction.to != Language::Ko {
        return Vec::new();
    }
    let mut forms: BTreeMap<&str, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (at, (line, words)) in lines.iter().enumerate() {
        for name in capitalised(line) {
            if let Some(form) = alike(words, name, Language::Ko) {
                forms.entry(name).or_default().entry(form).or_default().push(at);
            }
        }
    }
    let mut marks = Vec::new();
    for (name, forms) in forms {
        let Some((usual, _)) = forms
            .iter()
            .max_by_key(|(form, at)| (at.len(), std::cmp::Reverse(at[0]), *form))
        else {
            continue;
        };
        let other = |form: &String| !form.contains(usual.as_str()) && !usual.contains(form.as_str());
        for (form, places) in forms.iter().filter(|(form, _)| other(form)) {
            let reason =
                format!("“{name}” stands as “{form}” here and as “{usual}” elsewhere in the article.");
            marks.extend(
                places
                    .iter()
                    .map(|&at| (at, Mark::new(Kind::Name, Severity::Minor, reason.clone()))),
            );
        }
    }
    marks
}

/// Words with a capital inside a sentence, of four letters or more: shorter ones sound like too much.
fn capitalised(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
        .skip(1)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
        .filter(|word| {
            word.len() >= 4
                && word.starts_with(|c: char| c.is_ascii_uppercase())
                && word[1..].chars().all(|c| c.is_ascii_lowercase())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN_KO: Direction = Direction::new(Language::En, Language::Ko);
    const KO_EN: Direction = Direction::new(Language::Ko, Language::En);

    fn reasons(lines: &[Line<'_>], own: &Glossary, direction: Direction) -> Vec<(usize, String)> {
        let marks = check(lines, own, None, direction);
        marks.into_iter().map(|(at, mark)| (at, mark.reason)).collect()
    }

    #[test]
    fn an_article_says_how_its_names_are_written() {
        let found = own("미국 외교관 로버트 우드(Robert Wood)가 말했다.");
        assert_eq!(
            found.pairs(),
            [("Robert Wood".to_owned(), "로버트 우드".to_owned())]
        );
        let lines = [
            ("로버트 우드는 부인했다.", "Robert Woods denied it."),
            ("로버트 우드는 떠났다.", "Robert Wood left."),
            ("로버트 우드는 갔다.", "He went."),
        ];
        let found = reasons(&lines, &found, KO_EN);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, 0);
        assert!(own("비(rain)가 왔다. 세계보건기구(WHO)는").pairs().is_empty());
    }

    #[test]
    fn one_name_is_written_in_one_way() {
        let lines = [
            ("Then Strauss left.", "그 뒤 슈트라우스가 떠났다."),
            ("Later Strauss returned.", "슈트라우스는 돌아왔다."),
            ("On Monday Strauss spoke.", "월요일에 스트라우스는 연설했다."),
        ];
        let found = reasons(&lines, &Glossary::default(), EN_KO);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, 2);
        assert!(found[0].1.contains("슈트라우스"));
    }
}
