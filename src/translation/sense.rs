//! Whether a translation says anything like its original, by the vectors of an encoder.
//!
//! A model that has learned too little, or the wrong thing, writes fluent sentences about something else. Rules have no
//! slot to compare there; the similarity of the two sentences shows it.

use super::guard::{Kind, Mark};
use crate::embedding::Encoder;
use crate::fidelity::Severity;
use std::sync::OnceLock;

/// Similarity below which two sentences are taken to speak of different things. Hardly any pair that people made lies
/// below, and most sentences that have nothing to do with each other do: `scripts/measure-guard` counts both. For the
/// default encoder.
const UNRELATED: f32 = 0.3;
/// Letters below which a line may be a name or a figure alone, of which vectors know little.
const FEW: usize = 12;

/// A line to be translated, with its vector once somebody has asked for it: each try at the line is held against it.
#[derive(Debug)]
pub struct Original<'t> {
    text: &'t str,
    vector: OnceLock<Vec<f32>>,
}

impl<'t> Original<'t> {
    /// Of a line.
    pub fn new(text: &'t str) -> Self {
        let vector = OnceLock::new();
        Self { text, vector }
    }

    /// The line.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// A mark where `target` lies too far from it. All calls for one line take the same encoder.
    pub(super) fn sense(&self, target: &str, encoder: &dyn Encoder) -> Option<Mark> {
        let letters = self.text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < FEW {
            return None;
        }
        let one = self.vector.get_or_init(|| encoder.encode(&[self.text]));
        let other = encoder.encode(&[target]);
        let similarity: f32 = one.iter().zip(&other).map(|(x, y)| x * y).sum();
        (similarity < UNRELATED).then(|| {
            let reason = format!("It hardly speaks of the same thing (similarity {similarity:.2}).");
            Mark::new(Kind::Sense, Severity::Major, reason)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Knows two subjects, and counts what it is asked.
    #[derive(Default)]
    struct Subjects(AtomicUsize);

    impl Encoder for Subjects {
        fn dimension(&self) -> usize {
            2
        }

        fn encode(&self, lines: &[&str]) -> Vec<f32> {
            self.0.fetch_add(lines.len(), Ordering::Relaxed);
            let of = |line: &&str| match line.contains("bridge") || line.contains("다리") {
                true => [1.0, 0.0],
                false => [0.1, 0.995],
            };
            lines.iter().flat_map(of).collect()
        }
    }

    #[test]
    fn what_speaks_of_something_else_is_marked() {
        let encoder = Subjects::default();
        let original = Original::new("The mayor said the bridge would open in May.");
        let sound = original.sense("시장은 다리가 5월에 열린다고 말했다.", &encoder);
        assert_eq!(sound, None);
        let mark = original.sense("구성원은 설정을 저장한다.", &encoder).unwrap();
        assert_eq!((mark.mark, mark.severity), (Kind::Sense, Severity::Major));
        assert_eq!(encoder.0.load(Ordering::Relaxed), 3, "the original once");
        assert_eq!(Original::new("bridge").sense("구성원", &encoder), None);
    }
}
