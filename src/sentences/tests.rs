//! The cases of `tests/sentences/*.txt`, and what must hold of any text.

use super::*;
use proptest::prelude::*;

/// Splits a file of cases into pairs of input and sentences.
fn cases(file: &str) -> Vec<(String, Vec<String>)> {
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
    let blocks = lines
        .split(|line| *line == "===")
        .filter(|block| block.iter().any(|line| !line.is_empty()));
    blocks
        .map(|block| {
            let at = block
                .iter()
                .position(|line| *line == "---")
                .expect("a case has a line ---");
            let input = block[..at].join("\n").trim().to_owned();
            let wanted = block[at + 1..]
                .iter()
                .filter(|line| !line.is_empty())
                .map(ToString::to_string);
            (input, wanted.collect())
        })
        .collect()
}

fn check(file: &str, lang: Language) {
    let cases = cases(file);
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let mut wrong = String::new();
    for (input, wanted) in &cases {
        let article = Article::segment("case", input.clone(), lang, None);
        let found: Vec<String> = split(&article).iter().map(|s| s.line(&article)).collect();
        if found != *wanted {
            wrong += &format!("\n{input}\n  wanted {wanted:#?}\n  found {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn english_cases() {
    check(include_str!("../../tests/sentences/en.txt"), Language::En);
}

#[test]
fn korean_cases() {
    check(include_str!("../../tests/sentences/ko.txt"), Language::Ko);
}

#[test]
fn the_grain_within_a_quotation() {
    let text = "그는 \"노력했다. 실패했다.\"라고 말했다.";
    let article = Article::segment("a", text, Language::Ko, None);
    assert_eq!(split(&article).len(), 1);
    let open = text.find('"').unwrap();
    let close = text.rfind('"').unwrap();
    for quote in [Span::new(open, close + 1), Span::new(open + 1, close)] {
        let inner: Vec<&str> = inside_quote(&article, quote).iter().map(|s| s.of(text)).collect();
        assert_eq!(inner, ["노력했다.", "실패했다."]);
    }
}

#[test]
fn other_languages() {
    let lines = |text: &str, lang| -> Vec<String> {
        split_text(text, lang)
            .iter()
            .map(|s| s.of(text).to_owned())
            .collect()
    };
    assert_eq!(lines("Sie kam. Er ging.", Language::De), ["Sie kam.", "Er ging."]);
    assert_eq!(lines("他来了。她走了。", Language::Zh), ["他来了。", "她走了。"]);
}

/// Text that is likelier than chance to trip a splitter.
fn awkward() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("\"".to_owned()),
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("'".to_owned()),
        Just("’".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just(". ".to_owned()),
        Just(".".to_owned()),
        Just("? ".to_owned()),
        Just("…".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("Mr".to_owned()),
        Just("U.S".to_owned()),
        Just("다".to_owned()),
        Just("라고".to_owned()),
        Just(" 그는 ".to_owned()),
        Just("the ".to_owned()),
        Just("Kim said".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn sentences_and_blanks_are_the_text(text in prop_oneof![awkward(), any::<String>()]) {
        for lang in [Language::En, Language::Ko, Language::De] {
            let mut at = 0;
            for span in split_text(&text, lang) {
                prop_assert!(span.start >= at && !span.is_empty());
                prop_assert!(text[at..span.start].trim().is_empty());
                prop_assert!(!span.of(&text).trim().is_empty());
                at = span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }

    #[test]
    fn the_parts_of_a_quotation_lose_nothing(text in awkward()) {
        let article = Article::segment("a", text.clone(), Language::Ko, None);
        let whole = Span::new(0, text.len());
        let joined: String = inside_quote(&article, whole).iter().map(|s| s.of(&text)).collect();
        let marks = ['"', '“', '”', '‘', '’', '\'', '「', '」', '『', '』', '«', '»', '＂', '„'];
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !marks.contains(c)).collect::<String>();
        prop_assert_eq!(bare(&joined), bare(&text));
    }
}
