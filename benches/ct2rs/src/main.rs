//! Translates lines of tokens so many times with CTranslate2's Rust binding, on one thread, in 8 bits, greedily.
//!
//! ct2rs-bench MODEL LENGTH BATCH REPEATS < LINES

use ct2rs::sys::{Config, ComputeType, TranslationOptions, Translator};
use std::io::Read as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, length, batch, repeats] = arguments.as_slice() else {
        return Err("usage: ct2rs-bench MODEL LENGTH BATCH REPEATS < LINES".into());
    };
    let length = length.parse()?;
    let config = Config {
        compute_type: ComputeType::INT8,
        num_threads_per_replica: 1,
        ..Config::default()
    };
    let translator = Translator::new(model, &config)?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').collect()).collect();
    let options = TranslationOptions {
        beam_size: 1,
        max_batch_size: batch.parse()?,
        min_decoding_length: length,
        max_decoding_length: length,
        ..TranslationOptions::default()
    };
    for _ in 0..repeats.parse::<usize>()? {
        for answer in translator.translate_batch(&lines, &options, None)? {
            assert_eq!(answer.hypotheses[0].len(), length);
        }
    }
    Ok(())
}
