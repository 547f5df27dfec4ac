//! The field's usual scores of a translation against a reference, equal to sacreBLEU's to the last digit it prints.

mod bleu;
mod chrf;

pub use bleu::Bleu;
pub use chrf::Chrf;

/// The scores of one set of segments, each from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// BLEU with the tokens of mteval-v13a (`tok:13a`, smoothing `exp`).
    pub bleu: f64,
    /// chrF2: characters up to six in a row.
    pub chrf: f64,
    /// chrF2++: words up to two in a row as well.
    pub chrf_plus: f64,
}

/// Scores `output` against `reference`, segment by segment; what one of them has more is left out.
pub fn score<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Scores {
    let (mut bleu, mut chrf, mut plus) = (Bleu::default(), Chrf::new(0), Chrf::new(2));
    for (reference, output) in pairs {
        bleu.add(reference, output);
        chrf.add(reference, output);
        plus.add(reference, output);
    }
    Scores {
        bleu: bleu.score(),
        chrf: chrf.score(),
        chrf_plus: plus.score(),
    }
}

/// How often each thing occurs, and how many of them two texts share.
type Counts<T> = std::collections::HashMap<T, usize>;

/// Runs of `order` things.
fn runs<T: Clone + Eq + std::hash::Hash>(things: &[T], order: usize) -> Counts<Vec<T>> {
    let mut counts = Counts::new();
    for run in things.windows(order) {
        *counts.entry(run.to_vec()).or_insert(0) += 1;
    }
    counts
}

/// How many of these runs are shared, each as often as in the text that has fewer.
fn shared<T: Eq + std::hash::Hash>(a: &Counts<T>, b: &Counts<T>) -> usize {
    a.iter()
        .map(|(run, &n)| n.min(b.get(run).copied().unwrap_or(0)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Morphemes {
        reference: Vec<Vec<String>>,
        output: Vec<Vec<String>>,
        bleu: f64,
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        reference: Vec<String>,
        output: Vec<String>,
        bleu: f64,
        chrf: f64,
        chrf_plus: f64,
        morphemes: Option<Morphemes>,
    }

    fn cases() -> Vec<Case> {
        serde_json::from_str(include_str!("../../../tests/translation/sacrebleu.json")).unwrap()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn bleu_over_morphemes_is_that_of_sacrebleu() {
        let cases: Vec<Morphemes> = cases().into_iter().filter_map(|case| case.morphemes).collect();
        assert!(cases.len() > 1);
        for case in cases {
            let mut bleu = Bleu::default();
            for (reference, output) in case.reference.iter().zip(&case.output) {
                bleu.add_tokens(reference, output);
            }
            assert!(near(bleu.score(), case.bleu), "{} {}", bleu.score(), case.bleu);
        }
    }

    #[test]
    fn scores_are_those_of_sacrebleu() {
        let cases = cases();
        assert!(cases.len() > 5);
        for case in cases {
            let pairs = case.reference.iter().zip(&case.output);
            let scores = score(pairs.map(|(reference, output)| (reference.as_str(), output.as_str())));
            assert!(
                near(scores.bleu, case.bleu),
                "{}: BLEU {} {}",
                case.name,
                scores.bleu,
                case.bleu
            );
            assert!(
                near(scores.chrf, case.chrf),
                "{}: chrF {} {}",
                case.name,
                scores.chrf,
                case.chrf
            );
            assert!(
                near(scores.chrf_plus, case.chrf_plus),
                "{}: chrF++ {} {}",
                case.name,
                scores.chrf_plus,
                case.chrf_plus
            );
        }
    }
}
