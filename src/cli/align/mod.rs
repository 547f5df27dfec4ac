//! `daejo align`

use super::context::Context;
use super::encoder;
use super::exit::Exit;
use super::input::{self, InputArgs};
use anyhow::{Context as _, bail};
use daejo::alignment::{self, Bead, Options};
use daejo::exchange::{self, Aligned, Document};
use daejo::sentences;
use daejo::text::{Language, encoding, language};
use std::path::{Path, PathBuf};

/// Say which sentence became which.
///
/// Groups of up to six sentences of either side are put together where they say the same; what has no counterpart
/// stands alone. Every sentence is in exactly one bead.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The original, or `-` for stdin.
    source: PathBuf,
    /// Its version in the other language.
    target: PathBuf,
    /// Language of the source [default: recognised].
    #[arg(long, value_name = "LANG")]
    from: Option<Language>,
    /// Language of the target [default: recognised].
    #[arg(long, value_name = "LANG")]
    to: Option<Language>,
    /// The texts hold one sentence a line, and are taken as they are.
    #[arg(long)]
    presplit: bool,
    /// Form of the output. `moses` writes two files, named as `--output` and ending in the languages.
    #[arg(long, value_enum, default_value_t = Form::Beads)]
    format: Form,
    /// Leave out pairs less likely to be right than this, from 0 to 1.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f32,
    #[command(flatten)]
    input: InputArgs,
    /// Where to write [default: stdout].
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `[0,1]:[0]:score`, ids from 0.
    Beads,
    /// Ids, text of both sides, similarity and confidence, with a heading.
    Tsv,
    /// Two files whose lines correspond.
    Moses,
    /// One JSON object a bead.
    Jsonl,
    /// A page to look at.
    Html,
}

fn probability(text: &str) -> Result<f32, String> {
    let value: f32 = text.parse().map_err(|_| "not a number".to_owned())?;
    (0.0..=1.0)
        .contains(&value)
        .then_some(value)
        .ok_or_else(|| "not between 0 and 1".to_owned())
}

/// One side as read.
struct Text {
    name: String,
    lang: Option<Language>,
    lines: Vec<String>,
}

impl Text {
    fn document(&self) -> Document<'_> {
        Document {
            name: &self.name,
            lang: self.lang,
            lines: &self.lines,
        }
    }
}

/// Runs the command.
pub fn run(args: Args, context: &Context) -> anyhow::Result<Exit> {
    if args.format == Form::Moses && args.output.as_deref().is_none_or(|path| path == Path::new("-")) {
        bail!("--format moses writes two files; name them with --output");
    }
    let source = read(&args.source, args.from, &args)?;
    let target = read(&args.target, args.to, &args)?;
    refuse_one_language(&source, &target, &args)?;
    let encoder = encoder::open(context)?;
    let mut beads = alignment::align(&source.lines, &target.lines, &encoder, &Options::default());
    beads.retain(|bead| is_wanted(bead, args.min_confidence));
    let aligned = Aligned {
        source: source.document(),
        target: target.document(),
        beads: &beads,
    };
    write(&aligned, &args, context)?;
    Ok(Exit::Clean)
}

fn read(path: &Path, lang: Option<Language>, args: &Args) -> anyhow::Result<Text> {
    let name = input::name(path);
    if !args.presplit {
        let article = input::article(path, &args.input.options(lang, None))?;
        let lines: Vec<String> = sentences::split(&article)
            .iter()
            .map(|s| s.line(&article))
            .collect();
        if lines.is_empty() {
            bail!("{name}: holds no sentence");
        }
        let lang = Some(article.lang);
        return Ok(Text { name, lang, lines });
    }
    let text = encoding::decode(&input::bytes(path)?).with_context(|| name.clone())?;
    if text.trim().is_empty() {
        bail!("{name}: the file is empty");
    }
    let lang = lang.or_else(|| language::recognise(&text));
    let lines = text.lines().map(str::to_owned).collect();
    Ok(Text { name, lang, lines })
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

fn write(aligned: &Aligned<'_>, args: &Args, context: &Context) -> anyhow::Result<()> {
    let output = args.output.as_deref();
    match args.format {
        Form::Moses => write_moses(aligned, output.unwrap_or(Path::new("-")), context),
        form => context.write(output, |out| {
            let written = match form {
                Form::Beads | Form::Moses => exchange::write_beads(aligned, out),
                Form::Tsv => exchange::write_tsv(aligned, out),
                Form::Jsonl => exchange::write_jsonl(aligned, out),
                Form::Html => exchange::write_html(aligned, out),
            };
            Ok(written?)
        }),
    }
}

fn write_moses(aligned: &Aligned<'_>, stem: &Path, context: &Context) -> anyhow::Result<()> {
    let (mut source, mut target) = (Vec::new(), Vec::new());
    exchange::write_moses(aligned, &mut source, &mut target)?;
    let code = |document: &Document<'_>, otherwise| document.lang.map_or(otherwise, |lang| lang.code());
    let (mut from, mut to) = (code(&aligned.source, "source"), code(&aligned.target, "target"));
    if from == to {
        (from, to) = ("source", "target");
    }
    for (text, code) in [(source, from), (target, to)] {
        let mut name = stem.as_os_str().to_owned();
        name.push(".");
        name.push(code);
        context.write(Some(Path::new(&name)), |out| Ok(out.write_all(&text)?))?;
    }
    Ok(())
}
