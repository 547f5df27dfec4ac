//! The name of a bead in formats that give every unit one: `s0_1.t0`, and `s3.t` for what stands alone.
//!
//! It is an XML name token, as XLIFF 2 asks of an id.

use super::Part;
use crate::alignment::Bead;

/// The label of a bead.
pub fn of(bead: &Bead) -> String {
    format!("s{}.t{}", joined(&bead.source), joined(&bead.target))
}

fn joined(ids: &[usize]) -> String {
    ids.iter().map(usize::to_string).collect::<Vec<_>>().join("_")
}

/// Puts the numbers that a label gives into the two parts; any other name gives none.
pub fn number(label: &str, source: &mut Part, target: &mut Part) {
    let sides = || {
        let (here, there) = label.strip_prefix('s')?.split_once(".t")?;
        Some((ids(here)?, ids(there)?))
    };
    if let Some((here, there)) = sides() {
        (source.ids, target.ids) = (here, there);
    }
}

fn ids(joined: &str) -> Option<Vec<usize>> {
    let ids = joined.split('_').filter(|id| !id.is_empty());
    ids.map(|id| id.parse().ok()).collect()
}
