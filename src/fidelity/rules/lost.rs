//! What rules on words lost and added share.

use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, Passage};
use crate::text::Span;

/// A sign that one side has and nothing on the other side could stand for.
pub enum Change {
    /// The source has it at these spans, the target has nothing of the kind.
    Lost(Vec<Span>),
    /// The target has it at these spans, the source has nothing of the kind.
    Added(Vec<Span>),
}

/// Looks for the class `name` on one side where the other has neither it nor anything of `name.any`.
pub fn change(pair: &Pair<'_>, name: &str) -> Option<Change> {
    let lost = alone(&pair.source, &pair.target, name).map(Change::Lost);
    lost.or_else(|| alone(&pair.target, &pair.source, name).map(Change::Added))
}

/// Where `name` stands in `here`, if `there` has neither it nor anything that could stand for it.
pub fn alone(here: &Passage<'_>, there: &Passage<'_>, name: &str) -> Option<Vec<Span>> {
    let found = here.signals(name);
    if found.is_empty() {
        return None;
    }
    let weak = lexicon::class(&format!("{name}.any"));
    let answered = there.has(name) || weak.stands(there.lower(), there.lang());
    (!answered).then_some(found)
}
