//! From a path's likelihood to a confidence that can be taken at its word.

/// A logistic function of what is known of a bead. The coefficients were fitted on development data by
/// `examples/tune_aligner.rs`, and tested on the half of it that was held apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// For the log-odds of the bead's share among all paths.
    pub odds: f32,
    /// For its score a sentence.
    pub fit: f32,
    /// For every sentence beyond two.
    pub size: f32,
    /// Added for a sentence without counterpart.
    pub alone: f32,
    /// Added for all.
    pub constant: f32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            odds: 0.41,
            fit: 0.66,
            size: -0.73,
            alone: -0.08,
            constant: 1.23,
        }
    }
}

/// What the confidence of a bead is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Its share among all paths, 0 to 1.
    pub share: f32,
    /// Its score a sentence.
    pub fit: f32,
    /// Its sentences, both sides together.
    pub sentences: usize,
}

impl Evidence {
    /// The variables of the logistic function, in the order of [`Calibration`]'s fields.
    pub fn variables(&self) -> [f32; 5] {
        // Beyond this the arithmetic of the paths says nothing any more.
        const LEAST: f32 = 1e-4;
        let share = self.share.clamp(LEAST, 1.0 - LEAST);
        let alone = self.sentences == 1;
        [
            (share / (1.0 - share)).ln(),
            if alone { 0.0 } else { self.fit },
            self.sentences.saturating_sub(2) as f32,
            if alone { 1.0 } else { 0.0 },
            1.0,
        ]
    }
}

impl Calibration {
    /// How likely a bead is right, 0 to 1.
    pub fn confidence(&self, evidence: &Evidence) -> f32 {
        let weights = [self.odds, self.fit, self.size, self.alone, self.constant];
        let sum: f32 = weights
            .iter()
            .zip(evidence.variables())
            .map(|(weight, x)| weight * x)
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_sure_of_what_no_other_path_disputes() {
        let evidence = |share| Evidence {
            share,
            fit: 0.6,
            sentences: 2,
        };
        let calibration = Calibration::default();
        assert!(calibration.confidence(&evidence(1.0)) > calibration.confidence(&evidence(0.7)));
        assert!(calibration.confidence(&evidence(0.0)) < 0.5);
    }
}
