//! `daejo embed`

use super::context::Context;
use super::encoder::EncoderArgs;
use super::exit::Exit;
use super::input::{self, InputArgs};
use anyhow::{Context as _, bail};
use daejo::embedding::Encoder;
use daejo::sentences;
use daejo::text::{Language, encoding};
use npyz::WriterBuilder;
use std::io::Write;
use std::path::PathBuf;

/// Turn sentences into vectors.
///
/// Vectors have length 1, and the dot product of two of them is the similarity of their sentences, whatever the
/// languages.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The text, or `-` for stdin.
    file: PathBuf,
    /// Language of the text [default: recognised].
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,
    /// The text holds one sentence a line, and is taken as it is.
    #[arg(long)]
    presplit: bool,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Form::Jsonl)]
    format: Form,
    #[command(flatten)]
    encoder: EncoderArgs,
    #[command(flatten)]
    input: InputArgs,
    /// Where to write [default: stdout].
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// NumPy's format: 32-bit floats, a row a sentence.
    Npy,
    /// One JSON object a sentence.
    Jsonl,
}

/// Sentences encoded between two writes.
const AT_ONCE: usize = 8192;

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    let lines = lines(&args)?;
    let encoder = args.encoder.open(context)?;
    context.write_bytes(args.output.as_deref(), |out| match args.format {
        Form::Npy => write_npy(&lines, &*encoder, out),
        Form::Jsonl => write_jsonl(&lines, &*encoder, out),
    })?;
    Ok(Exit::Clean)
}

fn lines(args: &Args) -> anyhow::Result<Vec<String>> {
    let name = input::name(&args.file);
    if args.presplit {
        let text = encoding::decode(&input::bytes(&args.file)?).with_context(|| name.clone())?;
        if text.is_empty() {
            bail!("{name}: the file is empty");
        }
        return Ok(text.lines().map(str::to_owned).collect());
    }
    let article = input::article(&args.file, &args.input.options(args.lang, None))?;
    Ok(sentences::split(&article)
        .iter()
        .map(|s| s.line(&article))
        .collect())
}

fn vectors<'a>(
    lines: &'a [String],
    encoder: &'a dyn Encoder,
) -> impl Iterator<Item = (&'a [String], Vec<f32>)> {
    lines.chunks(AT_ONCE).map(|lines| {
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let vectors = encoder.encode(&texts);
        (lines, vectors)
    })
}

fn write_npy(lines: &[String], encoder: &dyn Encoder, out: &mut dyn Write) -> anyhow::Result<()> {
    let shape = [lines.len() as u64, encoder.dimension() as u64];
    let mut writer = npyz::WriteOptions::new()
        .default_dtype()
        .shape(&shape)
        .writer(out)
        .begin_nd()?;
    for (_, vectors) in vectors(lines, encoder) {
        writer.extend(vectors)?;
    }
    writer.finish()?;
    Ok(())
}

fn write_jsonl(lines: &[String], encoder: &dyn Encoder, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut id = 0;
    for (lines, vectors) in vectors(lines, encoder) {
        for (text, vector) in lines.iter().zip(vectors.chunks_exact(encoder.dimension())) {
            let row = serde_json::json!({ "id": id, "text": text, "vector": vector });
            writeln!(out, "{row}")?;
            id += 1;
        }
    }
    Ok(())
}
