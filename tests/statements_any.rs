//! Whatever the text, statements are found in it without a panic, with spans that lie in it.

use daejo::article::{ReadOptions, read};
use daejo::sentences;
use daejo::statements::{Statements, find};
use daejo::text::Language;
use proptest::prelude::*;

/// Pieces that sentences about speech are made of, in both languages, and all marks.
const PIECES: &str = "\" “ ” ‘ ’ ' 「 」 『 』 « » ( ) [ ] / : , . … ... — – - ? ! ; · = ◇ ▶ <녹취> \
    said says told reporters according to that the minister Kim Robert Wood, an official another neither nor who which \
    he it they denied declined comment would not confirm called accused of urged on Monday and but adding citing show \
    records is believed was has Pyongyang (JCS) data 정부는 정부가 김 장관은 그는 이 관계자는 한 소식통은 박경만 감독은 \
    최 모(45) 씨는 바(52)는 말했다 밝혔다 고 라고 며 라며 면서도 다고 했다고 는 이라는 주장 입장이다 것으로 알려졌다 \
    에 따르면 따르면 인용해 유감을 표명했다 부인했다 않았다 하지 논평을 거부했다 글을 올렸다 묻자 北 美 측은 측 의 를 에 \
    에서 23일 1.9%로 전망했다 였다며 가나다라 뷁 😀 é ñ 0";

fn texts() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split_whitespace().collect();
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => "[a-zA-Z가-힣 .,\"']{0,6}",
    ];
    let glue = prop::sample::select(vec![
        "", " ", " ", " ", "\n\n", "\n", "\r\n", "\t", "\u{200b}", "\u{feff}", "\u{a0}",
    ]);
    prop::collection::vec((piece, glue), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, glue)| piece + glue).collect())
}

/// Every span lies in the text, on borders of characters, and every entity number is one.
fn is_sound(text: &str, found: &Statements) -> bool {
    let within = |start: usize, end: usize| {
        start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    let numbers = found.entities.len();
    let statements = found.statements.iter().enumerate().all(|(n, s)| {
        let speakers: Vec<_> = s.speaker.iter().chain(&s.chain).collect();
        let mut spans = s.content.clone();
        spans.extend(s.cue.iter().map(|c| c.span));
        spans.extend(s.addressee.iter().chain(&s.venue));
        spans.extend(speakers.iter().filter_map(|w| w.mention));
        let numbered = speakers.iter().filter_map(|w| w.entity).all(|e| e < numbers);
        s.id == n && !s.content.is_empty() && numbered && spans.iter().all(|x| within(x.start, x.end))
    });
    statements
        && found
            .entities
            .iter()
            .all(|e| e.members.iter().all(|&m| m < numbers))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_served(text in texts(), korean in any::<bool>()) {
        let lang = if korean { Language::Ko } else { Language::En };
        let options = ReadOptions { lang: Some(lang), ..ReadOptions::default() };
        if let Ok(article) = read(text.as_bytes(), "any.txt", &options) {
            let found = find(&article, &sentences::split(&article));
            prop_assert!(is_sound(&article.text, &found), "{text:?}");
        }
    }
}
