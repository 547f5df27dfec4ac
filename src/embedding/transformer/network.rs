//! BERT and its relatives, forward only (Devlin et al. 2019; Liu et al. 2019; Sanh et al. 2019).
//!
//! Each block is attention over all tokens and two linear layers, each followed by the sum with what came in and a
//! layer norm.

use super::shape::{Activation, Architecture, Shape};
use std::collections::HashMap;
use tch::{Kind, Tensor};

/// A network with its weights. Sharing one costs a count for each tensor.
pub(super) struct Network {
    words: Tensor,
    positions: Tensor,
    /// What is added to every token of a first text, where texts are told apart.
    first_text: Option<Tensor>,
    norm: Norm,
    blocks: Vec<Block>,
    heads: i64,
    width: i64,
    first_position: i64,
    activation: Activation,
}

struct Block {
    query: Linear,
    key: Linear,
    value: Linear,
    attention: Linear,
    attention_norm: Norm,
    inner: Linear,
    outer: Linear,
    norm: Norm,
}

/// `x · weightᵀ + bias`.
pub(super) struct Linear {
    weight: Tensor,
    bias: Option<Tensor>,
}

struct Norm {
    weight: Tensor,
    bias: Tensor,
    epsilon: f64,
}

/// How the parts of a block are called, behind the number of the block.
struct Names {
    block: &'static str,
    query: &'static str,
    key: &'static str,
    value: &'static str,
    attention: &'static str,
    attention_norm: &'static str,
    inner: &'static str,
    outer: &'static str,
    norm: &'static str,
}

const BERT: Names = Names {
    block: "encoder.layer",
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    attention: "attention.output.dense",
    attention_norm: "attention.output.LayerNorm",
    inner: "intermediate.dense",
    outer: "output.dense",
    norm: "output.LayerNorm",
};

const DISTILBERT: Names = Names {
    block: "transformer.layer",
    query: "attention.q_lin",
    key: "attention.k_lin",
    value: "attention.v_lin",
    attention: "attention.out_lin",
    attention_norm: "sa_layer_norm",
    inner: "ffn.lin1",
    outer: "ffn.lin2",
    norm: "output_layer_norm",
};

/// The table of words, by whose name the rest is found: heads of other tasks put their own in front of it.
const WORDS: &str = "embeddings.word_embeddings.weight";

impl Network {
    /// Builds the network from the tensors of its file.
    ///
    /// # Errors
    /// A tensor is missing, or of another size than the network says.
    pub(super) fn new(shape: &Shape, tensors: Vec<(String, Tensor)>) -> Result<Self, String> {
        let weights = Weights::new(tensors)?;
        let epsilon = shape.epsilon;
        let names = match shape.architecture {
            Architecture::DistilBert => &DISTILBERT,
            Architecture::Bert | Architecture::Roberta => &BERT,
        };
        let words = weights.get(WORDS)?;
        let positions = weights.get("embeddings.position_embeddings.weight")?;
        let (width, rows) = (
            shape.width as i64,
            (shape.first_position + shape.positions) as i64,
        );
        if words.size().get(1) != Some(&width) || positions.size() != [rows, width] {
            return Err("its tables are of another size than config.json says".to_owned());
        }
        let blocks = (0..shape.layers)
            .map(|at| Block::new(names, at, &weights, epsilon))
            .collect::<Result<_, _>>()?;
        let texts = weights.get("embeddings.token_type_embeddings.weight").ok();
        Ok(Self {
            first_text: texts.map(|table| table.get(0)),
            norm: weights.norm("embeddings.LayerNorm", epsilon)?,
            words,
            positions,
            blocks,
            heads: shape.heads as i64,
            width,
            first_position: shape.first_position as i64,
            activation: shape.activation,
        })
    }

    /// Vectors of tokens: `[texts, tokens, width]` for ids `[texts, tokens]`. `mask`, of the same size, is true where
    /// there is a token and false where there is padding.
    pub(super) fn forward(&self, ids: &Tensor, mask: &Tensor) -> Tensor {
        let tokens = ids.size()[1];
        let places = self.positions.narrow(0, self.first_position, tokens);
        let mut x = Tensor::embedding(&self.words, ids, -1, false, false) + places;
        if let Some(first) = &self.first_text {
            x = x + first;
        }
        let mut x = self.norm.apply(&x);
        let mask = mask.unsqueeze(1).unsqueeze(1);
        for block in &self.blocks {
            x = block.forward(&x, &mask, self);
        }
        x
    }

    /// The same network for another thread.
    pub(super) fn share(&self) -> Self {
        Self {
            words: self.words.shallow_clone(),
            positions: self.positions.shallow_clone(),
            first_text: self.first_text.as_ref().map(Tensor::shallow_clone),
            norm: self.norm.share(),
            blocks: self.blocks.iter().map(Block::share).collect(),
            ..*self
        }
    }
}

