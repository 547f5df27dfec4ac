//! Whether a file of weights is whole, by its own table of contents.
//!
//! Looked at before an engine sees it: libtorch's words for a truncated file help nobody.

use serde_json::{Map, Value};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// No head of a safetensors file is as long as this; the first bytes of a page of the web make such a length.
const LONGEST_HEAD: u64 = 100_000_000;

/// Looks at a file of safetensors, or else at an archive of PyTorch's.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(crate) fn check_weights(path: &Path) -> Result<(), String> {
    let file = File::open(path).map_err(|e| format!("it cannot be read ({e})"))?;
    let size = file
        .metadata()
        .map_err(|e| format!("it cannot be read ({e})"))?
        .len();
    if path.extension().is_some_and(|e| e == "safetensors") {
        return check_safetensors(file, size);
    }
    match zip::ZipArchive::new(file) {
        Ok(_) => Ok(()),
        Err(_) => Err(format!(
            "with {size} bytes it is no archive of PyTorch's: it is truncated, or a pointer of git-lfs in place of \
             the file, or was saved by a version before 1.6"
        )),
    }
}

fn check_safetensors(mut file: File, size: u64) -> Result<(), String> {
    let truncated = || format!("it is truncated: it has {size} bytes, less than its head; fetch it again");
    let mut length = [0; 8];
    file.read_exact(&mut length).map_err(|_| truncated())?;
    let length = u64::from_le_bytes(length);
    if length > size.saturating_sub(8) {
        return Err(match length > LONGEST_HEAD {
            true => {
                format!("with {size} bytes it is no safetensors file, or a pointer of git-lfs in its place")
            }
            false => truncated(),
        });
    }
    let mut head = Vec::new();
    file.take(length)
        .read_to_end(&mut head)
        .map_err(|_| truncated())?;
    let head: Map<String, Value> =
        serde_json::from_slice(&head).map_err(|e| format!("its head is no JSON object ({e})"))?;
    let end = head
        .iter()
        .filter(|(name, _)| *name != "__metadata__")
        .filter_map(|(_, tensor)| tensor.get("data_offsets")?.get(1)?.as_u64())
        .max()
        .unwrap_or(0);
    let whole = end.saturating_add(8).saturating_add(length);
    if size < whole {
        return Err(format!(
            "it is truncated: it has {size} bytes of {whole}; fetch it again"
        ));
    }
    Ok(())
}
