//! How a translation is searched for.

/// How the decoder searches for a translation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decoding {
    /// Hypotheses kept at each step. 1 is greedy: the likeliest token each time.
    pub beam: usize,
    /// Target tokens allowed for each source token, beside a few for short sentences; the engine's own limit holds
    /// as well. A search that reaches it is cut off there.
    pub max_ratio: f32,
    /// A run of this many tokens never comes twice in a sentence; 0 allows it. A cure for a model that stammers,
    /// and no good for ordinary use: real sentences repeat.
    pub no_repeat: usize,
}

impl Decoding {
    /// Target tokens allowed beyond the ratio, so that a sentence of one token is not cut off.
    pub(super) const SLACK: usize = 4;

    /// The likeliest token each time: the fastest.
    pub const GREEDY: Self = Self {
        beam: 1,
        max_ratio: 2.0,
        no_repeat: 0,
    };

    /// A beam of this width, else as [`GREEDY`](Self::GREEDY).
    pub const fn beam(width: usize) -> Self {
        Self {
            beam: width,
            ..Self::GREEDY
        }
    }

    /// The most target tokens for a sentence of `tokens` source tokens, within the engine's `limit`.
    pub fn limit(&self, tokens: usize, limit: usize) -> usize {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let allowed = (self.max_ratio.max(0.0) * tokens as f32).ceil() as usize;
        allowed.saturating_add(Self::SLACK).min(limit)
    }
}

impl Default for Decoding {
    fn default() -> Self {
        Self::GREEDY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_grows_with_the_sentence_and_stops_at_the_engines() {
        assert_eq!(Decoding::GREEDY.limit(1, 256), 6);
        assert_eq!(Decoding::GREEDY.limit(20, 256), 44);
        assert_eq!(Decoding::GREEDY.limit(500, 256), 256);
        let wild = Decoding {
            max_ratio: f32::INFINITY,
            ..Decoding::GREEDY
        };
        assert_eq!(wild.limit(3, 256), 256);
    }
}
