//! From the steps that were found and the beads that were given to the answer: every bead with its reason, in order.

use super::calibration::Evidence;
use super::given::Given;
use super::lattice::Step;
use super::score::Scorer;
use super::{Bead, Reason};
use std::collections::HashMap;

/// The beads in order of the source; one without source stands where the path passed it.
pub(super) fn in_order(steps: Vec<Step>, given: &Given, scorer: &Scorer<'_>) -> Vec<(Bead, Reason)> {
    let alone = steps.iter().filter(|step| step.source.is_empty());
    let boundaries: HashMap<usize, usize> = alone
        .flat_map(|step| step.target.clone().map(|id| (id, step.source.start)))
        .collect();
    let passed = |target: &usize| boundaries.get(target).copied().unwrap_or_default();
    let given_beads = given.beads.iter().map(|(source, target)| {
        let place = source.first().copied();
        let place = place.unwrap_or_else(|| target.first().map_or(0, passed));
        let key = (place, !source.is_empty(), target.first().copied());
        (key, certain(source, target))
    });
    let is_found = |step: &&Step| {
        !step.source.clone().any(|id| given.sources.contains(&id))
            && !step.target.clone().any(|id| given.targets.contains(&id))
    };
    let found = steps.iter().filter(is_found).map(|step| {
        let key = (
            step.source.start,
            !step.source.is_empty(),
            step.target.clone().next(),
        );
        (key, judged(step, scorer))
    });
    let mut beads: Vec<_> = given_beads.chain(found).collect();
    beads.sort_by_key(|(key, _)| *key);
    beads.into_iter().map(|(_, bead)| bead).collect()
}

fn certain(source: &[usize], target: &[usize]) -> (Bead, Reason) {
    let bead = Bead {
        source: source.to_vec(),
        target: target.to_vec(),
        score: 0.0,
        confidence: 1.0,
    };
    let evidence = Evidence {
        share: 1.0,
        fit: 1.0,
        sentences: source.len() + target.len(),
    };
    let reason = Reason {
        similarity: 0.0,
        length: 1.0,
        margin: None,
        added: None,
        given: true,
        evidence,
    };
    (bead, reason)
}

fn judged(step: &Step, scorer: &Scorer<'_>) -> (Bead, Reason) {
    let sentences = step.source.len() + step.target.len();
    let alone = step.source.is_empty() || step.target.is_empty();
    let evidence = Evidence {
        share: step.share,
        fit: step.score / sentences as f32,
        sentences,
    };
    let reason = Reason {
        similarity: step.similarity,
        length: if alone {
            1.0
        } else {
            scorer.length_ratio(&step.source, &step.target)
        },
        margin: step.margin,
        added: step.added,
        given: false,
        evidence,
    };
    let bead = Bead {
        source: step.source.clone().collect(),
        target: step.target.clone().collect(),
        score: step.similarity,
        confidence: scorer.weights.calibration.confidence(&evidence),
    };
    (bead, reason)
}
