//! `daejo eval translate` from the command line.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// A reference and an output, a segment a line, whose morphemes are parted by blanks already.
fn files(folder: &Path) {
    std::fs::write(folder.join("ref.txt"), "항구 가 새벽 에 다시 열리 었 다 .\n").unwrap();
    std::fs::write(folder.join("out.txt"), "항구 는 새벽 에 다시 열리 었 다 .\n").unwrap();
}

fn scores(folder: &Path, interpreter: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daejo"));
    command.current_dir(folder).env("DAEJO_PYTHON", interpreter);
    command
        .args(["eval", "translate", "ref.txt", "out.txt"])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn without_ko_mecab_it_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path());
    let output = scores(folder.path(), Path::new("/nowhere/python"), &["--ko-mecab"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("pip install \"sacrebleu[ko]\""), "{said}");
    assert!(said.contains("/nowhere/python"), "{said}");
}

/// Stands in for an interpreter that has the tokeniser: `cat`, as the tokens are parted already.
#[cfg(unix)]
#[test]
fn morphemes_come_from_the_interpreter_that_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    files(folder.path());
    let interpreter = folder.path().join("python");
    std::fs::write(&interpreter, "#!/bin/sh\nexec cat\n").unwrap();
    std::fs::set_permissions(&interpreter, std::fs::Permissions::from_mode(0o755)).unwrap();
    let output = scores(folder.path(), &interpreter, &["--ko-mecab", "--format", "json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let bleu = answer["bleu_ko_mecab"].as_f64().unwrap();
    // 8 of 9 tokens, 6 of 8, 5 of 7 and 4 of 6 runs are right.
    let expected = 100.0 * (8.0 / 9.0 * 6.0 / 8.0 * 5.0 / 7.0 * 4.0 / 6.0_f64).powf(0.25);
    assert!((bleu - expected).abs() < 1e-9, "{bleu} {expected}");
}

#[test]
fn the_guard_counts_what_it_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    files(path);
    std::fs::write(
        path.join("src.txt"),
        "The port reopened with 3 ships waiting outside.\n",
    )
    .unwrap();
    std::fs::write(
        path.join("out.txt"),
        "배 7척이 밖에서 기다리는 가운데 항구가 다시 열렸다.\n",
    )
    .unwrap();
    let output = scores(path, Path::new("python3"), &["--source", "src.txt"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("guard    0.00   % pass (0 of 1)"), "{said}");
    assert!(said.contains("1   NUM_VALUE"), "{said}");
}
