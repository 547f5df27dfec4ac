//! Why each bead is as it is.

use super::text::Text;
use crate::cli::context::Context;
use daejo::alignment::{Bead, Reason};
use std::path::Path;

/// Writes a line a bead, with a heading. A dash stands where there is nothing to say: a side that is empty, or no other
/// way near enough to be tried.
pub fn write(
    beads: &[(Bead, Reason)],
    source: &Text,
    target: &Text,
    output: Option<&Path>,
    context: &Context,
) -> anyhow::Result<()> {
    context.write(output, |out| {
        writeln!(
            out,
            "source\ttarget\tsimilarity\tlength\tmargin\tadds\tconfidence\tsource text\ttarget text"
        )?;
        for (bead, reason) in beads {
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{:.3}\t{}\t{}",
                ids(&bead.source),
                ids(&bead.target),
                similarity(bead, reason),
                reason
                    .added
                    .map_or_else(|| "-".to_owned(), |added| format!("{added:.3}")),
                bead.confidence,
                words(&bead.source, source),
                words(&bead.target, target)
            )?;
        }
        Ok(())
    })
}

fn ids(ids: &[usize]) -> String {
    if ids.is_empty() {
        return "-".to_owned();
    }
    ids.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

/// Similarity, length and margin.
fn similarity(bead: &Bead, reason: &Reason) -> String {
    let margin = match reason.margin {
        _ if reason.given => "given".to_owned(),
        Some(margin) => format!("{margin:.3}"),
        None => "-".to_owned(),
    };
    if reason.given || bead.source.is_empty() || bead.target.is_empty() {
        return format!("-\t-\t{margin}");
    }
    format!("{:.3}\t{:.3}\t{margin}", reason.similarity, reason.length)
}

fn words(ids: &[usize], text: &Text) -> String {
    let lines: Vec<&str> = ids
        .iter()
        .filter_map(|&id| text.lines.get(id))
        .map(String::as_str)
        .collect();
    lines.join(" ").replace(['\t', '\r', '\n'], " ")
}
