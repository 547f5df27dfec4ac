//! Translation engines against independent implementations, on tiny models with random weights.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[cfg(feature = "rust-bert")]
mod checkpoints;
mod command;
mod firefox;
mod scores;
