//! What a sentence adds to its group: a phrase of the other text that it says and its neighbours do not.
//!
//! The vector of a whole group says little of a short sentence joined to a long one: it moves by as much whether the
//! short one belongs there or not. So where a join is in doubt the texts are compared phrase by phrase, after the
//! token-wise coverage of Zhang et al., *BERTScore* (2020). A sentence *adds*, to a group of one text for a group of the other,
//!
//! ```text
//! max over phrases of the other group: best likeness of one of its own phrases − best of a phrase of its neighbours
//! ```
//!
//! which is high where it alone says something that is said there, and low or negative where the others say it all.

use super::lattice::Doubts;
use super::prune::Edge;
use super::score::Scorer;
use super::side::{Side, dot};
use crate::embedding::Encoder;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Characters a phrase has at least, in the text with more of them; the other's are shorter by as much as it is.
const WIDTH: f32 = 24.0;
/// A phrase begins at every so many words.
const STRIDE: usize = 2;
/// Source sentences whose phrases are held together.
const ROWS: u32 = 512;

/// Gives the joins in doubt among `edges`, which are in order, what their sentences add, and puts it into their scores.
pub(super) fn weigh(edges: &mut [Edge], doubts: &Doubts, scorer: &Scorer<'_>, encoder: &dyn Encoder) {
    let mut doubtful = edges
        .iter_mut()
        .enumerate()
        .filter(|(index, edge)| is_join(edge) && doubts.has(*index))
        .map(|(_, edge)| edge)
        .peekable();
    while let Some(first) = doubtful.next() {
        let end = first.i + ROWS;
        let mut chunk = vec![first];
        while let Some(edge) = doubtful.next_if(|edge| edge.i < end) {
            chunk.push(edge);
        }
        weigh_chunk(chunk, scorer, encoder);
    }
}

/// Whether one side has more sentences than the other, which is not empty.
fn is_join(edge: &Edge) -> bool {
    edge.a != edge.b && edge.a > 0 && edge.b > 0
}

fn weigh_chunk(edges: Vec<&mut Edge>, scorer: &Scorer<'_>, encoder: &dyn Encoder) {
    let ratio = scorer.target_for_source();
    let wanted = |group: fn(&Edge) -> Range<usize>| edges.iter().flat_map(|edge| group(edge)).collect();
    let (sources, targets) = (wanted(Edge::source), wanted(Edge::target));
    let source = Phrases::new(&scorer.source, sources, WIDTH * ratio.recip().min(1.0), encoder);
    let target = Phrases::new(&scorer.target, targets, WIDTH * ratio.min(1.0), encoder);
    for edge in edges {
        let added = if edge.a > edge.b {
            source.added(edge.source(), &target, edge.target())
        } else {
            target.added(edge.target(), &source, edge.source())
        };
        edge.score += scorer.added(edge.a.abs_diff(edge.b), added);
        edge.added = Some(added);
    }
}

/// The vectors of the phrases of some sentences of one text.
struct Phrases {
    dimension: usize,
    /// The phrases of each sentence among `vectors`.
    places: HashMap<usize, Range<usize>>,
    vectors: Vec<f32>,
}

impl Phrases {
    fn new(side: &Side<'_>, ids: BTreeSet<usize>, width: f32, encoder: &dyn Encoder) -> Self {
        let mut places = HashMap::new();
        let mut phrases = Vec::new();
        for id in ids {
            let first = phrases.len();
            phrases.extend(cut(side.lines[id], width.ceil() as usize));
            places.insert(id, first..phrases.len());
        }
        Self {
            dimension: encoder.dimension(),
            places,
            vectors: encoder.encode(&phrases),
        }
    }

