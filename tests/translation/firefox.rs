//! Students in Mozilla's format, against the implementation in scripts/make-translation-fixtures.py.

use daejo::text::Language;
use daejo::translation::engines::load;
use daejo::translation::{Decoding, Direction, Translator};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Case {
    source: String,
    ids: Vec<u32>,
    greedy_text: String,
    beam3_text: String,
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/translation/firefox");

fn folder(direction: Direction) -> PathBuf {
    Path::new(FOLDER).join(direction.to_string())
}

fn both() -> Vec<(Box<dyn Translator>, Vec<Case>)> {
    let text = std::fs::read_to_string(Path::new(FOLDER).join("expected.json")).unwrap();
    let expected: BTreeMap<Direction, Vec<Case>> = serde_json::from_str(&text).unwrap();
    assert_eq!(expected.len(), 2);
    expected
        .into_iter()
        .map(|(direction, cases)| (load(&folder(direction), None, direction).unwrap(), cases))
        .collect()
}

fn sources(cases: &[Case]) -> Vec<&str> {
    cases.iter().map(|c| c.source.as_str()).collect()
}

#[test]
fn greedy_search_agrees_with_the_reference() {
    for (translator, cases) in both() {
        let answers = translator.translate(&sources(&cases), &Decoding::GREEDY).unwrap();
        for (case, answer) in cases.iter().zip(answers) {
            assert_eq!(translator.tokens(&case.source), case.ids.len(), "{}", case.source);
            assert_eq!(
                answer,
                case.greedy_text,
                "{} {}",
                translator.direction(),
                case.source
            );
        }
    }
}

#[test]
fn beam_search_agrees_with_the_reference() {
    for (translator, cases) in both() {
        let answers = translator
            .translate(&sources(&cases), &Decoding::beam(3))
            .unwrap();
        for (case, answer) in cases.iter().zip(answers) {
            assert_eq!(
                answer,
                case.beam3_text,
                "{} {}",
                translator.direction(),
                case.source
            );
        }
    }
}

#[test]
fn the_answer_does_not_depend_on_the_batch_or_the_threads() {
    for (translator, cases) in both() {
        let once = sources(&cases);
        let many: Vec<&str> = once.iter().copied().cycle().take(once.len() * 20).collect();
        let run = |threads, sentences: &[&str], decoding| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| translator.translate(sentences, decoding).unwrap())
        };
        for decoding in [&Decoding::GREEDY, &Decoding::beam(2)] {
            let one_by_one: Vec<String> = once.iter().flat_map(|s| run(1, &[s], decoding)).collect();
            assert_eq!(run(1, &once, decoding), one_by_one);
            assert_eq!(run(3, &once, decoding), one_by_one);
            for (n, answer) in run(3, &many, decoding).iter().enumerate() {
                assert_eq!(answer, &one_by_one[n % once.len()]);
            }
        }
    }
}

#[test]
fn blank_sentences_and_long_ones_lose_nothing() {
    for (translator, cases) in both() {
        let word = cases[0].source.split(' ').next().unwrap();
        let long = vec![word; 500].join(" ");
        let solid = word.repeat(500);
        let answers = translator
            .translate(&["", &long, " \u{3000}\n", &solid], &Decoding::GREEDY)
            .unwrap();
        assert!(translator.tokens(&long) > 2 * translator.window());
        assert_eq!((answers[0].as_str(), answers[2].as_str()), ("", ""));
        assert!(!answers[1].is_empty() && !answers[3].is_empty());
        assert!(translator.translate(&[], &Decoding::GREEDY).unwrap().is_empty());
    }
}