impl Block {
    fn new(names: &Names, at: usize, weights: &Weights, epsilon: f64) -> Result<Self, String> {
        let name = |part: &str| format!("{}.{at}.{part}", names.block);
        Ok(Self {
            query: weights.linear(&name(names.query))?,
            key: weights.linear(&name(names.key))?,
            value: weights.linear(&name(names.value))?,
            attention: weights.linear(&name(names.attention))?,
            attention_norm: weights.norm(&name(names.attention_norm), epsilon)?,
            inner: weights.linear(&name(names.inner))?,
            outer: weights.linear(&name(names.outer))?,
            norm: weights.norm(&name(names.norm), epsilon)?,
        })
    }

    fn forward(&self, x: &Tensor, mask: &Tensor, network: &Network) -> Tensor {
        let shape = x.size();
        let (texts, tokens) = (shape[0], shape[1]);
        let split = |x: Tensor| {
            x.view([texts, tokens, network.heads, network.width / network.heads])
                .transpose(1, 2)
        };
        let [query, key, value] = [&self.query, &self.key, &self.value].map(|linear| split(linear.apply(x)));
        let seen = Tensor::scaled_dot_product_attention(&query, &key, &value, Some(mask), 0.0, false, None);
        let seen = seen.transpose(1, 2).reshape([texts, tokens, network.width]);
        let x = self.attention_norm.apply(&(x + self.attention.apply(&seen)));
        let inner = activate(&self.inner.apply(&x), network.activation);
        self.norm.apply(&(&x + self.outer.apply(&inner)))
    }

    fn share(&self) -> Self {
        Self {
            query: self.query.share(),
            key: self.key.share(),
            value: self.value.share(),
            attention: self.attention.share(),
            attention_norm: self.attention_norm.share(),
            inner: self.inner.share(),
            outer: self.outer.share(),
            norm: self.norm.share(),
        }
    }
}

/// The activation, applied to every number.
pub(super) fn activate(x: &Tensor, activation: Activation) -> Tensor {
    match activation {
        Activation::Identity => x.shallow_clone(),
        Activation::Gelu => x.gelu("none"),
        Activation::GeluTanh => x.gelu("tanh"),
        Activation::Relu => x.relu(),
        Activation::Silu => x.silu(),
        Activation::Tanh => x.tanh(),
    }
}

impl Linear {
    /// A layer by itself, as sentence-transformers saves it.
    ///
    /// # Errors
    /// Its weight is missing.
    pub(super) fn alone(tensors: Vec<(String, Tensor)>) -> Result<Self, String> {
        let mut tensors: HashMap<String, Tensor> = tensors.into_iter().collect();
        let mut take = |name: &str| tensors.remove(name).map(|t| t.to_kind(Kind::Float));
        Ok(Self {
            weight: take("linear.weight").ok_or("the tensor linear.weight is missing")?,
            bias: take("linear.bias"),
        })
    }

    pub(super) fn apply(&self, x: &Tensor) -> Tensor {
        x.linear(&self.weight, self.bias.as_ref())
    }

    pub(super) fn share(&self) -> Self {
        Self {
            weight: self.weight.shallow_clone(),
            bias: self.bias.as_ref().map(Tensor::shallow_clone),
        }
    }
}

impl Norm {
    fn apply(&self, x: &Tensor) -> Tensor {
        x.layer_norm(
            self.weight.size(),
            Some(&self.weight),
            Some(&self.bias),
            self.epsilon,
            true,
        )
    }

    fn share(&self) -> Self {
        Self {
            weight: self.weight.shallow_clone(),
            bias: self.bias.shallow_clone(),
            epsilon: self.epsilon,
        }
    }
}

/// The tensors of a network by name.
struct Weights {
    tensors: HashMap<String, Tensor>,
    /// Stands in front of every name.
    prefix: String,
}

impl Weights {
    fn new(tensors: Vec<(String, Tensor)>) -> Result<Self, String> {
        let prefix = tensors
            .iter()
            .find_map(|(name, _)| name.strip_suffix(WORDS))
            .ok_or("it has no table of words (embeddings.word_embeddings.weight)")?
            .to_owned();
        Ok(Self {
            tensors: tensors.into_iter().collect(),
            prefix,
        })
    }

    fn get(&self, name: &str) -> Result<Tensor, String> {
        let name = format!("{}{name}", self.prefix);
        let tensor = self.tensors.get(&name);
        let tensor = tensor.ok_or_else(|| format!("the tensor {name} is missing"))?;
        Ok(tensor.to_kind(Kind::Float))
    }

    fn linear(&self, name: &str) -> Result<Linear, String> {
        Ok(Linear {
            weight: self.get(&format!("{name}.weight"))?,
            bias: Some(self.get(&format!("{name}.bias"))?),
        })
    }

    /// A layer norm, whose tensors had other names in the first checkpoints.
    fn norm(&self, name: &str, epsilon: f64) -> Result<Norm, String> {
        let get = |now: &str, then: &str| {
            let now = self.get(&format!("{name}.{now}"));
            now.or_else(|missing| self.get(&format!("{name}.{then}")).map_err(|_| missing))
        };
        Ok(Norm {
            weight: get("weight", "gamma")?,
            bias: get("bias", "beta")?,
            epsilon,
        })
    }
}
