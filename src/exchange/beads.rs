//! A line a bead: `[0,1]:[0]:0.8312`, ids from 0, the form of the aligners' own evaluation sets.

use super::Aligned;
use crate::alignment::evaluate::Links;
use crate::error::{Error, Result};
use std::io::{self, Write};

/// Writes every bead; one without counterpart reads `[3]:[]`. The third field is the similarity.
pub fn write(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    for bead in aligned.beads {
        writeln!(
            out,
            "[{}]:[{}]:{:.4}",
            list(&bead.source),
            list(&bead.target),
            bead.score
        )?;
    }
    Ok(())
}

fn list(ids: &[usize]) -> String {
    ids.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

/// Reads beads. Empty lines are passed over, and so is what follows a second colon.
///
/// # Errors
/// [`Error::Input`] names the line that is no bead; `name` is what the message calls the file.
pub fn read(text: &str, name: &str) -> Result<Vec<Links>> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            bead(line).ok_or_else(|| Error::Input {
                name: format!("{name}:{}", number + 1),
                reason: format!("{line:?} is no bead such as [0,1]:[0]"),
            })
        })
        .collect()
}

fn bead(line: &str) -> Option<Links> {
    let (source, rest) = line.split_once(':')?;
    let target = rest.split(':').next()?;
    Some((ids(source)?, ids(target)?))
}

fn ids(list: &str) -> Option<Vec<usize>> {
    let inside = list.trim().strip_prefix('[')?.strip_suffix(']')?;
    let ids = inside.split(',').map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| id.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_aligners_write() {
        let text = "[0, 1]:[0]:0.25\n\n[2]:[]\n[]:[1]:0:extra\n";
        let beads = read(text, "x").expect("beads");
        assert_eq!(
            beads,
            vec![(vec![0, 1], vec![0]), (vec![2], vec![]), (vec![], vec![1])]
        );
    }

    #[test]
    fn names_the_line_that_is_no_bead() {
        let error = read("[0]:[0]\n0-0\n", "a.beads").expect_err("no bead");
        assert_eq!(
            error.to_string(),
            "a.beads:2: \"0-0\" is no bead such as [0,1]:[0]"
        );
    }
}
