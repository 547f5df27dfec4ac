//! Moved sentences: beads that cross others, found among what the path has left alone.
//!
//! ```text
//! the path     1–1  2–  3–3  –2          [4,5]–[4,5]
//! the answer   1–1  2–2 3–3              4–5  5–4
//! ```
//!
//! Two moves mend a path, as long as they gain more than [`Weights::crossing`](super::Weights) takes off:
//!
//! * a bead of several sentences on both sides falls into two that change places;
//! * a run that stands alone takes its counterpart from elsewhere, be it alone too or the edge of a bead that does
//!   as well without.

use super::candidates::{self, Candidate};
use super::exact::{Exact, Wanted};
use super::lattice::Step;
use super::score::Scorer;
use std::ops::Range;

/// How often the whole text is gone through.
const ROUNDS: usize = 8;

/// The beads of the answer while they are being mended.
pub(super) struct Groups {
    pub steps: Vec<Step>,
    /// The bead each sentence stands in.
    pub source: Vec<usize>,
    pub target: Vec<usize>,
}

/// Mends the path. The steps come back in no particular order.
pub(super) fn mend(path: Vec<Step>, scorer: &Scorer<'_>, exact: &mut Exact<'_>) -> Vec<Step> {
    let mut mender = Mender { scorer, exact };
    let path = mender.split_all(path);
    let mut groups = Groups::new(path, scorer);
    for _ in 0..ROUNDS {
        let candidates = candidates::find(&groups, scorer);
        if !mender.move_all(&mut groups, candidates) {
            break;
        }
    }
    groups
        .steps
        .retain(|step| !step.source.is_empty() || !step.target.is_empty());
    groups.steps
}

impl Groups {
    fn new(steps: Vec<Step>, scorer: &Scorer<'_>) -> Self {
        let mut groups = Self {
            steps: Vec::new(),
            source: vec![0; scorer.source.len()],
            target: vec![0; scorer.target.len()],
        };
        for step in steps {
            groups.push(step);
        }
        groups
    }

    fn push(&mut self, step: Step) {
        let owner = self.steps.len();
        self.source[step.source.clone()].fill(owner);
        self.target[step.target.clone()].fill(owner);
        self.steps.push(step);
    }

    /// Whether a source sentence stands alone.
    pub fn is_alone_source(&self, id: usize) -> bool {
        self.steps[self.source[id]].target.is_empty()
    }

    /// Whether a target sentence stands alone.
    pub fn is_alone_target(&self, id: usize) -> bool {
        self.steps[self.target[id]].source.is_empty()
    }

    /// Whether a source sentence stands alone or at the edge of a bead with others.
    pub fn is_free_source(&self, id: usize) -> bool {
        let step = &self.steps[self.source[id]];
        step.target.is_empty() || is_edge(&step.source, id)
    }

    /// The same of a target sentence.
    pub fn is_free_target(&self, id: usize) -> bool {
        let step = &self.steps[self.target[id]];
        step.source.is_empty() || is_edge(&step.target, id)
    }
}

fn is_edge(group: &Range<usize>, id: usize) -> bool {
    group.len() > 1 && (group.start == id || group.end == id + 1)
}

/// What is left of `group` without `taken`, if that is one run and not empty.
fn without(group: &Range<usize>, taken: &Range<usize>) -> Option<Range<usize>> {
    let rest = if taken.start <= group.start {
        taken.end.min(group.end)..group.end
    } else if taken.end >= group.end {
        group.start..taken.start
    } else {
        return None;
    };
    (!rest.is_empty()).then_some(rest)
}

type Pair = (Range<usize>, Range<usize>);

struct Mender<'a, 'b> {
    scorer: &'a Scorer<'a>,
    exact: &'a mut Exact<'b>,
}

impl Mender<'_, '_> {
    /// Splits every bead that says the same with its parts in another order.
    fn split_all(&mut self, path: Vec<Step>) -> Vec<Step> {
        let mut wanted = Wanted::default();
        for step in path
            .iter()
            .filter(|step| step.source.len() > 1 && step.target.len() > 1)
        {
            wanted.0.extend(parts(&step.source));
            wanted.1.extend(parts(&step.target));
        }
        self.exact.prepare(wanted);
        path.into_iter().flat_map(|step| self.split(step)).collect()
    }

    fn split(&self, step: Step) -> Vec<Step> {
        let (source, target) = (&step.source, &step.target);
        let mut best: Option<(f32, [Step; 2])> = None;
        for at in source.start + 1..source.end.max(source.start + 1) {
            for to in target.start + 1..target.end.max(target.start + 1) {
                let first = self.step(source.start..at, to..target.end);
                let second = self.step(at..source.end, target.start..to);
                let gain = first.score + second.score - self.scorer.weights.crossing - step.score;
                if gain > best.as_ref().map_or(0.0, |best| best.0) {
                    best = Some((gain, [first, second]));
                }
            }
        }
        let Some((gain, halves)) = best else {
            return vec![step];
        };
        let halves = halves.map(|half| self.judged(half, gain));
        halves.into_iter().flat_map(|half| self.split(half)).collect()
    }

