//! Checkpoints of transformers on rust-bert, against what transformers itself answered
//! (scripts/make-checkpoint-fixtures.py).

use daejo::translation::engines::load;
use daejo::translation::{Decoding, Direction, Translator};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Case {
    source: String,
    tokens: usize,
    greedy_text: String,
    beam3_text: String,
}

const NAMES: [&str; 4] = ["marian", "m2m100", "nllb", "mbart"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/translation/checkpoints")
        .join(name)
}

/// Each direction of a checkpoint, with its cases.
fn cases(name: &str) -> Vec<(Box<dyn Translator>, Vec<Case>)> {
    let text = std::fs::read_to_string(folder(name).join("expected.json")).unwrap();
    let expected: BTreeMap<Direction, Vec<Case>> = serde_json::from_str(&text).unwrap();
    assert_eq!(expected.len(), 2);
    expected
        .into_iter()
        .map(|(direction, cases)| (load(&folder(name), None, direction).unwrap(), cases))
        .collect()
}

fn compare(decoding: &Decoding, expected: impl Fn(&Case) -> &str) {
    for name in NAMES {
        for (translator, cases) in cases(name) {
            for case in &cases {
                let shown = format!("{name} {} {}", translator.direction(), case.source);
                assert_eq!(translator.tokens(&case.source), case.tokens, "{shown}");
                let answers = translator.translate(&[&case.source], decoding).unwrap();
                assert_eq!(answers, [expected(case)], "{shown}");
            }
        }
    }
}

#[test]
fn greedy_search_is_that_of_transformers() {
    compare(&Decoding::GREEDY, |case| &case.greedy_text);
}

#[test]
fn beam_search_is_that_of_transformers() {
    compare(&Decoding::beam(3), |case| &case.beam3_text);
}

#[test]
fn a_batch_answers_as_its_sentences_do() {
    for name in NAMES {
        for (translator, cases) in cases(name) {
            let sentences: Vec<&str> = cases.iter().map(|c| c.source.as_str()).chain([""]).collect();
            let answers = translator.translate(&sentences, &Decoding::GREEDY).unwrap();
            let expected: Vec<&str> = cases.iter().map(|c| c.greedy_text.as_str()).chain([""]).collect();
            assert_eq!(answers, expected, "{name} {}", translator.direction());
        }
    }
}

#[test]
fn a_sentence_longer_than_the_positions_is_translated_in_parts() {
    for name in NAMES {
        for (translator, cases) in cases(name) {
            let long = vec![cases[0].source.as_str(); 20].join(" ");
            assert!(translator.tokens(&long) > translator.window());
            for decoding in [Decoding::GREEDY, Decoding::beam(2)] {
                let answers = translator.translate(&[&long], &decoding).unwrap();
                assert!(!answers[0].is_empty(), "{name}");
            }
        }
    }
}
