//! A predicate that attributes, with its helpers: 밝혔다, 주장해 왔다, 확인하지 않았다, 우려를 표명한 바 있다.

use super::conjugation::Ending;
use super::forms;
use super::lexicon::cues;
use super::token::Token;
use crate::statements::{Kind, Stance};
use crate::text::Span;

/// A predicate over words `first..=last`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// First word.
    pub first: usize,
    /// Word that holds the verb itself.
    pub verb: usize,
    /// Last word, helpers included.
    pub last: usize,
    /// Dictionary form.
    pub lemma: String,
    /// Class.
    pub stance: Stance,
    /// What it makes of a bare noun.
    pub kind: Option<Kind>,
    /// What it takes, as in the lexicon; empty for a verb the lexicon does not know.
    pub takes: Vec<String>,
    /// What the whole makes of its clause.
    pub ending: Ending,
    /// Whether it is negated: 확인하지 않았다.
    pub negated: bool,
}

impl Predicate {
    /// Where it stands.
    pub fn span(&self, tokens: &[Token<'_>]) -> Span {
        tokens[self.first].span.cover(&tokens[self.last].span)
    }

    /// Whether the lexicon says that it takes this.
    pub fn takes(&self, what: &str) -> bool {
        self.takes.iter().any(|t| t == what)
    }
}

/// The cue whose verb is word `i`, if it is one. The phrase may reach back to word `floor`.
pub fn cue(tokens: &[Token<'_>], i: usize, floor: usize) -> Option<Predicate> {
    let token = tokens.get(i)?;
    if token.mark.is_some() && token.text.is_empty() {
        return None;
    }
    // A noun that looks like a form (보도, 주장) is none; 밝혔다고 closes reported speech and is a verb all the same.
    if token.ending.is_none() && token.closing.is_none() {
        return None;
    }
    act(tokens, i, floor).or_else(|| listed(tokens, i, floor))
}

/// Any verb behind reported speech, listed or not: 쏘아붙였다, 키득거렸다.
pub fn any(tokens: &[Token<'_>], i: usize, floor: usize) -> Option<Predicate> {
    cue(tokens, i, floor).or_else(|| {
        let token = &tokens[i];
        let ending = token.ending.filter(|e| *e == Ending::End)?;
        Some(extend(
            tokens,
            i,
            i,
            ending,
            lemma_of(token.text),
            Stance::Neutral,
        ))
    })
}

fn words<'a>(tokens: &[Token<'a>], i: usize, floor: usize) -> Vec<&'a str> {
    let from = i.saturating_sub(3).max(floor);
    tokens[from..=i].iter().map(|t| t.text).collect()
}

