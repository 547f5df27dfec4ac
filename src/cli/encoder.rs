//! The encoder that commands use.

use super::context::Context;
use super::progress::Bar;
use super::store;
use daejo::embedding::{Encoder, UseMultilingual};
use daejo::models::{Model, Purpose, Registry};

/// The name of the default encoder's model.
pub fn name() -> anyhow::Result<String> {
    Ok(default(&Registry::load()?)?.name.clone())
}

/// Opens the default encoder; its model is fetched where it is not on disk yet.
pub fn open(context: &Context) -> anyhow::Result<impl Encoder + use<>> {
    let registry = Registry::load()?;
    let model = default(&registry)?;
    let folder = store::open(context)?.require(&registry, &model.name, &Bar::new(context))?;
    Ok(UseMultilingual::open(&folder)?)
}

fn default(registry: &Registry) -> anyhow::Result<&Model> {
    registry
        .default_for(Purpose::Encoder)
        .ok_or_else(|| anyhow::anyhow!("no model is the default encoder; see daejo models list"))
}
