//! What lies in the folder of a checkpoint, and whether it is whole.
//!
//! `modules.json` lists the parts: the network in the folder itself, and one folder for each of pooling, dense layers
//! and normalisation. Both spellings are read, that of versions before 6 and that of today.

use super::shape::{Activation, Shape};
use crate::embedding::EncoderError;
use crate::models::check_weights;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Lists the parts of a checkpoint.
pub(super) const MODULES: &str = "modules.json";
const CONFIG: &str = "config.json";
/// Names of weights, best first.
const WEIGHTS: [&str; 2] = ["model.safetensors", "pytorch_model.bin"];

/// A checkpoint whose files are there and whole.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "rust-bert"),
    allow(dead_code, reason = "read by the engine, which is a feature")
)]
pub(super) struct Files {
    pub(super) shape: Shape,
    pub(super) weights: PathBuf,
    pub(super) tokenizer: PathBuf,
    /// Tokens of a text, marks included; what is longer is cut off, as sentence-transformers does.
    pub(super) most_tokens: usize,
    pub(super) lower_case: bool,
    pub(super) pooling: Vec<Pooling>,
    pub(super) dense: Vec<Dense>,
    /// What comes before every text.
    pub(super) prefix: Option<String>,
}

/// How the vectors of tokens become one. Where there are several ways, their results stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pooling {
    /// That of the first token.
    First,
    /// The greatest of every column.
    Max,
    Mean,
    /// The sum over the square root of the number.
    MeanSqrt,
}

/// A layer after pooling.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "rust-bert"),
    allow(dead_code, reason = "read by the engine, which is a feature")
)]
pub(super) struct Dense {
    pub(super) weights: PathBuf,
    pub(super) activation: Activation,
}

#[derive(Deserialize)]
struct Module {
    #[serde(default)]
    path: String,
    r#type: String,
}

impl Files {
    /// # Errors
    /// A file is missing, is not whole, or says something that the engine cannot do.
    pub(super) fn read(folder: &Path) -> Result<Self, EncoderError> {
        let mut network = folder.to_path_buf();
        let (mut pooling, mut dense) = (Vec::new(), Vec::new());
        for module in modules(folder)? {
            let path = folder.join(&module.path);
            match module.r#type.rsplit('.').next().unwrap_or_default() {
                "Transformer" => network = path,
                "Pooling" => pooling = read_pooling(&path)?,
                "Dense" => dense.push(read_dense(&path)?),
                // Every vector is given length 1 in the end.
                "Normalize" | "Dropout" => {}
                other => {
                    let reason = format!("it has a part {other}, which the engine does not know");
                    return Err(refuse(&folder.join(MODULES), reason));
                }
            }
        }
        if pooling.is_empty() {
            pooling.push(Pooling::Mean);
        }
        let config = network.join(CONFIG);
        let shape = Shape::of(&object(&config)?).map_err(|reason| refuse(&config, reason))?;
        let weights = weights(&network)?;
        let tokenizer = network.join("tokenizer.json");
        if !tokenizer.is_file() {
            return Err(missing(&network, "tokenizer.json"));
        }
        let text = optional(&network.join("sentence_bert_config.json"))?;
        let most = text.get("max_seq_length").and_then(Value::as_u64);
        let most = match most {
            Some(most) => Some(most),
            None => optional(&network.join("tokenizer_config.json"))?
                .get("model_max_length")
                .and_then(Value::as_u64),
        };
        let most_tokens = most.map_or(shape.positions, |most| {
            usize::try_from(most).unwrap_or(usize::MAX).min(shape.positions)
        });
        Ok(Self {
            weights,
            tokenizer,
            most_tokens: most_tokens.max(3),
            lower_case: text.get("do_lower_case").and_then(Value::as_bool) == Some(true),
            pooling,
            dense,
            prefix: prefix(folder)?,
            shape,
        })
    }
}

