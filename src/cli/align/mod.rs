//! `daejo align`

mod explain;
mod formats;
mod many;
mod text;

use super::context::Context;
use super::encoder::EncoderArgs;
use super::exit::Exit;
use super::input::InputArgs;
use super::many::ManyArgs;
use super::progress::Spinner;
use super::times::Clock;
use anyhow::{Context as _, bail};
use daejo::alignment::evaluate::Links;
use daejo::alignment::{self, Bead, Options, Reason, Texts};
use daejo::embedding::Encoder;
use daejo::exchange::Aligned;
use daejo::text::Language;
use formats::Form;
use std::path::{Path, PathBuf};
use text::Text;

/// Say which sentence became which.
///
/// Groups of up to six sentences of either side are put together where they say the same; what has no counterpart
/// stands alone. Every sentence is in exactly one bead.
///
/// SOURCE and TARGET may be folders or patterns: files of one name in two languages are a pair, as are `a.en.txt` and
/// `a.ko.txt` in one folder. --pairs takes JSON lines `{"id","source":article,"target":article}`. Then --output is a
/// folder, or a file of a JSON line a pair.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The original, or `-` for stdin; or a folder or pattern of many.
    #[arg(required_unless_present = "pairs")]
    source: Option<PathBuf>,
    /// Its version in the other language.
    target: Option<PathBuf>,
    /// Align the pairs of a file of JSON lines, plain, gzip or Zstandard; `-` for stdin.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "target"])]
    pairs: Option<PathBuf>,
    /// Language of the source [default: recognised].
    #[arg(long, value_name = "LANG")]
    from: Option<Language>,
    /// Language of the target [default: recognised].
    #[arg(long, value_name = "LANG")]
    to: Option<Language>,
    /// The texts hold one sentence a line, and are taken as they are.
    #[arg(long)]
    presplit: bool,
    /// Form of the output [default: by the extension of --output, else beads]. `moses` writes two files, named as
    /// --output and ending in the languages.
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Keep to the beads of this file, an alignment corrected by hand, and align the rest around them: beads, TSV, JSON
    /// Lines, TMX, XLIFF, xlsx, or one of the two files of Moses.
    #[arg(long, value_name = "FILE")]
    anchors: Option<PathBuf>,
    /// Leave out pairs less likely to be right than this, from 0 to 1.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f32,
    /// Say of every bead why it is as it is: similarity, ratio of the lengths, margin to the next best way, confidence,
    /// and both texts. Tab-separated, with a heading.
    #[arg(long, conflicts_with_all = ["format", "pairs"])]
    explain: bool,
    #[command(flatten)]
    encoder: EncoderArgs,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    many: ManyArgs,
    /// Where to write [default: stdout]; for many pairs a folder, or a file of JSON lines.
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  daejo align story.en.txt story.ko.txt --output review.xlsx
  daejo align story.en.txt story.ko.txt --anchors review.xlsx --output story.tmx
  daejo align english/ korean/ --format tmx --output memory/
  daejo align 'news/*/en.txt' 'news/*/ko.txt' --output beads.jsonl
  daejo align --pairs articles.jsonl.gz --output beads.jsonl --resume";

fn probability(text: &str) -> Result<f32, String> {
    let value: f32 = text.parse().map_err(|_| "not a number".to_owned())?;
    (0.0..=1.0)
        .contains(&value)
        .then_some(value)
        .ok_or_else(|| "not between 0 and 1".to_owned())
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    if many::is_meant(&args) {
        return many::run(&args, context);
    }
    let output = args.output.as_deref();
    let form = args
        .format
        .or_else(|| output.and_then(Form::of_extension))
        .unwrap_or(Form::Beads);
    if form == Form::Moses && output.is_none_or(|path| path == Path::new("-")) {
        bail!("--format moses writes two files; name them with --output");
    }
    let (source, target) = args
        .source
        .as_deref()
        .zip(args.target.as_deref())
        .context("give two texts, SOURCE and TARGET")?;
    let source = read(source, args.from, &args)?;
    let target = read(target, args.to, &args)?;
    refuse_one_language(&source, &target, &args)?;
    let anchors = match &args.anchors {
        Some(path) => formats::anchors(path, &source, &target, context)?,
        None => Vec::new(),
    };
    let encoder = args.encoder.open(context)?;
    let beads = timed(&source, &target, &*encoder, anchors, &args, context);
    if args.explain {
        explain::write(&beads, &source, &target, output, context)?;
        return Ok(Exit::Clean);
    }
    let beads: Vec<Bead> = beads.into_iter().map(|(bead, _)| bead).collect();
    let aligned = Aligned {
        source: source.document(),
        target: target.document(),
        beads: &beads,
    };
    formats::write(&aligned, form, output, context)?;
    Ok(Exit::Clean)
}

/// The beads of one pair that are wanted.
fn align(source: &Text, target: &Text, encoder: &dyn Encoder, anchors: Vec<Links>, args: &Args) -> Vec<Bead> {
    let mut beads = alignment::align(
        &source.lines,
        &target.lines,
        encoder,
        &options(source, target, anchors),
    );
    beads.retain(|bead| is_wanted(bead, args.min_confidence));
    beads
}

/// The same with reasons, under a bar; with `--verbose`, how long both stages took.
fn timed(
    source: &Text,
    target: &Text,
    encoder: &dyn Encoder,
    anchors: Vec<Links>,
    args: &Args,
    context: &Context,
) -> Vec<(Bead, Reason)> {
    let spinner = Spinner::new(context);
    let clock = Clock::start();
    let sources: Vec<&str> = source.lines.iter().map(String::as_str).collect();
    let targets: Vec<&str> = target.lines.iter().map(String::as_str).collect();
    let texts = Texts::watched(&sources, &targets, encoder, &spinner);
    let encoded = clock.read();
    let mut beads = texts.explain(&options(source, target, anchors));
    if context.verbose() {
        context.note(&format!("encoding: {encoded}"));
        context.note(&format!("alignment: {}", clock.read().since(&encoded)));
    }
    beads.retain(|(bead, _)| is_wanted(bead, args.min_confidence));
    beads
}

fn options(source: &Text, target: &Text, anchors: Vec<Links>) -> Options {
    Options {
        anchors,
        layouts: source.layout.clone().zip(target.layout.clone()),
        ..Options::default()
    }
}

fn read(path: &Path, lang: Option<Language>, args: &Args) -> anyhow::Result<Text> {
    match args.presplit {
        true => Text::presplit(path, lang),
        false => Text::read(path, &args.input.options(lang, None)),
    }
}

/// Two texts in one language are a slip more often than not, unless the user has said so.
fn refuse_one_language(source: &Text, target: &Text, args: &Args) -> anyhow::Result<()> {
    match (source.lang, target.lang) {
        (Some(a), Some(b)) if a == b && (args.from.is_none() || args.to.is_none()) => bail!(
            "{} and {} are both in {}; if that is meant, say so with --from {a} --to {a}",
            source.name,
            target.name,
            a
        ),
        _ => Ok(()),
    }
}

/// What stands alone is no pair and stays.
fn is_wanted(bead: &Bead, least: f32) -> bool {
    bead.source.is_empty() || bead.target.is_empty() || bead.confidence >= least
}
