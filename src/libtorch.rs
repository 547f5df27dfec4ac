//! What everything on libtorch shares.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tch::Tensor;

/// The tensors of a file of weights: safetensors, an archive of PyTorch's (`.bin`), or rust-bert's own (`.ot`).
///
/// # Errors
/// Why the file is of no use.
pub(crate) fn read_tensors(path: &Path) -> Result<Vec<(String, Tensor)>, String> {
    match path.extension().and_then(|e| e.to_str()) {
        Some("safetensors") => Tensor::read_safetensors(path),
        Some("bin") => Tensor::loadz_multi(path),
        _ => Tensor::load_multi(path),
    }
    .map_err(|e| e.to_string())
}

/// libtorch and rust-bert stop at what they did not expect; here that is an error.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(said.unwrap_or("it stopped without a word").to_owned())
    })
}
