//! What network a `config.json` describes.

use serde_json::{Map, Value};

/// A network that can be run; they differ in the names of their parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Architecture {
    /// BERT, and LaBSE and MiniLM with it.
    Bert,
    /// RoBERTa and XLM-R: BERT whose positions are counted from behind the number of the padding.
    Roberta,
    /// DistilBERT.
    DistilBert,
}

/// What stands between the two layers of a block, or after a dense layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Activation {
    Identity,
    Gelu,
    /// GELU in its approximation by the hyperbolic tangent.
    GeluTanh,
    Relu,
    Silu,
    Tanh,
}

/// The sizes of a network.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    not(feature = "rust-bert"),
    allow(dead_code, reason = "read by the engine, which is a feature")
)]
pub(super) struct Shape {
    pub(super) architecture: Architecture,
    pub(super) layers: usize,
    pub(super) heads: usize,
    pub(super) width: usize,
    /// Positions that a text can take, marks included.
    pub(super) positions: usize,
    /// Where the first token's position lies in the table of positions.
    pub(super) first_position: usize,
    pub(super) activation: Activation,
    /// What keeps a layer norm from dividing by zero.
    pub(super) epsilon: f64,
}

impl Shape {
    /// # Errors
    /// It is another network, or something is not said or makes no sense.
    pub(super) fn of(config: &Map<String, Value>) -> Result<Self, String> {
        let architecture = architecture(config)?;
        if let Some(kind) = config.get("position_embedding_type").and_then(Value::as_str)
            && kind != "absolute"
        {
            return Err(format!(
                "its positions are {kind}, and the engine knows absolute ones"
            ));
        }
        let (layers, heads, width, activation) = match architecture {
            Architecture::DistilBert => ("n_layers", "n_heads", "dim", "activation"),
            _ => (
                "num_hidden_layers",
                "num_attention_heads",
                "hidden_size",
                "hidden_act",
            ),
        };
        let (heads, width) = (number(config, heads)?, number(config, width)?);
        if width % heads != 0 {
            return Err(format!(
                "its width {width} is not shared out evenly over {heads} heads"
            ));
        }
        let first_position = match architecture {
            Architecture::Roberta => number(config, "pad_token_id")? + 1,
            _ => 0,
        };
        let positions = number(config, "max_position_embeddings")?
            .checked_sub(first_position)
            .filter(|&positions| positions > 2)
            .ok_or("it has no positions for a text")?;
        Ok(Self {
            architecture,
            layers: number(config, layers)?,
            heads,
            width,
            positions,
            first_position,
            activation: activation_of(config.get(activation).and_then(Value::as_str).unwrap_or("gelu"))?,
            epsilon: config
                .get("layer_norm_eps")
                .and_then(Value::as_f64)
                .unwrap_or(1e-12),
        })
    }
}

fn architecture(config: &Map<String, Value>) -> Result<Architecture, String> {
    match config.get("model_type").and_then(Value::as_str) {
        Some("bert") => Ok(Architecture::Bert),
        Some("roberta" | "xlm-roberta") => Ok(Architecture::Roberta),
        Some("distilbert") => Ok(Architecture::DistilBert),
        Some(other) => Err(format!(
            "it is of the architecture {other}, and the engine runs bert, roberta, xlm-roberta and distilbert"
        )),
        None => Err("it does not say its model_type".to_owned()),
    }
}

fn number(config: &Map<String, Value>, key: &str) -> Result<usize, String> {
    config
        .get(key)
        .and_then(Value::as_u64)
        .and_then(|number| usize::try_from(number).ok())
        .filter(|&number| number > 0)
        .ok_or_else(|| format!("it does not say {key}"))
}

/// The activation that transformers calls `name`.
fn activation_of(name: &str) -> Result<Activation, String> {
    match name {
        "gelu" => Ok(Activation::Gelu),
        "gelu_new" | "gelu_pytorch_tanh" => Ok(Activation::GeluTanh),
        "relu" => Ok(Activation::Relu),
        "silu" | "swish" => Ok(Activation::Silu),
        other => Err(format!(
            "its activation is {other}, which the engine does not know"
        )),
    }
}

impl Activation {
    /// The activation that PyTorch calls by this path, as `torch.nn.modules.activation.Tanh`.
    ///
    /// # Errors
    /// It is another one.
    pub(super) fn of_class(path: &str) -> Result<Self, String> {
        match path.rsplit('.').next().unwrap_or(path) {
            "Identity" => Ok(Self::Identity),
            "GELU" => Ok(Self::Gelu),
            "ReLU" => Ok(Self::Relu),
            "SiLU" => Ok(Self::Silu),
            "Tanh" => Ok(Self::Tanh),
            other => Err(format!(
                "its activation is {other}, which the engine does not know"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(config: &str) -> Result<Shape, String> {
        Shape::of(&serde_json::from_str(config).unwrap())
    }

    #[test]
    fn positions_are_counted_as_the_network_counts_them() {
        let rest = r#""num_hidden_layers":2,"num_attention_heads":2,"hidden_size":8,"pad_token_id":1,"#;
        let bert = shape(&format!(
            r#"{{"model_type":"bert",{rest}"max_position_embeddings":512}}"#
        ))
        .unwrap();
        assert_eq!((bert.first_position, bert.positions), (0, 512));
        let xlm = shape(&format!(
            r#"{{"model_type":"xlm-roberta",{rest}"max_position_embeddings":514}}"#
        ))
        .unwrap();
        assert_eq!((xlm.first_position, xlm.positions), (2, 512));
        assert_eq!(bert.epsilon, 1e-12);
    }

    #[test]
    fn what_cannot_be_run_is_said() {
        for (config, says) in [
            (r#"{"model_type":"t5"}"#, "architecture t5"),
            (r#"{"model_type":"bert"}"#, "num_attention_heads"),
            (
                r#"{"model_type":"bert","position_embedding_type":"relative_key"}"#,
                "relative_key",
            ),
            (
                r#"{"model_type":"bert","num_attention_heads":3,"hidden_size":8}"#,
                "3 heads",
            ),
        ] {
            let message = shape(config).unwrap_err();
            assert!(message.contains(says), "{says:?} in {message:?}");
        }
    }
}
