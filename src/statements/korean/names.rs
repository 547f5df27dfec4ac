//! The name within a phrase that means a person: 로버트 우드 유엔 주재 미국 대사, 경제학자 아리 펠드먼, 김 장관.

use super::mention::{in_section, title_word};
use super::nouns::{self, Class};

/// A person's phrase taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The name, if one is given.
    pub name: Option<String>,
    /// The name is a family name only.
    pub family_only: bool,
    /// The title nearest to the name.
    pub title: Option<&'a str>,
    /// All words that are no name.
    pub role: Option<String>,
}

/// Whether a word is a title or a role.
pub fn is_title(word: &str) -> bool {
    nouns::class(word) == Class::Title || nouns::plural(word).is_some_and(|w| nouns::class(w) == Class::Title)
}

/// Takes a phrase apart. `words` are its words without particles, but for 의.
pub fn parts<'a>(words: &[&'a str]) -> Parts<'a> {
    let last = words.len() - 1;
    let head = nouns::bare(words[last]);
    if let Some(parts) = with_ssi(words, head) {
        return parts;
    }
    if !is_title(head) {
        // 강동하 제주지방기상청 예보관: a title that no list has, behind a name and a body.
        let office =
            last >= 2 && nouns::class(words[last]) == Class::Unknown && is_place_of_work(words[last - 1]);
        let named = last >= 1 && nouns::class(words[0]) == Class::Name;
        if named && (office || last == 1 && head.ends_with(['관', '장', '원', '사', '자', '인', '위']))
        {
            return cut(words, 0, 1, Some(words[last]), false);
        }
        let (from, to) = name_at_end(words);
        let title = words[..from]
            .iter()
            .rev()
            .copied()
            .find(|w| is_title(nouns::bare(w)));
        return cut(words, from, to, title, false);
    }
    let title = Some(words[last]);
    if let Some((from, to)) = full_name(&words[..last]) {
        return cut(words, from, to, title, false);
    }
    // 노 전 의원: a family name, former.
    let former = last >= 2
        && matches!(words[last - 1], "전" | "현")
        && is_family_name(words[last - 2], head)
        && (last == 2 || is_place_of_work(words[last - 3]));
    if former {
        return cut(words, last - 2, last - 1, title, true);
    }
    if last >= 1 && is_family_name(words[last - 1], head) && (last == 1 || is_place_of_work(words[last - 2]))
    {
        return cut(words, last - 1, last, title, true);
    }
    Parts {
        title,
        ..Parts::default()
    }
}

/// 외교부 김 장관: what can stand before a family name.
fn is_place_of_work(word: &str) -> bool {
    matches!(
        nouns::class(word),
        Class::Organisation | Class::Country | Class::Media
    )
}

fn cut<'a>(
    words: &[&'a str],
    from: usize,
    to: usize,
    title: Option<&'a str>,
    family_only: bool,
) -> Parts<'a> {
    let name: Vec<&str> = words[from..to].iter().map(|w| nouns::bare(w)).collect();
    let role: Vec<&str> = words[..from].iter().chain(&words[to..]).copied().collect();
    Parts {
        name: Some(name.join(" ")),
        family_only,
        title,
        role: (!role.is_empty()).then(|| role.join(" ")),
    }
}

/// Where a full name stands among the words before a title.
fn full_name(words: &[&str]) -> Option<(usize, usize)> {
    let shaped = |w: &str| !w.ends_with('의') && nouns::is_shaped_like_name(nouns::bare(w));
    // 이기쁨 동해대 수의학과 교수: 동해대 has the syllables of a name, too.
    let school = |w: &str| w.ends_with('대') && words.iter().any(|o| *o != w && shaped(o));
    let korean = words
        .iter()
        .position(|w| nouns::class(w) == Class::Name && !w.ends_with('의') && !school(w));
    if let Some(at) = korean {
        return Some((at, at + 1));
    }
    // A name of rarer syllables, told by the body between it and the title: 정하늘 한결에너지 대표이사.
    let native = |w: &str| shaped(w) && !nouns::is_foreign_given(w) && !nouns::is_foreign(w);
    let behind = || words.iter().rposition(|w| native(w) && !school(w));
    let rare = if words.iter().any(|w| school(w)) {
        behind()
    } else {
        (words.len() >= 2 && native(words[0])).then_some(0)
    };
    if let Some(at) = rare {
        return Some((at, at + 1));
    }
    let foreign = (0..words.len()).find_map(|from| foreign_name(words, from));
    // 노르트베르크 룬드대 교수, 코나테 대통령 후보: one foreign word in front of a country or a body.
    let alone = || {
        let place = words
            .get(1)
            .is_some_and(|w| is_place_of_work(w) || w.ends_with("대"));
        (place && nouns::looks_foreign(words[0]) && may_be_name(words[0])).then_some((0, 1))
    };
    foreign.or_else(alone)
}

