//! Whether it is still the same statement.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A statement of the source and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Ids of source statements; empty for a statement the target adds. Several where they were joined.
    pub source: Vec<usize>,
    /// Ids of target statements; empty for a statement that is missing. Several where it was split.
    pub target: Vec<usize>,
    /// How well the two go together, 0 to 1.
    pub score: f32,
    /// What the rules say of it.
    pub verdict: Verdict,
}

/// The verdict on a pair of statements or segments; gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The same statement.
    Consistent,
    /// The same, presented otherwise (direct to indirect, split, unit converted).
    ConsistentWithNote,
    /// Cannot be judged on the evidence given; the finding says what would settle it.
    Unverifiable,
    /// Stands in the target alone.
    Added,
    /// Stands in the source alone.
    Missing,
    /// A slot differs.
    Inconsistent,
    /// Someone else is given as the speaker.
    Misattributed,
}

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

/// What the fidelity stage answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fidelity {
    /// Every statement of both sides, in exactly one match each.
    pub matches: Vec<Match>,
    /// In the order of the source, additions after.
    pub findings: Vec<Finding>,
}

/// How strictly to judge.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Matches the statements of two collated articles and applies every rule to every match.
pub fn check(
    _source: &crate::pipeline::Side,
    _target: &crate::pipeline::Side,
    _beads: &[crate::alignment::Bead],
    _encoder: &dyn crate::embedding::Encoder,
    _options: &Options,
) -> Fidelity {
    Fidelity::default()
}
