//! Many pairs as one call, on segments, which need no model: what a killed run leaves, what is let pass, and that the
//! answers are the same whatever the input is packed in and however many threads serve it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const LINES: &str = r#"{"id":"a","en":"About 1,500 soldiers left.","ko":"군인 약 150명이 떠났다."}
{"id":"b","en":"It cost $15.","ko":"값은 15달러였다."}

{"id":"c","en":"no Korean"}
{"id":7,"en":"It cost $15.","ko":"값은 150달러였다.","ignore":["number"]}
not JSON
{"id":"d","en":"He left on Monday, May 4.","ko":"그는 5월 6일 떠났다."}
"#;

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().expect("a folder"));
        fs::write(desk.path("lines.jsonl"), LINES).expect("a file");
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn check(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_daejo"))
            .args(["check", "--offline"])
            .args(args)
            .current_dir(self.0.path())
            .env("DAEJO_MODELS", self.path("models"))
            .output()
            .expect("the command runs")
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_line_for_a_line() {
    let output = Desk::new().check(&["--pairs", "lines.jsonl"]);
    let answers: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let ids: Vec<String> = answers.iter().map(|a| a["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "\"b\"", "\"c\"", "7", "null", "\"d\""]);
    let verdicts: Vec<&str> = answers
        .iter()
        .map(|a| a["verdict"].as_str().unwrap_or("error"))
        .collect();
    assert_eq!(
        verdicts,
        [
            "inconsistent",
            "consistent",
            "error",
            "consistent",
            "error",
            "inconsistent"
        ]
    );
    assert!(
        stderr(&output).contains("4 pairs checked, 2 without findings"),
        "{}",
        stderr(&output)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_killed_run_goes_on() {
    let desk = Desk::new();
    desk.check(&["--pairs", "lines.jsonl", "--output", "whole.jsonl"]);
    let whole = desk.read("whole.jsonl");
    // Two lines and half of the third: what a run leaves that is killed while it writes.
    let second = whole.match_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
    fs::write(desk.path("out.jsonl.partial"), &whole[..second + 9]).expect("a file");
    let output = desk.check(&["--pairs", "lines.jsonl", "--output", "out.jsonl", "--resume"]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "what the first run found counts: {}",
        stderr(&output)
    );
    assert_eq!(desk.read("out.jsonl"), whole);
    assert!(!desk.path("out.jsonl.partial").exists());
    // A list that is complete stays as it is, and grows with its input.
    fs::write(
        desk.path("lines.jsonl"),
        LINES.to_owned() + "{\"id\":\"e\",\"en\":\"x\",\"ko\":\"y\"}\n",
    )
    .expect("a file");
    desk.check(&["--pairs", "lines.jsonl", "--output", "out.jsonl", "--resume"]);
    let grown = desk.read("out.jsonl");
    assert!(grown.starts_with(&whole) && grown.lines().count() == 7, "{grown}");
}

#[test]
fn a_list_of_other_pairs_is_refused() {
    let desk = Desk::new();
    fs::write(desk.path("out.jsonl.partial"), "{\"id\":\"z\"}\n").expect("a file");
    let output = desk.check(&["--pairs", "lines.jsonl", "--output", "out.jsonl", "--resume"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("a run over other pairs"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        desk.read("out.jsonl.partial"),
        "{\"id\":\"z\"}\n",
        "nothing is lost"
    );
}

#[test]
fn compressed_and_in_parallel_it_is_the_same() {
    let desk = Desk::new();
    let many = LINES.repeat(300);
    let plain = desk.path("many.jsonl");
    fs::write(&plain, &many).expect("a file");
    let gzip = fs::File::create(desk.path("many.jsonl.gz")).expect("a file");
    let mut gzip = flate2::write::GzEncoder::new(gzip, flate2::Compression::fast());
    gzip.write_all(many.as_bytes())
        .and_then(|()| gzip.finish().map(drop))
        .expect("gzip");
    let packed = zstd::encode_all(many.as_bytes(), 1).expect("Zstandard");
    fs::write(desk.path("many.jsonl.zst"), packed).expect("a file");
    let of =
        |name: &str, threads: &str| stdout(&desk.check(&["--quiet", "--pairs", name, "--threads", threads]));
    let expected = of("many.jsonl", "1");
    assert_eq!(expected.lines().count(), 1800);
    for (name, threads) in [
        ("many.jsonl", "4"),
        ("many.jsonl.gz", "2"),
        ("many.jsonl.zst", "3"),
    ] {
        assert!(of(name, threads) == expected, "{name} on {threads} threads");
    }
}

#[test]
fn what_is_accepted_is_not_reported_again() {
    let desk = Desk::new();
    let args = ["--pairs", "lines.jsonl", "--baseline", "accepted.jsonl"];
    let missing = desk.check(&args);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("--update-baseline makes one"));
    let update = [&args[..], &["--update-baseline"]].concat();
    assert_eq!(desk.check(&update).status.code(), Some(0));
    let baseline = desk.read("accepted.jsonl");
    assert!(
        baseline.lines().count() >= 2 && baseline.contains("NUM_MAGNITUDE"),
        "{baseline}"
    );
    assert_eq!(desk.check(&args).status.code(), Some(0));
    // A second update adds nothing and changes nothing.
    desk.check(&update);
    assert_eq!(desk.read("accepted.jsonl"), baseline);
    // One sentence changed: what was accepted is looked at again.
    let changed = LINES.replace("군인 약 150명이 떠났다", "군인 약 150명이 어제 떠났다");
    fs::write(desk.path("lines.jsonl"), changed).expect("a file");
    assert_eq!(desk.check(&args).status.code(), Some(1));
}

#[test]
fn a_file_a_pair_asks_for_a_folder() {
    let desk = Desk::new();
    let output = desk.check(&[
        "--pairs",
        "lines.jsonl",
        "--format",
        "html",
        "--output",
        "all.html",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("name a folder"), "{}", stderr(&output));
    assert!(!Path::new(&desk.path("all.html")).exists());
}
