//! Models against servers that speak the protocols of the real ones. No address but this machine's is opened.

mod bench;
mod download;
mod hub;
mod index;
mod server;
mod store;
