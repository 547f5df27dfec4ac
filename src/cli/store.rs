//! The store of models as the flags and the environment have it.

use super::context::Context;
use daejo::models::{Store, StoreOptions};

/// The store that every command uses.
pub fn open(context: &Context) -> anyhow::Result<Store> {
    Ok(Store::new(StoreOptions {
        root: None,
        offline: context.offline(),
    })?)
}
