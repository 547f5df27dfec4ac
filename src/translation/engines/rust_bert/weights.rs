//! Weights and settings of a checkpoint in the form that rust-bert wants.
//!
//! What today's transformers save differs from what rust-bert, of 2024, loads: sinusoidal positions are computed and
//! no longer saved, of tensors that are tied only one is saved, and settings that have their default may be left out.

use super::super::checkpoint::{Architecture, Checkpoint};
use crate::libtorch::read_tensors;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use tch::{Kind, Tensor};

/// Where the weights lie in the form wanted: as they are, or completed in `scratch`.
///
/// # Errors
/// Why they are of no use.
pub(super) fn prepare(checkpoint: &Checkpoint, scratch: &Path) -> Result<PathBuf, String> {
    let mut tensors = read_tensors(&checkpoint.weights)?;
    if !complete(&mut tensors, checkpoint)? {
        return Ok(checkpoint.weights.clone());
    }
    let path = scratch.join("weights.ot");
    Tensor::save_multi(&tensors, &path).map_err(|e| e.to_string())?;
    Ok(path)
}

/// Adds what is missing; whether anything was.
fn complete(tensors: &mut Vec<(String, Tensor)>, checkpoint: &Checkpoint) -> Result<bool, String> {
    let before = tensors.len();
    let find = |tensors: &[(String, Tensor)], name: &str| {
        tensors.iter().find(|t| t.0 == name).map(|t| t.1.shallow_clone())
    };
    const SHARED: &str = "model.shared.weight";
    if find(tensors, SHARED).is_none() {
        let tied = [
            "model.encoder.embed_tokens.weight",
            "model.decoder.embed_tokens.weight",
            "lm_head.weight",
        ];
        let table = tied
            .iter()
            .find_map(|name| find(tensors, name))
            .ok_or("it has no table of embeddings (model.shared.weight)")?;
        tensors.push((SHARED.to_owned(), table));
    }
    if checkpoint.architecture != Architecture::M2m100 && find(tensors, "final_logits_bias").is_none() {
        let size = checkpoint.number("vocab_size")?;
        let bias = Tensor::zeros([1, size], (Kind::Float, tch::Device::Cpu));
        tensors.push(("final_logits_bias".to_owned(), bias));
    }
    if checkpoint.architecture == Architecture::Marian {
        for side in ["encoder", "decoder"] {
            let name = format!("model.{side}.embed_positions.weight");
            if find(tensors, &name).is_none() {
                let (rows, width) = (
                    checkpoint.number("max_position_embeddings")?,
                    checkpoint.number("d_model")?,
                );
                tensors.push((name, sinusoids(rows, width)));
            }
        }
    }
    Ok(tensors.len() > before)
}

/// The positions of Vaswani et al. (2017), all sines before all cosines, as Marian has them.
fn sinusoids(rows: i64, width: i64) -> Tensor {
    let options = (Kind::Double, tch::Device::Cpu);
    let rates = (Tensor::arange((width + 1) / 2, options) * (-2.0 * 10_000f64.ln() / width as f64)).exp();
    let angles = Tensor::arange(rows, options).unsqueeze(1) * rates.unsqueeze(0);
    let cosines = angles.cos().narrow(1, 0, width / 2);
    Tensor::cat(&[angles.sin(), cosines], 1).to_kind(Kind::Float)
}

/// The settings with everything that rust-bert insists on.
pub(super) fn settings(checkpoint: &Checkpoint) -> Result<Map<String, Value>, String> {
    let mut settings = checkpoint.config.clone();
    for key in [
        "vocab_size",
        "d_model",
        "max_position_embeddings",
        "encoder_layers",
        "decoder_layers",
        "encoder_ffn_dim",
        "decoder_ffn_dim",
        "encoder_attention_heads",
        "decoder_attention_heads",
    ] {
        let number = checkpoint.number(key)?;
        if number < 1 {
            return Err(format!("config.json says {key}: {number}"));
        }
        settings.insert(key.to_owned(), json!(number));
    }
    // Nothing of training matters here, but the fields must be there.
    for key in [
        "dropout",
        "attention_dropout",
        "activation_dropout",
        "encoder_layerdrop",
        "decoder_layerdrop",
        "init_std",
    ] {
        settings.insert(key.to_owned(), json!(0.0));
    }
    // Labels are for classifiers, and lists of them are written differently by now.
    for key in [
        "id2label",
        "label2id",
        "classif_dropout",
        "classifier_dropout",
        "no_repeat_ngram_size",
        "min_length",
    ] {
        settings.remove(key);
    }
    settings.insert(
        "num_hidden_layers".to_owned(),
        json!(checkpoint.number("encoder_layers")?),
    );
    let activation = match settings.get("activation_function").and_then(Value::as_str) {
        Some("silu" | "swish") => "swish",
        Some("relu") => "relu",
        Some("gelu") => "gelu",
        Some("gelu_new") => "gelu_new",
        other => {
            return Err(format!(
                "config.json says activation_function: {}",
                other.unwrap_or("nothing")
            ));
        }
    };
    settings.insert("activation_function".to_owned(), json!(activation));
    if checkpoint.architecture == Architecture::Marian {
        settings.insert("static_position_embeddings".to_owned(), json!(true));
        settings.insert("normalize_embedding".to_owned(), json!(false));
    }
    // These are given with each sentence.
    settings.remove("forced_bos_token_id");
    Ok(settings)
}
