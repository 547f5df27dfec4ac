//! Daejo (대조, "collating a text against its original") answers, for news in English and Korean, which sentence
//! became which, who is quoted as saying what, and whether it is still the same statement.
//!
//! The flow is the folder list, and each stage is a pure function between plain types:
//!
//! ```text
//! article ─► sentences ─► alignment ─► statements ─► fidelity ─► report
//!                             ▲
//!               models ─► embedding
//! ```
//!
//! [`pipeline::check`] runs the whole flow on two articles and fits on one page; read it first.

pub mod alignment;
pub mod article;
pub mod coverage;
pub mod embedding;
pub mod error;
pub mod exchange;
pub mod fidelity;
#[cfg(feature = "rust-bert")]
mod libtorch;
pub mod models;
pub mod names;
pub mod pipeline;
pub mod quantities;
pub mod report;
pub mod sentences;
pub mod statements;
pub mod text;
pub mod translation;

pub use error::{Error, Result};