fn listed(tokens: &[Token<'_>], i: usize, floor: usize) -> Option<Predicate> {
    let cues = cues();
    let (at, ending, before) = cues.verbs.read(&words(tokens, i, floor))?;
    let entry = &cues.entries[at];
    let mut found = extend(tokens, i - before, i, ending, entry.lemma.clone(), entry.stance);
    found.kind = entry.kind;
    found.takes = entry.takes.clone();
    Some(found)
}

/// 우려를 표명하다: a noun that names the act, a verb that performs it, at most two adverbs between.
fn act(tokens: &[Token<'_>], i: usize, floor: usize) -> Option<Predicate> {
    let cues = cues();
    let (verb, ending, before) = cues.light.read(&words(tokens, i, floor))?;
    let at = (floor..i - before)
        .rev()
        .take(3)
        .find(|&n| tokens[n].josa.is_some() || cues.acts.contains_key(tokens[n].stem()))?;
    let noun = &tokens[at];
    let stance = *cues.acts.get(noun.stem())?;
    let lemma = format!("{}을 {}", noun.stem(), cues.light.lemma(verb));
    let lemma = if super::hangul::last_coda(noun.stem()) == Some(' ') {
        lemma.replacen("을 ", "를 ", 1)
    } else {
        lemma
    };
    // 유감의 뜻을 전했다: the noun before says which act it is.
    let first = at
        .checked_sub(1)
        .filter(|&n| n >= floor && tokens[n].josa == Some(super::josa::Josa::Genitive))
        .filter(|&n| cues.acts.contains_key(tokens[n].stem()));
    let stance = first.map_or(stance, |n| cues.acts[tokens[n].stem()]);
    let mut found = extend(tokens, first.unwrap_or(at), i, ending, lemma, stance);
    found.kind = Some(Kind::SpeechAct);
    found.takes = vec!["act".to_owned(), "다고".to_owned()];
    Some(found)
}

/// A predicate of the verb at word `verb`, with what follows as long as it is a helper.
pub fn extend(
    tokens: &[Token<'_>],
    first: usize,
    verb: usize,
    ending: Ending,
    lemma: String,
    stance: Stance,
) -> Predicate {
    let mut found = Predicate {
        first,
        verb,
        last: verb,
        lemma,
        stance,
        kind: None,
        takes: Vec::new(),
        ending: closing_ending(&tokens[verb]).unwrap_or(ending),
        negated: verb > 0 && matches!(tokens[verb - 1].text, "안" | "못") && verb > first.saturating_sub(1),
    };
    while let Some((helper, next)) = helper(tokens, &found) {
        found.negated |= matches!(helper, "않다" | "못하다") || helper == "없다";
        found.ending = next;
        found.last += 1;
    }
    found
}

fn closing_ending(token: &Token<'_>) -> Option<Ending> {
    token.closing.map(|_| Ending::That)
}

/// The helper behind the predicate so far, and what it makes of it.
fn helper(tokens: &[Token<'_>], so_far: &Predicate) -> Option<(&'static str, Ending)> {
    let next = tokens.get(so_far.last + 1)?;
    if tokens[so_far.last].comma || tokens[so_far.last].stop || next.mark.is_some() {
        return None;
    }
    // 표명한 바 있다, 확인한 적이 없다.
    let bridge = matches!(next.text, "바" | "바가" | "적" | "적이" | "바도" | "적도");
    if bridge && so_far.ending == Ending::Adnominal {
        return Some(("바", Ending::Ji));
    }
    let helpers = &cues().helpers;
    let (at, ending, _) = helpers.read(&[next.text])?;
    let name = super::lexicon::HELPERS.get(at).copied()?;
    let bridged = matches!(
        tokens[so_far.last].text,
        "바" | "바가" | "적" | "적이" | "바도" | "적도"
    );
    let fits = match name {
        "있다" => so_far.ending == Ending::And || bridged,
        "없다" => bridged,
        "않다" | "못하다" => so_far.ending == Ending::Ji && !bridged,
        "하다" => {
            so_far.ending == Ending::Noun
                && ["기도", "곤"]
                    .iter()
                    .any(|e| tokens[so_far.last].text.ends_with(e))
        }
        _ => so_far.ending == Ending::A,
    };
    let and_is_go = so_far.ending != Ending::And || tokens[so_far.last].text.ends_with('고');
    (fits && and_is_go).then(|| (name, closing_ending(next).unwrap_or(ending)))
}

/// The dictionary form of a past or present form, as far as its shape tells: 쏘아붙였다 gives 쏘아붙이다.
pub fn lemma_of(word: &str) -> String {
    use super::hangul::Syllable;
    if let Some((noun, _)) = forms::hada(word) {
        let (noun, rest) = word.split_at(noun);
        if rest.starts_with(['됐', '된', '되', '돼']) {
            return format!("{noun}되다");
        }
        if rest.starts_with(['하', '했', '한', '해', '할', '함', '합']) {
            return format!("{noun}하다");
        }
    }
    let Some(stem) = word.strip_suffix('다') else {
        return word.to_owned();
    };
    let Some(last) = stem.chars().next_back().and_then(Syllable::of) else {
        return word.to_owned();
    };
    let cut = &stem[..stem.len() - '가'.len_utf8()];
    let open = last.with_coda(' ');
    match (last.coda, last.vowel) {
        ('ㅆ', 'ㅕ') => format!("{cut}{}다", open.with_vowel('ㅣ').char()),
        ('ㅆ', 'ㅘ') => format!("{cut}{}다", open.with_vowel('ㅗ').char()),
        ('ㅆ', 'ㅝ') => format!("{cut}{}다", open.with_vowel('ㅜ').char()),
        ('ㅆ', 'ㅙ') => format!("{cut}{}다", open.with_vowel('ㅚ').char()),
        ('ㅆ', _) if stem.ends_with(['었', '았']) => format!("{cut}다"),
        ('ㅆ' | 'ㄴ', _) if stem != "있" => format!("{cut}{}다", open.char()),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_forms() {
        for (word, lemma) in [
            ("쏘아붙였다", "쏘아붙이다"),
            ("키득거렸다", "키득거리다"),
            ("혹평했다", "혹평하다"),
            ("되받았다", "되받다"),
            ("배웠다", "배우다"),
        ] {
            assert_eq!(lemma_of(word), lemma);
        }
    }
}
