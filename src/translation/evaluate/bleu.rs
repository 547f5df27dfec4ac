//! BLEU over a corpus (Papineni et al. 2002), as sacreBLEU computes it (Post 2018): tokens of mteval-v13a, up to four
//! in a row, exponential smoothing where nothing is shared.

use super::{runs, shared};
use regex::Regex;
use std::sync::LazyLock;

const ORDER: usize = 4;

/// Counts over the segments so far.
#[derive(Debug, Clone, Default)]
pub struct Bleu {
    right: [usize; ORDER],
    all: [usize; ORDER],
    output: usize,
    reference: usize,
}

impl Bleu {
    /// Adds a segment, in the tokens of mteval-v13a.
    pub fn add(&mut self, reference: &str, output: &str) {
        self.add_tokens(&tokens(reference), &tokens(output));
    }

    /// Adds a segment in tokens of one's own.
    pub fn add_tokens(&mut self, reference: &[String], output: &[String]) {
        self.reference += reference.len();
        self.output += output.len();
        for order in 0..ORDER {
            self.all[order] += (output.len() + 1).saturating_sub(order + 1);
            self.right[order] += shared(&runs(output, order + 1), &runs(reference, order + 1));
        }
    }

    /// The score, 0 to 100.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub fn score(&self) -> f64 {
        if self.right.iter().all(|&right| right == 0) || self.all.contains(&0) {
            return 0.0;
        }
        let mut smoothing = 1.0;
        let mut logs = 0.0;
        for (&right, &all) in self.right.iter().zip(&self.all) {
            let precision = if right == 0 {
                smoothing *= 2.0;
                100.0 / (smoothing * all as f64)
            } else {
                100.0 * right as f64 / all as f64
            };
            logs += precision.ln();
        }
        let short = if self.output < self.reference {
            (1.0 - self.reference as f64 / self.output as f64).exp()
        } else {
            1.0
        };
        short * (logs / ORDER as f64).exp()
    }
}

/// The tokens of mteval-v13a.
fn tokens(segment: &str) -> Vec<String> {
    static RULES: LazyLock<[(Regex, &str); 4]> = LazyLock::new(|| {
        [
            (r"([\{-~\[-` -&\(-\+:-@/])", " $1 "),
            (r"([^0-9])([\.,])", "$1 $2 "),
            (r"([\.,])([^0-9])", " $1 $2"),
            (r"([0-9])(-)", "$1 $2 "),
        ]
        .map(|(rule, put)| (Regex::new(rule).expect("the rule is fixed and tested"), put))
    });
    let mut line = segment
        .trim_end()
        .replace("<skipped>", "")
        .replace("-\n", "")
        .replace('\n', " ");
    for (entity, sign) in [("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")] {
        line = line.replace(entity, sign);
    }
    line = format!(" {line} ");
    for (rule, put) in RULES.iter() {
        line = rule.replace_all(&line, *put).into_owned();
    }
    line.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_those_of_mteval() {
        assert_eq!(
            tokens("It's 3.5%, \"no\" & 1-2."),
            ["It's", "3.5", "%", ",", "\"", "no", "\"", "&", "1", "-", "2", "."]
        );
    }
}
