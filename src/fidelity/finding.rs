//! What can be wrong, how much it matters, and the finding that says so.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a fault matters; gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Presentation only; no fault.
    Note,
    /// Marks, bounds, ellipsis.
    Minor,
    /// Strength, level of source, scope, date.
    Major,
    /// Who, what, whether, how many.
    Critical,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        })
    }
}

/// What can go wrong between a statement and its version in the other language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "docs/faults.md has an example of each")]
pub enum Fault {
    SpeakerSwap,
    SpeakerRole,
    SpeakerPartial,
    SourceLevel,
    NestedSpeaker,
    AttributionDropped,
    QuoteMerged,
    PolarityFlip,
    NoCommentFlip,
    NonconfirmFlip,
    ConditionLost,
    ConditionFlip,
    HedgeLost,
    HedgeAdded,
    EvidentialLost,
    ModalityStrengthened,
    PlanAsDone,
    Mood,
    CueStrengthened,
    CueWeakened,
    CueStance,
    NumMagnitude,
    NumValue,
    NumUnit,
    NumBound,
    DateShift,
    TimeShift,
    PlaceSwap,
    VenueSwap,
    EntitySwap,
    RoleSwap,
    ObjectSwap,
    QuoteAntonym,
    Scope,
    Manner,
    Deixis,
    QuoteFabricated,
    QuoteMissing,
    QuoteTruncated,
    QuotePromoted,
    QuoteDemoted,
    QuoteBoundary,
    QuoteAltered,
    ScareDropped,
    ScareAdded,
    EllipsisDropped,
    StatementMissing,
    StatementAdded,
    Unverifiable,
}

impl Fault {
    /// The family of the fault: what about a statement it is that differs.
    pub const fn family(self) -> Family {
        use Fault as F;
        match self {
            F::SpeakerSwap
            | F::SpeakerRole
            | F::SpeakerPartial
            | F::SourceLevel
            | F::NestedSpeaker
            | F::AttributionDropped
            | F::QuoteMerged => Family::Who,
            F::PolarityFlip
            | F::NoCommentFlip
            | F::NonconfirmFlip
            | F::ConditionLost
            | F::ConditionFlip
            | F::HedgeLost
            | F::HedgeAdded
            | F::EvidentialLost
            | F::ModalityStrengthened
            | F::PlanAsDone
            | F::Mood => Family::Whether,
            F::CueStrengthened | F::CueWeakened | F::CueStance => Family::How,
            F::NumMagnitude
            | F::NumValue
            | F::NumUnit
            | F::NumBound
            | F::DateShift
            | F::TimeShift
            | F::PlaceSwap
            | F::VenueSwap => Family::HowMany,
            F::EntitySwap
            | F::RoleSwap
            | F::ObjectSwap
            | F::QuoteAntonym
            | F::Scope
            | F::Manner
            | F::Deixis => Family::What,
            F::QuoteFabricated
            | F::QuoteMissing
            | F::QuoteTruncated
            | F::QuotePromoted
            | F::QuoteDemoted
            | F::QuoteBoundary
            | F::QuoteAltered
            | F::ScareDropped
            | F::ScareAdded
            | F::EllipsisDropped => Family::Marks,
            F::StatementMissing | F::StatementAdded => Family::Statements,
            F::Unverifiable => Family::None,
        }
    }
}

/// What about a statement a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Who says it.
    Who,
    /// Whether it is so.
    Whether,
    /// How it was said.
    How,
    /// How many, when, where.
    HowMany,
    /// What is said.
    What,
    /// Quotation marks.
    Marks,
    /// Whole statements.
    Statements,
    /// No fault.
    None,
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Who => "who",
            Self::Whether => "whether",
            Self::How => "how said",
            Self::HowMany => "how many, when, where",
            Self::What => "what",
            Self::Marks => "marks",
            Self::Statements => "statements",
            Self::None => "no fault",
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// Something an editor should look at: a fault with both passages, the values that differ, and the reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What went wrong.
    pub fault: Fault,
    /// The rule that says so, by the name of its file: `polarity`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Passages of the source.
    pub source: Vec<Span>,
    /// Passages of the target.
    pub target: Vec<Span>,
    /// The differing values as people would write them, source first: `("1,500", "150")`.
    pub values: (String, String),
    /// One sentence that says why, in English.
    pub reason: String,
    /// Position in the list of matches of the match it concerns, if one.
    pub matched: Option<usize>,
}
