//! One vector from those of the tokens.

use super::files::Pooling;
use tch::{Kind, Tensor};

/// Pools `[texts, tokens, width]` in each way, side by side; `mask`, `[texts, tokens]`, is true where there is a token.
pub(super) fn pool(hidden: &Tensor, mask: &Tensor, ways: &[Pooling]) -> Tensor {
    let mask = mask.unsqueeze(-1);
    let weights = mask.to_kind(Kind::Float);
    let sum = || (hidden * &weights).sum_dim_intlist(1, false, Kind::Float);
    let count = || weights.sum_dim_intlist(1, false, Kind::Float).clamp_min(1e-9);
    let pooled: Vec<Tensor> = ways
        .iter()
        .map(|way| match way {
            Pooling::First => hidden.select(1, 0),
            Pooling::Max => hidden
                .masked_fill(&mask.logical_not(), f64::NEG_INFINITY)
                .amax(1, false),
            Pooling::Mean => sum() / count(),
            Pooling::MeanSqrt => sum() / count().sqrt(),
        })
        .collect();
    Tensor::cat(&pooled, 1)
}
