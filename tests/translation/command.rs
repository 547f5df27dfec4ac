//! `daejo translate` and `daejo memory` from the command line, with the tiny model: what stands round about its words.

use serde_json::Value;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/translation/firefox/en-ko");

fn daejo(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daejo"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn translate(folder: &Path, arguments: &[&str]) -> Output {
    daejo(
        folder,
        &[&["translate", "--model", MODEL, "--offline"], arguments].concat(),
    )
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Articles of one sentence each.
fn articles(folder: &Path, count: usize) {
    let line =
        |n| format!("{{\"id\":\"a{n}\",\"lang\":\"en\",\"paragraphs\":[\"Port {n} has reopened.\"]}}\n");
    std::fs::write(folder.join("in.jsonl"), (0..count).map(line).collect::<String>()).unwrap();
}

#[test]
fn a_memory_is_filled_asked_and_written_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(
        path.join("ours.tsv"),
        "The port reopened at dawn.\t항구가 새벽에 다시 열렸다.\n",
    )
    .unwrap();
    let import = ["memory", "import", "desk.db", "ours.tsv", "--direction", "en-ko"];
    assert!(said(&daejo(path, &import)).contains("1 of 1 segments are new"));
    assert!(said(&daejo(path, &import)).contains("0 of 1 segments are new"));
    std::fs::write(path.join("story.txt"), "The port reopened at dawn.\n").unwrap();
    let output = translate(path, &["story.txt", "--from", "en", "--memory", "desk.db"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "항구가 새벽에 다시 열렸다.\n",
        "{}",
        said(&output)
    );
    let export = daejo(path, &["memory", "export", "desk.db", "--direction", "en-ko"]);
    let tmx = String::from_utf8_lossy(&export.stdout).into_owned();
    assert!(tmx.contains("<seg>항구가 새벽에 다시 열렸다.</seg>"), "{tmx}");
    let stats = daejo(path, &["memory", "stats", "desk.db"]);
    assert!(String::from_utf8_lossy(&stats.stdout).contains("imported"));
    assert_eq!(
        daejo(path, &["memory", "stats", "none.db"]).status.code(),
        Some(2)
    );
    assert!(!path.join("none.db").exists());
}

#[test]
fn a_term_that_the_model_cannot_take_is_marked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(path.join("terms.tsv"), "port\t항구도시\n").unwrap();
    articles(path, 1);
    let arguments = [
        "in.jsonl",
        "--glossary",
        "terms.tsv",
        "--no-retry",
        "--output",
        "out.jsonl",
    ];
    let output = translate(path, &arguments);
    assert!(output.status.success(), "{}", said(&output));
    let line = &lines(&path.join("out.jsonl"))[0];
    let words = line["paragraphs"][0].as_str().unwrap();
    let marks = line["translation"]["sentences"][0]["guard"].to_string();
    assert!(words.contains("항구도시") || marks.contains("항구도시"), "{line}");
    std::fs::write(path.join("terms.tsv"), "no tab\n").unwrap();
    assert!(said(&translate(path, &arguments)).contains("terms.tsv: line 1 of the glossary"));
}

#[test]
fn a_run_that_goes_on_sees_what_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    articles(path, 3);
    let run = ["in.jsonl", "--no-retry", "--output", "out.jsonl", "--resume"];
    assert!(translate(path, &run).status.success());
    let first = std::fs::read(path.join("out.jsonl")).unwrap();
    assert!(translate(path, &run).status.success());
    assert_eq!(std::fs::read(path.join("out.jsonl")).unwrap(), first);
    let with_beam = [&run[..], &["--beam", "2"]].concat();
    let refused = translate(path, &with_beam);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).contains("another model or other options"),
        "{}",
        said(&refused)
    );
    let text = std::fs::read_to_string(path.join("in.jsonl")).unwrap();
    std::fs::write(path.join("in.jsonl"), text.replace("Port 1 has", "Port 1 had")).unwrap();
    let output = translate(path, &run);
    assert!(
        said(&output).contains("in.jsonl:2 has changed since"),
        "{}",
        said(&output)
    );
    let again = lines(&path.join("out.jsonl"));
    assert_eq!(again.len(), 3);
    let earlier: Value = serde_json::from_slice(first.split(|b| *b == b'\n').nth(1).unwrap()).unwrap();
    let article = |line: &Value| line["translation"]["digests"]["article"].clone();
    assert_ne!(article(&again[1]), article(&earlier));
}

