//! Whole articles through translators that are exactly as good or as bad as a test needs.

use super::guard::Kind;
use super::*;
use crate::article::{self, Article, Format, ReadOptions};
use crate::text::Language;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Answers every sentence by a function of it and of how it is searched for.
pub(super) struct Fake<F>(pub F);

impl<F: Fn(&str, &Decoding) -> String + Send + Sync> Translator for Fake<F> {
    fn model(&self) -> &str {
        "fake"
    }
    fn engine(&self) -> &'static str {
        "test"
    }
    fn direction(&self) -> Direction {
        Direction::new(Language::En, Language::Ko)
    }
    fn tokens(&self, sentence: &str) -> usize {
        sentence.split_whitespace().count()
    }
    fn window(&self) -> usize {
        20
    }
    fn translate(&self, sentences: &[&str], decoding: &Decoding) -> Result<Vec<String>, TranslationError> {
        assert!(
            sentences.iter().all(|s| self.tokens(s) <= self.window()),
            "{sentences:?}"
        );
        Ok(sentences.iter().map(|s| (self.0)(s, decoding)).collect())
    }
}

/// Every word becomes 말, but for numbers and marks.
fn words(sentence: &str) -> String {
    let word = |word: &str| {
        let letters = word
            .chars()
            .filter(|c| !c.is_ascii_alphabetic())
            .collect::<String>();
        if word.chars().any(|c| c.is_ascii_alphabetic()) {
            format!("말{letters}")
        } else {
            word.to_owned()
        }
    };
    sentence
        .split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn read(text: &str, format: Format) -> Article {
    let options = ReadOptions {
        format: Some(format),
        lang: Some(Language::En),
        published: None,
    };
    article::read(text.as_bytes(), "a", &options).unwrap()
}

fn through(article: &Article, translator: &dyn Translator) -> (Document, Translation) {
    let document = Document::of_article(article, Language::Ko);
    let translation = translate(&[&document], translator, &Options::default())
        .unwrap()
        .remove(0);
    (document, translation)
}

fn kinds(text: &str, translator: &dyn Translator) -> Vec<String> {
    let (_, translation) = through(&read(text, Format::Plain), translator);
    let marks = translation
        .sentences
        .into_iter()
        .flat_map(|sentence| sentence.guard);
    marks.map(|mark| mark.mark.to_string()).collect()
}

const SENTENCE: &str = "The old harbour reopened at dawn with 250 guests from many small towns nearby.";

#[test]
fn faulty_translators_do_not_pass() {
    assert_eq!(
        kinds(SENTENCE, &Fake(|_: &str, _: &Decoding| String::new())),
        ["empty"]
    );
    let echo = Fake(|s: &str, _: &Decoding| s.to_owned());
    assert_eq!(kinds(SENTENCE, &echo), ["script"]);
    let stammer = Fake(|_: &str, _: &Decoding| "항구가 항구가 항구가 항구가 다시".to_owned());
    assert_eq!(kinds(SENTENCE, &stammer), ["repetition"]);
    let number = Fake(|_: &str, _: &Decoding| {
        "옛 항구가 새벽에 인근 작은 마을들에서 온 하객 520명과 함께 다시 열렸다.".to_owned()
    });
    assert!(
        kinds(SENTENCE, &number)
            .iter()
            .any(|kind| kind.starts_with("NUM"))
    );
}

#[test]
fn what_fails_is_tried_again_and_only_that() {
    let greedy_drops = Fake(|s: &str, decoding: &Decoding| {
        if decoding.beam == 1 && s.contains("250") {
            String::new()
        } else {
            "옛 항구가 새벽에 인근 작은 마을들에서 온 하객 250명과 함께 다시 열렸다.".to_owned()
        }
    });
    assert_eq!(kinds(SENTENCE, &greedy_drops), [""; 0]);
}

#[test]
fn a_sentence_beyond_the_window_is_divided_and_joined() {
    let long = "The council met in the morning and it heard from the mayor of the town, and the people of the port waited outside; nobody was hurt.";
    let (_, translation) = through(
        &read(long, Format::Plain),
        &Fake(|s: &str, _: &Decoding| words(s)),
    );
    assert_eq!(
        translation.text.split_whitespace().count(),
        long.split_whitespace().count()
    );
    assert_eq!(translation.sentences.len(), 1);
}

#[test]
fn the_same_line_is_translated_once_and_stands_everywhere() {
    let article = read("One line here now.\n\nOne line here now.", Format::Plain);
    let document = Document::of_article(&article, Language::Ko);
    let translator = Fake(|s: &str, _: &Decoding| words(s));
    let all = translate(&[&document, &document], &translator, &Options::default()).unwrap();
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0].text, "말 말 말 말.\n\n말 말 말 말.");
}

fn object(line: &Value) -> Map<String, Value> {
    let original = line.as_object().unwrap();
    let article = read(&line.to_string(), Format::Jsonl);
    let translator = Fake(|s: &str, _: &Decoding| words(s));
    let (document, translation) = through(&article, &translator);
    record::object(&article, Some(original), &document, &translation, &translator)
}

