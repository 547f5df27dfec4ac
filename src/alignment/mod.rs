//! Which sentences became which.
//!
//! ```text
//! lines ─► vectors of runs ─► corridor (where the path may go) ─► best path ─► confidence ─► beads
//! ```
//!
//! A bead may take up to six sentences of either side. Its score compares the vector of its source sentences read as
//! one text with that of its target sentences, against how alike any two passages of these documents are; see
//! [`score`]. The path with the highest sum wins; see [`path`].

mod confidence;
mod corridor;
pub mod evaluate;
mod path;
mod score;
mod window;

pub use score::Weights;

use crate::embedding::Encoder;
use evaluate::Links;
use score::Scorer;
use serde::{Deserialize, Serialize};

/// A group of sentences of the source and the group of the target that says the same.
///
/// Either side may be empty (a sentence left out, or added). Every sentence stands in exactly one bead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bead {
    /// Ids of the source sentences, ascending and adjacent.
    pub source: Vec<usize>,
    /// Ids of the target sentences, ascending and adjacent.
    pub target: Vec<usize>,
    /// Similarity of the two groups, -1 to 1, or 0 where a side is empty.
    pub score: f32,
    /// How likely the bead is right, 0 to 1.
    pub confidence: f32,
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
}

/// Aligns two lists of sentences. The beads cover every sentence of both sides exactly once.
pub fn align(source: &[String], target: &[String], encoder: &dyn Encoder, options: &Options) -> Vec<Bead> {
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    let scorer = Scorer::new(&source, &target, encoder, &options.weights);
    let steps = path::best(&scorer.corridor(), &scorer);
    let judgements = confidence::judge(&steps, (source.len(), target.len()), &scorer);
    steps
        .into_iter()
        .zip(judgements)
        .map(|(step, judgement)| Bead {
            source: step.source.collect(),
            target: step.target.collect(),
            score: judgement.similarity,
            confidence: judgement.confidence,
        })
        .collect()
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_sentence_is_in_exactly_one_bead(
            source in proptest::collection::vec("[a-z ]{0,12}", 0..30),
            target in proptest::collection::vec("[a-z ]{0,12}", 0..30),
        ) {
            let beads = align(&source, &target, &Letters, &Options::default());
            let ids = |side: fn(&Bead) -> &Vec<usize>| -> Vec<usize> { beads.iter().flat_map(side).copied().collect() };
            // In order, so each bead's ids are also ascending and adjacent.
            prop_assert_eq!(ids(|b| &b.source), (0..source.len()).collect::<Vec<_>>());
            prop_assert_eq!(ids(|b| &b.target), (0..target.len()).collect::<Vec<_>>());
            for bead in &beads {
                prop_assert!((0.0..=1.0).contains(&bead.confidence), "{:?}", bead);
                prop_assert!(!bead.source.is_empty() || !bead.target.is_empty());
            }
        }
    }
}
