//! Whole invented articles in every format and encoding, and what must hold of any text.

use super::*;
use crate::sentences;
use proptest::prelude::*;

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/articles/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// One line a block: its role and its words; sentences are set apart by `¦`.
fn outline(article: &Article) -> String {
    let head = format!(
        "id {} · {} · outlet {} · published {}\n",
        article.id,
        article.lang,
        article.outlet.as_deref().unwrap_or("?"),
        article
            .published
            .as_ref()
            .map_or("?".to_owned(), |p| p.date.to_string()),
    );
    let split = sentences::split(article);
    let blocks = article.blocks.iter().enumerate().map(|(at, block)| {
        let of_block: Vec<String> = split
            .iter()
            .filter(|s| s.block == at)
            .map(|s| s.line(article))
            .collect();
        let words = if of_block.is_empty() {
            article.line(block.span)
        } else {
            of_block.join(" ¦ ")
        };
        format!("{:?}: {words}", block.role)
    });
    head + &blocks.collect::<Vec<_>>().join("\n")
}

fn read_sample(name: &str) -> Article {
    read(&sample(name), name, &ReadOptions::default()).unwrap()
}

#[test]
fn whole_articles() {
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../tests/articles/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings
    };
    settings.bind(|| {
        for name in [
            "wire.en.txt",
            "wire.ko.txt",
            "wrapped.en.txt",
            "web.ko.txt",
            "page.en.html",
            "page.ko.html",
            "note.en.md",
            "note.ko.md",
        ] {
            insta::assert_snapshot!(name, outline(&read_sample(name)));
        }
    });
}

#[test]
fn encodings_make_no_difference() {
    let korean = String::from_utf8(sample("wire.ko.txt")).unwrap();
    let plain = read(korean.as_bytes(), "a.txt", &ReadOptions::default()).unwrap();
    let utf_16: Vec<u8> = korean.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cp949 = encoding_rs::EUC_KR.encode(&korean).0.into_owned();
    let marked = [b"\xEF\xBB\xBF", korean.as_bytes()].concat();
    for bytes in [utf_16, cp949, marked] {
        assert_eq!(read(&bytes, "a.txt", &ReadOptions::default()).unwrap(), plain);
    }
}

#[test]
fn a_page_may_declare_its_encoding() {
    let page = String::from_utf8(sample("page.ko.html")).unwrap();
    let bytes = encoding_rs::EUC_KR
        .encode(&page.replace("utf-8", "euc-kr"))
        .0
        .into_owned();
    assert_eq!(
        outline(&read(&bytes, "page.ko.html", &ReadOptions::default()).unwrap()),
        outline(&read_sample("page.ko.html"))
    );
}

#[test]
fn json_lines() {
    let lines = concat!(
        r#"{"id":"a","lang":"ko","outlet":"새벽신문","published":"2024-10-22T09:00:00+09:00","headline":"여객선 운항 재개","paragraphs":["(부산=새벽신문) 홍길동 기자 = 운항이 재개됐다. 승객은 400명이다."]}"#,
        "\n\n",
        r#"{"id":"b","text":"Ferry back in service\n\nThe ferry sailed again. It was full.","more":1}"#,
        "\n{broken\n",
        r#"{"id":"d","headline":"Nothing else"}"#,
    );
    let records = read_many(lines.as_bytes(), "day.jsonl", &ReadOptions::default()).unwrap();
    assert_eq!(records.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 3, 4, 5]);
    let first = records[0].article.as_ref().unwrap();
    assert_eq!(
        (first.id.as_str(), first.outlet.as_deref()),
        ("a", Some("새벽신문"))
    );
    assert_eq!(
        first.blocks.iter().map(|b| b.role).collect::<Vec<_>>(),
        [Role::Headline, Role::Dateline, Role::Body]
    );
    assert_eq!(
        records[1].article.as_ref().unwrap().headline(),
        Some("Ferry back in service")
    );
    assert!(
        records[2]
            .article
            .as_ref()
            .unwrap_err()
            .to_string()
            .starts_with("day.jsonl, line 4: this is no JSON")
    );
    assert_eq!(records[3].id.as_deref(), Some("d"));
    assert!(
        records[3]
            .article
            .as_ref()
            .unwrap_err()
            .to_string()
            .contains("paragraphs")
    );
}

