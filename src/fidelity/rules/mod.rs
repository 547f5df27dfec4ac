//! One rule a file. Each looks at one slot of a statement (who, whether, how many, when, how said) and is silent
//! where either side does not show it.
//!
//! The next rule:
//!
//! ```text
//! //! What it looks at, in one line.
//!
//! use super::Rule;
//! use crate::fidelity::finding::{Fault, Finding, Severity};
//! use crate::fidelity::passage::Pair;
//!
//! /// What it looks at, and when it is silent.
//! pub struct Venue;
//!
//! impl Rule for Venue {
//!     fn name(&self) -> &'static str {
//!         "venue" // the name of the file
//!     }
//!
//!     fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
//!         // Find the slot in pair.source and in pair.target; return unless both show it; compare; then
//!         // out.push(pair.finding(self.name(), Fault::…, Severity::…, (&here, &there), "why, in one sentence"));
//!     }
//! }
//!
//! #[cfg(test)]
//! mod tests {
//!     use super::*;
//!     use crate::fidelity::rules::testing::{faults, silent};
//!     // #[test] fn a_fault() { assert_eq!(faults(&Venue, "English …", "한국어 …"), [Fault::VenueSwap]); }
//!     // #[test] fn faithful() { silent(&Venue, "English …", "한국어 …"); }
//! }
//! ```
//!
//! Then add it to [`ALL`], and its faults to `docs/faults.md`.

mod agreement;
mod attribution;
mod belief;
mod boundary;
mod change;
mod comparison;
mod concession;
mod condition;
mod contrast;
mod counterpart;
mod date;
mod deixis;
mod deputy;
mod distance;
mod ellipsis;
mod entity;
mod evidential;
mod focus;
mod hedge;
mod kind;
mod lost;
mod negation;
mod no_comment;
mod number;
mod obligation;
mod open_question;
mod partial_speaker;
mod parts;
mod person;
mod plan;
mod polarity;
mod predicate;
mod preference;
mod quotation;
mod quoted_clause;
mod relay;
mod role;
mod scare;
mod scope;
mod share;
mod source_level;
mod stance;
#[cfg(test)]
mod testing;
mod venue;
mod vigour;

use super::finding::Finding;
use super::passage::Pair;

/// One thing that can go wrong between a passage and its version in the other language.
pub trait Rule: Sync {
    /// The name of its file.
    fn name(&self) -> &'static str;

    /// Looks at one pair and adds what it finds. Never on similarity alone.
    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>);
}

/// Every rule, in the order of their findings.
pub static ALL: &[&dyn Rule] = &[
    &number::Number,
    &change::Change,
    &date::DateRule,
    &entity::Entity,
    &venue::Venue,
    &person::Person,
    &partial_speaker::PartialSpeaker,
    &parts::Parts,
    &role::Role,
    &deputy::Deputy,
    &deixis::Deixis,
    &polarity::PolarityFlip,
    &no_comment::NoComment,
    &open_question::OpenQuestion,
    &condition::Condition,
    &concession::Concession,
    &hedge::Hedge,
    &distance::Distance,
    &evidential::Evidential,
    &belief::Belief,
    &plan::Plan,
    &predicate::PredicateRule,
    &agreement::Agreement,
    &obligation::Obligation,
    &attribution::Attribution,
    &source_level::SourceLevel,
    &relay::Relay,
    &stance::StanceRule,
    &vigour::Vigour,
    &scope::Scope,
    &share::Share,
    &preference::Preference,
    &comparison::Comparative,
    &contrast::ContrastRule,
    &kind::KindRule,
    &focus::Focus,
    &quotation::Quotation,
    &boundary::Boundary,
    &scare::Scare,
    &ellipsis::Ellipsis,
    &quoted_clause::QuotedClause,
];
