//! The encoder that commands use.

use super::context::Context;
use daejo::embedding::{Encoder, UseMultilingual};
use daejo::models::{Purpose, Registry, Silent, Store, StoreOptions};

/// Opens the default encoder; its model is fetched where it is not on disk yet.
pub fn open(context: &Context) -> anyhow::Result<impl Encoder + use<>> {
    let registry = Registry::load()?;
    let model = registry
        .default_for(Purpose::Encoder)
        .ok_or_else(|| anyhow::anyhow!("no model is the default encoder; see daejo models list"))?;
    let store = Store::new(StoreOptions {
        root: None,
        offline: context.offline(),
    })?;
    let folder = store.require(&registry, &model.name, &Silent)?;
    Ok(UseMultilingual::open(&folder)?)
}