/// The parts in their order. A checkpoint of transformers alone has one.
fn modules(folder: &Path) -> Result<Vec<Module>, EncoderError> {
    let path = folder.join(MODULES);
    if !path.is_file() && folder.join(CONFIG).is_file() {
        return Ok(Vec::new());
    }
    if !path.is_file() {
        return Err(EncoderError::Unrecognised {
            path: folder.to_path_buf(),
            reason: "it holds no encoder: neither modules.json (a checkpoint of sentence-transformers) nor config.json"
                .to_owned(),
        });
    }
    let text = text(&path)?;
    serde_json::from_str(&text).map_err(|e| refuse(&path, format!("it is no list of modules ({e})")))
}

fn read_pooling(folder: &Path) -> Result<Vec<Pooling>, EncoderError> {
    let path = folder.join(CONFIG);
    let config = object(&path)?;
    let modes: Vec<String> = match config.get("pooling_mode") {
        Some(Value::String(mode)) => vec![mode.clone()],
        Some(Value::Array(modes)) => modes
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        // One flag a mode, in the order in which their results stand side by side.
        _ => [
            ("pooling_mode_cls_token", "cls"),
            ("pooling_mode_max_tokens", "max"),
            ("pooling_mode_mean_tokens", "mean"),
            ("pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens"),
            ("pooling_mode_weightedmean_tokens", "weightedmean"),
            ("pooling_mode_lasttoken", "lasttoken"),
        ]
        .into_iter()
        .filter(|(flag, _)| config.get(*flag).and_then(Value::as_bool) == Some(true))
        .map(|(_, mode)| mode.to_owned())
        .collect(),
    };
    let known = |mode: &String| match mode.as_str() {
        "cls" => Ok(Pooling::First),
        "max" => Ok(Pooling::Max),
        "mean" => Ok(Pooling::Mean),
        "mean_sqrt_len_tokens" => Ok(Pooling::MeanSqrt),
        other => Err(refuse(
            &path,
            format!("it pools by {other}, and the engine knows cls, max, mean and mean_sqrt_len_tokens"),
        )),
    };
    modes.iter().map(known).collect()
}

fn read_dense(folder: &Path) -> Result<Dense, EncoderError> {
    let path = folder.join(CONFIG);
    let config = object(&path)?;
    let class = config.get("activation_function").and_then(Value::as_str);
    Ok(Dense {
        weights: weights(folder)?,
        activation: Activation::of_class(class.unwrap_or("Tanh")).map_err(|reason| refuse(&path, reason))?,
    })
}

/// The prompt that is used when none is asked for.
fn prefix(folder: &Path) -> Result<Option<String>, EncoderError> {
    let config = optional(&folder.join("config_sentence_transformers.json"))?;
    let name = config.get("default_prompt_name").and_then(Value::as_str);
    let prompts: BTreeMap<String, String> = config
        .get("prompts")
        .and_then(|prompts| serde_json::from_value(prompts.clone()).ok())
        .unwrap_or_default();
    Ok(name.and_then(|name| prompts.get(name).cloned()))
}

fn weights(folder: &Path) -> Result<PathBuf, EncoderError> {
    let path = WEIGHTS
        .iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| missing(folder, &WEIGHTS.join(" or ")))?;
    check_weights(&path).map_err(|reason| refuse(&path, reason))?;
    Ok(path)
}

fn text(path: &Path) -> Result<String, EncoderError> {
    std::fs::read_to_string(path).map_err(|e| refuse(path, format!("it cannot be read ({e})")))
}

fn object(path: &Path) -> Result<Map<String, Value>, EncoderError> {
    serde_json::from_str(&text(path)?).map_err(|e| refuse(path, format!("it is no JSON object ({e})")))
}

/// The same of a file that may be missing.
fn optional(path: &Path) -> Result<Map<String, Value>, EncoderError> {
    match path.is_file() {
        true => object(path),
        false => Ok(Map::new()),
    }
}

fn refuse(path: &Path, reason: String) -> EncoderError {
    EncoderError::File {
        path: path.to_path_buf(),
        reason,
    }
}

