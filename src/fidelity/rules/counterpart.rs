//! Which quantity of the target stands for which of the source: the assignment that explains most.

use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::quantities::{Comparison, Quantity, compare};
use crate::text::Span;
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Quantities of both sides, each with at most one of the other.
pub struct Counterparts<'p> {
    /// Assigned to each other, whether they agree or not.
    pub assigned: Vec<(&'p Quantity, &'p Quantity, Comparison)>,
    /// Solid quantities of either side that have no equal on the other.
    unequal: (Vec<&'p Quantity>, Vec<&'p Quantity>),
}

impl<'p> Counterparts<'p> {
    /// Assigns the quantities that `wanted` lets through.
    pub fn of(pair: &'p Pair<'_>, wanted: fn(&Quantity) -> bool) -> Self {
        let source: Vec<&Quantity> = pair.source.quantities.iter().filter(|q| wanted(q)).collect();
        let target: Vec<&Quantity> = pair.target.quantities.iter().filter(|q| wanted(q)).collect();
        let assigned = assign(&source, &target);
        let agreed = |side: fn(&(&'p Quantity, &'p Quantity, Comparison)) -> &'p Quantity, q: &Quantity| {
            assigned.iter().any(|a| agrees(a.2) && std::ptr::eq(side(a), q))
        };
        let unequal = (
            source
                .iter()
                .copied()
                .filter(|q| solid(q) && !agreed(|a| a.0, q))
                .collect(),
            target
                .iter()
                .copied()
                .filter(|q| solid(q) && !agreed(|a| a.1, q))
                .collect(),
        );
        Self { assigned, unequal }
    }

    /// Whether these two are the only ones left without an equal in clauses that say the same, so that one must stand
    /// for the other.
    pub fn lonely(&self, pair: &Pair<'_>, source: &Quantity, target: &Quantity) -> bool {
        let own = [pair.clause(From::Source, source.span)];
        let across = pair.across(From::Source, source.span, Reach::Clause);
        let inside =
            |of: &[&Quantity], regions: &[Span]| of.iter().filter(|q| touches(regions, q.span)).count();
        let alone = inside(&self.unequal.0, &own) == 1 && inside(&self.unequal.1, &across) == 1;
        // A number written out in a list of days or places may have been read otherwise there.
        let digits = |q: &Quantity, own: &Passage<'_>| -> String {
            own.words(q.span).chars().filter(char::is_ascii_digit).collect()
        };
        let written =
            |digits: String, other: &Passage<'_>| !digits.is_empty() && other.text().contains(&digits);
        let said = written(digits(source, &pair.source), &pair.target)
            || written(digits(target, &pair.target), &pair.source);
        alone && !said && touches(&across, target.span) && solid(source) && solid(target)
    }
}

/// Whether a faithful version must show it: not a `one` or `two` that goes without saying.
pub fn solid(quantity: &Quantity) -> bool {
    !quantity.is_light()
}

fn agrees(comparison: Comparison) -> bool {
    matches!(comparison, Comparison::Equal | Comparison::BoundDiffers)
}

fn assign<'p>(
    source: &[&'p Quantity],
    target: &[&'p Quantity],
) -> Vec<(&'p Quantity, &'p Quantity, Comparison)> {
    if source.is_empty() || target.is_empty() {
        return Vec::new();
    }
    let (rows, columns) = (source.len(), target.len().max(source.len()));
    let weights = Matrix::from_fn(rows, columns, |(row, column)| {
        target
            .get(column)
            .map_or(0, |t| weight(source[row], t, row.abs_diff(column)))
    });
    let (_, chosen) = kuhn_munkres(&weights);
    let pairs = source.iter().zip(chosen).filter_map(|(&s, column)| {
        let t = *target.get(column)?;
        (weight(s, t, 0) > 0).then(|| (s, t, compare(s, t)))
    });
    pairs.collect()
}

/// How much speaks for two quantities standing for each other; equality above all, then order.
fn weight(a: &Quantity, b: &Quantity, apart: usize) -> i64 {
    let unit = i64::from(a.unit == b.unit) * 40;
    let base = match compare(a, b) {
        Comparison::Equal => 10_000,
        Comparison::BoundDiffers => 9_000,
        Comparison::UnitDiffers => 2_000,
        Comparison::Differs { tenfold: true } => 100 + unit,
        Comparison::Differs { tenfold: false } => 60 + unit,
        Comparison::Unknown => return 0,
    };
    base - i64::try_from(apart.min(20)).unwrap_or(20)
}
