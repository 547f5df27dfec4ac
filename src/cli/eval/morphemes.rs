//! Korean in morphemes, by the tokeniser that sacreBLEU calls `ko-mecab`.
//!
//! MeCab's Korean fork and its dictionary are C++ and some hundred megabytes; whoever reports such scores has them from
//! sacreBLEU's package. So that installation is asked, and the tokens are the very ones that sacreBLEU counts.

use anyhow::{Context as _, bail};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The interpreter that has sacreBLEU; else `python3`.
const INTERPRETER: &str = "DAEJO_PYTHON";
/// A segment a line in, its tokens with blanks between out.
const SCRIPT: &str = "
import sys
from sacrebleu.tokenizers.tokenizer_ko_mecab import TokenizerKoMecab
tokens = TokenizerKoMecab()
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(tokens(line.decode('utf-8').rstrip('\\n')).encode('utf-8') + b'\\n')
";

/// The tokens of every segment.
///
/// # Errors
/// There is no such interpreter, or it lacks sacreBLEU's Korean part: said with what to install.
pub fn tokens(segments: &[String]) -> anyhow::Result<Vec<Vec<String>>> {
    let interpreter = std::env::var(INTERPRETER).unwrap_or_else(|_| "python3".to_owned());
    let lines: String = segments.iter().map(|segment| line(segment) + "\n").collect();
    let answer = asked(&interpreter, &lines).with_context(|| {
        format!(
            "ko-mecab is not to be had from {interpreter}: `pip install \"sacrebleu[ko]\"` installs it; {INTERPRETER} names another interpreter"
        )
    })?;
    let tokens: Vec<Vec<String>> = answer
        .lines()
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    if tokens.len() != segments.len() {
        bail!(
            "ko-mecab gave {} lines for {} segments",
            tokens.len(),
            segments.len()
        );
    }
    Ok(tokens)
}

/// A segment in one line.
fn line(segment: &str) -> String {
    segment.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
}

fn asked(interpreter: &str, lines: &str) -> anyhow::Result<String> {
    let mut child = Command::new(interpreter)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("it takes no input")?;
    // Both ends at once, or each would wait for the other. One that died early says why itself.
    let output = std::thread::scope(|threads| {
        threads.spawn(move || input.write_all(lines.as_bytes()));
        child.wait_with_output()
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{}",
            said.lines().last().unwrap_or("it failed without a word").trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}