    fn step(&self, source: Range<usize>, target: Range<usize>) -> Step {
        let (similarity, score) = if source.is_empty() || target.is_empty() {
            (
                0.0,
                source.clone().map(|id| self.scorer.skip_source(id)).sum::<f32>()
                    + target.clone().map(|id| self.scorer.skip_target(id)).sum::<f32>(),
            )
        } else {
            self.exact.score(&source, &target)
        };
        Step {
            source,
            target,
            similarity,
            score,
            added: None,
            share: 1.0,
            margin: None,
        }
    }

    /// A step with the share that a gain over the other way gives.
    fn judged(&self, step: Step, gain: f32) -> Step {
        Step {
            share: 1.0 / (1.0 + (-gain / self.scorer.weights.temperature).exp()),
            margin: Some(gain),
            ..step
        }
    }

    /// Carries out the moves that gain most, each sentence in one of them at most; says whether there was any.
    fn move_all(&mut self, groups: &mut Groups, candidates: Vec<Candidate>) -> bool {
        self.exact.prepare(needed(groups, &candidates));
        let mut moves: Vec<(f32, Candidate)> = candidates
            .into_iter()
            .filter_map(|candidate| Some((self.gain(groups, &candidate)?, candidate)))
            .filter(|(gain, _)| *gain > 0.0)
            .collect();
        moves.sort_by(|x, y| y.0.total_cmp(&x.0));
        let mut touched = vec![false; groups.steps.len()];
        let mut any = false;
        for (gain, Candidate { source, target }) in moves {
            let mut owners: Vec<usize> = source.clone().map(|id| groups.source[id]).collect();
            owners.extend(target.clone().map(|id| groups.target[id]));
            if owners.iter().any(|&owner| touched[owner]) {
                continue;
            }
            owners.iter().for_each(|&owner| touched[owner] = true);
            self.take(groups, &source, &target, &owners);
            for step in self.inside(source, target) {
                groups.push(self.judged(step, gain));
            }
            touched.resize(groups.steps.len(), true);
            any = true;
        }
        any
    }

    /// What a new bead gains over the beads as they are.
    fn gain(&self, groups: &Groups, candidate: &Candidate) -> Option<f32> {
        let Candidate { source, target } = candidate;
        let mut gain = self.exact.score(source, target).1 - self.scorer.weights.crossing;
        let mut owners: Vec<usize> = source.clone().map(|id| groups.source[id]).collect();
        owners.extend(target.clone().map(|id| groups.target[id]));
        owners.sort_unstable();
        owners.dedup();
        for owner in owners {
            let step = &groups.steps[owner];
            let rest = rest(step, source, target)?;
            gain -= step.score - self.step(rest.0, rest.1).score;
        }
        Some(gain)
    }

    fn take(&self, groups: &mut Groups, source: &Range<usize>, target: &Range<usize>, owners: &[usize]) {
        for &owner in owners {
            let step = &groups.steps[owner];
            if let Some(rest) = rest(step, source, target) {
                let share = step.share;
                groups.steps[owner] = Step {
                    share,
                    ..self.step(rest.0, rest.1)
                };
            }
        }
    }

    /// The best way to pair the sentences of a new bead, most often the bead itself.
    fn inside(&self, source: Range<usize>, target: Range<usize>) -> Vec<Step> {
        let whole = self.step(source.clone(), target.clone());
        let mut best = vec![whole];
        let sum = |steps: &[Step]| steps.iter().map(|step| step.score).sum::<f32>();
        for at in source.start + 1..source.end {
            for to in target.start + 1..target.end {
                let mut straight = self.inside(source.start..at, target.start..to);
                straight.extend(self.inside(at..source.end, to..target.end));
                let mut crossed = self.inside(source.start..at, to..target.end);
                crossed.extend(self.inside(at..source.end, target.start..to));
                if sum(&straight) > sum(&best) {
                    best = straight;
                }
                if sum(&crossed) - self.scorer.weights.crossing > sum(&best) {
                    best = crossed;
                }
            }
        }
        best
    }
}

/// What is left of a bead once some of its sentences are taken: nothing, one that stood alone, or a smaller bead.
fn rest(step: &Step, source: &Range<usize>, target: &Range<usize>) -> Option<Pair> {
    let from_source = source.start < step.source.end && step.source.start < source.end;
    let from_target = target.start < step.target.end && step.target.start < target.end;
    if step.source.is_empty() || step.target.is_empty() {
        // A sentence that stands alone is a step of its own.
        return Some((0..0, 0..0));
    }
    match (from_source, from_target) {
        (true, false) => Some((without(&step.source, source)?, step.target.clone())),
        (false, true) => Some((step.source.clone(), without(&step.target, target)?)),
        _ => None,
    }
}

/// All groups whose vectors the gains of `candidates` hang on.
fn needed(groups: &Groups, candidates: &[Candidate]) -> Wanted {
    let mut needed = Wanted::default();
    for Candidate { source, target } in candidates {
        needed.0.extend(parts(source));
        needed.1.extend(parts(target));
        let owners = source.clone().map(|id| groups.source[id]);
        for owner in owners.chain(target.clone().map(|id| groups.target[id])) {
            let step = &groups.steps[owner];
            if let Some(rest) = rest(step, source, target) {
                needed.0.push(rest.0);
                needed.1.push(rest.1);
            }
        }
    }
    needed
}

/// All runs inside a group, itself among them.
fn parts(group: &Range<usize>) -> Vec<Range<usize>> {
    group
        .clone()
        .flat_map(|start| (start + 1..=group.end).map(move |end| start..end))
        .collect()
}
