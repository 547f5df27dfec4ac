//! Telling verbs from nouns without a dictionary of words.
//!
//! 대사는 is a noun with its particle, 요구하는 a verb before a noun. A word is taken for a verb if it is a form of a cue,
//! of 하다 behind a noun or of one of the common verbs, or ends as only verbs end (-했다, -으며). Where noun and verb look
//! alike, a known noun wins, then the neighbours decide: a verb before a noun has its own object or adverb before it.

use super::conjugation::{Ending, Paradigms};
use super::data;
use super::hangul::Syllable;
use super::josa::Josa;
use super::lexicon::cues;
use super::nouns::{self, Class};
use super::token::Token;
use std::collections::HashSet;
use std::sync::LazyLock;

const LIST: &str = include_str!("../data/verbs.ko.txt");

static COMMON: LazyLock<Paradigms> = LazyLock::new(|| Paradigms::new(data::section(LIST, "verbs")));
static HADA: LazyLock<Paradigms> =
    LazyLock::new(|| Paradigms::new(["하다", "되다", "시키다", "당하다", "스럽다", "받다", "거리다"]));
static NOT: LazyLock<HashSet<&'static str>> = LazyLock::new(|| data::section(LIST, "not verbs").collect());

/// Notes on every word that is a verb what its ending makes of its clause, and takes back the particle it seemed to have.
pub fn mark(tokens: &mut [Token<'_>]) {
    for i in 0..tokens.len() {
        let token = tokens[i];
        if token.closing.is_some() {
            continue;
        }
        let found = ending(token.text).filter(|e| is_verb(tokens, i, *e));
        let found = found.or_else(|| progressive(tokens, i));
        let Some(ending) = found.or_else(|| governs_object(tokens, i)) else {
            continue;
        };
        tokens[i].ending = Some(ending);
        tokens[i].josa = None;
        tokens[i].stem_end = token.span.end;
    }
}

/// 휘틀로 장관, 안나 레이 교수: a name from abroad whose last syllable looks like a particle, before a title or a name.
pub fn mend_names(tokens: &mut [Token<'_>]) {
    mend_family_names(tokens);
    mend_korean_names(tokens);
    for i in 0..tokens.len().saturating_sub(1) {
        let (token, next) = (tokens[i], tokens[i + 1]);
        let short = token.span.end - token.stem_end <= '로'.len_utf8();
        if token.mark.is_some()
            || token.josa.is_none()
            || !short
            || token.comma
            || token.josa == Some(Josa::Topic)
            || token.josa == Some(Josa::Object)
        {
            continue;
        }
        let given = nouns::is_foreign_given(token.text);
        let foreign = nouns::is_foreign(token.text) || nouns::class(token.stem()) == Class::Foreign;
        let office = matches!(
            nouns::class(next.stem()),
            Class::Title | Class::Organisation | Class::Country
        );
        // 아미나타 디알로 전 총리
        let former = matches!(next.text, "전" | "현" | "신임")
            && tokens
                .get(i + 2)
                .is_some_and(|t| nouns::class(t.stem()) == Class::Title);
        let office = office || former;
        let named = nouns::class(next.stem()) == Class::Foreign;
        let after_given = i > 0 && nouns::is_foreign_given(tokens[i - 1].text);
        if next.mark.is_none()
            && (given && (office || named || next.josa.is_some()) || (foreign || after_given) && office)
        {
            tokens[i].josa = None;
            tokens[i].stem_end = token.span.end;
        }
    }
}

/// 박경만 청룡 감독, 이정은 의원: a Korean name whose last syllable looks like a particle, before a title.
fn mend_korean_names(tokens: &mut [Token<'_>]) {
    for i in 0..tokens.len().saturating_sub(1) {
        let token = tokens[i];
        let name = token.mark.is_none()
            && token.josa.is_some()
            && !token.comma
            && nouns::is_korean_name(token.text)
            && matches!(
                nouns::class(token.stem()),
                Class::Unknown | Class::Foreign | Class::Not | Class::Name
            );
        let title = (i + 1..tokens.len().min(i + 4)).find(|&j| {
            nouns::class(tokens[j].stem()) == Class::Title
                && tokens[j].mark.is_none()
                && tokens[j].ending.is_none()
        });
        let Some(title) = title.filter(|_| name) else {
            continue;
        };
        let between = (i + 1..title).all(|j| {
            tokens[j].josa.is_none()
                && tokens[j].ending.is_none()
                && tokens[j].mark.is_none()
                && !tokens[j].comma
        });
        // 고인은 변호사로: with a topic only right before a title that is a subject itself.
        let topic = token.josa == Some(Josa::Topic) && !(title == i + 1 && tokens[title].is_subject());
        if between && !topic {
            tokens[i].josa = None;
            tokens[i].ending = None;
            tokens[i].stem_end = token.span.end;
        }
    }
}

/// 안나 달 해사청 부청장: a family name that looks like a verb, between a given name and a title.
fn mend_family_names(tokens: &mut [Token<'_>]) {
    for i in 1..tokens.len().saturating_sub(1) {
        let given = tokens[i - 1].josa.is_none() && nouns::is_foreign_given(tokens[i - 1].text);
        let office = (i + 1..tokens.len().min(i + 4)).any(|j| nouns::class(tokens[j].stem()) == Class::Title);
        if given && office && tokens[i].ending.is_some() && tokens[i].mark.is_none() && !tokens[i].comma {
            tokens[i].ending = None;
        }
    }
}

/// 인기를 누리는 안내원, 조현병을 진단하는 검사: right behind an object 는 ends a verb before a noun.
fn governs_object(tokens: &[Token<'_>], i: usize) -> Option<Ending> {
    let token = &tokens[i];
    let before = i.checked_sub(1).map(|b| &tokens[b])?;
    let object = before.josa == Some(Josa::Object) && before.ending.is_none() && !before.comma;
    let goes_on = i + 1 < tokens.len() && !token.comma && !token.stop && token.mark.is_none();
    let somebody = matches!(
        nouns::class(token.stem()),
        Class::Title | Class::Organisation | Class::Country | Class::Group | Class::Media | Class::Pronoun
    );
    let topic = token.josa == Some(Josa::Topic) && token.text.ends_with('는');
    // 뜸을 들인 래넉, 연구실을 이끈 그: behind an object -ㄴ ends a verb before a noun.
    let past = token.josa.is_none()
        && token.text.chars().count() <= 3
        && super::hangul::last_coda(token.text) == Some('ㄴ')
        && nouns::looks_foreign(token.text)
        && !NOT.contains(token.text);
    (object && goes_on && !somebody && (topic || past)).then_some(Ending::Adnominal)
}

/// 지휘하는, 연구하는: shaped like a name with a particle, and a verb all the same.
fn is_verbal_noun(stem: &str) -> bool {
    static NOUNS: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| data::section(LIST, "verbal nouns").collect());
    stem.strip_suffix('하').is_some_and(|noun| NOUNS.contains(noun))
}

/// 보고 있다, 사고 있다: a verb, though 보고 and 사고 are nouns.
fn progressive(tokens: &[Token<'_>], i: usize) -> Option<Ending> {
    let token = &tokens[i];
    let next = tokens.get(i + 1)?;
    let goes_on = token.mark.is_none() && token.text.ends_with('고') && !token.comma;
    (goes_on && NOT.contains(token.text) && next.mark.is_none() && next.text.starts_with("있"))
        .then_some(Ending::And)
}

fn is_verb(tokens: &[Token<'_>], i: usize, ending: Ending) -> bool {
    let token = &tokens[i];
    if token.mark.is_some() {
        return !matches!(token.text, "" | "는" | "은" | "나" | "이나");
    }
    if token.josa.is_none() {
        return ending != Ending::Noun;
    }
    if ending == Ending::Ji {
        return true;
    }
    let class = nouns::class(token.stem());
    if class == Class::Name && is_verbal_noun(token.stem()) {
        return true;
    }
    let somebody = class.speaks() && class != Class::Foreign || nouns::is_foreign_given(token.stem());
    if token.josa == Some(Josa::Topic) && ending == Ending::Adnominal {
        let last = i + 1 >= tokens.len() || token.comma || token.stop;
        return !last && !somebody;
    }
    // 경찰이, 회의에서 and the like are nouns whatever verb they resemble; 밝히기에, 밝혔음을 are not.
    matches!(ending, Ending::And | Ending::But | Ending::Then) && !somebody
}

/// What the ending of a word makes of its clause, if the word can be a verb.
pub fn ending(word: &str) -> Option<Ending> {
    let somebody = matches!(
        nouns::class(word),
        Class::Title | Class::Country | Class::Organisation | Class::Media
    );
    if NOT.contains(word) || somebody || nouns::is_foreign_given(word) {
        return None;
    }
    let cue = cues()
        .verbs
        .read(&[word])
        .or_else(|| cues().light.read(&[word]))
        .map(|(_, e, _)| e);
    cue.or_else(|| COMMON.read(word).map(|(_, e)| e))
        .or_else(|| hada(word).map(|(_, e)| e))
        .or_else(|| by_shape(word))
}

/// Whether a word is a form of a verb of saying.
pub fn is_cue(word: &str) -> bool {
    cues().verbs.read(&[word]).is_some()
}

/// A noun with 하다, 되다 and the like behind it: the noun's length in bytes, and the ending.
pub fn hada(word: &str) -> Option<(usize, Ending)> {
    if NOT.contains(word) {
        return None;
    }
    word.char_indices()
        .skip(1)
        .find_map(|(at, _)| HADA.read(&word[at..]).map(|(_, ending)| (at, ending)))
}

/// Endings that only verbs have.
fn by_shape(word: &str) -> Option<Ending> {
    let mut back = word.chars().rev();
    let (last, before) = (back.next()?, back.next().and_then(Syllable::of));
    let coda = before.map(|s| s.coda);
    match last {
        '다' if matches!(coda, Some('ㅆ')) || word.ends_with("니다") || word.ends_with("는다") => {
            Some(Ending::End)
        }
        '다' if matches!(coda, Some('ㄴ')) && word.chars().count() > 2 => Some(Ending::End),
        '다' if word.ends_with("이다") || word.ends_with("아니다") => Some(Ending::End),
        '며' | '서' if word.ends_with('며') || word.ends_with("면서") => Some(Ending::And),
        '만' if word.ends_with("지만") => Some(Ending::But),
        '나' if word.ends_with("으나") => Some(Ending::But),
        '데' if word.ends_with("는데") || word.ends_with("인데") => Some(Ending::But),
        '고' if matches!(coda, Some('ㅆ')) => Some(Ending::And),
        '던' => Some(Ending::Adnominal),
        '는' if matches!(coda, Some(c) if c != ' ') => Some(Ending::Adnominal),
        '자' if [
            "하자", "되자", "지자", "리자", "히자", "치자", "내자", "네자", "오자", "서자", "추자",
        ]
        .iter()
        .any(|e| word.ends_with(e)) =>
        {
            Some(Ending::Then)
        }
        '니' if word.ends_with("더니") => Some(Ending::Then),
        '서' if word.ends_with("아서") || word.ends_with("어서") || word.ends_with("해서") => {
            Some(Ending::Then)
        }
        '면' if word.ends_with("으면") || word.ends_with("다면") || word.ends_with("라면") => {
            Some(Ending::Then)
        }
        '도' if word.ends_with("면서도") => Some(Ending::But),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns() {
        for (word, expected) in [
            ("요구하는", Some(Ending::Adnominal)),
            ("보낸", Some(Ending::Adnominal)),
            ("초치해", Some(Ending::A)),
            ("항의하자", Some(Ending::Then)),
            ("열렸으며", Some(Ending::And)),
            ("있으며", Some(Ending::And)),
            ("훈련받은", Some(Ending::Adnominal)),
            ("북한", None),
            ("사고", None),
            ("의원", None),
            ("대변인", None),
        ] {
            assert_eq!(ending(word), expected, "{word}");
        }
    }
}
