//! The encoder against its reference, and the aligner on the project's own articles. Both need the encoder's model,
//! which is fetched the first time.

mod checkpoints;
#[path = "../common/mod.rs"]
mod common;

use common::ENCODER;
use daejo::alignment::{self, Options, evaluate};
use daejo::embedding::Encoder;
use daejo::exchange;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// What the reference says of a line.
#[derive(serde::Deserialize)]
struct Reference {
    text: String,
    ids: Vec<u32>,
    vector: Vec<f32>,
}

fn references() -> Vec<Reference> {
    serde_json::from_str(include_str!("parity.json")).expect("the fixtures")
}

fn cosine(x: &[f32], y: &[f32]) -> f32 {
    let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f32>();
    dot(x, y) / (dot(x, x) * dot(y, y)).sqrt()
}

#[test]
fn token_ids_are_those_of_the_reference() {
    for reference in references() {
        let ids = ENCODER.tokens(&[&reference.text]);
        assert_eq!(ids[0], reference.ids, "{:?}", reference.text);
    }
}

#[test]
fn vectors_are_those_of_the_reference_in_any_company() {
    let references = references();
    let lines: Vec<&str> = references.iter().map(|r| r.text.as_str()).collect();
    let together = ENCODER.encode(&lines);
    for (reference, vector) in references.iter().zip(together.chunks_exact(ENCODER.dimension())) {
        let cosine = cosine(vector, &reference.vector);
        assert!(cosine >= 0.99999, "{cosine} for {:?}", reference.text);
        assert!(
            ENCODER.encode(&[&reference.text]) == vector,
            "{:?} depends on its company",
            reference.text
        );
    }
}

#[test]
fn runs_have_the_vectors_of_the_joined_text() {
    let references = references();
    let lines: Vec<&str> = references.iter().take(14).map(|r| r.text.as_str()).collect();
    let short = ["", "No.", "네.", "", "Yes.", "He left.", "그는 떠났다."];
    for lines in [lines.as_slice(), &short] {
        let runs = ENCODER.runs(lines);
        let all: Vec<Range<usize>> = (0..lines.len())
            .flat_map(|start| (start + 1..=(start + 6).min(lines.len())).map(move |end| start..end))
            .collect();
        let vectors = runs.vectors(&all);
        for (run, vector) in all.into_iter().zip(vectors.chunks_exact(ENCODER.dimension())) {
            let joined = lines[run].join(" ");
            let cosine = cosine(vector, &ENCODER.encode(&[&joined]));
            assert!(cosine >= 0.99999, "{cosine} for {joined:?}");
        }
    }
}

#[test]
fn a_very_long_line_is_encoded() {
    let line = "The ministry said so. 정부는 그렇게 밝혔다. ".repeat(400);
    let vector = ENCODER.encode(&[&line]);
    assert!((cosine(&vector, &vector) - 1.0).abs() < 1e-6);
    // The sum over the tokens is divided by the root of their number only, so repetition changes the vector: the
    // reference gives 0.6230 for these two.
    let once = ENCODER.encode(&["The ministry said so. 정부는 그렇게 밝혔다."]);
    assert!((cosine(&vector, &once) - 0.6230).abs() < 0.002);
}

#[test]
fn the_articles_of_the_project_are_aligned() {
    let wire = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/wire");
    let folders = fs::read_dir(wire)
        .expect("the articles")
        .filter_map(|e| Some(e.ok()?.path()));
    let scores: evaluate::Scores = folders
        .filter(|folder| folder.is_dir())
        .map(|folder| score(&folder))
        .sum();
    assert!(scores.strict.recall.all > 80, "{scores:?}");
    assert!(scores.strict.f1() >= 0.96, "{} {scores:?}", scores.strict.f1());
}

fn score(folder: &Path) -> evaluate::Scores {
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of the article");
    let lines = |name: &str| -> Vec<String> { read(name).lines().map(str::to_owned).collect() };
    let gold = exchange::read_beads(&read("alignment.beads"), "alignment.beads").expect("beads");
    let (mut source, mut target) = (lines("en.sentences.txt"), lines("ko.sentences.txt"));
    if !read("article.toml").contains("original = \"en\"") {
        std::mem::swap(&mut source, &mut target);
    }
    let beads = alignment::align(&source, &target, &*ENCODER, &Options::default());
    let output: Vec<evaluate::Links> = beads.into_iter().map(|bead| (bead.source, bead.target)).collect();
    evaluate::score(&gold, &output)
}

/// Bytes of an array file that look like colour to a terminal must reach the file as they are.
#[test]
fn the_array_file_holds_every_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, output) = (folder.path().join("lines.txt"), folder.path().join("vectors.npy"));
    let lines = 40;
    fs::write(
        &input,
        "The bridge was closed on Monday.\n다리는 월요일에 폐쇄됐다.\n".repeat(lines / 2),
    )
    .expect("lines");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_daejo"))
        .args(["embed", "--presplit", "--format", "npy", "--output"])
        .args([&output, &input])
        .status()
        .expect("the command");
    assert!(status.success());
    let vectors = npyz::NpyFile::new(fs::File::open(&output).expect("the file")).expect("an array file");
    assert_eq!(vectors.shape(), [lines as u64, 512]);
    let numbers = vectors.into_vec::<f32>().expect("numbers");
    assert!(
        numbers
            .chunks(512)
            .all(|row| (row.iter().map(|x| x * x).sum::<f32>() - 1.0).abs() < 1e-3)
    );
}
