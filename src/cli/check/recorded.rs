//! What a translated article says of itself: which sentence came from which.

use crate::cli::context::Context;
use crate::cli::many::{Given, Item};
use anyhow::Context as _;
use daejo::alignment::evaluate::Links;
use daejo::pipeline::Side;
use daejo::translation::recorded;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

/// The record in a file of one JSON line; none in anything else. What comes from stdin has been read already.
pub fn record(path: &Path) -> anyhow::Result<Option<Value>> {
    let extension = path.extension().unwrap_or_default();
    if !(extension == "jsonl" || extension == "ndjson" || extension == "json") || !path.is_file() {
        return Ok(None);
    }
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut line = Vec::new();
    BufReader::new(file).read_until(b'\n', &mut line)?;
    let object: Option<Value> = serde_json::from_slice(&line).ok();
    Ok(object.and_then(|object| object.get("translation").cloned()))
}

/// The record of a pair's target.
pub fn of_item(item: &Item) -> Option<Value> {
    match item.given.as_ref().ok()? {
        Given::Files(_, target) => record(target).ok().flatten(),
        Given::Object(object) => object.get("target")?.get("translation").cloned(),
    }
}

/// The beads of a record; none where there is no record, or it is of other texts than these.
pub fn beads(record: Option<&Value>, source: &Side, target: &Side, context: &Context) -> Vec<Links> {
    let Some(record) = record else {
        return Vec::new();
    };

    recorded::beads(
        record,
        (&source.article, &source.sentences),
        (&target.article, &target.sentences),
    )
    .unwrap_or_else(|| {
        let id = &target.article.id;
        context.note(&format!(
            "{id}: its record is of other texts than these; they are aligned anew"
        ));
        Vec::new()
    })
}
