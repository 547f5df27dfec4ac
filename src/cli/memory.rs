//! `daejo memory`

use super::context::Context;
use super::exit::Exit;
use super::input;
use anyhow::{Context as _, bail};
use daejo::exchange::TmxUnits;
use daejo::text::encoding;
use daejo::translation::memory::{self, Memory};
use daejo::translation::{Direction, TranslationError};
use std::path::{Path, PathBuf};

/// Fill, empty out and count a translation memory, as `daejo translate --memory FILE` uses it.
///
/// A memory is one SQLite file that several runs may use at once. What is imported counts as people's work: it comes
/// before what a model made, for every model. What `daejo translate` adds holds for the model and the options it was
/// made with.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  daejo memory import desk.db archive.tmx --direction en-ko
  daejo memory export desk.db --direction en-ko --output desk.tmx
  daejo memory stats desk.db";

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Add the segments of TMX, or of lines with a tab (original first)
    Import {
        /// The memory; made where there is none
        memory: PathBuf,
        /// Files to read
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// From which language into which, such as en-ko
        #[arg(long, value_name = "DIRECTION")]
        direction: Direction,
    },
    /// Write the segments as TMX, or as lines with a tab
    Export {
        /// The memory
        memory: PathBuf,
        /// From which language into which, such as en-ko
        #[arg(long, value_name = "DIRECTION")]
        direction: Direction,
        /// Only what people translated
        #[arg(long)]
        imported: bool,
        /// Form of the output [default: by the extension of --output, else tmx]
        #[arg(long, value_enum)]
        format: Option<Form>,
        /// Write here instead of to stdout
        #[arg(long, short, value_name = "PATH")]
        output: Option<PathBuf>,
    },
    /// Say how much a memory holds
    Stats {
        /// The memory
        memory: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// TMX 1.4b.
    Tmx,
    /// Lines with a tab.
    Tsv,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Import {
            memory,
            files,
            direction,
        } => import(memory, files, *direction, context)?,
        Command::Export {
            memory,
            direction,
            imported,
            format,
            output,
        } => {
            let by_name = || {
                output
                    .as_deref()
                    .and_then(Path::extension)
                    .is_some_and(|e| e == "tsv")
            };
            let form = format.unwrap_or_else(|| if by_name() { Form::Tsv } else { Form::Tmx });
            export(
                there(memory)?,
                *direction,
                !imported,
                form,
                output.as_deref(),
                context,
            )?;
        }
        Command::Stats { memory } => stats(there(memory)?, context)?,
    }
    Ok(Exit::Clean)
}

/// Nothing is made where something is to be read.
fn there(memory: &Path) -> anyhow::Result<&Path> {
    if !memory.is_file() {
        bail!("cannot read {}: no such file", memory.display());
    }
    Ok(memory)
}

fn import(path: &Path, files: &[PathBuf], direction: Direction, context: &Context) -> anyhow::Result<()> {
    let memory = Memory::open(path, direction, "", None)?;
    for file in files {
        let name = input::name(file);
        let text = encoding::decode(&input::bytes(file)?).map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
        let segments = memory::read(&text, &name, direction)?;
        let new = memory.add(&segments)?;
        context.note(&format!("{name}: {new} of {} segments are new", segments.len()));
    }
    Ok(())
}

fn export(
    path: &Path,
    direction: Direction,
    any_maker: bool,
    form: Form,
    output: Option<&Path>,
    context: &Context,
) -> anyhow::Result<()> {
    let memory = Memory::open(path, direction, "", None)?;
    let cannot = |e: std::io::Error| TranslationError::Memory {
        path: output.unwrap_or(Path::new("-")).to_owned(),
        reason: format!("cannot be written out: {e}"),
    };
    context.write_bytes(output, |out| {
        match form {
            Form::Tsv => memory.each(any_maker, |segment| {
                memory::write_tsv(&mut *out, segment).map_err(cannot)
            })?,
            Form::Tmx => {
                let mut units = TmxUnits::begin(out, direction.from, direction.to)?;
                memory.each(any_maker, |segment| {
                    units.unit(&segment.source, &segment.target).map_err(cannot)
                })?;
                units.finish()?;
            }
        }
        Ok(())
    })
}

fn stats(path: &Path, context: &Context) -> anyhow::Result<()> {
    let counts = Memory::counts(path)?;
    let bytes = path
        .metadata()
        .with_context(|| format!("cannot read {}", path.display()))?
        .len();
    context.write(None, |out| {
        for count in &counts {
            let maker = if count.maker.is_empty() {
                "imported"
            } else {
                &count.maker
            };
            writeln!(out, "{}  {:>9}  {maker}", count.direction, count.segments)?;
        }
        let all: usize = counts.iter().map(|count| count.segments).sum();
        #[expect(clippy::cast_precision_loss, reason = "for people")]
        let size = bytes as f64 / 1e6;
        Ok(writeln!(out, "{all} segments, {size:.1} MB")?)
    })
}
