//! The head of a Marian model: which tensors it holds, and whether they are those of a student that the engine knows.
//!
//! The format is Marian's `io::binary`: a version, for each item the lengths of its name, shape and data and its type,
//! then all names, all shapes, a gap, and all data. Everything the engine would look for is looked for here first,
//! because it stops the process where something is missing.

use super::search::MOST_LAYERS;
use std::collections::BTreeMap;

const VERSION: u64 = 1;
const FLOAT32: u64 = 0x404;
const INTGEMM8: u64 = 0x4101;

/// What the engine must know of a model before it runs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// Rows of the source and of the target table.
    pub(super) vocabularies: (usize, usize),
}

struct Item<'a> {
    kind: u64,
    rows: usize,
    columns: usize,
    data: &'a [u8],
}

/// Reads the head of a model and checks what it promises.
///
/// # Errors
/// What is wrong with the file, in words that follow "is not usable: ".
pub(super) fn check(file: &[u8]) -> Result<Head, String> {
    let items = items(file)?;
    let settings = items
        .get("special:model.yml")
        .ok_or("it does not say its own settings (special:model.yml)")?;
    let settings = Settings(String::from_utf8_lossy(settings.data).into_owned());
    settings.check_kind()?;
    Tensors { items, settings }.check()
}

fn items(file: &[u8]) -> Result<BTreeMap<String, Item<'_>>, String> {
    let mut rest = Cursor(file);
    let no_model = || "it is no Marian model in binary format".to_owned();
    if rest.number().ok_or_else(no_model)? != VERSION as usize {
        return Err(no_model());
    }
    let count = rest.number().ok_or_else(no_model)?;
    if count > file.len() / 32 {
        return Err(no_model());
    }
    let short = || "it is truncated: fetch it again".to_owned();
    let mut heads = Vec::with_capacity(count);
    for _ in 0..count {
        let mut next = || rest.number().ok_or_else(short);
        heads.push((next()?, next()? as u64, next()?, next()?));
    }
    let mut names = Vec::with_capacity(count);
    for (length, ..) in &heads {
        let name = rest.take(*length).ok_or_else(short)?;
        let name = name.split(|&b| b == 0).next().unwrap_or_default();
        names.push(String::from_utf8_lossy(name).into_owned());
    }
    let mut shapes = Vec::with_capacity(count);
    for (_, _, rank, _) in &heads {
        let bytes = rank.checked_mul(4).and_then(|n| rest.take(n)).ok_or_else(short)?;
        shapes.push(shape(bytes)?);
    }
    let gap = rest.number().ok_or_else(short)?;
    rest.take(gap).ok_or_else(short)?;
    let needed = heads.iter().try_fold(0usize, |sum, head| sum.checked_add(head.3));
    match needed {
        Some(needed) if needed <= rest.0.len() => {}
        Some(needed) => {
            let whole = file.len() - rest.0.len() + needed;
            return Err(format!(
                "it is truncated: it has {} bytes of {whole}; fetch it again",
                file.len()
            ));
        }
        None => return Err(no_model()),
    }
    let mut out = BTreeMap::new();
    for ((name, (rows, columns)), (_, kind, _, length)) in names.into_iter().zip(shapes).zip(heads) {
        let data = rest.take(length).ok_or_else(short)?;
        out.insert(
            name,
            Item {
                kind,
                rows,
                columns,
                data,
            },
        );
    }
    Ok(out)
}

/// Rows and columns; a vector is one row.
fn shape(bytes: &[u8]) -> Result<(usize, usize), String> {
    let sizes = bytes.as_chunks::<4>().0.iter().map(|b| i32::from_le_bytes(*b));
    let sizes: Option<Vec<usize>> = sizes.map(|n| usize::try_from(n).ok()).collect();
    let bad = || "a tensor has an impossible shape".to_owned();
    let sizes = sizes.ok_or_else(bad)?;
    let columns = sizes.last().copied().unwrap_or(1);
    let rows = sizes[..sizes.len().saturating_sub(1)]
        .iter()
        .try_fold(1usize, |product, &n| product.checked_mul(n))
        .ok_or_else(bad)?;
    rows.checked_mul(columns).ok_or_else(bad)?;
    Ok((rows, columns))
}

/// The lines of `special:model.yml`.
struct Settings(String);

impl Settings {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.lines().find_map(|line| {
            let value = line.strip_prefix(key)?.strip_prefix(':')?;
            Some(value.trim().trim_matches(['"', '\'', '\0']))
        })
    }

    fn number(&self, key: &str) -> Result<usize, String> {
        let value = self
            .get(key)
            .ok_or_else(|| format!("its settings do not say {key}"))?;
        match value.parse() {
            Ok(number @ 1..=65536) => Ok(number),
            _ => Err(format!("its settings say {key}: {value}")),
        }
    }

    /// Marian has many networks; the engine has this one.
    fn check_kind(&self) -> Result<(), String> {
        for (key, known) in [
            ("type", "transformer"),
            ("transformer-decoder-autoreg", "rnn"),
            ("dec-cell", "ssru"),
            ("transformer-preprocess", ""),
            ("transformer-postprocess", "dan"),
            ("transformer-ffn-activation", "relu"),
            ("transformer-train-position-embeddings", "false"),
        ] {
            if let Some(other) = self.get(key).filter(|value| *value != known) {
                return Err(format!(
                    "the engine runs networks with {key}: {known:?}, and this one has {other:?}"
                ));
            }
        }
        Ok(())
    }
}

struct Tensors<'a> {
    items: BTreeMap<String, Item<'a>>,
    settings: Settings,
}

