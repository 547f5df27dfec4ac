//! `daejo check SOURCE TARGET`: two articles in, a report out.

use super::accepted::{Accepted, Ignore};
use super::form::Form;
use super::{Args, Gravity, recorded};
use crate::cli::context::Context;
use crate::cli::encoder::EncoderArgs;
use crate::cli::exit::Exit;
use crate::cli::input::{self, InputArgs};
use anyhow::Context as _;
use daejo::article::{Article, Published};
use daejo::fidelity::Severity;
use daejo::pipeline::{self, Collation, Side};
use daejo::report::{About, words};
use daejo::text::Language;
use std::path::{Path, PathBuf};

/// Two articles, and how to read and to report them.
#[derive(clap::Args, Debug)]
pub struct ArticleArgs {
    /// The original, or `-` for stdin; or a folder or pattern of many
    #[arg(required_unless_present_any = ["pairs", "explain"])]
    pub source: Option<PathBuf>,
    /// Its version in the other language, or `-` for stdin
    pub target: Option<PathBuf>,
    /// Language of the source [default: recognised]
    #[arg(long, value_name = "LANG")]
    pub from: Option<Language>,
    /// Language of the target [default: recognised]
    #[arg(long, value_name = "LANG")]
    pub to: Option<Language>,
    /// When both were published, such as 2024-10-22 [default: what the articles say]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Published>,
    /// When the target was published, where that is another day
    #[arg(long, value_name = "DATE")]
    pub target_date: Option<Published>,
    /// Form of the report [default: by the extension of --output, else terminal; of many pairs jsonl, in a folder
    /// html]
    #[arg(long, value_enum)]
    pub format: Option<Form>,
    /// Leave findings below this severity out of the report
    #[arg(long, value_name = "SEVERITY", default_value = "note")]
    pub min_severity: Gravity,
    #[command(flatten)]
    pub encoder: EncoderArgs,
    #[command(flatten)]
    pub input: InputArgs,
}

/// Runs the command on two articles.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let (output, fail_on) = (args.output.as_deref(), Severity::from(args.fail_on));
    let accepted = Accepted::open(&args.accepted)?;
    let options = args.options()?;
    let args = &args.articles;
    let (source_path, target_path) = paths(args)?;
    let source = read(source_path, args.from, args.date.as_ref(), args)?;
    let target_date = args.target_date.as_ref().or(args.date.as_ref());
    let target = read(target_path, args.to, target_date, args)?;
    differ(&source, &target, args)?;
    note_languages(&source, &target, context);
    let encoder = args.encoder.open(context)?;
    let record = recorded::record(target_path)?;
    let known = |source: &Side, target: &Side| recorded::beads(record.as_ref(), source, target, context);
    let mut collation = pipeline::check_along(source, target, known, &*encoder, &options);
    settle(&mut collation, &accepted, &Ignore::default());
    let found = collation.fidelity.findings.iter().any(|f| f.severity >= fail_on);
    leave_out(&mut collation, args);
    let form = args
        .format
        .or_else(|| output.and_then(Form::of_extension))
        .unwrap_or(Form::Terminal);
    let about = About {
        source: input::name(source_path),
        target: input::name(target_path),
        model: Some(args.encoder.name()?),
    };
    form.write(about, &collation, output, context)?;
    accepted.finish(context)?;
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

/// Takes out what somebody has accepted.
pub fn settle(collation: &mut Collation, accepted: &Accepted, ignore: &Ignore) {
    let Collation {
        source,
        target,
        fidelity,
        ..
    } = collation;
    fidelity.retain(|finding| accepted.keeps(finding, source, target, ignore));
}

/// Takes out what is too light to be reported. Verdicts stay as they are.
pub fn leave_out(collation: &mut Collation, args: &ArticleArgs) {
    let least = Severity::from(args.min_severity);
    collation.fidelity.findings.retain(|f| f.severity >= least);
}

fn note_languages(source: &Article, target: &Article, context: &Context) {
    let aligned_only = |lang: &Language| !matches!(lang, Language::En | Language::Ko);
    for lang in [source.lang, target.lang].into_iter().filter(aligned_only) {
        let language = words::language(lang);
        context.note(&format!(
            "{language} is aligned only; statements are found in English and Korean"
        ));
    }
}

fn paths(args: &ArticleArgs) -> anyhow::Result<(&Path, &Path)> {
    let (source, target) = args
        .source
        .as_deref()
        .zip(args.target.as_deref())
        .context("give two articles, SOURCE and TARGET")?;
    if source == target && source == Path::new("-") {
        anyhow::bail!("only one of the two articles can come from stdin");
    }
    Ok((source, target))
}

fn read(
    path: &Path,
    lang: Option<Language>,
    date: Option<&Published>,
    args: &ArticleArgs,
) -> anyhow::Result<Article> {
    input::article(path, &args.input.options(lang, date.cloned()))
}

/// Two articles in one language are a slip of the hand, not a translation.
pub fn differ(source: &Article, target: &Article, args: &ArticleArgs) -> anyhow::Result<()> {
    if source.lang != target.lang {
        return Ok(());
    }
    let language = words::language(source.lang);
    if args.from.is_some() && args.to.is_some() {
        anyhow::bail!("--from and --to name one language, {language}; a check needs two");
    }
    anyhow::bail!("both files look {language}; say --from/--to if that is wrong");
}
