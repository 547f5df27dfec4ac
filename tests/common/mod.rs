//! What several tests need.

use daejo::embedding::UseMultilingual;
use daejo::models::{Registry, Silent, Store, StoreOptions};
use std::sync::LazyLock;

/// The default encoder. Its model is fetched the first time.
pub static ENCODER: LazyLock<UseMultilingual> = LazyLock::new(|| {
    let registry = Registry::built_in().expect("the registry");
    let store = Store::new(StoreOptions::default()).expect("a store");
    let folder = store
        .require(&registry, "use-multilingual-v3", &Silent)
        .expect("the model");
    UseMultilingual::open(&folder).expect("the encoder")
});
