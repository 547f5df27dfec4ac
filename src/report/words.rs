//! What the vocabulary is called in plain English: one place, so that every format says the same.

use crate::fidelity::{Fault, Severity, Verdict};
use crate::statements::{Kind, Stance};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every verdict, gravest first.
pub const VERDICTS: [Verdict; 7] = [
    Verdict::Misattributed,
    Verdict::Inconsistent,
    Verdict::Missing,
    Verdict::Added,
    Verdict::Unverifiable,
    Verdict::ConsistentWithNote,
    Verdict::Consistent,
];

/// Every severity, gravest first.
pub const SEVERITIES: [Severity; 4] = [
    Severity::Critical,
    Severity::Major,
    Severity::Minor,
    Severity::Note,
];

/// The verdict in words.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "consistent",
        Verdict::ConsistentWithNote => "consistent with note",
        Verdict::Unverifiable => "unverifiable",
        Verdict::Added => "added",
        Verdict::Missing => "missing",
        Verdict::Inconsistent => "inconsistent",
        Verdict::Misattributed => "misattributed",
    }
}

/// The verdict as JSON and style sheets write it.
pub const fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "consistent",
        Verdict::ConsistentWithNote => "consistent-with-note",
        Verdict::Unverifiable => "unverifiable",
        Verdict::Added => "added",
        Verdict::Missing => "missing",
        Verdict::Inconsistent => "inconsistent",
        Verdict::Misattributed => "misattributed",
    }
}

/// What the verdict means, in one sentence.
pub const fn verdict_meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "The same statement in both languages.",
        Verdict::ConsistentWithNote => "The same statement, presented otherwise.",
        Verdict::Unverifiable => "Cannot be judged on what the articles give.",
        Verdict::Added => "Stands in the target alone.",
        Verdict::Missing => "Stands in the source alone.",
        Verdict::Inconsistent => "Something in it differs.",
        Verdict::Misattributed => "Given to someone else.",
    }
}

/// A sign for the verdict, so that colour is never the only mark of it.
pub const fn verdict_sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "=",
        Verdict::ConsistentWithNote => "≈",
        Verdict::Unverifiable => "?",
        Verdict::Added => "+",
        Verdict::Missing => "−",
        Verdict::Inconsistent => "≠",
        Verdict::Misattributed => "⇄",
    }
}

/// The severity in words.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}

/// The kind of statement in words.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct quote",
        Kind::Mixed => "part-quoted",
        Kind::Partial => "quoted words",
        Kind::Indirect => "indirect speech",
        Kind::AccordingTo => "according to",
        Kind::Denial => "denial",
        Kind::NoComment => "no comment",
        Kind::NonConfirmation => "non-confirmation",
        Kind::Directive => "call or order",
        Kind::Characterisation => "characterisation",
        Kind::SpeechAct => "speech act",
        Kind::Nominal => "claim named",
        Kind::Headline => "headline",
        Kind::Evidential => "hearsay",
    }
}

/// The stance of a cue in words.
pub const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "neutral",
        Stance::Claim => "claims",
        Stance::Emphasis => "stresses",
        Stance::Concession => "concedes",
        Stance::Confirm => "confirms",
        Stance::Deny => "denies",
        Stance::Criticise => "criticises",
        Stance::Regret => "regrets",
        Stance::Apology => "apologises",
        Stance::Direct => "urges or orders",
        Stance::Commit => "promises",
        Stance::Expect => "expects",
        Stance::PointOut => "points out",
        Stance::Question => "asks",
        Stance::Concern => "voices concern",
        Stance::Praise => "praises",
        Stance::Defend => "defends",
        Stance::Agree => "agrees",
        Stance::Decline => "declines",
        Stance::Excuse => "excuses",
    }
}

/// The language's English name, or its code where there is none here.
pub const fn language(lang: crate::text::Language) -> &'static str {
    use crate::text::Language as L;
    match lang {
        L::En => "English",
        L::Ko => "Korean",
        L::Ar => "Arabic",
        L::De => "German",
        L::Es => "Spanish",
        L::Fr => "French",
        L::It => "Italian",
        L::Ja => "Japanese",
        L::Nl => "Dutch",
        L::Pl => "Polish",
        L::Pt => "Portuguese",
        L::Ru => "Russian",
        L::Th => "Thai",
        L::Tr => "Turkish",
        L::Zh => "Chinese",
    }
}

/// What a fault is called and what to do about it.
#[derive(Debug, Deserialize)]
pub struct Explanation {
    /// A short name: `Number changed`.
    pub title: String,
    /// What it is and how to settle it, in one or two sentences.
    pub help: String,
}

static FAULTS: LazyLock<BTreeMap<Fault, Explanation>> = LazyLock::new(|| {
    toml::from_str(include_str!("data/faults.toml")).expect("data/faults.toml is well formed")
});

/// What a fault is called; every fault has an entry in `data/faults.toml`.
pub fn fault(fault: Fault) -> &'static Explanation {
    FAULTS.get(&fault).expect("data/faults.toml explains every fault")
}

/// Every fault with its explanation, in the order of the vocabulary.
pub fn faults() -> impl Iterator<Item = (Fault, &'static Explanation)> {
    FAULTS.iter().map(|(&fault, explanation)| (fault, explanation))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// serde lists every variant when it meets one it does not know.
    #[test]
    fn every_fault_is_explained() {
        let message = serde_json::from_str::<Fault>("\"?\"")
            .expect_err("not a fault")
            .to_string();
        let names: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        assert!(names.len() > 40, "{message}");
        for name in names {
            let fault: Fault = serde_json::from_value(name.into()).expect("a fault");
            assert!(FAULTS.contains_key(&fault), "{name} is not in data/faults.toml");
        }
    }
}
