//! `daejo align` on folders, patterns and JSON Lines of pairs.

use super::formats::{self, Form};
use super::text::Text;
use super::{Args, align, refuse_one_language};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::many::{self, Answer, Destination, Given, Item, Items, Line, Run, Work};
use daejo::alignment::Bead;
use daejo::embedding::Encoder;
use daejo::exchange::Aligned;
use daejo::text::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether the arguments mean many pairs.
pub fn is_meant(args: &Args) -> bool {
    let folder = |path: &Option<std::path::PathBuf>| path.as_deref().is_some_and(many::is_many);
    args.pairs.is_some() || folder(&args.source) || folder(&args.target)
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    if args.anchors.is_some() {
        anyhow::bail!("--anchors is of one pair; give two texts");
    }
    let items = match (&args.pairs, &args.source) {
        (Some(pairs), _) => Items::of_lines(pairs)?,
        (None, Some(source)) => {
            let languages = [args.from.unwrap_or(Language::En), args.to.unwrap_or(Language::Ko)];
            Items::of_files(source, args.target.as_deref(), languages, context)?
        }
        (None, None) => anyhow::bail!("give two texts, SOURCE and TARGET, or --pairs"),
    };
    let form = args.format.unwrap_or(Form::Beads);
    let destination = Destination::new(args.output.as_deref(), form.ending());
    let encoder = args.encoder.open(context)?;
    let work = Aligner {
        encoder: &*encoder,
        args,
        form,
        keeps_files: destination.is_folder(),
    };
    let mut tally = Tally::default();
    let run = Run {
        work: &work,
        destination: &destination,
        is_text: false,
        context,
    };
    run.over(items, args.many.resume, |line| tally.add(line))?;
    context.note(&tally.in_words());
    Ok(Exit::Clean)
}

struct Aligner<'a> {
    encoder: &'a dyn Encoder,
    args: &'a Args,
    form: Form,
    keeps_files: bool,
}

/// The answer in a list of its own: everything, since there is no other file.
#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    source: Side<'a>,
    target: Side<'a>,
    beads: Vec<BeadView<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    lang: Option<Language>,
    sentences: &'a [String],
}

#[derive(Serialize)]
struct BeadView<'a> {
    source: &'a [usize],
    target: &'a [usize],
    score: f64,
    confidence: f64,
}

/// The answer in the list of a folder.
#[derive(Serialize)]
struct Counts {
    pairs: usize,
    alone: usize,
}

impl Work for Aligner<'_> {
    fn serve(&self, item: &Item, file: Option<&str>) -> anyhow::Result<Answer> {
        let (source, target) = self.texts(item)?;
        refuse_one_language(&source, &target, self.args)?;
        let beads = align(&source, &target, self.encoder, Vec::new(), self.args);
        let aligned = Aligned {
            source: source.document(),
            target: target.document(),
            beads: &beads,
        };
        let (id, schema) = (&item.id, "daejo.alignment/1");
        let line = if self.keeps_files {
            serde_json::to_string(&Line {
                id,
                file,
                rest: counts(&beads),
            })?
        } else {
            let whole = Whole {
                schema,
                source: side(&source),
                target: side(&target),
                beads: beads.iter().map(view).collect(),
            };
            serde_json::to_string(&Line {
                id,
                file,
                rest: whole,
            })?
        };
        let files = if self.keeps_files {
            formats::files(&aligned, self.form)?
        } else {
            Vec::new()
        };
        Ok(Answer {
            files,
            ..Answer::line(line)
        })
    }
}

impl Aligner<'_> {
    fn texts(&self, item: &Item) -> anyhow::Result<(Text, Text)> {
        let (from, to) = (self.args.from, self.args.to);
        if let (true, Given::Files(source, target)) = (self.args.presplit, item.given()?) {
            return Ok((Text::presplit(source, from)?, Text::presplit(target, to)?));
        }
        let options = |lang| self.args.input.options(lang, None);
        let (source, target) = item.articles(&options(from), &options(to))?;
        let name = |id: &str| id.to_owned();
        Ok((
            Text::of_article(&source, name(&source.id))?,
            Text::of_article(&target, name(&target.id))?,
        ))
    }
}

fn side(text: &Text) -> Side<'_> {
    Side {
        lang: text.lang,
        sentences: &text.lines,
    }
}

fn view(bead: &Bead) -> BeadView<'_> {
    let rounded = |x: f32| (f64::from(x) * 1e4).round() / 1e4;
    BeadView {
        source: &bead.source,
        target: &bead.target,
        score: rounded(bead.score),
        confidence: rounded(bead.confidence),
    }
}

fn counts(beads: &[Bead]) -> Counts {
    let pairs = beads
        .iter()
        .filter(|b| !b.source.is_empty() && !b.target.is_empty())
        .count();
    Counts {
        pairs,
        alone: beads.len() - pairs,
    }
}

/// What was answered, in numbers.
#[derive(Default)]
struct Tally {
    served: usize,
    failed: usize,
}

impl Tally {
    fn add(&mut self, line: &str) {
        #[derive(Deserialize)]
        struct Failed {
            #[serde(default)]
            error: Option<Value>,
        }
        let failed = serde_json::from_str::<Failed>(line).is_ok_and(|line| line.error.is_some());
        *(if failed {
            &mut self.failed
        } else {
            &mut self.served
        }) += 1;
    }

    fn in_words(&self) -> String {
        let pairs = if self.served == 1 { "pair" } else { "pairs" };
        let served = format!("{} {pairs} aligned", self.served);
        match self.failed {
            0 => served,
            failed => format!("{served}, {failed} could not be served"),
        }
    }
}