impl Tensors<'_> {
    fn check(&self) -> Result<Head, String> {
        let shared = self.items.contains_key("Wemb");
        let (input, output) = if shared {
            ("Wemb", "Wemb")
        } else {
            ("encoder_Wemb", "decoder_Wemb")
        };
        let dim = self.settings.number("dim-emb")?;
        let heads = self.settings.number("transformer-heads")?;
        if !dim.is_multiple_of(heads) || dim < 4 {
            return Err(format!("{heads} heads do not divide a width of {dim}"));
        }
        for layer in 1..=self.settings.number("enc-depth")? {
            self.attention(&format!("encoder_l{layer}_self"), dim)?;
            self.feed_forward(&format!("encoder_l{layer}_ffn"), dim)?;
        }
        let depth = self.settings.number("dec-depth")?;
        if depth > MOST_LAYERS {
            return Err(format!(
                "its decoder has {depth} layers; the engine takes {MOST_LAYERS}"
            ));
        }
        for layer in 1..=depth {
            self.matrix(&format!("decoder_l{layer}_rnn_W"), dim, dim)?;
            self.matrix(&format!("decoder_l{layer}_rnn_Wf"), dim, dim)?;
            self.vector(&format!("decoder_l{layer}_rnn_bf"), dim)?;
            self.norm(&format!("decoder_l{layer}_rnn_ffn"), dim)?;
            self.attention(&format!("decoder_l{layer}_context"), dim)?;
            self.feed_forward(&format!("decoder_l{layer}_ffn"), dim)?;
        }
        let vocabularies = (self.table(input, dim)?, self.table(output, dim)?);
        self.output(output, shared, vocabularies.1)?;
        Ok(Head { vocabularies })
    }

    fn attention(&self, prefix: &str, dim: usize) -> Result<(), String> {
        for letter in ['q', 'k', 'v', 'o'] {
            self.matrix(&format!("{prefix}_W{letter}"), dim, dim)?;
            self.vector(&format!("{prefix}_b{letter}"), dim)?;
        }
        self.norm(&format!("{prefix}_Wo"), dim)
    }

    fn feed_forward(&self, prefix: &str, dim: usize) -> Result<(), String> {
        let inner = self.get(&format!("{prefix}_W1"))?.columns;
        self.matrix(&format!("{prefix}_W1"), dim, inner)?;
        self.vector(&format!("{prefix}_b1"), inner)?;
        self.matrix(&format!("{prefix}_W2"), inner, dim)?;
        self.vector(&format!("{prefix}_b2"), dim)?;
        self.norm(&format!("{prefix}_ffn"), dim)
    }

    fn norm(&self, prefix: &str, dim: usize) -> Result<(), String> {
        self.vector(&format!("{prefix}_ln_scale"), dim)?;
        let bias = format!("{prefix}_ln_bias");
        match self.items.contains_key(&bias) {
            true => self.vector(&bias, dim),
            false => Ok(()),
        }
    }

    fn vector(&self, name: &str, size: usize) -> Result<(), String> {
        let item = self.get(name)?;
        if item.kind != FLOAT32 {
            return Err(format!("{name} is not of 32-bit floats"));
        }
        item.expect(name, 1, size)
    }

    /// A weight; in a model of 8 bits, what its activations are multiplied by must be there too.
    fn matrix(&self, name: &str, rows: usize, columns: usize) -> Result<(), String> {
        let item = self.get(name)?;
        item.expect(name, rows, columns)?;
        if item.kind == INTGEMM8 {
            self.vector(&format!("{name}_QuantMultA"), 1)?;
        }
        match item.kind == self.get("encoder_l1_self_Wq")?.kind {
            true => Ok(()),
            false => Err(format!("{name} is of another type than the rest")),
        }
    }

    fn table(&self, name: &str, dim: usize) -> Result<usize, String> {
        let item = self.get(name)?;
        item.expect(name, item.rows, dim)?;
        Ok(item.rows)
    }

    fn output(&self, table: &str, shared: bool, size: usize) -> Result<(), String> {
        self.vector("decoder_ff_logit_out_b", size)?;
        match self.get(table)?.kind {
            FLOAT32 if shared => Ok(()),
            // The engine takes the source's table for a weight and loses it.
            FLOAT32 => {
                Err("two vocabularies in 32-bit floats are not supported: convert it to 8 bits".to_owned())
            }
            _ if self.items.contains_key("none_QuantMultA") => self.vector("none_QuantMultA", 1),
            _ => {
                let name = format!("{table}_QuantMultA");
                self.get(&name)?.expect(&name, 1, 1)
            }
        }
    }

    fn get(&self, name: &str) -> Result<&Item<'_>, String> {
        self.items
            .get(name)
            .ok_or_else(|| format!("it has no tensor {name}; it is another network, or damaged"))
    }
}

impl Item<'_> {
    fn expect(&self, name: &str, rows: usize, columns: usize) -> Result<(), String> {
        if (self.rows, self.columns) != (rows, columns) {
            return Err(format!(
                "{name} is {} by {}, not {rows} by {columns}",
                self.rows, self.columns
            ));
        }
        let size = rows * columns;
        let bytes = match self.kind {
            FLOAT32 => size.checked_mul(4),
            INTGEMM8 => size.checked_add(4),
            other => {
                return Err(format!(
                    "{name} has the type {other:#x}, which the engine does not know"
                ));
            }
        };
        match bytes {
            Some(bytes) if bytes <= self.data.len() => Ok(()),
            _ => Err(format!("{name} is shorter than its shape")),
        }
    }
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(8)?.first_chunk::<8>()?;
        usize::try_from(u64::from_le_bytes(*bytes)).ok()
    }
}
