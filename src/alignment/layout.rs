//! How a text is laid out on the page, which says a little about what belongs together.

use std::ops::Range;

/// Where the paragraphs of a text begin, and which of its sentences are headings.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    begins: Vec<bool>,
    heading: Vec<bool>,
    /// How much the beginning of a paragraph tells, 0 to 1: nothing where every sentence is one.
    weight: f32,
}

impl Layout {
    /// From the paragraph of each sentence and whether it is a heading (a headline, a deck, a sub-heading), in order.
    pub fn new(sentences: impl IntoIterator<Item = (usize, bool)>) -> Self {
        let sentences: Vec<(usize, bool)> = sentences.into_iter().collect();
        let begins: Vec<bool> = (0..sentences.len())
            .map(|id| id == 0 || sentences[id].0 != sentences[id - 1].0)
            .collect();
        let breaks = begins.iter().filter(|begins| **begins).count();
        Self {
            weight: 1.0 - breaks as f32 / begins.len().max(1) as f32,
            begins,
            heading: sentences.into_iter().map(|(_, heading)| heading).collect(),
        }
    }

    /// Number of sentences.
    pub fn len(&self) -> usize {
        self.begins.len()
    }

    /// Whether there are no sentences.
    pub fn is_empty(&self) -> bool {
        self.begins.is_empty()
    }

    /// How ill a run of sentences sits on the page: paragraph breaks inside it, and headings joined with prose.
    fn breaks(&self, run: &Range<usize>) -> f32 {
        let inside = (run.start + 1..run.end).filter(|&id| self.begins[id]).count() as f32;
        let headings = run.clone().filter(|&id| self.heading[id]).count();
        let mixed = headings > 0 && headings < run.len();
        inside * self.weight + if mixed { HEADING } else { 0.0 }
    }
}

/// What a heading paired or joined with prose counts, in paragraph breaks.
const HEADING: f32 = 4.0;

/// How ill two runs go together on their pages, in paragraph breaks.
pub(super) fn misfit(one: &Layout, run: &Range<usize>, other: &Layout, others: &Range<usize>) -> f32 {
    let begins = match (one.begins[run.start], other.begins[others.start]) {
        (true, false) => one.weight,
        (false, true) => other.weight,
        _ => 0.0,
    };
    let heading = one.heading[run.start] != other.heading[others.start];
    begins + one.breaks(run) + other.breaks(others) + if heading { HEADING } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_with_headings() {
        let english = Layout::new([(0, true), (1, false), (2, false), (3, false)]);
        let korean = Layout::new([(0, true), (1, false), (1, false), (2, false)]);
        assert_eq!(misfit(&english, &(0..1), &korean, &(0..1)), 0.0);
        assert!(misfit(&english, &(0..2), &korean, &(1..2)) >= HEADING);
        // A paragraph a sentence says nothing; a break where the other has none says a little.
        assert_eq!(misfit(&english, &(2..3), &korean, &(2..3)), 0.0);
        assert_eq!(misfit(&english, &(1..2), &korean, &(2..4)), 0.25);
    }
}