fn missing(folder: &Path, name: &str) -> EncoderError {
    EncoderError::Unrecognised {
        path: folder.to_path_buf(),
        reason: format!("{name} is missing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BERT: &str = r#"{"model_type":"bert","num_hidden_layers":1,"num_attention_heads":2,"hidden_size":8,
        "max_position_embeddings":64}"#;
    const WHOLE: &[u8] = b"\x02\0\0\0\0\0\0\0{}";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        folder
    }

    fn read(files: &[(&str, &str)]) -> Result<Files, String> {
        let whole = std::str::from_utf8(WHOLE).unwrap();
        let always = [
            ("config.json", BERT),
            ("model.safetensors", whole),
            ("tokenizer.json", "{}"),
        ];
        let folder = folder(&[&always[..], files].concat());
        Files::read(folder.path()).map_err(|e| e.to_string())
    }

    fn parts(types: &[(&str, &str)]) -> String {
        let module = |(at, (path, kind)): (usize, &(&str, &str))| {
            format!(
                r#"{{"idx":{at},"name":"{at}","path":"{path}","type":"sentence_transformers.models.{kind}"}}"#
            )
        };
        let modules: Vec<String> = types.iter().enumerate().map(module).collect();
        format!("[{}]", modules.join(","))
    }

    #[test]
    fn a_checkpoint_without_parts_is_pooled_by_the_mean() {
        let files = read(&[]).unwrap();
        assert_eq!(files.pooling, [Pooling::Mean]);
        assert_eq!(
            (files.most_tokens, files.lower_case, files.prefix),
            (64, false, None)
        );
    }

    #[test]
    fn the_parts_are_those_of_the_files() {
        let whole = std::str::from_utf8(WHOLE).unwrap();
        let modules = parts(&[
            ("", "Transformer"),
            ("1_Pooling", "Pooling"),
            ("2_Dense", "Dense"),
            ("3", "Normalize"),
        ]);
        let files = read(&[
            (MODULES, &modules),
            (
                "sentence_bert_config.json",
                r#"{"max_seq_length":32,"do_lower_case":true}"#,
            ),
            (
                "1_Pooling/config.json",
                r#"{"pooling_mode_mean_tokens":true,"pooling_mode_cls_token":true}"#,
            ),
            (
                "2_Dense/config.json",
                r#"{"activation_function":"torch.nn.modules.activation.Tanh"}"#,
            ),
            ("2_Dense/model.safetensors", whole),
            (
                "config_sentence_transformers.json",
                r#"{"prompts":{"query":"query: "},"default_prompt_name":"query"}"#,
            ),
        ])
        .unwrap();
        assert_eq!(files.pooling, [Pooling::First, Pooling::Mean]);
        assert_eq!(files.dense[0].activation, Activation::Tanh);
        assert_eq!((files.most_tokens, files.lower_case), (32, true));
        assert_eq!(files.prefix.as_deref(), Some("query: "));
    }

    #[test]
    fn pooling_is_read_as_today_s_versions_write_it() {
        let modules = parts(&[("", "Transformer"), ("1", "Pooling")]);
        let pooling =
            |config: &str| read(&[(MODULES, &modules), ("1/config.json", config)]).map(|f| f.pooling);
        assert_eq!(pooling(r#"{"pooling_mode":"max"}"#).unwrap(), [Pooling::Max]);
        let both = pooling(r#"{"pooling_mode":["mean","mean_sqrt_len_tokens"]}"#).unwrap();
        assert_eq!(both, [Pooling::Mean, Pooling::MeanSqrt]);
        assert!(
            pooling(r#"{"pooling_mode":"lasttoken"}"#)
                .unwrap_err()
                .contains("lasttoken")
        );
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        let empty = tempfile::tempdir().unwrap();
        let message = Files::read(empty.path()).unwrap_err().to_string();
        assert!(message.contains("modules.json"), "{message}");
        let unknown = parts(&[("", "Transformer"), ("1", "LSTM")]);
        for (files, says) in [
            (&[(MODULES, unknown.as_str())][..], "LSTM"),
            (&[(MODULES, "{}")], "list of modules"),
            (&[("model.safetensors", "versi")], "truncated"),
            (&[(MODULES, &parts(&[("0_Network", "Transformer")]))], "0_Network"),
        ] {
            let message = read(files).unwrap_err();
            assert!(message.contains(says), "{says:?} in {message:?}");
        }
    }
}
