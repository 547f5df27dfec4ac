//! Translates the lines of standard input with the model of a folder.
//!
//! ```text
//! cargo run --release --example translate -- FOLDER en-ko [REPEATS] < sentences.txt
//! ```
//!
//! With REPEATS it translates them as often and writes nothing, for measuring.

use anyhow::Context as _;
use daejo::translation::{Decoding, Direction, engines};
use std::io::{Write as _, stdin, stdout};
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("name the folder of a model")?;
    let direction: Direction = arguments
        .next()
        .context("name a direction, such as en-ko")?
        .parse()?;
    let repeats: Option<usize> = arguments.next().map(|n| n.parse()).transpose()?;
    let translator = engines::load(Path::new(&folder), None, direction)?;
    let lines = stdin().lines().collect::<Result<Vec<_>, _>>()?;
    let sentences: Vec<&str> = lines.iter().map(String::as_str).collect();
    for _ in 0..repeats.unwrap_or(1) {
        let answers = translator.translate(&sentences, &Decoding::GREEDY)?;
        if repeats.is_none() {
            let mut out = stdout().lock();
            for answer in answers {
                writeln!(out, "{answer}")?;
            }
        }
    }
    Ok(())
}
