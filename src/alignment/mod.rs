//! Which sentences became which.
//!
//! ```text
//! lines ─► vectors ─► corridor (where the path may go) ─► few beads (by estimate) ─► exact scores ─► phrases of
//!       doubtful joins ─► best path, sought twice ([`habit`]) ─► moved sentences ─► confidence ─► beads
//! ```
//!
//! A bead may take up to six sentences of either side. Its score compares the vector of its source sentences read as
//! one text with that of its target sentences, against how alike any two passages of these texts are; see [`Weights`].
//! The path with the highest sum wins. What it leaves alone may then be paired across it: see [`crossing`]. The work is
//! near-linear in the length of the texts, for groups are read by the encoder only where they can be part of the best
//! path; see [`estimate`].

mod calibration;
mod candidates;
mod corridor;
mod crossing;
mod estimate;
pub mod evaluate;
mod exact;
mod given;
mod habit;
mod lattice;
mod layout;
mod order;
mod phrases;
mod progress;
mod prune;
mod score;
mod side;
mod weights;

pub use calibration::{Calibration, Evidence};
pub use layout::Layout;
pub use progress::{Progress, Silent, Stage};
pub use weights::Weights;

use crate::embedding::Encoder;
use corridor::Corridor;
use evaluate::Links;
use exact::Exact;
use given::Given;
use lattice::Lattice;
use score::Scorer;
use serde::{Deserialize, Serialize};
use side::Side;

/// A group of sentences of the source and the group of the target that says the same.
///
/// Either side may be empty (a sentence left out, or added). Every sentence stands in exactly one bead. Beads are in
/// order of the source; their targets are out of order where sentences have moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bead {
    /// Ids of the source sentences, ascending, and adjacent unless the bead was given.
    pub source: Vec<usize>,
    /// Ids of the target sentences, the same.
    pub target: Vec<usize>,
    /// Similarity of the two groups, -1 to 1, or 0 where a side is empty or the bead was given.
    pub score: f32,
    /// How likely the bead is right, 0 to 1.
    pub confidence: f32,
}

/// Why a bead is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reason {
    /// Similarity of the two groups, -1 to 1.
    pub similarity: f32,
    /// Ratio of their lengths, brought to that of the whole texts: 1 where they fit.
    pub length: f32,
    /// How much worse the whole alignment scores without this bead; none where nothing else was near enough to try.
    pub margin: Option<f32>,
    /// What the further sentences of a bead add: how much nearer a phrase of theirs is to one of the other side than
    /// any phrase of their neighbours, as a similarity, the sum of those that add least; none where the join was never
    /// in doubt, or there is none.
    pub added: Option<f32>,
    /// Whether it was given, and not found.
    pub given: bool,
    /// What its confidence is made of.
    #[serde(skip)]
    pub evidence: Evidence,
}

/// How to align.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The weights of the score.
    pub weights: Weights,
    /// Beads that are certain, such as those a person has corrected: source and target ids, either side may be empty.
    /// They stand in the answer as they are, with confidence 1, and the rest is aligned around them: no bead reaches
    /// over one. Those in one order in both texts bound it; one that crosses them or whose ids are not adjacent is
    /// taken out of the texts. Ids that do not exist, and all but the first use of an id, are passed over.
    pub anchors: Vec<Links>,
    /// How the source and the target are laid out, where that is known.
    pub layouts: Option<(Layout, Layout)>,
}

/// Lines encoded between two words to whoever watches.
const LINES: usize = 2048;

/// Two lists of sentences with their vectors, ready to be aligned.
pub struct Texts<'a> {
    source: &'a [&'a str],
    target: &'a [&'a str],
    encoder: &'a dyn Encoder,
    progress: &'a dyn Progress,
    vectors: (Vec<f32>, Vec<f32>),
}

/// Aligns two lists of sentences. The beads cover every sentence of both sides exactly once.
pub fn align(source: &[String], target: &[String], encoder: &dyn Encoder, options: &Options) -> Vec<Bead> {
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    Texts::new(&source, &target, encoder).align(options)
}

