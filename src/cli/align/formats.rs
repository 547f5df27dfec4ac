//! The forms of an alignment, out and in.

use super::text::Text;
use crate::cli::context::Context;
use crate::cli::input;
use anyhow::bail;
use daejo::alignment::evaluate::Links;
use daejo::exchange::{self, Aligned, Document, Languages, Unit, XliffVersion, anchors};
use daejo::text::encoding;
use std::io::{self, Write};
use std::path::Path;

/// The forms that can be written.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `[0,1]:[0]:score`, ids from 0.
    Beads,
    /// Ids, text of both sides, similarity and confidence, with a heading.
    Tsv,
    /// Two files whose lines correspond.
    Moses,
    /// TMX 1.4b, for translation memories; what stands alone is left out.
    Tmx,
    /// XLIFF 1.2, for translation editors.
    Xliff,
    /// XLIFF 2.1.
    Xliff2,
    /// A spreadsheet to review and correct.
    Xlsx,
    /// One JSON object a bead.
    Jsonl,
    /// A page to look at.
    Html,
}

impl Form {
    /// The form that an extension asks for.
    pub fn of_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "beads" => Some(Self::Beads),
            "tsv" => Some(Self::Tsv),
            "tmx" => Some(Self::Tmx),
            "xlf" | "xliff" => Some(Self::Xliff),
            "xlsx" => Some(Self::Xlsx),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }

    /// What a file of this form ends in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Beads => ".beads",
            Self::Tsv => ".tsv",
            Self::Moses => "",
            Self::Tmx => ".tmx",
            Self::Xliff | Self::Xliff2 => ".xlf",
            Self::Xlsx => ".xlsx",
            Self::Jsonl => ".jsonl",
            Self::Html => ".html",
        }
    }

    fn write(self, aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Beads | Self::Moses => exchange::write_beads(aligned, out),
            Self::Tsv => exchange::write_tsv(aligned, out),
            Self::Tmx => exchange::write_tmx(aligned, out),
            Self::Xliff => exchange::write_xliff(aligned, XliffVersion::V1_2, out),
            Self::Xliff2 => exchange::write_xliff(aligned, XliffVersion::V2_1, out),
            Self::Xlsx => exchange::write_xlsx(aligned, out),
            Self::Jsonl => exchange::write_jsonl(aligned, out),
            Self::Html => exchange::write_html(aligned, out),
        }
    }
}

/// Every file of an alignment, by what is put after its name: one, or two for Moses.
pub fn files(aligned: &Aligned<'_>, form: Form) -> io::Result<Vec<(String, Vec<u8>)>> {
    if form == Form::Moses {
        let (mut source, mut target) = (Vec::new(), Vec::new());
        exchange::write_moses(aligned, &mut source, &mut target)?;
        let (from, to) = endings(&aligned.source, &aligned.target);
        return Ok(vec![(format!(".{from}"), source), (format!(".{to}"), target)]);
    }
    let mut bytes = Vec::new();
    form.write(aligned, &mut bytes)?;
    Ok(vec![(form.ending().to_owned(), bytes)])
}

/// What the two files of Moses end in: the languages, or the sides where those are not known or not two.
fn endings(source: &Document<'_>, target: &Document<'_>) -> (&'static str, &'static str) {
    match (source.lang, target.lang) {
        (Some(a), Some(b)) if a != b => (a.code(), b.code()),
        _ => ("source", "target"),
    }
}

/// Writes one alignment.
pub fn write(
    aligned: &Aligned<'_>,
    form: Form,
    output: Option<&Path>,
    context: &Context,
) -> anyhow::Result<()> {
    if form != Form::Moses {
        return context.write_bytes(output, |out| Ok(form.write(aligned, out)?));
    }
    let Some(stem) = output.filter(|path| *path != Path::new("-")) else {
        bail!("--format moses writes two files; name them with --output");
    };
    for (ending, bytes) in files(aligned, form)? {
        let mut name = stem.as_os_str().to_owned();
        name.push(&ending);
        context.write(Some(Path::new(&name)), |out| Ok(out.write_all(&bytes)?))?;
    }
    Ok(())
}

/// The anchors that a corrected file gives; units that are not in the texts are told and left to the aligner.
pub fn anchors(path: &Path, source: &Text, target: &Text, context: &Context) -> anyhow::Result<Vec<Links>> {
    let units = units(path, source, target)?;
    let located = anchors::locate(&units, &source.lines, &target.lines);
    let name = input::name(path);
    if let Some(first) = located.lost.first() {
        let lost = located.lost.len();
        let all = units.len();
        context.note(&format!(
            "{name}: {lost} of {all} units are not in the texts, or twice in the file; they are aligned anew (the \
             first is number {first})"
        ));
    }
    if located.beads.is_empty() && !units.is_empty() {
        bail!("{name}: nothing in it is in the two texts");
    }
    Ok(located.beads)
}

fn units(path: &Path, source: &Text, target: &Text) -> anyhow::Result<Vec<Unit>> {
    let (here, there) = endings(&source.document(), &target.document());
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if extension == here || extension == there {
        let text = |ending| anyhow::Ok(encoding::decode(&input::bytes(&path.with_extension(ending))?)?);
        return Ok(exchange::read_moses(&text(here)?, &text(there)?));
    }
    let languages = Languages {
        source: source.lang,
        target: target.lang,
    };
    Ok(exchange::read(
        &input::bytes(path)?,
        &input::name(path),
        languages,
    )?)
}