/// A name from abroad that begins at word `from`: a given name and what follows, or two words that look foreign.
fn foreign_name(words: &[&str], from: usize) -> Option<(usize, usize)> {
    let given = |w: &str| nouns::is_foreign_given(nouns::bare(w));
    let foreign = |w: &str| nouns::class(w) == Class::Foreign || nouns::looks_foreign(nouns::bare(w));
    let first = words[from];
    if !may_be_name(first) || !given(first) && !foreign(first) {
        return None;
    }
    let second = words.get(from + 1).filter(|w| {
        let known = matches!(
            nouns::class(w),
            Class::Organisation | Class::Country | Class::Title | Class::Media
        );
        may_be_name(w) || given(first) && !known && !w.ends_with('의') && w.chars().count() <= 5
    })?;
    let third = words.get(from + 2).is_some_and(|w| may_be_name(w) && foreign(w));
    let looks = given(first) || foreign(second);
    looks.then_some((from, from + 2 + usize::from(third)))
}

/// The name a phrase ends in, where no title follows it.
fn name_at_end(words: &[&str]) -> (usize, usize) {
    let end = words.len();
    let last = end - 1;
    if nouns::class(words[last]) == Class::Name {
        return (last, end);
    }
    let begins = (last.saturating_sub(2)..last)
        .find(|&i| words[i..end].iter().all(|w| may_be_name(w)) && foreign_name(words, i).is_some());
    (begins.unwrap_or(last), end)
}

/// Whether a word can be part of a name.
pub fn may_be_name(word: &str) -> bool {
    const DETERMINERS: [&str; 13] = [
        "전", "현", "주재", "신임", "겸", "고", "새", "출신", "소속", "담당", "측", "선임", "고위",
    ];
    let word = nouns::bare(word);
    matches!(nouns::class(word), Class::Name | Class::Foreign | Class::Unknown)
        && !word.ends_with('의')
        && !in_section("definite", word)
        && !in_section("indefinite", word)
        && !DETERMINERS.contains(&word)
        && !word.starts_with('주') // 주한, 주유엔
}

/// 우드 in 우드 대사, 김 in 김 장관.
fn is_family_name(word: &str, title: &str) -> bool {
    let foreign = || nouns::is_foreign(word) || nouns::is_foreign_given(word) || nouns::looks_foreign(word);
    in_section("address", title_word(title)) && (nouns::is_surname(word) || may_be_name(word) && foreign())
}

/// A씨, 김모(35)씨, 승객 잉그리드 솔베르그 씨.
fn with_ssi<'a>(words: &[&'a str], head: &'a str) -> Option<Parts<'a>> {
    let stem = head.strip_suffix('씨')?;
    let last = words.len() - 1;
    if !stem.is_empty() {
        let title = words[..last].iter().rev().copied().find(|w| is_title(w));
        return Some(Parts {
            name: Some(nouns::bare(stem).to_owned()),
            family_only: nouns::is_surname(stem),
            title,
            role: (last > 0).then(|| words[..last].join(" ")),
        });
    }
    let before = words.get(..last).filter(|w| !w.is_empty())?;
    // 최 모(45) 씨: a name kept back but for the family's.
    if before.len() >= 2
        && nouns::bare(before[before.len() - 1]) == "모"
        && nouns::is_surname(before[before.len() - 2])
    {
        let (role, family) = before.split_at(before.len() - 2);
        return Some(Parts {
            name: Some(format!("{}모", family[0])),
            family_only: false,
            title: role.iter().rev().copied().find(|w| is_title(w)),
            role: (!role.is_empty()).then(|| role.join(" ")),
        });
    }
    let (from, to) = name_at_end(before);
    let title = before[..from].iter().rev().copied().find(|w| is_title(w));
    let mut parts = cut(before, from, to, title, false);
    parts.family_only = nouns::is_surname(before[to - 1]);
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(phrase: &str) -> Option<String> {
        parts(&phrase.split(' ').collect::<Vec<_>>()).name
    }

    #[test]
    fn names_before_and_behind_titles() {
        for (phrase, expected) in [
            ("로버트 우드 유엔 주재 미국 대사", Some("로버트 우드")),
            ("홍길동 삼성전자 부사장", Some("홍길동")),
            ("경제학자 아리 펠드먼", Some("아리 펠드먼")),
            ("국무부 매슈 밀러 대변인", Some("매슈 밀러")),
            ("원고 측 마리아 델가도 변호사", Some("마리아 델가도")),
            ("우주국의 루스 올더 행성 담당 국장", Some("루스 올더")),
            ("승객 잉그리드 솔베르그 씨", Some("잉그리드 솔베르그")),
            ("안나 달 해사청 부청장", Some("안나 달")),
            ("주민 최옥순(74) 씨", Some("최옥순")),
            ("우드 대사", Some("우드")),
            ("이기쁨 동해대 수의학과 교수", Some("이기쁨")),
            ("동해대 수의학과 이기쁨 교수", Some("이기쁨")),
            ("조지프 칼삭 재난청장", Some("조지프 칼삭")),
            ("김 장관", Some("김")),
            ("외교부 대변인", None),
            ("북한의 한 유엔 주재 대표", None),
            ("경찰 관계자", None),
        ] {
            assert_eq!(name(phrase).as_deref(), expected, "{phrase}");
        }
    }
}
