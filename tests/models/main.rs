//! Models against servers that speak the protocols of the real ones. No address but this machine's is opened.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops, in its helpers too"
)]

mod bench;
mod download;
mod hub;
mod index;
mod server;
mod store;
