//! Beam search over the steps of the engine, which has greedy search alone.
//!
//! Each hypothesis is carried on by itself and attends to the source anew, at many times the cost of greedy search:
//! for single sentences that greedy search got wrong, not for whole articles.

use crate::translation::Decoding;
use fxtranslate::engine::Engine;

struct Hypothesis {
    /// Sum of the logarithms of the probabilities of its tokens.
    score: f64,
    tokens: Vec<u32>,
    /// State of the decoder, one vector a layer.
    cells: Vec<Vec<f32>>,
}

/// A step that a hypothesis could take.
struct Candidate {
    score: f64,
    from: usize,
    token: u32,
}

/// The tokens of the translation with the best mean logarithm of probability, its end mark counted and left out.
///
/// At each step the `beam` likeliest continuations of all hypotheses are kept; the search ends when as many are
/// finished, or none is left.
pub(super) fn best(engine: &Engine, source: &[u32], decoding: &Decoding, limit: usize) -> Vec<u32> {
    let width = decoding.beam.max(1);
    let Some(&end) = source.last() else {
        return Vec::new();
    };
    let context = engine.encode(source);
    let mut alive = vec![start(context.len() / source.len())];
    let mut finished: Vec<(f64, Vec<u32>)> = Vec::new();
    for position in 0..limit {
        let mut candidates = Vec::with_capacity(alive.len() * (width + 1));
        for (from, hypothesis) in alive.iter_mut().enumerate() {
            let previous = hypothesis.tokens.last().copied().unwrap_or(end);
            let top = engine.decode_step(previous, position, &context, source.len(), &mut hypothesis.cells);
            let mut logits = engine.project(&top);
            forbid_repeats(&mut logits, &hypothesis.tokens, decoding.no_repeat);
            candidates.extend(
                likeliest(&logits, width + 1)
                    .into_iter()
                    .map(|(token, log)| Candidate {
                        score: hypothesis.score + log,
                        from,
                        token,
                    }),
            );
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates.truncate(width);
        let mut next = Vec::with_capacity(width);
        for Candidate { score, from, token } in candidates {
            let mut tokens = alive[from].tokens.clone();
            if token == end {
                finished.push((mean(score, tokens.len() + 1), tokens));
            } else {
                tokens.push(token);
                next.push(Hypothesis {
                    score,
                    tokens,
                    cells: alive[from].cells.clone(),
                });
            }
        }
        alive = next;
        if alive.is_empty() || finished.len() >= width {
            break;
        }
    }
    if finished.is_empty() {
        finished.extend(
            alive
                .into_iter()
                .map(|h| (mean(h.score, h.tokens.len()), h.tokens)),
        );
    }
    // The first of equals, whatever the order in which the others came.
    let first_best = finished
        .into_iter()
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    first_best.map(|(_, tokens)| tokens).unwrap_or_default()
}

// The engine sizes its state by the number of its layers, which it keeps to itself; a layer too many costs nothing.
fn start(width: usize) -> Hypothesis {
    Hypothesis {
        score: 0.0,
        tokens: Vec::new(),
        cells: vec![vec![0.0; width]; MOST_LAYERS + 1],
    }
}

/// Layers that a decoder may have.
pub(super) const MOST_LAYERS: usize = 12;

fn mean(score: f64, tokens: usize) -> f64 {
    score / tokens.max(1) as f64
}

/// The `count` likeliest tokens with the logarithms of their probabilities; of equals, the lower token first.
fn likeliest(logits: &[f32], count: usize) -> Vec<(u32, f64)> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f64 = logits.iter().map(|&x| f64::from(x - most).exp()).sum();
    let normaliser = f64::from(most) + sum.ln();
    let mut order: Vec<u32> = (0..).take(logits.len()).collect();
    let by_logit = |a: &u32, b: &u32| logits[*b as usize].total_cmp(&logits[*a as usize]).then(a.cmp(b));
    if count < order.len() {
        order.select_nth_unstable_by(count, by_logit);
        order.truncate(count);
    }
    order.sort_by(by_logit);
    order
        .into_iter()
        .map(|token| (token, f64::from(logits[token as usize]) - normaliser))
        .collect()
}

/// Takes the probability from every token that would complete a run of `length` tokens that was there before.
fn forbid_repeats(logits: &mut [f32], tokens: &[u32], length: usize) {
    if length == 0 || tokens.len() < length {
        return;
    }
    let tail = &tokens[tokens.len() + 1 - length..];
    for run in tokens.windows(length) {
        if &run[..length - 1] == tail
            && let Some(logit) = logits.get_mut(run[length - 1] as usize)
        {
            *logit = f32::NEG_INFINITY;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_come_in_order_and_equals_by_number() {
        let found = likeliest(&[1.0, 3.0, 3.0, 2.0], 3);
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [1, 2, 3]);
        let all: f64 = likeliest(&[1.0, 3.0, 3.0, 2.0], 9)
            .iter()
            .map(|f| f.1.exp())
            .sum();
        assert!((all - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_run_that_was_there_is_forbidden() {
        let mut logits = vec![0.0; 5];
        forbid_repeats(&mut logits, &[1, 2, 3, 1, 2], 3);
        assert_eq!(logits, [0.0, 0.0, 0.0, f32::NEG_INFINITY, 0.0]);
        let mut logits = vec![0.0; 5];
        forbid_repeats(&mut logits, &[4, 2], 1);
        assert_eq!(logits, [0.0, 0.0, f32::NEG_INFINITY, 0.0, f32::NEG_INFINITY]);
        forbid_repeats(&mut logits, &[0], 0);
        assert_eq!(logits[0], 0.0);
    }
}
