//! chrF and chrF++ over a corpus (Popović 2015, 2017), as sacreBLEU computes them: β = 2, characters without white space
//! up to six in a row, words up to `words` in a row, averages over the orders that both sides have.

use super::{runs, shared};

const CHARACTERS: usize = 6;
const BETA: f64 = 2.0;

/// Counts over the segments so far.
#[derive(Debug, Clone)]
pub struct Chrf {
    words: usize,
    orders: Vec<Order>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Order {
    output: usize,
    reference: usize,
    shared: usize,
}

impl Chrf {
    /// For runs of up to `words` words beside those of characters: 0 is chrF, 2 is chrF++.
    pub fn new(words: usize) -> Self {
        Self {
            words,
            orders: vec![Order::default(); CHARACTERS + words],
        }
    }

    /// Adds a segment.
    pub fn add(&mut self, reference: &str, output: &str) {
        let characters = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let (there, here) = (characters(reference), characters(output));
        for order in 0..CHARACTERS {
            self.orders[order].add(&there, &here, order + 1);
        }
        let (there, here) = (words(reference), words(output));
        for order in 0..self.words {
            self.orders[CHARACTERS + order].add(&there, &here, order + 1);
        }
    }

    /// The score, 0 to 100.
    #[expect(clippy::cast_precision_loss, reason = "counts of characters")]
    pub fn score(&self) -> f64 {
        let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
        for order in self.orders.iter().filter(|o| o.output > 0 && o.reference > 0) {
            precision += order.shared as f64 / order.output as f64;
            recall += order.shared as f64 / order.reference as f64;
            orders += 1.0;
        }
        if precision + recall == 0.0 {
            return 0.0;
        }
        let (precision, recall) = (precision / orders, recall / orders);
        let factor = BETA * BETA;
        100.0 * (1.0 + factor) * precision * recall / (factor * precision + recall)
    }
}

impl Order {
    fn add<T: Clone + Eq + std::hash::Hash>(&mut self, reference: &[T], output: &[T], order: usize) {
        let (there, here) = (runs(reference, order), runs(output, order));
        // What the reference is too short to have is not held against the output.
        if !there.is_empty() {
            self.output += here.values().sum::<usize>();
        }
        self.reference += there.values().sum::<usize>();
        self.shared += shared(&here, &there);
    }
}

/// Words, with one mark of punctuation parted from the end, else from the beginning.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let (first, last) = (word.chars().next(), word.chars().next_back());
        let punctuation = |c: Option<char>| c.is_some_and(|c| c.is_ascii_punctuation());
        if word.chars().nth(1).is_some() && punctuation(last) {
            let (rest, mark) = word.split_at(word.len() - 1);
            words.extend([rest, mark]);
        } else if word.chars().nth(1).is_some() && punctuation(first) {
            let (mark, rest) = word.split_at(1);
            words.extend([mark, rest]);
        } else {
            words.push(word);
        }
    }
    words
}
