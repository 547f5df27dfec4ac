//! `daejo check` on folders, patterns and JSON Lines of pairs.

use super::accepted::{Accepted, Ignore};
use super::articles::{self, ArticleArgs};
use super::form::Form;
use super::record::{Tally, checked};
use super::{Args, pairs, recorded};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::many::{self, Answer, Destination, Given, Item, Items, Line, Run, Work};
use daejo::embedding::Encoder;
use daejo::fidelity::{self, Severity};
use daejo::pipeline::{self, Collation, Side};
use daejo::report::About;
use daejo::report::json::CollationView;
use daejo::text::Language;
use serde_json::Value;
use std::sync::OnceLock;

/// Whether the arguments mean many pairs.
pub fn is_meant(args: &Args) -> bool {
    let is_many = |path: &Option<std::path::PathBuf>| path.as_deref().is_some_and(many::is_many);
    args.pairs.is_some() || is_many(&args.articles.source) || is_many(&args.articles.target)
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    let items = items(args, context)?;
    let form = args.articles.format;
    let destination = Destination::new(args.output.as_deref(), form.unwrap_or(Form::Html).ending());
    let form = form.unwrap_or(if destination.is_folder() {
        Form::Html
    } else {
        Form::Jsonl
    });
    let lines = matches!(form, Form::Json | Form::Jsonl);
    let text = form.is_running_text() && matches!(destination, Destination::Stream(_));
    if !(lines || text || destination.is_folder()) {
        anyhow::bail!("this form takes a file a pair; name a folder with --output FOLDER/");
    }
    let checker = Checker {
        args: &args.articles,
        form,
        keeps_files: destination.is_folder(),
        accepted: Accepted::open(&args.accepted)?,
        options: args.options()?,
        encoder: OnceLock::new(),
        context,
    };
    let mut tally = Tally::default();
    let run = Run {
        work: &checker,
        destination: &destination,
        is_text: text,
        context,
    };
    run.over(items, args.many.resume, |line| tally.add(line))?;
    checker.accepted.finish(context)?;
    context.note(&tally.in_words());
    let fail_on = Severity::from(args.fail_on);
    let found = tally.findings.keys().any(|&severity| severity >= fail_on);
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

fn items(args: &Args, context: &Context) -> anyhow::Result<Items> {
    if let Some(pairs) = &args.pairs {
        return Items::of_lines(pairs);
    }
    let ArticleArgs {
        source,
        target,
        from,
        to,
        ..
    } = &args.articles;
    let Some(source) = source else {
        anyhow::bail!("give two articles, SOURCE and TARGET, or --pairs");
    };
    let languages = match (from.unwrap_or(Language::En), to) {
        (from, Some(to)) => [from, *to],
        (Language::Ko, None) => [Language::Ko, Language::En],
        (from, None) => [from, Language::Ko],
    };
    Items::of_files(source, target.as_deref(), languages, context)
}

/// An encoder and its name, or why there is none.
type Opened = Result<(Box<dyn Encoder>, String), String>;

struct Checker<'a> {
    args: &'a ArticleArgs,
    form: Form,
    keeps_files: bool,
    accepted: Accepted,
    options: fidelity::Options,
    /// Opened when the first pair needs it.
    encoder: OnceLock<Opened>,
    context: &'a Context,
}

impl Work for Checker<'_> {
    fn serve(&self, item: &Item, file: Option<&str>) -> anyhow::Result<Answer> {
        if let Given::Object(object) = item.given()?
            && !is_articles(object)
        {
            // A segment can be compared without the encoder, if less closely.
            let tools = (self.encoder().ok(), &self.options);
            let line = pairs::serve(&item.id, object, &self.accepted, tools)?;
            return Ok(Answer::line(line));
        }
        let (source, target) = self.articles(item)?;
        articles::differ(&source, &target, self.args)?;
        let about = self.about(item)?;
        let known = |source: &Side, target: &Side| {
            recorded::beads(recorded::of_item(item).as_ref(), source, target, self.context)
        };
        let mut collation = pipeline::check_along(source, target, known, self.encoder()?, &self.options);
        articles::settle(&mut collation, &self.accepted, &Ignore::of(item.object()));
        let line = self.line(item, file, &collation)?;
        articles::leave_out(&mut collation, self.args);
        let report = || self.form.bytes(about, &collation, self.context);
        if self.keeps_files {
            let files = vec![(self.form.ending().to_owned(), report()?)];
            return Ok(Answer {
                line,
                files,
                text: None,
            });
        }
        let text = match self.form.is_running_text() {
            true if collation.fidelity.findings.is_empty() => Some(String::new()),
            true => Some(String::from_utf8_lossy(&report()?).into_owned()),
            false => None,
        };
        Ok(Answer {
            line,
            files: Vec::new(),
            text,
        })
    }
}

/// Whether a line holds two articles rather than two segments.
fn is_articles(object: &Value) -> bool {
    object.get("target").is_some() || object.get("source").is_some_and(Value::is_object)
}

impl Checker<'_> {
    fn articles(&self, item: &Item) -> anyhow::Result<(daejo::article::Article, daejo::article::Article)> {
        let date = item.date()?.or_else(|| self.args.date.clone());
        let target_date = self.args.target_date.clone().or_else(|| date.clone());
        let options = |lang, date| self.args.input.options(lang, date);
        item.articles(
            &options(self.args.from, date),
            &options(self.args.to, target_date),
        )
    }

    fn encoder(&self) -> anyhow::Result<&dyn Encoder> {
        self.opened().map(|(encoder, _)| &**encoder)
    }

    fn opened(&self) -> anyhow::Result<&(Box<dyn Encoder>, String)> {
        let args = &self.args.encoder;
        let open =
            || -> anyhow::Result<(Box<dyn Encoder>, String)> { Ok((args.open(self.context)?, args.name()?)) };
        let opened = self.encoder.get_or_init(|| open().map_err(|e| format!("{e:#}")));
        opened.as_ref().map_err(|e| anyhow::anyhow!("{e}"))
    }

    fn about(&self, item: &Item) -> anyhow::Result<About> {
        let (source, target) = match item.given()? {
            Given::Files(source, target) => (source.display().to_string(), target.display().to_string()),
            Given::Object(_) => Default::default(),
        };
        Ok(About {
            source,
            target,
            model: Some(self.opened()?.1.clone()),
        })
    }

    fn line(&self, item: &Item, file: Option<&str>, collation: &Collation) -> anyhow::Result<String> {
        let id = &item.id;
        if self.form == Form::Json && !self.keeps_files {
            let rest = CollationView::new(collation);
            return Ok(serde_json::to_string(&Line { id, file, rest })?);
        }
        let rest = checked(collation);
        Ok(serde_json::to_string(&Line { id, file, rest })?)
    }
}