impl<'a> Texts<'a> {
    /// Encodes every sentence.
    pub fn new(source: &'a [&'a str], target: &'a [&'a str], encoder: &'a dyn Encoder) -> Self {
        Self::watched(source, target, encoder, &Silent)
    }

    /// Encodes every sentence; `progress` hears of that, and of what is done with the texts later.
    pub fn watched(
        source: &'a [&'a str],
        target: &'a [&'a str],
        encoder: &'a dyn Encoder,
        progress: &'a dyn Progress,
    ) -> Self {
        progress.begin(Stage::Encoding, source.len() + target.len());
        let encode = |lines: &[&str]| {
            let mut vectors = Vec::with_capacity(lines.len() * encoder.dimension());
            for lines in lines.chunks(LINES) {
                vectors.extend(encoder.encode(lines));
                progress.advance(lines.len());
            }
            vectors
        };
        let vectors = rayon::join(|| encode(source), || encode(target));
        Self {
            source,
            target,
            encoder,
            progress,
            vectors,
        }
    }

    /// The beads, which cover every sentence of both sides exactly once.
    pub fn align(&self, options: &Options) -> Vec<Bead> {
        self.explain(options).into_iter().map(|(bead, _)| bead).collect()
    }

    /// The beads, each with its reason.
    pub fn explain(&self, options: &Options) -> Vec<(Bead, Reason)> {
        let given = Given::new(&options.anchors, self.source.len(), self.target.len());
        let layouts = options.layouts.as_ref();
        let source = Side::new(
            self.source,
            &self.vectors.0,
            |id| given.sources.contains(&id),
            layouts.map(|l| &l.0),
        );
        let target = Side::new(
            self.target,
            &self.vectors.1,
            |id| given.targets.contains(&id),
            layouts.map(|l| &l.1),
        );
        let scorer = Scorer::new(source, target, &options.weights);
        let corridor = Corridor::seek(scorer.source.sentences(), scorer.target.sentences(), &given.chain);
        let mut edges = prune::edges(&scorer, corridor, self.progress);
        let mut exact = Exact::new(&scorer, self.encoder);
        exact.score_all(&mut edges, self.progress);
        let doubts = Lattice::new(&edges).doubts(options.weights.temperature);
        phrases::weigh(&mut edges, &doubts, &scorer, self.encoder);
        let path = habit::best_path(&mut edges, &options.weights);
        drop(edges);
        let steps = crossing::mend(path, &scorer, &mut exact);
        order::in_order(steps, &given, &scorer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Says of a line how many there are of each of its letters.
    struct Letters;

    impl Encoder for Letters {
        fn dimension(&self) -> usize {
            32
        }

        fn encode(&self, lines: &[&str]) -> Vec<f32> {
            lines.iter().flat_map(|line| letters(line)).collect()
        }
    }

    fn letters(line: &str) -> [f32; 32] {
        let mut counts = [0.01; 32];
        for byte in line.bytes() {
            counts[usize::from(byte % 32)] += 1.0;
        }
        let length = counts.iter().map(|x| x * x).sum::<f32>().sqrt();
        counts.map(|x| x / length)
    }

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    fn links(source: &[&str], target: &[&str]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let beads = align(&owned(source), &owned(target), &Letters, &Options::default());
        beads.into_iter().map(|bead| (bead.source, bead.target)).collect()
    }

    #[test]
    fn puts_together_what_was_put_apart() {
        let source = ["aaaabbbb", "ccccdddd", "eeeeffff", "gggghhhh"];
        let target = ["aaaa bbbb", "cccc", "dddd", "eeeeffff gggghhhh"];
        let expected = [(vec![0], vec![0]), (vec![1], vec![1, 2]), (vec![2, 3], vec![3])];
        assert_eq!(links(&source, &target), expected);
    }

    #[test]
    fn leaves_alone_what_has_no_counterpart() {
        let source = ["aaaabbbb", "mmmmnnnn", "ccccdddd"];
        let target = ["aaaabbbb", "ccccdddd", "xxxxzzzz"];
        let expected = [
            (vec![0], vec![0]),
            (vec![1], vec![]),
            (vec![2], vec![1]),
            (vec![], vec![2]),
        ];
        assert_eq!(links(&source, &target), expected);
    }

    #[test]
    fn an_empty_side_leaves_every_sentence_alone() {
        assert_eq!(links(&[], &[]), []);
        assert_eq!(links(&["a", "b"], &[]), [(vec![0], vec![]), (vec![1], vec![])]);
        assert_eq!(links(&[], &["a"]), [(vec![], vec![0])]);
    }

    #[test]
    fn moved_sentences_are_found_across_the_path() {
        let source = [
            "aaaabbbb", "ccccdddd", "eeeeffff", "gggghhhh", "iiiijjjj", "kkkkllll",
        ];
        let target = [
            "ccccdddd", "aaaabbbb", "gggghhhh", "iiiijjjj", "kkkkllll", "eeeeffff",
        ];
        let expected = [1, 0, 5, 2, 3, 4].map(|id| vec![id]);
        let targets: Vec<Vec<usize>> = links(&source, &target).into_iter().map(|bead| bead.1).collect();
        assert_eq!(targets, expected);
    }

    #[test]
    fn given_beads_stand_and_bound_the_rest() {
        let lines = owned(&["aaaabbbb", "ccccdddd", "eeeeffff", "gggghhhh"]);
        let options = Options {
            anchors: vec![(vec![1], vec![2]), (vec![], vec![0]), (vec![9], vec![1, 2])],
            ..Options::default()
        };
        let beads = align(&lines, &lines, &Letters, &options);
        let found: Vec<Links> = beads.into_iter().map(|bead| (bead.source, bead.target)).collect();
        let given = [
            (vec![], vec![0]),
            (vec![], vec![1]),
            (vec![0], vec![]),
            (vec![1], vec![2]),
        ];
        for bead in &given {
            assert!(found.contains(bead), "{bead:?} in {found:?}");
        }
        assert!(found.contains(&(vec![3], vec![3])), "{found:?}");
    }

    fn links_in(len: usize, others: usize) -> impl Strategy<Value = Vec<Links>> {
        let ids = |len| proptest::collection::vec(0..len + 3, 0..3);
        proptest::collection::vec((ids(len), ids(others)), 0..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_sentence_is_in_exactly_one_bead(
            source in proptest::collection::vec("[a-z ]{0,12}", 0..30),
            target in proptest::collection::vec("[a-z ]{0,12}", 0..30),
            anchors in links_in(30, 30),
        ) {
            let options = Options { anchors, ..Options::default() };
            let beads = align(&source, &target, &Letters, &options);
            let ids = |side: fn(&Bead) -> &Vec<usize>| -> Vec<usize> {
                let mut ids: Vec<usize> = beads.iter().flat_map(side).copied().collect();
                ids.sort_unstable();
                ids
            };
            prop_assert_eq!(ids(|b| &b.source), (0..source.len()).collect::<Vec<_>>());
            prop_assert_eq!(ids(|b| &b.target), (0..target.len()).collect::<Vec<_>>());
            let given = given::Given::new(&options.anchors, source.len(), target.len());
            for bead in &given.beads {
                prop_assert!(beads.iter().any(|b| (&b.source, &b.target) == (&bead.0, &bead.1)), "{:?}", bead);
            }
            for bead in &beads {
                prop_assert!((0.0..=1.0).contains(&bead.confidence), "{:?}", bead);
                prop_assert!(!bead.source.is_empty() || !bead.target.is_empty());
                if given.beads.iter().any(|given| given.0 == bead.source && given.1 == bead.target) {
                    continue;
                }
                for side in [&bead.source, &bead.target] {
                    prop_assert!(side.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{:?}", bead);
                }
            }
            prop_assert_eq!(align(&source, &target, &Letters, &options), beads);
        }
    }
}