#[test]
fn a_limit_and_a_ban_on_repeats_are_kept() {
    for (translator, cases) in both() {
        let sentences = sources(&cases);
        let plain = translator.translate(&sentences, &Decoding::GREEDY).unwrap();
        let short = Decoding {
            max_ratio: 0.0,
            ..Decoding::GREEDY
        };
        let cut = translator.translate(&sentences, &short).unwrap();
        assert!(
            plain
                .iter()
                .zip(&cut)
                .all(|(p, c)| c.chars().count() <= p.chars().count())
        );
        assert_ne!(plain, cut);
        let varied = Decoding {
            no_repeat: 1,
            ..Decoding::GREEDY
        };
        let varied = translator.translate(&sentences, &varied).unwrap();
        assert_ne!(plain, varied);
    }
}

#[test]
fn a_name_and_a_direction_are_as_asked() {
    let (en_ko, ko_en) = (
        Direction::new(Language::En, Language::Ko),
        Direction::new(Language::Ko, Language::En),
    );
    let translator = load(&folder(en_ko), Some("mine"), en_ko).unwrap();
    assert_eq!((translator.model(), translator.engine()), ("mine", "firefox"));
    assert_eq!(load(&folder(en_ko), None, en_ko).unwrap().model(), "en-ko");
    let message = load(&folder(en_ko), None, ko_en).err().unwrap().to_string();
    assert!(
        message.contains("does not translate ko-en; it translates en-ko"),
        "{message}"
    );
}

/// A copy of a model with one file changed: the message must name the file and what is wrong with it.
fn spoilt(file: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> String {
    let direction = Direction::new(Language::En, Language::Ko);
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(folder(direction)).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let path = copy.path().join(file);
    let bytes = change(std::fs::read(&path).unwrap_or_default());
    match bytes.is_empty() {
        true => std::fs::remove_file(&path).unwrap(),
        false => std::fs::write(&path, bytes).unwrap(),
    }
    load(copy.path(), None, direction)
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default()
}

#[test]
fn a_file_that_is_missing_cut_short_or_anothers_is_named() {
    let model = "model.enko.intgemm.alphas.bin";
    let other = std::fs::read(Path::new(FOLDER).join("ko-en/vocab.koen.spm")).unwrap();
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let renamed = |bytes: Vec<u8>| {
        let at = bytes.windows(9).position(|w| w == b"rnn_ffn_l").unwrap();
        [&bytes[..at], b"rnn_fun_l", &bytes[at + 9..]].concat()
    };
    for (message, says) in [
        (spoilt(model, |_| Vec::new()), "a model (model.*.bin) is missing"),
        (
            spoilt("srcvocab.enko.spm", |_| Vec::new()),
            "the vocabulary of the source",
        ),
        (spoilt(model, half), "bytes of 119808; fetch it again"),
        (spoilt(model, |b| b[..9].to_vec()), "no Marian model"),
        (spoilt(model, renamed), "no tensor decoder_l1_rnn_ffn_ln_scale"),
        (spoilt("trgvocab.enko.spm", half), "trgvocab.enko.spm"),
        (
            spoilt("srcvocab.enko.spm", |_| other),
            "they are not of one model",
        ),
        (spoilt("second.bin", |_| vec![1]), "keep one"),
    ] {
        assert!(message.contains(says), "{says:?} in {message:?}");
    }
    assert_eq!(spoilt("lex.50.50.enko.s2t.bin", |_| vec![1]), "");
}

#[test]
fn a_model_cut_anywhere_is_an_error_and_no_panic() {
    let direction = Direction::new(Language::En, Language::Ko);
    let whole = std::fs::read(folder(direction).join("model.enko.intgemm.alphas.bin")).unwrap();
    for n in 1..40 {
        let message = spoilt("model.enko.intgemm.alphas.bin", |b| {
            b[..b.len() * n / 41].to_vec()
        });
        assert!(
            message.contains("model.enko.intgemm.alphas.bin"),
            "{n}: {message}"
        );
    }
    // One byte of the head changed at a time: whatever is loaded must not stop the process.
    for at in (0..4096.min(whole.len())).step_by(61) {
        spoilt("model.enko.intgemm.alphas.bin", |mut b| {
            b[at] ^= 0x5a;
            b
        });
    }
}
