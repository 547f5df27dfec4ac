//! Whether a translation says anything like its original, by the vectors of an encoder.
//!
//! A model that has learned too little, or the wrong thing, writes fluent sentences about something else. Rules have no
//! slot to compare there; the similarity of the two sentences shows it.

use super::guard::{Kind, Mark};
use crate::embedding::Encoder;
use crate::fidelity::Severity;

/// Similarity below which two sentences are taken to speak of different things. Hardly any pair that people made lies
/// below, and most sentences that have nothing to do with each other do. For the default encoder.
const UNRELATED: f32 = 0.3;
/// Letters below which a line may be a name or a figure alone, of which vectors know little.
const FEW: usize = 12;

/// A mark where the two lie too far apart.
pub(super) fn check(source: &str, target: &str, encoder: &dyn Encoder) -> Option<Mark> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    if letters(source) < FEW {
        return None;
    }
    let vectors = encoder.encode(&[source, target]);
    let (one, other) = vectors.split_at_checked(encoder.dimension())?;
    let similarity: f32 = one.iter().zip(other).map(|(x, y)| x * y).sum();
    (similarity < UNRELATED).then(|| {
        let reason = format!("It hardly speaks of the same thing (similarity {similarity:.2}).");
        Mark::new(Kind::Sense, Severity::Major, reason)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Knows two subjects.
    struct Subjects;

    impl Encoder for Subjects {
        fn dimension(&self) -> usize {
            2
        }

        fn encode(&self, lines: &[&str]) -> Vec<f32> {
            let of = |line: &&str| match line.contains("bridge") || line.contains("다리") {
                true => [1.0, 0.0],
                false => [0.1, 0.995],
            };
            lines.iter().flat_map(of).collect()
        }
    }

    #[test]
    fn what_speaks_of_something_else_is_marked() {
        let source = "The mayor said the bridge would open in May.";
        assert_eq!(
            check(source, "시장은 다리가 5월에 열린다고 말했다.", &Subjects),
            None
        );
        let mark = check(source, "구성원은 설정을 저장한다.", &Subjects).unwrap();
        assert_eq!((mark.mark, mark.severity), (Kind::Sense, Severity::Major));
        assert_eq!(check("bridge", "구성원", &Subjects), None);
    }
}
