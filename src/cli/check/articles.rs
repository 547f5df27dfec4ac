//! `daejo check SOURCE TARGET`: two articles in, a report out.

use super::Gravity;
use crate::cli::context::Context;
use crate::cli::encoder;
use crate::cli::exit::Exit;
use crate::cli::input::{self, InputArgs};
use anyhow::Context as _;
use daejo::article::{Article, Published};
use daejo::fidelity::{self, Severity};
use daejo::pipeline::{self, Collation};
use daejo::report::{About, Html, Json, JsonLines, Markdown, Report, Sarif, Terminal, words};
use daejo::text::Language;
use std::path::{Path, PathBuf};

/// Two articles, and how to read and to report them.
#[derive(clap::Args, Debug)]
pub struct ArticleArgs {
    /// The original, or `-` for stdin
    #[arg(required_unless_present = "pairs", requires = "target")]
    source: Option<PathBuf>,
    /// Its version in the other language, or `-` for stdin
    target: Option<PathBuf>,
    /// Language of the source [default: recognised]
    #[arg(long, value_name = "LANG")]
    from: Option<Language>,
    /// Language of the target [default: recognised]
    #[arg(long, value_name = "LANG")]
    to: Option<Language>,
    /// When both were published, such as 2024-10-22 [default: what the articles say]
    #[arg(long, value_name = "DATE")]
    date: Option<Published>,
    /// When the target was published, where that is another day
    #[arg(long, value_name = "DATE")]
    target_date: Option<Published>,
    /// Form of the report [default: by the extension of --output, else terminal]
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Leave findings below this severity out of the report
    #[arg(long, value_name = "SEVERITY", default_value = "note")]
    min_severity: Gravity,
    #[command(flatten)]
    input: InputArgs,
}

/// The forms of the report.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Both passages with carets, and the counts; with --verbose a table of all statements
    Terminal,
    /// One object: articles, beads, statements, matches, findings; offsets in characters
    Json,
    /// A line a match and a line a finding
    Jsonl,
    /// SARIF 2.1.0, for code scanning services and editors
    Sarif,
    /// One page with both articles side by side; it loads nothing
    Html,
    /// For a pull request or a desk's notes
    Markdown,
}

impl Form {
    fn of_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "sarif" => Some(Self::Sarif),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// Runs the command on two articles.
pub fn run(
    args: &ArticleArgs,
    output: Option<&Path>,
    fail_on: Severity,
    context: &Context,
) -> anyhow::Result<Exit> {
    let (source_path, target_path) = paths(args)?;
    let source = read(source_path, args.from, args.date.as_ref(), args)?;
    let target_date = args.target_date.as_ref().or(args.date.as_ref());
    let target = read(target_path, args.to, target_date, args)?;
    differ(&source, &target, args)?;
    for lang in [source.lang, target.lang]
        .into_iter()
        .filter(|l| !matches!(l, Language::En | Language::Ko))
    {
        let language = words::language(lang);
        context.note(&format!(
            "{language} is aligned only; statements are found in English and Korean"
        ));
    }
    let encoder = encoder::open(context)?;
    let mut collation = pipeline::check(source, target, &encoder, &fidelity::Options::default());
    let found = collation.fidelity.findings.iter().any(|f| f.severity >= fail_on);
    let least = Severity::from(args.min_severity);
    collation.fidelity.findings.retain(|f| f.severity >= least);
    let form = args.format.or_else(|| output.and_then(Form::of_extension));
    let about = About {
        source: input::name(source_path),
        target: input::name(target_path),
        model: Some(encoder::name()?),
    };
    let report = writer(form.unwrap_or(Form::Terminal), about, context);
    write(&*report, &collation, output, context)?;
    Ok(if found { Exit::Findings } else { Exit::Clean })
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
fn differ(source: &Article, target: &Article, args: &ArticleArgs) -> anyhow::Result<()> {
    if source.lang != target.lang {
        return Ok(());
    }
    let language = words::language(source.lang);
    if args.from.is_some() && args.to.is_some() {
        anyhow::bail!("--from and --to name one language, {language}; a check needs two");
    }
    anyhow::bail!("both files look {language}; say --from/--to if that is wrong");
}

fn writer(form: Form, about: About, context: &Context) -> Box<dyn Report> {
    match form {
        Form::Terminal => Box::new(Terminal {
            about,
            width: context.width(),
            verbose: context.verbose(),
        }),
        Form::Json => Box::new(Json),
        Form::Jsonl => Box::new(JsonLines),
        Form::Sarif => Box::new(Sarif { about }),
        Form::Html => Box::new(Html { about }),
        Form::Markdown => Box::new(Markdown { about }),
    }
}

fn write(
    report: &dyn Report,
    collation: &Collation,
    output: Option<&Path>,
    context: &Context,
) -> anyhow::Result<()> {
    context.write(output, |out| Ok(report.write(collation, out)?))
}