    fn of(&self, id: usize) -> std::slice::ChunksExact<'_, f32> {
        let place = self.places.get(&id).cloned().unwrap_or_default();
        let dimension = self.dimension.max(1);
        self.vectors[place.start * dimension..place.end * dimension].chunks_exact(dimension)
    }

    /// What the sentences of `group` that add least add together, as many of them as the group has more than `others`.
    fn added(&self, group: Range<usize>, other: &Self, others: Range<usize>) -> f32 {
        let further = group.len().saturating_sub(others.len());
        let mut most = vec![f32::NEG_INFINITY; group.len()];
        let mut best = vec![0.0; group.len()];
        for phrase in others.flat_map(|id| other.of(id)) {
            for (best, id) in best.iter_mut().zip(group.clone()) {
                *best = self.of(id).map(|own| dot(own, phrase)).fold(-1.0, f32::max);
            }
            for (at, most) in most.iter_mut().enumerate() {
                let neighbours = best.iter().enumerate().filter(|(other, _)| *other != at);
                let neighbours = neighbours.map(|(_, likeness)| *likeness).fold(-1.0, f32::max);
                *most = most.max(best[at] - neighbours);
            }
        }
        most.sort_by(f32::total_cmp);
        most.iter().take(further).filter(|added| added.is_finite()).sum()
    }
}

/// The phrases of a sentence: whole words that have at least `width` characters together, or all of a shorter sentence.
/// A word of more than twice that, as where words are not set apart, is cut.
fn cut(line: &str, width: usize) -> Vec<&str> {
    let words = words(line, width.max(1));
    let mut phrases: Vec<&str> = Vec::new();
    let mut end = 0;
    for first in (0..words.len()).step_by(STRIDE) {
        let start = words[first].start;
        let Some(last) = words[first..]
            .iter()
            .find(|word| line[start..word.end].chars().count() >= width)
        else {
            break;
        };
        end = last.end;
        phrases.push(&line[start..end]);
    }
    if let Some(last) = words.last()
        && last.end > end
    {
        phrases.push(closing(line, &words, width));
    }
    phrases
}

/// The last words of a line that have at least `width` characters, or all of it.
fn closing<'a>(line: &'a str, words: &[Range<usize>], width: usize) -> &'a str {
    let starts = words.iter().rev().map(|word| &line[word.start..]);
    let long_enough = |phrase: &&str| phrase.trim_end().chars().count() >= width;
    starts
        .clone()
        .find(long_enough)
        .or_else(|| starts.clone().next_back())
        .unwrap_or(line)
        .trim_end()
}

/// The words of a line, those of more than twice `width` characters in pieces of half of it.
fn words(line: &str, width: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for word in line.split_whitespace() {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        if word.chars().nth(2 * width).is_none() {
            words.push(start..start + word.len());
            continue;
        }
        let ends = word
            .char_indices()
            .map(|(at, _)| at)
            .step_by(width.div_ceil(2))
            .skip(1);
        let mut from = 0;
        for end in ends.chain([word.len()]) {
            words.push(start + from..start + end);
            from = end;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phrases_are_whole_words_of_at_least_that_many_characters() {
        assert_eq!(
            cut("one two three four five six", 10),
            ["one two three", "three four", "four five six"]
        );
        assert_eq!(
            cut("여객선에서 불이 나 승객이 대피했다", 8),
            ["여객선에서 불이", "나 승객이 대피했다"]
        );
        assert_eq!(cut(" short ", 24), ["short"]);
        assert!(cut(" ", 24).is_empty());
    }

    #[test]
    fn a_text_without_spaces_has_phrases_too() {
        assert_eq!(
            cut("渡輪起火後乘客全部安全撤離", 4),
            ["渡輪起火", "後乘客全", "部安全撤", "部安全撤離"]
        );
    }

    proptest! {
        #[test]
        fn phrases_reach_the_end_of_any_line(line in "\\PC{0,80}", width in 0usize..40) {
            let phrases = cut(&line, width);
            prop_assert_eq!(phrases.is_empty(), line.trim().is_empty());
            if let Some(last) = phrases.last() {
                prop_assert!(line.trim_end().ends_with(last));
            }
        }
    }
}