#[test]
fn runs_share_a_job_and_write_what_one_would() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    articles(path, 200);
    assert!(
        translate(path, &["in.jsonl", "--no-retry", "--output", "one.jsonl"])
            .status
            .success()
    );
    let shared = ["in.jsonl", "--no-retry", "--output", "two.jsonl", "--job", "job"];
    std::thread::scope(|scope| {
        let runs = [(); 2].map(|()| scope.spawn(|| translate(path, &shared)));
        for run in runs {
            let output = run.join().unwrap();
            assert!(output.status.success(), "{}", said(&output));
        }
    });
    assert_eq!(
        std::fs::read(path.join("one.jsonl")).unwrap(),
        std::fs::read(path.join("two.jsonl")).unwrap()
    );
    let with_beam = [&shared[..], &["--beam", "2"]].concat();
    assert!(said(&translate(path, &with_beam)).contains("a job with other options"));
}

#[test]
fn what_comes_compressed_can_go_compressed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    articles(path, 3);
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let arguments = ["in.jsonl", "--no-retry", "--output", name, "--resume"];
        assert!(translate(path, &arguments).status.success());
        let first = std::fs::read(path.join(name)).unwrap();
        assert!(translate(path, &arguments).status.success());
        assert_eq!(std::fs::read(path.join(name)).unwrap(), first, "{name}");
    }
    let plain = std::fs::read(path.join("out.jsonl")).unwrap();
    let mut packed = Vec::new();
    let file = std::fs::File::open(path.join("out.jsonl.gz")).unwrap();
    flate2::read::GzDecoder::new(file)
        .read_to_end(&mut packed)
        .unwrap();
    assert_eq!(packed, plain);
    let file = std::fs::File::open(path.join("out.jsonl.zst")).unwrap();
    assert_eq!(zstd::decode_all(file).unwrap(), plain);
}

#[test]
fn a_folder_of_articles_can_be_a_job() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join("wire")).unwrap();
    for (name, text) in [
        ("a.txt", "Port reopens\n\nIt rained.\n"),
        ("b.md", "# Port reopens\n\nIt rained.\n"),
    ] {
        std::fs::write(path.join("wire").join(name), text).unwrap();
    }
    for (output, more) in [("one/", &[][..]), ("two/", &["--job", "job"][..])] {
        let arguments = [&["wire", "--from", "en", "--no-retry", "--output", output], more].concat();
        let output = translate(path, &arguments);
        assert!(output.status.success(), "{}", said(&output));
    }
    for name in ["a.txt", "b.md", "index.jsonl"] {
        let read = |folder: &str| std::fs::read(path.join(folder).join(name)).unwrap();
        assert_eq!(read("one"), read("two"), "{name}");
    }
}

#[test]
fn a_check_takes_the_recorded_beads_unless_a_text_was_edited() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(
        path.join("story.txt"),
        "Port reopens\n\nIt rained all day. Nobody was hurt.\n",
    )
    .unwrap();
    let arguments = [
        "story.txt",
        "--from",
        "en",
        "--no-retry",
        "--format",
        "jsonl",
        "--output",
        "story.jsonl",
    ];
    assert!(translate(path, &arguments).status.success());
    let check = [
        "check",
        "story.txt",
        "story.jsonl",
        "--from",
        "en",
        "--to",
        "ko",
        "--format",
        "json",
    ];
    let output = daejo(path, &check);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let beads = report["beads"].as_array().unwrap();
    assert!(beads.iter().all(|bead| bead["confidence"] == 1.0), "{beads:?}");
    let text = std::fs::read_to_string(path.join("story.txt")).unwrap();
    std::fs::write(path.join("story.txt"), text.replace("rained", "snowed")).unwrap();
    assert!(said(&daejo(path, &check)).contains("its record is of other texts"));
}
