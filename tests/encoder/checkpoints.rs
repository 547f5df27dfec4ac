//! Checkpoints of sentence-transformers, against the vectors that sentence-transformers itself makes with them
//! (scripts/make-transformer-fixtures.py).

use super::cosine;
use daejo::embedding::{self, Encoder};
use daejo::models::{Registry, Silent, Store, StoreOptions};
use std::path::{Path, PathBuf};

/// Nothing but rounding separates the two.
#[cfg(feature = "rust-bert")]
const SAME: f32 = 0.99999;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/encoder/checkpoints")
        .join(name)
}

fn open(folder: &Path) -> daejo::Result<Box<dyn Encoder>> {
    let registry = Registry::built_in().expect("the registry");
    let store = Store::new(StoreOptions::default()).expect("a store");
    embedding::open(folder.to_str(), &registry, &store, &Silent)
}

#[cfg(not(feature = "rust-bert"))]
#[test]
fn without_libtorch_the_message_says_what_to_build() {
    let message = open(&folder("bert")).err().expect("no libtorch").to_string();
    assert!(
        message.contains("`bert`") && message.contains("--features rust-bert"),
        "{message}"
    );
    assert_eq!(cosine(&[1.0, 0.0], &[2.0, 0.0]), 1.0);
}

#[cfg(feature = "rust-bert")]
mod with_libtorch {
    use super::*;
    use rayon::ThreadPoolBuilder;

    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
        vector: Vec<f32>,
    }

    /// Each checkpoint with its texts.
    fn all() -> impl Iterator<Item = (&'static str, Box<dyn Encoder>, Vec<Case>)> {
        ["bert", "xlm-roberta", "distilbert"].into_iter().map(|name| {
            let expected = std::fs::read_to_string(folder(name).join("expected.json")).expect("the fixtures");
            let encoder = open(&folder(name)).expect(name);
            (
                name,
                encoder,
                serde_json::from_str(&expected).expect("the fixtures"),
            )
        })
    }

    fn texts(cases: &[Case]) -> Vec<&str> {
        cases.iter().map(|case| case.text.as_str()).collect()
    }

    #[test]
    fn vectors_are_those_of_sentence_transformers_in_any_company() {
        for (name, encoder, cases) in all() {
            let together = encoder.encode(&texts(&cases));
            assert_eq!(together.len(), cases.len() * encoder.dimension());
            for (case, vector) in cases.iter().zip(together.chunks_exact(encoder.dimension())) {
                assert_eq!(vector.len(), case.vector.len(), "{name}");
                for vector in [vector, &encoder.encode(&[&case.text])] {
                    let cosine = cosine(vector, &case.vector);
                    assert!(cosine >= SAME, "{name}: {cosine} for {:?}", case.text);
                    let length = vector.iter().map(|x| x * x).sum::<f32>();
                    assert!((length - 1.0).abs() < 1e-4, "{name}: {length}");
                }
            }
        }
    }

    #[test]
    fn vectors_are_the_same_on_any_number_of_threads() {
        for (name, encoder, cases) in all() {
            let lines = texts(&cases).repeat(20);
            let on = |threads| {
                let pool = ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .expect("threads");
                pool.install(|| encoder.encode(&lines))
            };
            assert!(on(1) == on(3), "{name}");
        }
    }

    #[test]
    fn runs_of_sentences_are_encoded_as_joined_text() {
        for (name, encoder, _) in all() {
            let lines = ["Prices rose.", "물가는 올랐다.", "The bank said so."];
            let runs = encoder.runs(&lines).vectors(&[0..2, 1..3]);
            let joined = encoder.encode(&["Prices rose. 물가는 올랐다.", "물가는 올랐다. The bank said so."]);
            for (run, joined) in runs
                .chunks_exact(encoder.dimension())
                .zip(joined.chunks_exact(encoder.dimension()))
            {
                assert!(cosine(run, joined) >= SAME, "{name}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_its_configuration_is_an_error() {
        for (wrong, says) in [
            ("\"num_hidden_layers\": 3", "encoder.layer.2."),
            ("\"max_position_embeddings\": 40", "another size"),
        ] {
            let copy = tempfile::tempdir().expect("a folder");
            for name in ["config.json", "model.safetensors", "tokenizer.json"] {
                std::fs::copy(folder("bert").join(name), copy.path().join(name)).expect("a copy");
            }
            let path = copy.path().join("config.json");
            let config = std::fs::read_to_string(&path).expect("the fixtures");
            let key = &wrong[..wrong.find(':').expect("a key")];
            let line = config.lines().find(|line| line.contains(key)).expect("the key");
            std::fs::write(&path, config.replace(line.trim().trim_end_matches(','), wrong)).expect("a copy");
            let message = open(copy.path()).err().expect("an error").to_string();
            assert!(message.contains(says), "{message}");
        }
    }
}
