//! Conjugation by rule: from a dictionary form to every form a newspaper prints, and back.
//!
//! A verb is not listed form by form. Its stem gives eight alternants (밝히, 밝혀, 밝혔, 밝힌, 밝힐 …), composed from
//! letters by the ordinary rules and the five irregular classes; an ending follows one of them. Reading a word means
//! finding an alternant at its front and an ending in what is left.

use super::hangul::Syllable;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the ending of a predicate makes of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Closes the sentence: 밝혔다.
    End,
    /// The clause goes on: 밝히고, 밝히며.
    And,
    /// The clause goes on against it: 밝혔지만.
    But,
    /// Another clause follows in time or cause: 밝히자.
    Then,
    /// Stands before a noun: 밝힌.
    Adnominal,
    /// Is a noun: 밝히기, 밝혔음.
    Noun,
    /// Waits for a negation: 밝히지 (않았다).
    Ji,
    /// Waits for an auxiliary: 밝혀 (왔다).
    A,
    /// Is itself reported: 밝혔다고.
    That,
    /// Is asked: 밝혔는지.
    Ask,
}

impl Ending {
    fn parse(name: &str) -> Self {
        match name {
            "end" => Self::End,
            "and" => Self::And,
            "but" => Self::But,
            "then" => Self::Then,
            "adn" => Self::Adnominal,
            "noun" => Self::Noun,
            "ji" => Self::Ji,
            "a" => Self::A,
            "that" => Self::That,
            _ => Self::Ask,
        }
    }
}

/// The form a stem takes before an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Base,
    A,
    Past,
    Eu,
    N,
    L,
    M,
    Fin,
    B,
}

impl Form {
    fn parse(name: &str) -> Self {
        match name {
            "a" => Self::A,
            "past" => Self::Past,
            "eu" => Self::Eu,
            "n" => Self::N,
            "l" => Self::L,
            "m" => Self::M,
            "fin" => Self::Fin,
            "b" => Self::B,
            _ => Self::Base,
        }
    }
}

static ENDINGS: LazyLock<HashMap<(Form, &'static str), Ending>> = LazyLock::new(|| {
    super::data::rows(include_str!("../data/endings.ko.tsv"))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (form, ending, class) = (cells.next()?, cells.next()?, cells.next()?);
            Some(((Form::parse(form), ending), Ending::parse(class)))
        })
        .collect()
});

static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    super::data::rows(include_str!("../data/irregular.ko.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

/// Reads inflected forms of a fixed set of verbs.
#[derive(Debug, Default)]
pub struct Paradigms {
    /// Alternant to (verb, form).
    stems: HashMap<String, Vec<(usize, Form)>>,
    /// Length in characters of the longest alternant.
    longest: usize,
}

impl Paradigms {
    /// Prepares verbs given in their dictionary form; a verb is known by its place in the list.
    pub fn new<'a>(lemmas: impl IntoIterator<Item = &'a str>) -> Self {
        let mut paradigms = Self::default();
        for (verb, lemma) in lemmas.into_iter().enumerate() {
            for (stem, form) in alternants(lemma.strip_suffix('다').unwrap_or(lemma)) {
                paradigms.longest = paradigms.longest.max(stem.chars().count());
                paradigms.stems.entry(stem).or_default().push((verb, form));
            }
        }
        paradigms
    }

    /// Which verb `word` is a form of, and with what ending. The longest stem wins.
    pub fn read(&self, word: &str) -> Option<(usize, Ending)> {
        let ends: Vec<usize> = word
            .char_indices()
            .skip(1)
            .map(|(at, _)| at)
            .chain([word.len()])
            .take(self.longest)
            .collect();
        ends.iter().rev().find_map(|&at| {
            let (stem, rest) = word.split_at(at);
            self.stems
                .get(stem)?
                .iter()
                .find_map(|&(verb, form)| ENDINGS.get(&(form, rest)).map(|&ending| (verb, ending)))
        })
    }
}

/// The alternants of a stem, each with the form it stands for.
fn alternants(stem: &str) -> Vec<(String, Form)> {
    let Some(last) = stem.chars().next_back().and_then(Syllable::of) else {
        return Vec::new();
    };
    let open = last.coda == ' ';
    let liquid = last.coda == 'ㄹ';
    let with = |coda: char| replace_last(stem, last.with_coda(coda).char());
    let soft = softened(stem, last);
    let eu = if open || liquid {
        stem.to_owned()
    } else {
        soft.clone()
    };
    let joined = |coda: char| {
        if open || liquid {
            with(coda)
        } else {
            let tail = soft.chars().next_back().and_then(Syllable::of);
            tail.map_or_else(|| soft.clone(), |t| replace_last(&soft, t.with_coda(coda).char()))
        }
    };
    let mut all = vec![
        (stem.to_owned(), Form::Base),
        (eu, Form::Eu),
        (joined('ㄴ'), Form::N),
        (joined('ㄹ'), Form::L),
        (if liquid { with('ㄻ') } else { joined('ㅁ') }, Form::M),
        (
            if open || liquid {
                with('ㄴ')
            } else {
                format!("{stem}는")
            },
            Form::Fin,
        ),
    ];
    if open || liquid {
        all.push((with('ㅂ'), Form::B));
    }
    if liquid {
        // ㄹ falls before ㄴ: 만들다, 만드는.
        all.push((with(' '), Form::Base));
    }
    for a in infinitives(stem, last) {
        let tail = a.chars().next_back().and_then(Syllable::of);
        if let Some(tail) = tail.filter(|t| t.coda == ' ') {
            all.push((replace_last(&a, tail.with_coda('ㅆ').char()), Form::Past));
        }
        all.push((a, Form::A));
    }
    all
}

fn replace_last(word: &str, c: char) -> String {
    let mut out: String = word.to_owned();
    out.pop();
    out.push(c);
    out
}

fn irregular(stem: &str) -> &'static str {
    IRREGULAR.get(stem).copied().unwrap_or("")
}