#[test]
fn a_line_keeps_its_keys_and_says_where_each_sentence_came_from() {
    let line = json!({
        "id": 7, "lang": "en", "desk": {"name": "city"}, "headline": "Port reopens",
        "paragraphs": ["By Jane Roe", "The port  reopened. It rained.", "", "Nobody was hurt."],
    });
    let object = object(&line);
    assert_eq!(object["id"], 7);
    assert_eq!(object["desk"], json!({"name": "city"}));
    assert_eq!(object["lang"], "ko");
    assert_eq!(object["paragraphs"].as_array().unwrap().len(), 4);
    assert_eq!(object["paragraphs"][0], "By Jane Roe");
    assert_eq!(object["paragraphs"][1], "말 말 말. 말 말.");
    let (source, target) = (
        read(&line.to_string(), Format::Jsonl),
        read(&json!(object).to_string(), Format::Jsonl),
    );
    let pairs: Vec<(String, String)> = pairs(&object, &source, &target);
    assert_eq!(pairs[0], ("Port reopens".to_owned(), "말 말".to_owned()));
    assert_eq!(
        pairs[1],
        ("The port reopened.".to_owned(), "말 말 말.".to_owned())
    );
    assert_eq!(pairs[3], ("Nobody was hurt.".to_owned(), "말 말 말.".to_owned()));
}

/// What each pair of spans in the record points at.
fn pairs(object: &Map<String, Value>, source: &Article, target: &Article) -> Vec<(String, String)> {
    let words = |text: &str, span: &Value| -> String {
        let at = |nth: usize| usize::try_from(span[nth].as_u64().unwrap()).unwrap();
        text.chars().skip(at(0)).take(at(1) - at(0)).collect()
    };
    let sentences = object["translation"]["sentences"].as_array().unwrap();
    let pair = |s: &Value| {
        (
            words(&source.text, &s["source"]),
            words(&target.text, &s["target"]),
        )
    };
    sentences.iter().map(pair).collect()
}

#[test]
fn a_file_becomes_an_object_with_its_furniture() {
    let text = "Port reopens after storm\n\nBy Jane Roe\n\nBUSAN, Oct. 22 (Yonhap) -- The port reopened at dawn. It rained.\n\nNobody was hurt.\n\n(END)\n";
    let article = read(text, Format::Plain);
    let translator = Fake(|s: &str, _: &Decoding| words(s));
    let (document, translation) = through(&article, &translator);
    let object = record::object(&article, None, &document, &translation, &translator);
    assert_eq!(object["headline"], "말 말 말 말");
    let paragraphs: Vec<&str> = object["paragraphs"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(
        paragraphs,
        [
            "By Jane Roe",
            "BUSAN, Oct. 22 (Yonhap) -- 말 말 말 말 말. 말 말.",
            "말 말 말.",
            "(끝)"
        ]
    );
    let target = read(&json!(object).to_string(), Format::Jsonl);
    let pairs = pairs(&object, &article, &target);
    assert_eq!(pairs[2], ("It rained.".to_owned(), "말 말.".to_owned()));
    assert_eq!(object["translation"]["kept"].as_array().unwrap().len(), 2);
}

#[test]
fn markdown_keeps_its_marks_and_marks_what_it_cannot_place() {
    let source = "# Port **reopens**\n\nThe *port* reopened with 250 guests.\n";
    let article = read(source, Format::Markdown);
    let document = markdown::document(source, &article);
    let translator = Fake(|s: &str, _: &Decoding| words(s));
    let all = translate(&[&document], &translator, &Options::default()).unwrap();
    assert_eq!(all[0].text, "# 말 말\n\n말 말 말 말 250 말.\n");
    assert!(
        all[0]
            .sentences
            .iter()
            .all(|s| s.guard.iter().any(|mark| mark.mark == Kind::Markup))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn spans_of_any_line_point_at_words(paragraphs in prop::collection::vec("[A-Za-z .,\"\n0-9]{0,80}", 1..5)) {
        prop_assume!(paragraphs.iter().any(|p| p.chars().any(|c| c.is_ascii_alphabetic())));
        let line = json!({"id": "x", "lang": "en", "paragraphs": paragraphs});
        let object = object(&line);
        prop_assert_eq!(object["paragraphs"].as_array().unwrap().len(), paragraphs.len());
        let source = read(&line.to_string(), Format::Jsonl);
        let options = ReadOptions { format: Some(Format::Jsonl), lang: Some(Language::Ko), published: None };
        if let Ok(target) = article::read(json!(object).to_string().as_bytes(), "a", &options) {
            for (from, to) in pairs(&object, &source, &target) {
                prop_assert_eq!(from.trim(), from.as_str());
                prop_assert_eq!(to.trim(), to.as_str());
            }
        }
    }
}