#[test]
fn bad_input_is_refused_in_one_line() {
    for (bytes, part) in [
        (&b""[..], "empty"),
        (b" \n\t ", "empty"),
        (b"\xEF\xBB\xBF", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"PK\x03\x04....", "zip archive"),
        (b"abc\0\0\0def", "binary"),
    ] {
        let error = read(bytes, "x.txt", &ReadOptions::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(part) && error.starts_with("x.txt: ") && !error.contains('\n'),
            "{error}"
        );
    }
}

#[test]
fn a_page_number_inside_a_sentence_is_no_part_of_its_line() {
    let text = "Ferry back in service\n\nThe ferry sailed again on Monday after the harbour authority had said\n\n- 2 -\n\x0cthat the fault was repaired. It was full.\n";
    let article = read(text.as_bytes(), "a.txt", &ReadOptions::default()).unwrap();
    let lines: Vec<String> = sentences::split(&article)
        .iter()
        .map(|s| s.line(&article))
        .collect();
    assert_eq!(
        lines[1],
        "The ferry sailed again on Monday after the harbour authority had said that the fault was repaired."
    );
    assert_eq!(article.interruptions.len(), 1);
}

#[test]
fn a_long_line_takes_linear_time() {
    for lang in [
        "The ferry sailed (at 3 p.m. \"local time\") again, he said. ",
        "그는 \"운항을 재개한다. 안전하다\"고 말했다. ",
        "\"“('",
    ] {
        let text = lang.repeat(2_000_000 / lang.len());
        let before = std::time::Instant::now();
        let article = read(text.as_bytes(), "a.txt", &ReadOptions::default()).unwrap();
        sentences::split(&article);
        assert!(before.elapsed().as_secs() < 20, "{lang}");
    }
}

/// Lines that are likelier than chance to trip the layout.
fn awkward() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\x0c".to_owned()),
        Just(" ".to_owned()),
        Just("(AFP) ".to_owned()),
        Just("SEOUL, Oct. 22 (Yonhap) -- ".to_owned()),
        Just("(서울=연합뉴스) 홍길동 기자 = ".to_owned()),
        Just("- 3 -".to_owned()),
        Just("(끝)".to_owned()),
        Just("###".to_owned()),
        Just("AFP".to_owned()),
        Just("◇ 전망".to_owned()),
        Just("the ferry sailed again on Monday and".to_owned()),
        Just("정부는 대책을 발표했다.".to_owned()),
        Just("\"".to_owned()),
        Just("홍길동 기자 hong@example.com".to_owned()),
        Just(". ".to_owned()),
        Just("입력 2024.10.22".to_owned()),
        "\\PC{0,8}",
    ];
    proptest::collection::vec(part, 1..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn blocks_and_blanks_are_the_text(text in prop_oneof![awkward(), any::<String>()]) {
        let Ok(article) = read(text.as_bytes(), "a.txt", &ReadOptions { format: Some(Format::Plain), ..ReadOptions::default() }) else {
            return Ok(());
        };
        let mut at = 0;
        for block in &article.blocks {
            prop_assert!(block.span.start >= at && !block.span.is_empty());
            prop_assert!(article.text[at..block.span.start].trim().is_empty(), "{:?}", &article.text[at..block.span.start]);
            at = block.span.end;
        }
        prop_assert!(article.text[at..].trim().is_empty());
        for sentence in sentences::split(&article) {
            prop_assert!(article.blocks[sentence.block].span.contains(&sentence.span));
            prop_assert!(!sentence.line(&article).is_empty());
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), markup in awkward()) {
        for name in ["a.txt", "a.md", "a.html", "a.jsonl", "a"] {
            let _ = read_many(&bytes, name, &ReadOptions::default());
            let _ = read_many(markup.as_bytes(), name, &ReadOptions::default());
        }
    }
}