/// A closed stem before 으: 받으, 물으, 도우, 지으.
fn softened(stem: &str, last: Syllable) -> String {
    match irregular(stem) {
        "ㄷ" => format!("{}으", replace_last(stem, last.with_coda('ㄹ').char())),
        "ㅂ" => format!("{}우", replace_last(stem, last.with_coda(' ').char())),
        "ㅅ" => format!("{}으", replace_last(stem, last.with_coda(' ').char())),
        _ => format!("{stem}으"),
    }
}

/// The stem with 아 or 어, contracted as it is printed; both spellings where both are.
fn infinitives(stem: &str, last: Syllable) -> Vec<String> {
    let swap = |vowel: char| replace_last(stem, last.with_vowel(vowel).char());
    let before = stem.chars().rev().nth(1).and_then(Syllable::of);
    let bright = |s: Option<Syllable>| s.is_some_and(|s| matches!(s.vowel, 'ㅏ' | 'ㅗ'));
    if stem.ends_with('하') {
        return vec![replace_last(stem, '해'), format!("{stem}여")];
    }
    if last.coda != ' ' {
        let vowel = if bright(Some(last)) { '아' } else { '어' };
        return match irregular(stem) {
            "ㄷ" => vec![format!(
                "{}{vowel}",
                replace_last(stem, last.with_coda('ㄹ').char())
            )],
            "ㅅ" => vec![format!(
                "{}{vowel}",
                replace_last(stem, last.with_coda(' ').char())
            )],
            "ㅂ" => {
                let tail = if stem == "돕" { '와' } else { '워' };
                vec![format!(
                    "{}{tail}",
                    replace_last(stem, last.with_coda(' ').char())
                )]
            }
            // 놓아 is printed 놔 as well.
            _ if stem.ends_with('놓') => vec![format!("{stem}아"), replace_last(stem, '놔')],
            _ => vec![format!("{stem}{vowel}")],
        };
    }
    match last.vowel {
        'ㅗ' => vec![swap('ㅘ'), format!("{stem}아")],
        'ㅜ' => vec![swap('ㅝ'), format!("{stem}어")],
        'ㅣ' => vec![swap('ㅕ'), format!("{stem}어")],
        'ㅚ' => vec![swap('ㅙ'), format!("{stem}어")],
        'ㅟ' | 'ㅢ' => vec![format!("{stem}어")],
        'ㅡ' if stem.ends_with('르') && irregular(stem) == "러" => vec![format!("{stem}러")],
        'ㅡ' if stem.ends_with('르') && irregular(stem) != "르" => {
            let Some(before) = before else {
                return vec![swap('ㅓ')];
            };
            let mut out: String = stem.to_owned();
            out.pop();
            let doubled = replace_last(&out, before.with_coda('ㄹ').char());
            let tail = if bright(Some(before)) { '라' } else { '러' };
            vec![format!("{doubled}{tail}")]
        }
        'ㅡ' => vec![swap(if bright(before) { 'ㅏ' } else { 'ㅓ' })],
        _ => vec![stem.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(lemma: &str, word: &str) -> Option<Ending> {
        Paradigms::new([lemma]).read(word).map(|(_, ending)| ending)
    }

    #[test]
    fn regular_and_contracted() {
        for (lemma, word, ending) in [
            ("밝히다", "밝혔다", Ending::End),
            ("밝히다", "밝히면서", Ending::And),
            ("밝히다", "밝힌", Ending::Adnominal),
            ("밝히다", "밝혀", Ending::A),
            ("밝히다", "밝혔으며", Ending::And),
            ("밝히다", "밝혔지만", Ending::But),
            ("말하다", "말했다", Ending::End),
            ("말하다", "말한다", Ending::End),
            ("말하다", "말하자", Ending::Then),
            ("말하다", "말했다고", Ending::That),
            ("말하다", "말하지", Ending::Ji),
            ("내다보다", "내다봤다", Ending::End),
            ("덧붙이다", "덧붙였다", Ending::End),
            ("전하다", "전했으나", Ending::But),
            ("되받다", "되받았다", Ending::End),
            ("꼬집다", "꼬집었다", Ending::End),
        ] {
            assert_eq!(reads(lemma, word), Some(ending), "{lemma} {word}");
        }
    }

    #[test]
    fn irregular_stems() {
        for (lemma, word) in [
            ("묻다", "물었다"),
            ("묻다", "묻는다"),
            ("묻다", "물은"),
            ("부르다", "불렀다"),
            ("부르다", "부른"),
            ("쓰다", "썼다"),
            ("따르다", "따랐다"),
            ("돕다", "도왔다"),
            ("짓다", "지었다"),
            ("털어놓다", "털어놓았다"),
            ("털어놓다", "털어놨다"),
        ] {
            assert!(reads(lemma, word).is_some(), "{lemma} {word}");
        }
    }

    #[test]
    fn nothing_else() {
        assert_eq!(reads("밝히다", "밝다"), None);
        assert_eq!(reads("말하다", "말"), None);
    }
}
